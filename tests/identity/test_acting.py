"""Whether a capital or country acts, and which subjects are read as mentions. Hand-made Docs."""

from __future__ import annotations

import pytest

from quellenlage import words as tables
from quellenlage.identity.acting import acts
from quellenlage.identity.grammatical_roles import acting
from quellenlage.identity.mention_detection import subjects
from quellenlage.identity.named_mentions import NamedMentions
from tests.made_docs import discourse, entity, made, place

#: A sentence with Oslo in it, and whether it stands for the government.
OSLO = [
    ("Oslo/NE/nsubj warnt/VVFIN/ROOT//s Europa/NE/obj ./$.", True),
    ("Oslo/NE/nsubj will/VMFIN/aux/zahlen zahlen/VVINF/ROOT ./$.", True),
    ("Oslo/NE/nsubj liegt/VVFIN/ROOT//s/liegen am/APPRART Fjord/NN ./$.", False),
    ("Oslo/NE/nsubj wird/VAFIN/aux:pass/beschossen beschossen/VVPP/ROOT ./$.", False),
    ("Er/PPER/nsubj reist/VVFIN/ROOT//s nach/APPR/case/Oslo Oslo/NE/obl ./$.", False),
    ("In/APPR/case/Oslo Oslo/NE/obl regnet/VVFIN/ROOT//s es/PPER/nsubj ./$.", False),
    ("Im/APPRART/case/Oslo schönen/ADJA/amod/Oslo Oslo/NE/obl regnet/VVFIN/ROOT//s es/PPER/nsubj ./$.", False),
    (
        "Der/ART/det/Streit Streit/NN/nsubj zwischen/APPR/case/Oslo Oslo/NE/nmod/Streit und/KON Bern/NE "
        "wuchs/VVFIN/ROOT ./$.",
        True,
    ),
    ("Eigene/ADJA/amod/Soldaten Soldaten/NN/obj wolle/VMFIN/aux/schicken Oslo/NE/nsubj schicken/VVINF/ROOT ./$.", True),
    ("Der/ART/det/Kanzler Kanzler/NN/nsubj sah/VVFIN/ROOT//s Oslo/NE/obj ./$.", False),
]


@pytest.mark.parametrize(("words", "expected"), OSLO, ids=[words.split("/")[0] + words[-30:] for words, _ in OSLO])
def test_a_capital_acts(words: str, expected: bool) -> None:
    doc = made(words)
    assert acts(NamedMentions(doc), *place(doc, "Oslo"), []) is expected


def test_who_is_known_to_speak_acts() -> None:
    doc = made("Laut/APPR/case/Oslo Oslo/NE/obl regnet/VVFIN/ROOT//s es/PPER/nsubj ./$.")
    assert not acts(NamedMentions(doc), *place(doc, "Oslo"), [])
    assert acts(NamedMentions(doc), *place(doc, "Oslo"), [place(doc, "Oslo")])


def test_a_possessor_does_not_act() -> None:
    doc = made("Oslos/NE/nmod/Bürgermeister Bürgermeister/NN/nsubj warnt/VVFIN/ROOT//s ./$.")
    assert not acts(NamedMentions(doc), *place(doc, "Oslos"), [place(doc, "Oslos")])


@pytest.mark.parametrize("row", tables.rows("acting_adjectives.csv"), ids=lambda row: row["adjective"])
def test_every_attitude_makes_it_a_government(row: dict[str, str]) -> None:
    name, verb, *_, adjective = row["example"].rstrip(".").split()
    doc = made(f"{name}/NE/nsubj {verb}/VAFIN/cop//s {adjective}/ADJD/ROOT ./$.")
    assert acts(NamedMentions(doc), *place(doc, name), [])


def read(words: str, *names: tuple[str, str]) -> list[str]:
    """The subjects that are read, as written."""
    doc = made(words)
    d = discourse(doc, *(entity(doc, name, kind) for name, kind in names))
    return [doc.text[start:end] for start, end in subjects(d, [])]


def test_pronouns_that_are_subjects_are_read() -> None:
    assert read("Dann/ADV ging/VVFIN/ROOT er/PPER/nsubj ./$.") == ["er"]
    assert read("Dann/ADV sah/VVFIN/ROOT sie/PPER/nsubj ihn/PPER/obj ./$.") == ["sie"]
    assert read("Dann/ADV irren/VVFIN/ROOT Sie/PPER/nsubj ./$.") == []


def test_phrases_for_people_with_an_article_are_read() -> None:
    assert read("Heute/ADV schwieg/VVFIN/ROOT//s die/ART/det Ministerin/NN/nsubj ./$.") == ["die Ministerin"]
    assert read("Heute/ADV schwieg/VVFIN/ROOT//s die/ART/det Ministerin/NN/nsubj Lange/NE/flat ./$.") == []
    assert read("Heute/ADV schwieg/VVFIN/ROOT//s eine/ART/det Ministerin/NN/nsubj ./$.") == []


def test_unnamed_people_are_read_where_they_take_the_floor() -> None:
    told = "Gestern/ADV {}/VVFIN/ROOT//p zwei/CARD/nummod/Beamte Beamte/NN/nsubj//p ./$."
    assert read("Gestern/ADV schwieg/VVFIN/ROOT//s ein/ART/det Sprecher/NN/nsubj//s ./$.") == ["ein Sprecher"]
    group = "Gestern/ADV {}/VVFIN/ROOT//p//{} einige/PIAT/det Augenzeugen/NN/nsubj//p ./$."
    assert read(group.format("sagten", "sagen").replace("ROOT//p//", "ROOT//p/")) == ["einige Augenzeugen"]
    assert read(group.format("standen", "stehen").replace("ROOT//p//", "ROOT//p/")) == []
    assert read(told.format("standen")) == []


def test_definite_phrases_for_bodies_are_read_where_one_is_named_before() -> None:
    words = "Nebo/NE/nsubj kam/VVFIN/ROOT//s ./$. Dann/ADV schwieg/VVFIN/ROOT//s das/ART/det Blatt/NN/nsubj ./$."
    assert read(words, ("Nebo", "outlet")) == ["das Blatt"]
    assert read(words, ("Nebo", "organisation")) == []


def test_what_stands_in_quotation_marks_is_not_read() -> None:
    assert read("„/$( Da/ADV kam/VVFIN/ROOT er/PPER/nsubj “/$( ./$.") == []


def test_who_takes_the_floor_is_a_subject_outside_what_is_said() -> None:
    doc = made(
        "Ole/NE/nsubj winkte/VVFIN/ROOT//s ab/PTKVZ ./$. Ida/NE/obj sah/VVFIN/ROOT//s Max/NE/nsubj ./$. "
        "Ruth/NE/nsubj lacht/VVFIN/ROOT//s ./$."
    )
    d = discourse(doc, *(entity(doc, name) for name in ("Ole", "Ida", "Max", "Ruth")))
    assert [c.name for _, c in acting(d, [place(doc, "Ruth lacht")])] == ["Ole", "Max"]
