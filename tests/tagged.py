"""Readings of sentences whose tags and parse are written beside the words, so that a test tells which rule broke.

    tagged("Die/ART Werft/NN/nsubj schwieg/VVFIN ./$.")

A word is ``word/tag/dep/head/features``; what is left out at the end has a default. ``head`` is a word of the same
sentence, by default its finite verb. ``features`` are a case (Nom), a number (Plur), k1 or k2 for Konjunktiv, divided
by commas. A sentence ends with the tag ``$.``.
"""

from __future__ import annotations

from functools import cache

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from quellenlage.reading import Reading, read

_TAGS = {
    "NOUN": "NN",
    "PROPN": "NE",
    "DET": "ART PDAT PPOSAT PIAT PRELAT",
    "NUM": "CARD",
    "ADJ": "ADJA ADJD",
    "ADV": "ADV PAV PWAV",
    "ADP": "APPR APPRART APPO PTKVZ",
    "PART": "PTKZU PTKNEG",
    "CCONJ": "KON",
    "SCONJ": "KOUS KOUI KOKOM",
    "X": "XY FM",
}
_POS = {tag: pos for pos, tags in _TAGS.items() for tag in tags.split()}
_FEATURES = {"k1": "Mood=Sub|Tense=Pres", "k2": "Mood=Sub|Tense=Past", "Plur": "Number=Plur", "Sing": "Number=Sing"}
_NO_SPACE_BEFORE = (",", ".", "?", "!", ":", ";", ")", "“")
_NO_SPACE_AFTER = ("(", "„")


@cache
def _vocab() -> Vocab:
    return spacy.blank("de").vocab


def made(words: str) -> Doc:
    """A Doc of words with their tags."""
    rows = [(row.split("/") + [""] * 4)[:5] for row in words.split()]
    texts = [row[0] for row in rows]
    starts = [i == 0 or rows[i - 1][1] == "$." for i in range(len(rows))]
    return Doc(
        _vocab(),
        words=texts,
        spaces=[
            i + 1 < len(texts) and texts[i + 1] not in _NO_SPACE_BEFORE and texts[i] not in _NO_SPACE_AFTER
            for i in range(len(texts))
        ],
        tags=[row[1] for row in rows],
        pos=[_pos(row[1]) for row in rows],
        heads=[_head(rows, starts, i) for i in range(len(rows))],
        deps=[row[2] or "dep" for row in rows],
        morphs=[_morph(row[1], row[4]) for row in rows],
        lemmas=[row[0] for row in rows],
        sent_starts=starts,  # type: ignore[arg-type]
    )


def tagged(words: str) -> Reading:
    """The reading of words with their tags."""
    return read(made(words))


def words_between(reading: Reading, place: tuple[int, int] | None) -> str | None:
    """The text from one word to another (exclusive); None for no place."""
    return None if place is None else reading.text[slice(*reading.span(*place))]


def _pos(tag: str) -> str:
    if tag[:1] == "P" and tag not in _POS:
        return "PRON"
    return _POS.get(tag, {"VV": "VERB", "VA": "AUX", "VM": "AUX", "$.": "PUNCT", "$,": "PUNCT"}.get(tag[:2], "PUNCT"))


def _head(rows: list[list[str]], starts: list[bool], i: int) -> int:
    first = max(j for j in range(i + 1) if starts[j])
    last = next((j for j in range(i + 1, len(rows)) if starts[j]), len(rows))
    if rows[i][3]:
        return next(j for j in range(first, last) if rows[j][0] == rows[i][3])
    return next((j for j in range(first, last) if rows[j][1].endswith("FIN")), first)


def _morph(tag: str, told: str) -> str:
    features = [_FEATURES.get(name, f"Case={name}") for name in told.split(",") if name]
    if tag.endswith("FIN"):
        features += ["VerbForm=Fin"] if "Mood" in "".join(features) else ["VerbForm=Fin", "Mood=Ind"]
    return "|".join(features)
