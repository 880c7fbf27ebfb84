"""Words that an agency or a picture desk added: no part of a sentence, and of nobody's claim."""

from __future__ import annotations

import re
from functools import cache

from quellenlage.words.table import rows
from quellenlage.words.verbs import grammar

_DATELINE = re.compile(
    r"^[^\S\n]*(?:[A-ZÄÖÜ][^\n():;?!„“\"]{0,60} )?\(([^()\n]{2,40})\)[^\S\n]*[-–—][^\S\n]+", re.MULTILINE
)
_TOWN = r"[A-ZÄÖÜ][\w./-]*(?: [A-ZÄÖÜ][\w.-]*){0,2}(?:, (?:den )?\d{1,2}\. ?(?:\w{3,9}\.?|\d{1,2}\.)(?: ?\d{4})?)?"
_BARE_DATELINE = re.compile(rf"^[^\S\n]*(?:{_TOWN} )?\(([^()\n]{{2,40}})\)[.:]?[^\S\n]+(?=(\w+) )", re.MULTILINE)
_LAST_BRACKET = re.compile(r"\(([^()\n]{2,120})\)([.]?)[^\S\n]*$", re.MULTILINE)
_CREDIT = re.compile(r"(?:Archiv|Symbol)?(?:Quelle|Foto|Bild|Grafik|Video)s?\s*:", re.IGNORECASE)
_DIVIDERS = re.compile(r"[/,;:|]")
_AGENCIES = grammar("agencies")


@cache
def starters() -> frozenset[str]:
    """Words, capitalised, that after an ordinal, an initial or an abbreviation begin a sentence."""
    return frozenset(row["word"].capitalize() for row in rows("starters.csv"))


def breaks(text: str) -> frozenset[int]:
    """Characters at which a sentence ends: behind a dateline, "BERLIN (dpa) - ", and before a credit, "(Foto: dpa)".

    "Bern (sda) Der Bundesrat" has no dash. "meldet die Agentur (dpa)." is no credit: the stop belongs to the sentence.
    """
    found = {mark.end() for mark in _DATELINE.finditer(text) if _parts(mark[1]) <= _AGENCIES}
    for mark in _BARE_DATELINE.finditer(text):
        if _parts(mark[1]) <= _AGENCIES and mark[2] in starters():
            found.add(mark.end())
    for mark in _LAST_BRACKET.finditer(text):
        within = mark[2] and text[: mark.start()].rstrip()[-1:].isalnum()
        if _CREDIT.match(mark[1]) or (_parts(mark[1]) & _AGENCIES and not within):
            found.add(mark.start())
    return frozenset(found)


def _parts(inner: str) -> set[str]:
    return {part.strip().lower() for part in _DIVIDERS.split(inner)}
