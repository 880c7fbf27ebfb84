"""A page as a row of blocks, in its order: what stands in one paragraph, heading, list item or cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from quellenlage.tasks.ingest.pages.page_source import Element, tidy
from quellenlage.tasks.ingest.pages.page_tables import role_of

#: Elements whose content no reader sees as text, or that hold what belongs to the page.
_UNREAD = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet", "canvas", "map", "select", "option", "textarea", "button", "input", "datalist", "dialog", "audio", "video", "picture", "source", "img", "progress", "meter", "head", "title", "meta", "link", "base", "nav", "menu", "del", "strike", "s", "amp-ad", "amp-iframe", "amp-analytics", "amp-audio", "amp-video", "amp-social-share", "amp-consent", "rp", "rt"]
)
_INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "output", "q", "ruby", "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var", "wbr", "time"]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_STRONG = frozenset(("b", "strong"))
_LINES = re.compile(r"\n\s*\n")
_ENDS = re.compile(r"[.!?…:][\"“”«»‘’')\]]*$")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_INITIAL = re.compile(r"(?:drop-?cap|initiale?|first-?letter)", re.I)
_HEAVY = 0.4  # what holds more than this part of a page's text is no box, whatever it is called


@dataclass(slots=True)
class Block:
    """``role`` is what classes say it is; ``linked`` and ``strong`` are characters within links and bold type."""

    element: Element
    tag: str
    text: str
    role: str
    linked: int
    strong: int
    number: int = 0
    #: The element that makes it one of the page's boxes, or None.
    dropped: Element | None = None
    figure: Element | None = None
    links: tuple[str, ...] = ()
    stamp: str = ""

    @property
    def is_heading(self) -> bool:
        return self.tag in _HEADINGS

    @property
    def link_share(self) -> float:
        return self.linked / max(1, len(self.text))

    @property
    def ends_sentence(self) -> bool:
        return bool(_ENDS.search(self.text))


@dataclass(slots=True)
class _Context:
    """What holds for everything within an element."""

    tag: str = "div"
    block: Element | None = None
    role: str = ""
    dropped: Element | None = None
    figure: Element | None = None
    link: bool = False
    strong: bool = False


@dataclass(slots=True)
class _Line:
    """A block that is being read."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    strong: int = 0
    links: list[str] = field(default_factory=list)
    stamp: str = ""


def blocks_of(root: Element) -> list[Block]:
    """The blocks of a page's body."""
    body = root.find("body")
    body = root if body is None else body
    walker = _Walker(_masses(body))
    walker.visit(body, _Context(block=body))
    walker.flush(_Context(block=body))
    for number, block in enumerate(walker.found):
        block.number = number
    return walker.found


def _masses(body: Element) -> dict[Element, int]:
    """Characters of running text within each element that has any."""
    masses: dict[Element, int] = {}
    for element in body.iter("p", "div", "td", "li", "section", "article", "span"):
        if element.tag == "p":
            size = len("".join(element.itertext()))
        else:
            size = len(element.text or "") + sum(len(child.tail or "") for child in element)
        if size < 60:
            continue
        size = len(" ".join("".join(element.itertext()).split())) if element.tag == "p" else size
        node = element
        while node is not None:
            masses[node] = masses.get(node, 0) + size
            node = node.getparent()
    return masses


@lru_cache(maxsize=10_000)
def _role_of(names: str, identifier: str) -> str:
    return role_of(names) or (role_of(identifier) if identifier else "")


class _Walker:
    """Goes through a tree once and collects its blocks."""

    def __init__(self, masses: dict[Element, int]) -> None:
        self.found: list[Block] = []
        self.line = _Line()
        self.masses = masses
        self.total = max(masses.values(), default=0)

    def visit(self, element: Element, context: _Context) -> None:
        """Read what is within ``element``; its tail belongs to the caller."""
        if element.text:
            self.add(element.text, context)
        for child in element:
            if isinstance(child.tag, str):
                self.child(child, context)
            if child.tail:
                self.add(child.tail, context)

    def child(self, child: Element, context: _Context) -> None:
        tag = child.tag.lower().rpartition("}")[2]
        if tag == "br":
            self.line.pieces.append("\n")
            return
        if tag == "hr":
            self.flush(context)
            return
        if tag in _UNREAD and not (tag in ("nav", "menu") and self.heavy(child)):
            return
        inner = self.context(child, tag, context)
        if tag in _INLINE and not self.holds_blocks(child):
            self.inline(child, tag, inner, context)
            return
        self.flush(context)
        inner.block, inner.tag = child, tag if tag in _BLOCK_TAGS else context.tag if tag in _INLINE else "div"
        self.visit(child, inner)
        self.flush(inner)

    def inline(self, child: Element, tag: str, inner: _Context, context: _Context) -> None:
        """What stands within a line; a part with another role becomes a block of its own."""
        own = inner.role != context.role or (inner.dropped is not None and context.dropped is None)
        own = own and inner.role in ("kicker", "credit", "byline", "date", "drop", "headline", "lead", "caption")
        if own and not (context.tag == "p" and inner.role not in ("drop", "credit")):
            self.flush(context)
            inner.block = child
            self.visit(child, inner)
            if tag == "time":
                self.line.stamp = child.get("datetime") or ""
            self.flush(inner)
            return
        if tag == "time" and not self.line.stamp:
            self.line.stamp = child.get("datetime") or ""
        if tag == "a":
            self.line.links.append(child.get("href") or "")
        if tag == "q" and not (child.text or "").lstrip().startswith(("„", "»", "«", "“", '"')):
            self.add("„", inner)
            self.visit(child, inner)
            self.add("“", inner)
            return
        if self.line.pieces and context.tag in _HEADINGS and glued(self.line.pieces[-1], child.text or ""):
            self.line.pieces.append(" ")
        self.visit(child, inner)
        if _INITIAL.search(child.get("class") or "") and child.tail:
            child.tail = child.tail.lstrip()

    def context(self, child: Element, tag: str, outer: _Context) -> _Context:
        names, role, dropped = child.get("class") or "", outer.role, outer.dropped
        told = _role_of(names, child.get("id") or "") if names or child.get("id") else ""
        prop = (child.get("itemprop") or "").lower()
        told = _ROLE_BY_PROPERTY.get(prop) or told
        if tag == "figcaption":
            told = "caption" if told not in ("drop", "credit") else told
        elif tag == "time":
            told = "date" if told in ("", "date") else told
        elif tag == "a" and "author" in (child.get("rel") or ""):
            told = "byline"
        if told == "drop" or (tag in ("aside", "footer", "form") and told != "body") or _unseen(child):
            if not self.heavy(child):
                dropped = dropped if dropped is not None else child
                role = "drop" if not role or role == "body" else role
        elif tag == "header" and child.find(".//h1") is None and child.getparent().tag in ("body", "div"):
            if dropped is None and not self.heavy(child) and child.find(".//h2") is None:
                dropped = child
        if told and told != "drop" and not (role in ("caption", "credit") and told in ("headline", "lead", "body")):
            role = told if told != "headline" or tag in _HEADINGS or role == "" else role
        link = outer.link or (tag == "a" and bool(child.get("href")) and not (child.get("href") or "").startswith("#"))
        figure = child if tag == "figure" else outer.figure
        return _Context(outer.tag, outer.block, role, dropped, figure, link, outer.strong or tag in _STRONG)

    def heavy(self, element: Element) -> bool:
        return self.masses.get(element, 0) > _HEAVY * self.total > 0

    @staticmethod
    def holds_blocks(element: Element) -> bool:
        """Whether an inline element has blocks within, as a link around a teaser has."""
        return any(isinstance(one.tag, str) and one.tag in _BLOCK_TAGS for one in element.iterdescendants())

    def add(self, text: str, context: _Context) -> None:
        text = text.replace("\n", " ").replace("\r", " ")
        self.line.pieces.append(text)
        size = len(text.strip())
        if context.link:
            self.line.linked += size
        if context.strong:
            self.line.strong += size

    def flush(self, context: _Context) -> None:
        """End the block that is being read."""
        line, self.line = self.line, _Line()
        raw = "".join(line.pieces)
        if not raw.strip():
            if line.stamp and self.found:
                self.found[-1].stamp = self.found[-1].stamp or line.stamp
            return
        for part in _lines(raw):
            if text := tidy(part):
                self.found.append(
                    Block(
                        context.block,
                        context.tag,
                        text,
                        context.role,
                        min(line.linked, len(text)),
                        min(line.strong, len(text)),
                        dropped=context.dropped,
                        figure=context.figure,
                        links=tuple(line.links),
                        stamp=line.stamp,
                    )
                )


_BLOCK_TAGS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "caption", "figcaption", "blockquote", "pre", "div", "section", "article", "aside", "main", "header", "footer", "figure", "ul", "ol", "dl", "table", "tr", "tbody", "thead", "form", "fieldset", "address", "details", "summary", "hgroup", "center"]
)
_ROLE_BY_PROPERTY = {
    "articlebody": "body",
    "author": "byline",
    "datepublished": "date",
    "datemodified": "date",
    "headline": "headline",
    "copyrightholder": "credit",
}


def _unseen(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_NOT_SHOWN.search(element.get("style") or ""))
        or element.get("role") in ("navigation", "complementary", "dialog", "search", "banner", "contentinfo")
    )


def glued(before: str, after: str) -> bool:
    """Whether two parts of a heading that only their layout keeps apart would run into one word."""
    return bool(before[-1:].islower() or before[-1:] in ".:!?“") and after[:1].isupper()


def _lines(raw: str) -> Iterator[str]:
    """A block at its empty lines, and at each line where all of them are paragraphs of their own."""
    for part in _LINES.split(raw):
        lines = [line for line in part.split("\n") if line.strip()]
        if len(lines) > 2 and sum(len(line) for line in lines) / len(lines) > 80:
            yield from lines
        else:
            yield part
