"""Who can speak: the nouns for people, offices and bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quellenlage.words import noun
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.reading.words import Word

MUTE = grammar("mute")
MUTE_ENDS = tuple(sorted(word for word in MUTE if len(word) > 4))
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


def is_mute(word: Word) -> bool:
    """Whether a noun is one for a thing that says nothing, whatever its verb: "Der Nebel kündigt den Herbst an"."""
    low = word.lower
    return word.tag == "NN" and not word.depth and (low in MUTE or low.endswith(MUTE_ENDS))


def is_paper(word: Word) -> bool:
    """Whether a noun names a study, report or other writing that a text goes by."""
    if word.pos not in ("NOUN", "PROPN"):
        return False
    entry = noun(word.text)
    return word.lower.endswith("bericht") or (entry is not None and entry.kind in ("finding", "document"))
