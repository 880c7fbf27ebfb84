"""Who can speak: the nouns for people, offices and bodies, and surnames that are words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage.words import common_words, noun
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.reading.words import Word

VOICES = tuple(sorted(grammar("voices")))
NO_NAME_AFTER = grammar("no_name_after")
PEOPLE = frozenset(("office", "spokes", "person"))
SPEAKING = PEOPLE | {"outlet", "agency", "organisation", "government", "group"}


def has_voice(word: Word) -> bool:
    """Whether a noun names somebody who speaks: a person, an office, a body, or a report."""
    if word.lower.endswith(VOICES):
        return True
    if not word.text[0].isupper():
        return False
    entry = noun(word.text)
    return entry is not None and entry.kind in SPEAKING


def is_paper(word: Word) -> bool:
    """Whether a noun names a study, report or other writing that a text goes by."""
    if word.pos not in ("NOUN", "PROPN"):
        return False
    entry = noun(word.text)
    return word.lower.endswith("bericht") or (entry is not None and entry.kind in ("finding", "document"))


def mark_names(words: Sequence[Word]) -> None:
    """Makes names of surnames that are words or days (Kurz, Sonntag), if the words have one behind a given name."""
    full = set()
    for before, w in itertools.pairwise(words):
        if w.text not in common_words() or before.text in common_words() or not before.text[0].isupper():
            continue
        entry = noun(before.text) if before.pos == "NOUN" else None
        if before.pos == "PROPN" or (entry is not None and entry.kind in PEOPLE):
            full.add(w.text)
    for n, w in enumerate(words):
        if w.text in full and not (n and words[n - 1].lower in NO_NAME_AFTER):
            w.name, w.pos, w.tag = True, "PROPN", "NE"
