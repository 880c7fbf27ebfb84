"""What kind of clause each piece of a unit is, and where it is cut."""

from __future__ import annotations

import pytest

from tests.made_docs import tagged

SAYS = "Er/PPER sagte/VVFIN ,/$, "


def clauses(words: str) -> list[tuple[str, str]]:
    reading = tagged(words)
    return [(c.kind, " ".join(w.text for w in reading.words[c.a : c.b])) for u in reading.units for c in u.clauses]


def kinds(words: str) -> list[str]:
    return [kind for kind, _ in clauses(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Der/ART Wirt/NN schwieg/VVFIN ./$.", ["main"]),
        ("Kein/PIAT Ende/NN in/APPR Sicht/NN ./$.", ["fragment"]),
        (SAYS + "dass/KOUS er/PPER ging/VVFIN ./$.", ["main", "subordinate"]),
        (SAYS + "auch/ADV weil/KOUS er/PPER ging/VVFIN ./$.", ["main", "subordinate"]),
        (SAYS + "wann/PWAV er/PPER kam/VVFIN ./$.", ["main", "subordinate"]),
        (SAYS + "um/KOUI zu/PTKZU gehen/VVINF ./$.", ["main", "subordinate"]),
        (SAYS + "bald/ADV zu/PTKZU gehen/VVINF ./$.", ["main", "infinitive"]),
        (SAYS + "bald/ADV abzureisen/VVIZU ./$.", ["main", "infinitive"]),
        (SAYS + "er/PPER gehe/VVFIN///k1 ./$.", ["main", "main"]),
        ("Da/KOUS er/PPER kam/VVFIN ,/$, ging/VVFIN sie/PPER ./$.", ["subordinate", "main"]),
    ],
)
def test_kinds(words: str, expected: list[str]) -> None:
    assert kinds(words) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("der/PRELS schwieg/VVFIN", "relative"),
        ("der/ART schwieg/VVFIN", "relative"),
        ("an/APPR den/PRELS er/PPER glaubte/VVFIN", "relative"),
        ("die/PRELS kam/VVFIN gestern/ADV", "main"),
        ("den/ART Wirt/NN sah/VVFIN er/PPER", "main"),
        ("den/ART Abel/NE gestern/ADV sah/VVFIN", "relative"),
    ],
)
def test_relative_clauses(clause: str, expected: str) -> None:
    assert kinds(f"Der/ART Wirt/NN ,/$, {clause} ,/$, ging/VVFIN ./$.")[1] == expected


def test_a_quotation_stands_for_a_clause() -> None:
    assert clauses("„/$( Wir/PPER gehen/VVFIN “/$( ,/$, sagte/VVFIN sie/PPER ./$.") == [
        ("quotation", "„ Wir gehen “"),
        ("main", "sagte sie"),
    ]
    assert kinds("Er/PPER sah/VVFIN „/$( Nordwind/NE “/$( gern/ADV ./$.") == ["main"]


def test_a_conjunction_divides_two_finite_verbs() -> None:
    assert clauses("Er/PPER kam/VVFIN und/KON sie/PPER ging/VVFIN ./$.") == [
        ("main", "Er kam"),
        ("main", "und sie ging"),
    ]
    assert kinds("Er/PPER kam/VVFIN und/KON schwieg/ADJD ./$.") == ["main"]


def test_brackets_are_not_cut() -> None:
    assert kinds("Er/PPER (/$( 42/CARD ,/$, Wirt/NN )/$( kam/VVFIN ./$.") == ["main"]


def test_a_clause_that_opens_with_its_verb_is_a_condition() -> None:
    assert kinds("Käme/VVFIN///k2 er/PPER ,/$, so/ADV ginge/VVFIN///k2 sie/PPER ./$.") == ["subordinate", "main"]
    assert kinds("Kam/VVFIN er/PPER ,/$, sie/PPER ging/VVFIN ./$.") == ["main", "main"]


def test_an_apposition_does_not_cut_a_subordinate_clause() -> None:
    words = SAYS + "dass/KOUS Abel/NE ,/$, Wirt/NN in/APPR Kiel/NE ,/$, ging/VVFIN ./$."
    assert clauses(words)[1] == ("subordinate", "dass Abel , Wirt in Kiel , ging")
