"""What a page says of its article in JSON-LD, in the vocabulary of schema.org."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from quellenlage.tasks.ingest.pages.page_source import Element
from quellenlage.tasks.ingest.pages.page_tables import elements

Node = Mapping[str, Any]
_AROUND = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\]\]>\*/|;)\s*$"
)
_TRAILING = re.compile(r",(\s*[}\]])")
_DEEPEST = 12


def nodes_of(root: Element) -> list[Node]:
    """Every node of every block, outermost first; a block that is broken is mended or left out."""
    found: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for value in _loads(script.text or ""):
                found.extend(_flat(value, 0))
    return found


def _loads(text: str) -> Iterator[Any]:
    text = text.strip()
    for _ in range(2):
        text = _AROUND.sub("", text).strip()
    decoder = json.JSONDecoder(strict=False)
    for mended in (str, _without_trailing_commas, html.unescape):
        try:
            yield decoder.decode(mended(text))
        except (ValueError, RecursionError):
            continue
        return
    at = 0
    while (at := text.find("{", at)) >= 0:  # several objects in a row, or one that is cut
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value


def _without_trailing_commas(text: str) -> str:
    return _TRAILING.sub(r"\1", text)


def _flat(value: Any, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _flat(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "isPartOf", "about", "itemReviewed"):
            if isinstance(value.get(key), dict | list):
                yield from _flat(value[key], depth + 1)


def types_of(node: Node) -> set[str]:
    """Its types in lower case, without the vocabulary's address."""
    value = node.get("@type")
    return {
        one.rpartition("/")[2].lower()
        for one in (value if isinstance(value, list) else [value])
        if isinstance(one, str)
    }


def is_article(node: Node) -> bool:
    """Whether a node is an article of any kind."""
    return any(one.endswith("article") or one in elements("articles") for one in types_of(node))


def article_node(nodes: list[Node]) -> Node | None:
    """The node that says most of the article; None where there is none."""
    keys = ("headline", "datePublished", "author", "articleBody", "liveBlogUpdate")
    candidates = [node for node in nodes if is_article(node) and (node.get("headline") or node.get("datePublished"))]
    return max(candidates, key=lambda node: sum(bool(node.get(key)) for key in keys), default=None)


def texts(value: Any) -> list[str]:
    """The strings of a value that may be one, a list of them or nodes with a name."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, bool | int | float):
        return [str(value)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("@value") or value.get("url") or "")
    return []


def first(value: Any) -> str:
    """The first of :func:`texts`, or ""."""
    return next(iter(texts(value)), "")
