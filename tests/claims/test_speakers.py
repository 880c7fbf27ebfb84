"""Who speaks in a clause, and to whom."""

from __future__ import annotations

import pytest

from quellenlage.claims.addressees import addressee
from quellenlage.claims.cues import find_cue
from quellenlage.claims.speakers import acting, can_speak, speaker
from tests.made_docs import tagged, words_between


def who(words: str, k: int = 0) -> tuple[str | None, str | None]:
    """The speaker and the addressee in clause ``k`` of a text's first unit."""
    reading = tagged(words)
    unit = reading.units[0]
    clause = unit.clauses[k]
    cue = find_cue(reading, clause.a, clause.b, clause.fin)
    found = speaker(reading, unit, clause.a, clause.b, k, cue)
    told = addressee(reading, clause.a, clause.b, cue, found)
    return words_between(reading, found), words_between(reading, told)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Der/ART///Nom Wirt/NN sagte/VVFIN nichts/PIS ./$.", "Der Wirt"),
        ("Nichts/PIS sagte/VVFIN der/ART///Nom Wirt/NN ./$.", "Nichts"),
        ("Das/PDS wurde/VAFIN von/APPR der/ART Polizei/NN gesagt/VVPP ./$.", "der Polizei"),
        ("In/APPR einem/ART Bericht/NN wird/VAFIN das/PDS gesagt/VVPP ./$.", "einem Bericht"),
        ("In/APPR einem/ART Wald/NN wird/VAFIN das/PDS gesagt/VVPP ./$.", None),
        ("Aus/APPR Kreisen/NN wird/VAFIN das/PDS gesagt/VVPP ./$.", "Kreisen"),
        ("Aus/APPR dem/ART Bericht/NN geht/VVFIN das/PDS hervor/PTKVZ ./$.", "dem Bericht"),
        ("Aus/APPR dem/ART Wald/NN geht/VVFIN ein/ART Kind/NN hervor/PTKVZ ./$.", None),
        ("Es/PPER sagte/VVFIN nichts/PIS ./$.", None),
        ("Von/APPR den/ART Gästen/NN wird/VAFIN alles/PIS verlangt/VVPP ./$.", None),
        ("Das/PDS wurde/VAFIN als/APPR Last/NN von/APPR Frauen/NN/nmod/Last kritisiert/VVPP ./$.", None),
        ("Aus/APPR Halmer/NE wird/VAFIN das/PDS gesagt/VVPP ./$.", None),
    ],
)
def test_of_a_main_clause(words: str, expected: str | None) -> None:
    assert who(words)[0] == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("der/PRELS/nsubj/sagte nichts/PIS sagte/VVFIN", "der"),
        ("dem/PRELS///Dat die/ART///Nom Wirtin/NN nichts/PIS sagte/VVFIN", "die Wirtin"),
    ],
)
def test_of_a_relative_clause(clause: str, expected: str) -> None:
    assert who(f"Der/ART Wirt/NN ,/$, {clause} ,/$, ging/VVFIN ./$.", 1)[0] == expected


def test_two_verbs_share_a_subject() -> None:
    assert who("Der/ART///Nom Wirt/NN kam/VVFIN und/KON sagte/VVFIN nichts/PIS ./$.", 1)[0] == "Der Wirt"
    assert who("Der/ART///Nom Wirt/NN kam/VVFIN und/KON sagte/VVFIN sie/PPER nichts/PIS ./$.", 1)[0] == "sie"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Er/PPER sagte/VVFIN es/PPER gegenüber/APPR der/ART///Dat Zeitung/NN ./$.", "der Zeitung"),
        ("Er/PPER appellierte/VVFIN an/APPR die/ART Bürger/NN ./$.", "die Bürger"),
        ("Er/PPER sagte/VVFIN dem/ART///Dat Blatt/NN nichts/PIS ./$.", "dem Blatt"),
        ("Er/PPER sagte/VVFIN der/ART///Dat Zeitung/NN nichts/PIS ./$.", "der Zeitung"),
        ("Er/PPER forderte/VVFIN die/ART///Acc Stadt/NN auf/PTKVZ ./$.", "die Stadt"),
        ("Dem/ART///Dat Blatt/NN sagte/VVFIN er/PPER nichts/PIS ./$.", "Dem Blatt"),
        ("Die/ART Stadt/NN wurde/VAFIN aufgefordert/VVPP ./$.", "Die Stadt"),
        ("Er/PPER sagte/VVFIN am/APPRART Montag/NN nichts/PIS ./$.", None),
        ("Er/PPER behauptete/VVFIN dem/ART///Dat Blatt/NN ./$.", None),
    ],
)
def test_who_is_told(words: str, expected: str | None) -> None:
    assert who(words)[1] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Vera/NE Holm/NE schwieg/VVFIN ./$.", "Vera Holm"),
        ("Die/ART///Nom Sprecherin/NN schwieg/VVFIN ./$.", "Die Sprecherin"),
        ("Der/ART///Nom Damm/NN hielt/VVFIN ./$.", None),
        ("Er/PPER schwieg/VVFIN ./$.", None),
        ("Die/ART///Nom Sprecherin/NN wurde/VAFIN gewählt/VVPP ./$.", None),
    ],
)
def test_who_acts_where_nothing_is_said(words: str, expected: str | None) -> None:
    reading = tagged(words)
    assert words_between(reading, acting(reading, reading.units[0])) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Vera/NE", True), ("sie/PPER", True), ("der/ART Minister/NN", True), ("der/ART Damm/NN", False)],
)
def test_who_can_speak(words: str, expected: bool) -> None:
    reading = tagged(words)
    assert can_speak(reading, 0, len(reading.words)) is expected
