"""The text of an article that a page does not show, and gives in JSON-LD alone: its body, the entries of its ticker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quellenlage.tasks.ingest.fields.timestamps import moment_of
from quellenlage.tasks.ingest.pages.json_ld import Node, first
from quellenlage.tasks.ingest.pages.page_source import plain

Piece = tuple[str, str]
_BREAK = re.compile(r"\s*(?:</p>|<br\s*/?>\s*<br\s*/?>|\r?\n\s*\r?\n|\n)\s*", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-zäöüß\d][.!?“\"])(?=[A-ZÄÖÜ„])")
_LONGEST = 700  # characters of a paragraph that is whole


def told_pieces(article: Node) -> list[Piece]:
    """Kinds and texts of the parts that JSON-LD gives: of the body, then of each entry with its time."""
    pieces: list[Piece] = [("paragraph", one) for one in _paragraphs(first(article.get("articleBody")))]
    updates = article.get("liveBlogUpdate")
    for update in updates if isinstance(updates, list) else [updates]:
        if isinstance(update, Mapping):
            pieces += _entry(update)
    return pieces


def _entry(update: Node) -> Iterator[Piece]:
    moment = moment_of(first(update.get("datePublished")))
    if moment is not None:
        clock = f", {moment.clock:%H:%M} Uhr" if moment.clock else ""
        yield "dateline", f"{moment.day:%d.%m.%Y}{clock}"
    body = [*_paragraphs(first(update.get("articleBody")))]
    headline = plain(first(update.get("headline")))
    if headline and body:
        yield "heading", headline
    for one in body or [headline]:
        if one:
            yield "paragraph", one


def _paragraphs(text: str) -> Iterator[str]:
    """A text at its breaks; one without any is parted where sentences stand without a blank between them."""
    parts = [part for part in map(plain, _BREAK.split(text)) if part]
    if len(parts) == 1 and len(parts[0]) > _LONGEST:
        parts = [part.strip() for part in _GLUED.split(parts[0]) if part.strip()]
    yield from parts
