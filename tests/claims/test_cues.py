"""The reporting verb of a clause: every tense, voice and order, and what makes it another verb."""

from __future__ import annotations

import pytest

from quellenlage.claims.cues import Cue, evidential, find_cue, verb_complex
from tests.made_docs import tagged


def cue(words: str, wanted: str = "") -> tuple[Cue | None, str]:
    """The cue of a text's first clause, and its words."""
    reading = tagged(words)
    clause = reading.units[0].clauses[0]
    found = find_cue(reading, clause.a, clause.b, clause.fin, frozenset(wanted.split()))
    return found, " ".join(reading.words[i].text for i in found.words) if found else ""


@pytest.mark.parametrize(
    ("words", "entry", "expected"),
    [
        ("Der/ART Wirt/NN sagt/VVFIN nichts/PIS ./$.", "sagen", "sagt"),
        ("Der/ART Wirt/NN hat/VAFIN nichts/PIS gesagt/VVPP ./$.", "sagen", "hat gesagt"),
        ("Der/ART Wirt/NN soll/VMFIN etwas/PIS gesagt/VVPP haben/VAINF ./$.", "sagen", "soll gesagt haben"),
        ("Der/ART Wirt/NN wird/VAFIN etwas/PIS sagen/VVINF ./$.", "sagen", "wird sagen"),
        ("Der/ART Wirt/NN teilte/VVFIN etwas/PIS mit/PTKVZ ./$.", "mit|teilen", "teilte mit"),
        ("Der/ART Wirt/NN hat/VAFIN etwas/PIS mitgeteilt/VVPP ./$.", "mit|teilen", "hat mitgeteilt"),
        ("Der/ART Wirt/NN äußerte/VVFIN sich/PRF so/ADV ./$.", "sich äußern", "äußerte sich"),
        ("Der/ART Wirt/NN wies/VVFIN darauf/PAV hin/PTKVZ ./$.", "hin|weisen", "wies darauf hin"),
        ("Der/ART Wirt/NN gab/VVFIN es/PPER zu/PTKVZ ./$.", "zu|geben", "gab zu"),
    ],
)
def test_the_words_of_a_cue(words: str, entry: str, expected: str) -> None:
    found, text = cue(words)
    assert found is not None
    assert (found.entry, text) == (entry, expected)


@pytest.mark.parametrize(
    ("words", "passive"),
    [
        ("Das/PDS wurde/VAFIN gesagt/VVPP ./$.", True),
        ("Das/PDS ist/VAFIN gesagt/VVPP worden/VAPP ./$.", True),
        ("Das/PDS hat/VAFIN er/PPER gesagt/VVPP ./$.", False),
    ],
)
def test_passive(words: str, passive: bool) -> None:
    found, _ = cue(words)
    assert found is not None
    assert found.passive is passive


@pytest.mark.parametrize(
    "words",
    [
        "Der/ART Wirt/NN schwieg/VVFIN ./$.",
        "Die/ART Frage/NN blieb/VVFIN ./$.",
        "Der/ART Wirt/NN sagte/VVFIN ab/PTKVZ ./$.",
        "Er/PPER ist/VAFIN in/APPR Not/NN geraten/VVPP ./$.",
        "Der/ART Wirt/NN äußerte/VVFIN nichts/PIS gern/ADV sagen/NN ./$.",
    ],
)
def test_no_cue_of_saying(words: str) -> None:
    found, _ = cue(words)
    assert found is None or "dass" not in found.takes or found.entry == "äußern"


def test_what_is_wanted_goes_first() -> None:
    words = "Der/ART Wirt/NN bat/VVFIN und/KON sagte/VVFIN nichts/PIS ./$."
    reading = tagged(words)
    found = find_cue(reading, 0, 6, 2, frozenset(("v2",)))
    assert found is not None
    assert found.entry == "sagen"


def test_words_of_other_clauses_are_passed_over() -> None:
    reading = tagged("Der/ART Wirt/NN sagte/VVFIN nichts/PIS ./$.")
    assert find_cue(reading, 0, 4, 2, skip=frozenset((2,))) is None


def test_who_will_have_seen_something_says_so() -> None:
    words = "Der/ART Wirt/NN will/VMFIN den/ART Dieb/NN gesehen/VVPP haben/VAINF ./$."
    reading = tagged(words)
    found = evidential(reading, reading.units[0].clauses[0])
    assert found is not None
    assert [reading.words[i].text for i in found.words] == ["will", "gesehen", "haben"]
    reading = tagged("Der/ART Wirt/NN will/VMFIN den/ART Dieb/NN sehen/VVINF ./$.")
    assert evidential(reading, reading.units[0].clauses[0]) is None


def test_a_verb_complex_has_its_separated_particle() -> None:
    reading = tagged("Das/PDS bahnte/VVFIN sich/PRF lange/ADV an/PTKVZ/compound:prt/bahnte ./$.")
    assert [reading.words[i].text for i in verb_complex(reading, 0, 5, 1)] == ["bahnte", "an"]
