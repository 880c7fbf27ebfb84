"""Who can speak: the nouns for people, offices and bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quellenlage.words import noun
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.reading.words import Word

VOICES = tuple(sorted(grammar("voices")))
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
