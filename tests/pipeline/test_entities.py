"""Names as the pipeline found them, with the parts of one name together. Hand-made Docs."""

from __future__ import annotations

import pytest
from spacy.tokens import Span

from quellenlage.pipeline.entities import find_names
from tests.made_docs import made

#: Words, the stretches that are named with their labels, and the names that are found.
NAMES = [
    ("Ursula/NE von/APPR der/ART Leyen/NE sprach/VVFIN", [(0, 1, "PER"), (3, 4, "LOC")], ["Ursula von der Leyen"]),
    ("Ursula/NE von/APPR der/ART SPD/NE sprach/VVFIN", [(0, 1, "PER"), (3, 4, "ORG")], ["Ursula", "SPD"]),
    ("Ursula/NE Kolb/NE sprach/VVFIN", [(0, 1, "PER"), (1, 2, "PER")], ["Ursula Kolb"]),
    ("Kolb/NE in/APPR Halmer/NE", [(0, 1, "PER"), (2, 3, "LOC")], ["Kolb", "Halmer"]),
]


@pytest.mark.parametrize(("words", "named", "found"), NAMES, ids=[words for words, _, _ in NAMES])
def test_parts_of_a_name_are_one(words: str, named: list[tuple[int, int, str]], found: list[str]) -> None:
    doc = made(words)
    doc.ents = tuple(Span(doc, start, end, label) for start, end, label in named)
    assert [doc.text[name.start : name.end] for name in find_names(doc)] == found
