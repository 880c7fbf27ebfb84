"""Nouns of speech: the source in "nach Angaben von", the cue in "die Hoffnung, dass"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quellenlage.claims.drafts import Range
from quellenlage.reading.noun_phrases import noun_phrase
from quellenlage.reading.voices import has_voice
from quellenlage.reading.words import QUOTE_MARKS
from quellenlage.words.verbs import grammar, words

if TYPE_CHECKING:
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.words import Word

SOURCE_ENDS = tuple(sorted(grammar("source_ends")))
POINTING = grammar("pointing")
GENITIVE = grammar("genitive")
CHARGES = grammar("charges")
DEFENCE = tuple(sorted(grammar("defence")))
GENITIVE_ENDS = ("s", "x", "z", "’", "'")


def is_speech(w: Word) -> bool:
    """Whether a word is a noun of speech."""
    return w.lower in words("speech_nouns.csv")


def names_source(reading: Reading, a: int, b: int) -> bool:
    """Whether the first noun of a phrase is one from which a statement may come: Angaben, Ansicht, Polizeibericht."""
    table = words("speech_nouns.csv")
    for w in reading.words[a:b]:
        owner = w.pos == "PROPN" and w.i + 1 < b and reading.words[w.i + 1].lower in table
        if owner and w.lower.endswith(GENITIVE_ENDS):
            continue  # "aus Abels Sicht"
        if w.pos in ("NOUN", "PROPN") or w.text[0].isupper():
            return (w.lower in table and table[w.lower]["after"] == "yes") or w.lower.endswith(SOURCE_ENDS)
    return False


def noun_complements(reading: Reading, a: int, b: int) -> frozenset[str]:
    """Which content the last noun of speech of a clause governs, of direct, dass, zu and wh."""
    for w in reversed(reading.words[a:b]):
        if w.text not in QUOTE_MARKS and w.text != "," and _governs(w):
            return frozenset(_governs(w).split())
    return frozenset()


def noun_cue(reading: Reading, a: int, b: int) -> tuple[int, ...]:
    """The last noun of speech of a clause that governs a content, with its article."""
    ws = reading.words
    i = next((w.i for w in reversed(ws[a:b]) if _governs(w)), None)
    if i is None:
        return ()
    return (i - 1, i) if i > a and ws[i - 1].pos in ("DET", "ADP") else (i,)


def noun_owner(reading: Reading, cue: tuple[int, ...], b: int) -> Range | None:
    """Whose the noun of speech is that a cue ends in: of Abel, in "die Forderung von Abel" and "Abels Forderung"."""
    if not cue:
        return None
    ws, i = reading.words, cue[-1]
    if ws[i - 1].pos == "PROPN" and ws[i - 1].lower.endswith(GENITIVE_ENDS):
        return i - 1, i
    if i + 1 >= b:
        return None
    after = ws[i + 1]
    start = i + 1 if after.lower in GENITIVE else i + 2 if after.lower in ("von", "vom") else b
    end = noun_phrase(reading, start, b, loose=False) if start < b else start
    return (start, end) if end > start and any(w.pos == "PROPN" or has_voice(w) for w in ws[start:end]) else None


def defends(reading: Reading, a: int, b: int) -> bool:
    """Whether somebody answers a charge between two words: "um sich gegen den Vorwurf zu verteidigen"."""
    told = reading.words[a:b]
    return any(w.lower in CHARGES for w in told) and any(w.form and w.lower.startswith(DEFENCE) for w in told)


def _governs(w: Word) -> str:
    row = words("speech_nouns.csv").get(w.lower)
    return row["takes"] if row and w.text[0].isupper() else ""


def leaves_open(reading: Reading, speaker: Range) -> bool:
    """Whether a source leaves open whose it is: seiner Ansicht, dem Vernehmen."""
    a, b = speaker
    noun = words("speech_nouns.csv").get(reading.words[a + 1].lower) if b - a == 2 else None
    return noun is not None and noun["after"] == "yes" and reading.words[a].lower in POINTING


def is_pointer(reading: Reading, speaker: Range) -> bool:
    """Whether a speaker is only pointed at: er, diese, demnach, seiner Ansicht."""
    w = reading.words[speaker[0]]
    if speaker[1] - speaker[0] == 1:
        return w.pos in ("PRON", "ADV", "DET") or w.lower in SOURCE_ADVERBS
    return leaves_open(reading, speaker)


SOURCE_ADVERBS = grammar("source_adverbs")
