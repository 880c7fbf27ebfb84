"""A text as it is read: without the characters that nobody sees, its letters composed; and the way back to its offsets.

A soft hyphen or a zero-width space within a word cuts it for whoever counts it as a character. What is read has none;
what is found in it is told by the characters of the text as it stands.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from quellenlage.records import Segment

T = TypeVar("T")


@dataclass(frozen=True)
class Visible:
    """``text`` as it is read; ``starts`` and ``ends`` are those of each of its characters in the text as it stands."""

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @cached_property
    def same(self) -> bool:
        """Whether the text is read as it stands."""
        return not self.starts

    def back(self, found: T) -> T:
        """``found``, a record or a tuple of records with offsets into ``text``, with those into the text as it stands.

        What begins or ends beside an unseen character does not include it.
        """
        if self.same:
            return found
        moved: T = _moved(
            found,
            lambda start: self.starts[start] if start < len(self.starts) else self.ends[-1],
            lambda end: self.ends[end - 1] if end else 0,
        )
        return moved

    def forth(self, known: T) -> T:
        """The reverse of :meth:`back`: ``known`` with offsets into ``text``."""
        if self.same:
            return known
        moved: T = _moved(known, lambda at: bisect_left(self.starts, at), lambda at: bisect_left(self.starts, at))
        return moved


def visible(text: str) -> Visible:
    """``text`` as it is read: in NFC, without soft hyphens, zero-width spaces and other format characters."""
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and not any(map(_unseen, set(text)))):
        return Visible(text)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        piece = unicodedata.normalize("NFC", text[at:end]) if not _unseen(text[at]) else ""
        pieces.append(piece)
        starts += [at] * len(piece)
        ends += [end] * len(piece)
        at = end
    return Visible("".join(pieces), tuple(starts), tuple(ends))


def _unseen(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


def _moved(value: Any, start: Callable[[int], int], end: Callable[[int], int]) -> Any:
    """A record with all its offsets, and those of the records in it, moved."""
    if isinstance(value, Segment):
        return Segment(value.kind, start(value.start), end(value.end))
    if isinstance(value, tuple):
        return tuple(_moved(one, start, end) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {field.name: getattr(value, field.name) for field in fields(value)}
    changed = {name: _moved(one, start, end) for name, one in changed.items()}
    if isinstance(changed.get("start"), int):
        changed["start"], changed["end"] = start(changed["start"]), end(changed["end"])
    return replace(value, **changed)
