"""The pages and what they hold, as people read them: README.md says what is what."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.identity.gold import half

PAGES = Path(__file__).resolve().parent / "pages"
BODY = ("lead", "heading", "paragraph")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article: ``kind`` is one of :data:`quellenlage.records.SEGMENT_KINDS`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a live ticker: its time (ISO 8601, or a minute of play as ``71'``) and the text it begins with."""

    at: str
    begins: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds, by hand or by a reader.

    ``published`` is ISO 8601 as exact as the page is. ``outlets`` are the names of the house that count as right, the
    first its own. ``optional`` are texts that may be part of the article or not: tables, info boxes, embedded posts.
    """

    title: str
    parts: tuple[Part, ...]
    kicker: str | None = None
    url: str | None = None
    outlets: tuple[str, ...] = ()
    published: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    paywalled: bool | None = None
    optional: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = field(default=())

    def texts(self, *kinds: str) -> list[str]:
        """The texts of the parts of these kinds, in order."""
        return [part.text for part in self.parts if part.kind in kinds]


def plain(text: str) -> str:
    """``text`` in NFC, without invisible characters, each run of blank space one blank."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case, without punctuation."""
    return _WORD.findall(plain(text).casefold())


def gold(which: str | None = None) -> Iterator[tuple[Path, Page]]:
    """The pages of a half (``open`` or ``closed``; all, where none is named) with what they hold, by name."""
    for file in sorted(PAGES.glob("*.html")):
        if which is None or half(file.stem) == which:
            yield file, _page(json.loads(file.with_suffix(".json").read_text(encoding="utf-8")))


def _page(told: dict[str, Any]) -> Page:
    return Page(
        title=told["title"],
        parts=tuple(Part(one["kind"], one["text"]) for one in told["segments"]),
        kicker=told["kicker"],
        url=told["url"],
        outlets=(told["outlet"], *told.get("outlet_also", ())),
        published=told["published"],
        authors=tuple(told["authors"]),
        section=told["section"],
        paywalled=told["paywalled"],
        optional=tuple(told.get("optional", ())),
        entries=tuple(Entry(one["at"], one["title"] or one["first"]) for one in told.get("entries", ())),
    )
