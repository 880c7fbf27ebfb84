"""Words that an agency or a picture desk added: no part of a sentence, and of nobody's claim."""

from __future__ import annotations

import re

from quellenlage.words.verbs import grammar

_DATELINE = re.compile(
    r"^[^\S\n]*(?:[A-ZÄÖÜ][^\n():;?!„“\"]{0,60} )?\(([^()\n]{2,40})\)[^\S\n]*[-–—][^\S\n]+", re.MULTILINE
)
_LAST_BRACKET = re.compile(r"\(([^()\n]{2,120})\)[.]?[^\S\n]*$", re.MULTILINE)
_CREDIT = re.compile(r"(?:Archiv|Symbol)?(?:Quelle|Foto|Bild|Grafik|Video)s?\s*:", re.IGNORECASE)
_DIVIDERS = re.compile(r"[/,;:|]")
_AGENCIES = grammar("agencies")


def breaks(text: str) -> frozenset[int]:
    """Characters at which a sentence ends: behind a dateline, "BERLIN (dpa) - ", and before a credit, "(Foto: dpa)"."""
    found = {mark.end() for mark in _DATELINE.finditer(text) if _parts(mark[1]) <= _AGENCIES}
    for mark in _LAST_BRACKET.finditer(text):
        if _CREDIT.match(mark[1]) or _parts(mark[1]) & _AGENCIES:
            found.add(mark.start())
    return frozenset(found)


def _parts(inner: str) -> set[str]:
    return {part.strip().lower() for part in _DIVIDERS.split(inner)}
