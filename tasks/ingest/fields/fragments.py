"""A stretch of HTML that is an article's body and nothing else, as feeds and tables hold it, into blocks.

Whole pages, with navigation around the article, are read by :mod:`quellenlage.tasks.ingest.pages`; here everything
that a browser would show counts, but for what feeds put below an entry (``feed_footers.csv``).
"""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path
from typing import Any

from quellenlage.tasks.ingest.fields.plain_blocks import Block, clean, plain_blocks
from quellenlage.words.table import rows

_TAG = re.compile(
    r"</?(?:p|br|div|span|h[1-6]|a|b|i|u|strong|em|ul|ol|li|img|figure|figcaption|blockquote|table|section|article"
    r"|html|body|head|iframe|font|sup|sub|small|picture|time)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>])", re.I | re.S
)
_SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "iframe", "form", "button", "svg", "nav", "template", "object", "select"),
        *("audio", "video", "del", "s", "strike", "head", "title", "textarea"),
    )
)
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "dfn", "em", "font", "i", "ins", "kbd"),
        *("mark", "q", "ruby", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
        *("img", "picture"),
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CAPTION_CLASS = re.compile(r"caption|bildunterschrift|credit", re.IGNORECASE)
_DEEPEST = 200
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]{1,30});")


def is_markup(text: str) -> bool:
    """Whether ``text`` is HTML and not plain text: it has an element in it that HTML knows."""
    return "<" in text and _TAG.search(text) is not None


def is_page(text: str) -> bool:
    """Whether HTML is a whole page, with whatever a site puts around an article."""
    return _PAGE.match(text) is not None


def unescape(text: str) -> str:
    """``text`` without entities, also where it was escaped twice ("&amp;quot;")."""
    for _ in range(2):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def prose_blocks(text: str) -> list[Block]:
    """The blocks of a text field, be it plain or a fragment of HTML."""
    if "<" in text and is_markup(text):
        return fragment_blocks(text)
    if "&" in text:
        if "&lt;" in text and is_markup(html.unescape(text)):
            return fragment_blocks(html.unescape(text))
        text = unescape(text)
    return plain_blocks(clean(text))


def fragment_blocks(fragment: str) -> list[Block]:
    """The blocks of a fragment of HTML, without footers of feeds; none where it shows no text."""
    import lxml.etree
    import lxml.html

    fragment = clean(fragment)
    try:
        root = lxml.html.fragment_fromstring(f"<div>{fragment}</div>")
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return plain_blocks(unescape(re.sub(r"<[^<>]*>", " ", fragment)))
    walk = _Walk()
    walk.into(root, "paragraph", 0)
    walk.flush("paragraph")
    blocks = [(kind, words) for kind, words in walk.blocks if not _is_footer(words)]
    if blocks and blocks[-1][0] == "heading":
        blocks[-1] = ("paragraph", blocks[-1][1])
    return blocks


class _Walk:
    """Gathers text until a block ends; ``blocks`` is what was found so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[str] = []

    def into(self, element: Any, kind: str, depth: int) -> None:
        if element.text:
            self._say(element.text)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "br":
                self._pieces.append("\n")
            elif tag and tag not in _SKIPPED and depth < _DEEPEST:
                if tag in _INLINE:
                    self.into(child, kind, depth + 1)
                else:
                    self.flush(kind)
                    inner = _kind_of(child, tag, kind)
                    self.into(child, inner, depth + 1)
                    self.flush(inner)
            if child.tail:
                self._say(child.tail)

    def flush(self, kind: str) -> None:
        """End the block that is being gathered."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if not text.strip():
            return
        if kind == "paragraph":
            lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
            self.blocks.extend(plain_blocks(lines) if "\n" in lines.strip() else [(kind, lines.strip())])
        else:
            self.blocks.append((kind, " ".join(text.split())))

    def _say(self, text: str) -> None:
        # A line break in the source is a blank.
        self._pieces.append(text.replace("\n", " "))


def _kind_of(element: Any, tag: str, outer: str) -> str:
    if tag in _HEADINGS:
        return "heading"
    if tag == "figcaption" or _CAPTION_CLASS.search(element.get("class") or ""):
        return "caption"
    return outer if outer in ("caption", "heading") else "paragraph"


@cache
def footers() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What feeds put below an entry, each with an example."""
    table = rows("feed_footers.csv", Path(__file__).parent)
    return tuple((re.compile(rf"(?:{row['pattern']})\.?", re.IGNORECASE), row["example"]) for row in table)


def _is_footer(block: str) -> bool:
    return len(block) < 600 and any(pattern.fullmatch(block) for pattern, _ in footers())
