"""A page as a row of blocks, in its order: what stands in one paragraph, heading, list item or cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from quellenlage.tasks.ingest.pages.page_source import Element, tidy
from quellenlage.tasks.ingest.pages.page_tables import elements, role_of

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINES = re.compile(r"\n\s*\n")
_ENDS = re.compile(r"[.!?…:][\"“”«»‘’')\]]*$")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
# What frameworks call what is not shown, and what they call it where only narrow screens do not show it.
_HIDDEN = re.compile(r"(?<!\S)(?:hidden|hide|d-none)(?!\S)")
_SHOWN_WIDE = re.compile(r"(?:sm|md|lg|xl)[:-](?:d-)?(?:block|flex|grid|inline)")
_INITIAL = re.compile(r"drop-?cap|initial|first-?letter", re.IGNORECASE)
_BOLD = re.compile(r"(?:^|[\s_-])(?:font-)?(?:bold|semibold|fett)(?:\s|$)", re.IGNORECASE)
#: Attributes beside class and id in which houses name what an element holds.
_NAMING = (
    "data-testid",
    "data-manual",
    "data-cy",
    "data-component",
    "data-qa",
    "data-type",
    "data-section-type",
    "data-module",
)
#: All that tell what an element is, or that it is not shown.
_SAYING = frozenset((*_NAMING, "class", "id", "itemprop", "rel", "hidden", "aria-hidden", "role", "style"))
_ROLE_BY_PROPERTY = {
    "articlebody": "body",
    "author": "byline",
    "datepublished": "date",
    "datemodified": "date",
    "description": "lead",
    "headline": "headline",
    "copyrightholder": "credit",
}
#: Tags that tell what an element holds even where it has no attribute.
_TELLING = frozenset(
    ("a", "aside", "b", "cite", "figcaption", "figure", "footer", "form", "header", "small", "strong", "time")
)
_ROLES_OF_PAGES = frozenset(("navigation", "complementary", "dialog", "search", "banner", "contentinfo", "alertdialog"))
#: Roles that part what stands within a line from the rest of it.
_APART = frozenset(("kicker", "credit", "byline", "date", "drop", "headline", "lead", "caption"))
#: Blocks that a label or a button within does not part.
_WHOLE = _HEADINGS | {"p", "li", "figcaption", "blockquote"}
_HEAVY = 0.4  # what holds more than this part of a page's text is no box, whatever it is called
_MOST = 0.7  # what holds more than this part of it is no lead or byline either
_WHOLLY = 0.8  # the part of a line whose role is that of the whole line
_LONGEST_BOLD = 100  # characters of a line in bold type that is a heading
_RUNNING = 60  # characters from which an element's own text counts as running text


@dataclass(slots=True)
class Block:
    """``role`` is what classes say it is; ``linked`` and ``strong`` are characters within links and bold type.

    ``dropped`` is the element that makes it one of the page's boxes, ``stamp`` what a ``time`` element gives.
    """

    element: Element
    tag: str
    text: str
    role: str
    linked: int
    strong: int
    number: int = 0
    dropped: Element | None = None
    figure: Element | None = None
    stamp: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading by its tag."""
        return self.tag in _HEADINGS

    @property
    def link_share(self) -> float:
        """The part of it that leads to other pages."""
        return self.linked / max(1, len(self.text.replace(" ", "")))

    @property
    def is_bold(self) -> bool:
        """Whether all of it is in bold type."""
        return self.strong >= 0.95 * len(self.text.replace(" ", ""))

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_ENDS.search(self.text))


class _Context(NamedTuple):
    """What holds for everything within an element."""

    tag: str
    block: Element
    role: str = ""
    dropped: Element | None = None
    figure: Element | None = None
    link: bool = False
    strong: bool = False


@dataclass(slots=True)
class _Line:
    """A block that is being read."""

    pieces: list[str] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    strong: int = 0
    stamp: str = ""
    #: A large first letter was read last: the rest of its word follows, whatever blanks stand between.
    initial: bool = False
    #: Characters within parts of a line by the role that these have.
    roles: dict[str, int] = field(default_factory=dict)

    def clear(self) -> None:
        """Begin anew, where nothing but blanks was read."""
        if self.pieces:
            self.pieces.clear()
            self.stamp, self.initial = "", False


def blocks_of(root: Element, own_addresses: Collection[str] = ()) -> list[Block]:
    """The blocks of a page's body; a link to one of its own addresses leads to no other page."""
    body = root.find("body")
    body = root if body is None else body
    walker = _Walker(_masses(body), {urlsplit(one).path for one in own_addresses})
    outermost = _Context("div", body)
    walker.visit(body, outermost)
    walker.flush(outermost)
    for number, block in enumerate(walker.found):
        block.number = number
    return walker.found


def _masses(body: Element) -> dict[Element, int]:
    """Characters of running text within each element that has any."""
    masses: dict[Element, int] = {}
    for element in body.iter("p", "div", "td", "li", "section", "article", "span"):
        if element.tag == "p":
            size = len(" ".join("".join(element.itertext()).split()))
        else:
            size = len(text.strip()) if (text := element.text) else 0
            for child in element:
                if tail := child.tail:
                    size += len(tail.strip())
        if size < _RUNNING:
            continue
        masses[element] = masses.get(element, 0) + size
        for node in element.iterancestors():
            masses[node] = masses.get(node, 0) + size
    return masses


class _Walker:
    """Goes through a tree once and collects its blocks."""

    def __init__(self, masses: dict[Element, int], own_paths: Collection[str]) -> None:
        self.found: list[Block] = []
        self._line = _Line()
        self._masses = masses
        self._total = max(masses.values(), default=0)
        self._own_paths = own_paths

    def visit(self, element: Element, context: _Context) -> None:
        """Read what is within ``element``; its tail belongs to the caller."""
        if element.text:
            self._add(element.text, context)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, context)
            if child.tail:
                self._add(child.tail, context)

    def flush(self, context: _Context) -> None:
        """End the block that is being read."""
        line = self._line
        if not line.size:
            line.clear()
            return
        self._line = _Line()
        role = next((one for one, size in line.roles.items() if size >= _WHOLLY * line.size), "")
        for part in _paragraphs("".join(line.pieces)):
            if text := tidy(part):
                self.found.append(
                    Block(
                        context.block,
                        context.tag,
                        text,
                        role or context.role,
                        min(line.linked, len(text)),
                        min(line.strong, len(text)),
                        dropped=context.dropped,
                        figure=context.figure,
                        stamp=line.stamp,
                    )
                )

    def _child(self, child: Element, context: _Context) -> None:
        tag, does = _told_by(child.tag)
        if tag == "br":
            self._break(context)
        elif tag == "hr":
            self.flush(context)
        elif does == "unread" and not (tag in ("nav", "menu", "button") and self._heavy(child)):
            return
        elif does == "inline" and not _holds_blocks(child):
            self._inline(child, tag, self._context(child, tag, context), context)
        else:
            self.flush(context)
            inner = self._context(
                child, tag, context, tag if does == "block" else context.tag if does == "inline" else "div"
            )
            self.visit(child, inner)
            self.flush(inner)

    def _break(self, context: _Context) -> None:
        """A line break: the second in a row ends a paragraph, and one behind a line in bold type a heading."""
        line = self._line
        size = line.size
        again = any(piece == "\n" for piece in line.pieces[-2:]) and not "".join(line.pieces[-1:]).strip()
        if size and (again or (line.strong >= size and context.tag not in _HEADINGS and size <= _LONGEST_BOLD)):
            self.flush(context)
        else:
            line.pieces.append("\n")

    def _inline(self, child: Element, tag: str, inner: _Context, context: _Context) -> None:
        """What stands within a line; a part with a role of its own becomes a block of its own."""
        if inner.dropped is not None and context.dropped is None and context.tag in _WHOLE:
            return
        own = inner.role != context.role or (inner.dropped is not None and context.dropped is None)
        if own and inner.role in _APART and not (context.tag == "p" and inner.role not in ("drop", "credit", "lead")):
            self.flush(context)
            inner = inner._replace(block=child)
            self._stamp(child, tag)
            self.visit(child, inner)
            self.flush(inner)
            return
        self._stamp(child, tag)
        if self._line.pieces and context.tag in _HEADINGS and glued(self._line.pieces[-1], child.text or ""):
            self._line.pieces.append(" ")
        quoted = tag == "q" and not (child.text or "").lstrip().startswith(("„", "»", "«", "“", '"'))
        if quoted:
            self._add("„", inner)
        self.visit(child, inner)
        if quoted:
            self._add("“", inner)
        self._line.initial = (
            bool(_INITIAL.search(child.get("class") or "")) and len(tidy("".join(child.itertext()))) < 3
        )

    def _stamp(self, child: Element, tag: str) -> None:
        if tag == "time" and not self._line.stamp:
            self._line.stamp = child.get("datetime") or ""

    def _context(self, child: Element, tag: str, outer: _Context, block_tag: str = "") -> _Context:
        """What holds within ``child``; ``block_tag`` is what it is called where it is a block itself."""
        said = tuple([one for one in child.items() if one[0] in _SAYING])
        if not said and tag not in _TELLING:
            return outer._replace(tag=block_tag, block=child) if block_tag else outer
        told, unseen, bold = _told(tag, said, outer.figure is not None)
        certain = told == "out"
        told = "drop" if certain else told
        if told not in ("", "drop", "body") and tag not in _WHOLE and self._heavy(child, _MOST):
            told = ""
        dropped, role = outer.dropped, outer.role
        boxed = told == "drop" or (tag in ("aside", "footer", "form") and told in ("", "headline", "lead"))
        boxed = boxed or unseen or (tag == "header" and _is_page_header(child))
        if boxed and (certain or not self._heavy(child)) and (dropped is not None or child.find(".//h1") is None):
            dropped = child if dropped is None else dropped
            role = "drop" if role in ("", "body") else role
        if told not in ("", "drop") and not (
            role in ("caption", "credit") and told in ("headline", "lead", "body", "kicker")
        ):
            role = told
        return _Context(
            block_tag or outer.tag,
            child if block_tag else outer.block,
            role,
            dropped,
            child if tag == "figure" and child.find(".//table") is None else outer.figure,
            outer.link or (tag == "a" and self._leads_away(child.get("href") or "")),
            outer.strong or tag in ("b", "strong") or bold,
        )

    def _leads_away(self, href: str) -> bool:
        if not href or (href.startswith("#") and href != "#"):
            return False
        if not self._own_paths:
            return True
        try:
            return urlsplit(href).path not in self._own_paths
        except ValueError:
            return True

    def _heavy(self, element: Element, part: float = _HEAVY) -> bool:
        return self._masses.get(element, 0) > part * self._total > 0

    def _add(self, text: str, context: _Context) -> None:
        if self._line.initial:
            text, self._line.initial = text.lstrip(), False
        line = self._line
        if not (size := len("".join(text.split()))):
            line.pieces.append(" ")
            return
        line.pieces.append(text.replace("\n", " ").replace("\r", " "))
        if context.role:
            line.roles[context.role] = line.roles.get(context.role, 0) + size
        line.size += size
        if context.link:
            line.linked += size
        if context.strong:
            line.strong += size


@lru_cache(maxsize=1000)
def _told_by(written: str) -> tuple[str, str]:
    """A tag without its namespace, and the list of ``page_elements.yaml`` that it stands in, "" where in none."""
    tag = written.lower().rpartition("}")[2].rpartition(":")[2]
    return tag, next((kind for kind in ("unread", "inline", "block") if tag in elements(kind)), "")


@lru_cache(maxsize=20_000)
def _told(tag: str, said: tuple[tuple[str, str], ...], in_figure: bool) -> tuple[str, bool, bool]:
    """The role that an element's attributes and its tag tell; whether it is not shown, whether in bold type."""
    attributes = dict(said)
    bold = _BOLD.search(attributes.get("class", "")) is not None
    return _role(tag, attributes, in_figure), bool(said) and _unseen(attributes), bold


def _role(tag: str, attributes: Mapping[str, str], in_figure: bool) -> str:
    identifier = attributes.get("id", "") if tag not in _WHOLE else ""  # of a heading it is made from its words
    names = [attributes.get("class", ""), identifier, *(attributes.get(one, "") for one in _NAMING)]
    told = next(filter(None, map(role_of, filter(None, names))), "")
    if (prop := attributes.get("itemprop", "").lower()) in _ROLE_BY_PROPERTY:
        told = _ROLE_BY_PROPERTY[prop]
    if tag == "figcaption" and told not in ("drop", "out", "credit"):
        return "caption"
    if told == "source" or (tag in ("footer", "cite", "small") and in_figure):
        return "credit" if in_figure else ""
    if tag == "time" and told == "":
        return "date"
    if tag == "a" and "author" in attributes.get("rel", "") and told == "":
        return "byline"
    if tag in ("b", "strong", "em", "i", "body") and told not in ("lead", "kicker", "credit"):
        return ""
    return told


def _holds_blocks(element: Element) -> bool:
    """Whether an inline element has blocks within, as a link around a teaser has."""
    return len(element) > 0 and next(element.iterdescendants(*elements("block")), None) is not None


def _is_page_header(header: Element) -> bool:
    parent = header.getparent()
    outermost = parent is not None and parent.tag in ("body", "div")
    return outermost and header.find(".//h1") is None and header.find(".//h2") is None


def _unseen(attributes: Mapping[str, str]) -> bool:
    """Whether attributes say that an element is not shown, or is none of what a page is read for."""
    names = attributes.get("class", "")
    return (
        bool(_HIDDEN.search(names) and not _SHOWN_WIDE.search(names))
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role") in _ROLES_OF_PAGES
        or bool(_NOT_SHOWN.search(attributes.get("style", "")))
    )


def glued(before: str, after: str) -> bool:
    """Whether two parts of a heading that only their layout keeps apart would run into one word."""
    return bool(before[-1:].islower() or before[-1:] in tuple(".:!?“")) and after[:1].isupper()


def _paragraphs(raw: str) -> Iterator[str]:
    """A block at its empty lines, and at each line where all of them are paragraphs of their own."""
    if "\n" not in raw:
        yield raw
        return
    for part in _LINES.split(raw):
        lines = [line for line in part.split("\n") if line.strip()]
        if len(lines) > 2 and sum(map(len, lines)) / len(lines) > 80:
            yield from lines
        else:
            yield part.replace("\n", " ")
