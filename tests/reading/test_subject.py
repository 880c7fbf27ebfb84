"""The subject of a clause: before its verb, behind it, in subordinate and relative clauses."""

from __future__ import annotations

import pytest

from quellenlage.reading.subject import subject
from tests.made_docs import tagged, words_between


def found(words: str, unit: int = 0, clause: int = 0) -> str | None:
    reading = tagged(words)
    c = reading.units[unit].clauses[clause]
    return words_between(reading, subject(reading, c.a, c.b, c.fin, c.kind, c.fin))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Der/ART///Nom Wirt/NN sagte/VVFIN nichts/PIS ./$.", "Der Wirt"),
        ("Auch/ADV der/ART///Nom Wirt/NN sagte/VVFIN nichts/PIS ./$.", "der Wirt"),
        ("Dieser/PDS sagte/VVFIN nichts/PIS ./$.", "Dieser"),
        ("Dessen/PRELAT Chef/NN sagte/VVFIN nichts/PIS ./$.", "Dessen Chef"),
    ],
)
def test_before_the_verb(words: str, expected: str) -> None:
    assert found(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Am/APPRART Montag/NN sagte/VVFIN der/ART///Nom Wirt/NN nichts/PIS ./$.", "der Wirt"),
        ("Den/ART///Acc Plan/NN lobte/VVFIN der/ART///Nom Wirt/NN ./$.", "der Wirt"),
        ("Letzte/ADJA Woche/NN sagte/VVFIN sie/PPER nichts/PIS ./$.", "sie"),
        ("Montag/NN sagte/VVFIN sie/PPER nichts/PIS ./$.", "sie"),
        ("Jede/PIAT Schuld/NN wies/VVFIN er/PPER von/APPR sich/PRF ./$.", "er"),
        ("Jede/PIAT Schuld/NN/obj wies/VVFIN Abel/NE/nsubj von/APPR sich/PRF ./$.", "Abel"),
        ("Jede/PIAT Schuld/NN/nsubj wies/VVFIN Abel/NE/obj von/APPR sich/PRF ./$.", "Abel"),
        ("Jede/PIAT Schuld/NN/nsubj traf/VVFIN Abel/NE/obj ./$.", "Jede Schuld"),
        ("Kündigungen/NN///Plur schloss/VVFIN///Sing Abel/NE aus/PTKVZ ./$.", "Abel"),
        ("Dieses/PDAT///Nom Boot/NN will/VMFIN Abel/NE bauen/VVINF ./$.", "Abel"),
        ("Die/ART///Nom Partei/NN will/VMFIN Abel/NE wählen/VVINF ./$.", "Die Partei"),
        ("Den/ART///Nom Preis/NN betreffend/ADJD schloss/VVFIN Abel/NE nichts/PIS aus/PTKVZ ./$.", "Abel"),
        ("Darauf/PAV wies/VVFIN ihn/PPER der/ART///Nom Wirt/NN hin/PTKVZ ./$.", "der Wirt"),
    ],
)
def test_behind_the_verb(words: str, expected: str) -> None:
    assert found(words) == expected


def test_a_nominative_article_leaves_no_choice() -> None:
    assert found("Der/ART///Nom Wirt/NN lobte/VVFIN sie/PPER ./$.") == "Der Wirt"


def test_in_a_subordinate_clause() -> None:
    words = "Er/PPER ging/VVFIN ,/$, weil/KOUS gestern/ADV der/ART///Nom Wirt/NN schwieg/VVFIN ./$."
    assert found(words, clause=1) == "der Wirt"


def test_with_an_apposition() -> None:
    words = "Gestern/ADV sagte/VVFIN der/ART///Nom Landrat/NN ,/$, Karl/NE Abel/NE ,/$, nichts/PIS ./$."
    reading = tagged(words)
    assert words_between(reading, subject(reading, 0, 9, 1, "main", 1)) == "der Landrat, Karl Abel"


def test_a_clause_without_one() -> None:
    assert found("Den/ART///Acc Plan/NN lobte/VVFIN ihn/PPER ./$.") is None
