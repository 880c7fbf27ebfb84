"""Names in apposition, in a complement, and possessors; names in quotation marks. Hand-made Docs."""

from __future__ import annotations

import pytest

from quellenlage import words as tables
from quellenlage.identity.discourse import Resolved
from quellenlage.identity.referents import speaker
from tests.made_docs import discourse, entity, made, place

SPOKE = "sprach/VVFIN/ROOT//s ./$."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Frau/NN/nsubj Lange/NE/appos/Frau", "Frau Lange"),
        ("Frau/NN/nsubj Dr./NN/appos/Frau Lange/NE/appos/Frau", "Frau Dr. Lange"),
        (
            "Die/ART/det/Sprecherin Sprecherin/NN/nsubj der/ART Grünen/NE/nmod ,/$, Lange/NE/appos ,/$,",
            "Die Sprecherin der Grünen",
        ),
        ("Die/ART/det/Dekanin Dekanin/NN/nsubj Prof./NN Dr./NN Lange/NE/appos", "Die Dekanin"),
    ],
)
def test_the_name_in_apposition_is_who_speaks(words: str, told: str) -> None:
    doc = made(f"{words} {SPOKE}")
    lange = entity(doc, "Lange", gender="f")
    found = speaker(discourse(doc, lange), *place(doc, told))
    assert found == Resolved(lange, *place(doc, "Lange"))


@pytest.mark.parametrize(
    "row",
    [row for row in tables.rows("wordings.csv") if row["purpose"] == "title before a name"],
    ids=lambda row: row["pattern"],
)
def test_every_title_may_stand_between(row: dict[str, str]) -> None:
    office, *titles, _, _ = row["example"].split()
    doc = made(f"{office}/NN/nsubj {' '.join(f'{title}/NN' for title in titles)} Lange/NE/appos {SPOKE}")
    lange = entity(doc, "Lange")
    assert speaker(discourse(doc, lange), *place(doc, office)) == Resolved(lange, *place(doc, "Lange"))


def test_a_word_that_is_no_title_may_not() -> None:
    doc = made(f"Frau/NN/nsubj und/KON Lange/NE/conj {SPOKE}")
    found = speaker(discourse(doc, entity(doc, "Lange")), *place(doc, "Frau"))
    assert found is not None
    assert found.cluster.name == "Frau"


def test_a_name_in_the_complement_is_not_who_speaks() -> None:
    doc = made(f"Ein/ART/det/Sprecher Sprecher/NN/nsubj//s der/ART/det/Novaterm Novaterm/NE/nmod/Sprecher {SPOKE}")
    firm = entity(doc, "Novaterm", "organisation")
    found = speaker(discourse(doc, firm), *place(doc, "Ein Sprecher der Novaterm"))
    assert found is not None
    assert (found.cluster.kind, found.cluster.name) == ("person", "Sprecher der Novaterm")


def test_the_agency_that_was_told_is_not_whom_somebody_works_for() -> None:
    doc = made(f"Ein/ART/det/Sprecher Sprecher/NN/nsubj//s der/ART/det/dpa dpa/NE/nmod/Sprecher {SPOKE}")
    found = speaker(discourse(doc, entity(doc, "dpa", "agency")), *place(doc, "Ein Sprecher der dpa"))
    assert found is not None
    assert found.cluster.name == "Sprecher"


def test_the_place_of_a_thing_does_not_speak() -> None:
    doc = made(f"Der/ART/det/Torf Torf/NN/nsubj in/APPR/case/Emden Emden/NE/nmod/Torf {SPOKE}")
    assert speaker(discourse(doc, entity(doc, "Emden", "place")), *place(doc, "Der Torf in Emden")) is None


def test_of_several_names_the_person_speaks() -> None:
    doc = made(f"Novaterms/NE/nmod/Ihde Ole/NE/nsubj Ihde/NE/flat/Ole {SPOKE}")
    ole = entity(doc, "Ole Ihde")
    d = discourse(doc, entity(doc, "Novaterms", "organisation"), ole)
    found = speaker(d, *place(doc, "Novaterms Ole Ihde"))
    assert found is not None
    assert found.cluster is ole


def test_somebody_is_told_by_whose_they_are() -> None:
    doc = made(f"Langes/NE/nmod/Sprecher Sprecher/NN/nsubj//s {SPOKE}")
    lange = entity(doc, "Langes", name="Ruth Lange", family="Lange")
    found = speaker(discourse(doc, lange), *place(doc, "Langes Sprecher"))
    assert found is not None
    assert found.cluster.name == "Sprecher von Ruth Lange"
    assert doc.text[found.start : found.end] == "Sprecher"


def test_a_possessor_stands_behind_too() -> None:
    doc = made(f"Ein/ART/det/Sprecher Sprecher/NN/nsubj//s Langes/NE/nmod/Sprecher {SPOKE}")
    lange = entity(doc, "Langes", name="Ruth Lange", family="Lange")
    found = speaker(discourse(doc, lange), *place(doc, "Ein Sprecher Langes"))
    assert found is not None
    assert found.cluster.name == "Sprecher von Ruth Lange"


def test_a_name_that_ends_in_s_is_a_genitive_only_with_an_apostrophe() -> None:
    doc = made(f"Mies/NE/nsubj Sprecher/NN/flat {SPOKE}")
    mies = entity(doc, "Mies", family="Mies")
    found = speaker(discourse(doc, mies), *place(doc, "Mies Sprecher"))
    assert found is not None
    assert found.cluster is mies
    doc = made(f"Mies/NE/nmod/Sprecher ’/$( Sprecher/NN/nsubj//s {SPOKE}")
    found = speaker(discourse(doc, entity(doc, "Mies", family="Mies")), *place(doc, "Mies’ Sprecher"))
    assert found is not None
    assert found.cluster.name == "Sprecher von Mies"


def test_who_made_what_a_compound_names() -> None:
    doc = made("Nach/APPR/case Polizeiangaben/NN/obl brannte/VVFIN/ROOT//s es/PPER/nsubj ./$.")
    found = speaker(discourse(doc), *place(doc, "Polizeiangaben"))
    assert found is not None
    assert (found.cluster.name, doc.text[found.start : found.end]) == ("Polizei", "Polizei")


def test_own_words_are_those_of_the_subject() -> None:
    doc = made("Ole/NE/nsubj fand/VVFIN/ROOT//s nach/APPR eigenen/ADJA Worten/NN/obl Gold/NN/obj ./$.")
    ole = entity(doc, "Ole", gender="m")
    found = speaker(discourse(doc, ole), *place(doc, "eigenen Worten"))
    assert found == Resolved(ole, *place(doc, "Ole"))


def test_their_words_are_those_of_the_person_of_that_gender() -> None:
    doc = made(
        "Ida/NE/nsubj traf/VVFIN/ROOT//s Ole/NE/obj ./$. Nach/APPR ihren/PPOSAT Worten/NN/obl "
        "regnet/VVFIN/ROOT//s es/PPER ./$."
    )
    ida, ole = entity(doc, "Ida", gender="f"), entity(doc, "Ole", gender="m")
    found = speaker(discourse(doc, ida, ole), *place(doc, "ihren Worten"))
    assert found == Resolved(ida, *place(doc, "ihren"))


def test_words_that_wrap_what_is_said_are_passed_over() -> None:
    doc = made("Nach/APPR Angaben/NN/obl der/ART/det/Polizei Polizei/NN/nmod/Angaben brannte/VVFIN/ROOT es/PPER ./$.")
    found = speaker(discourse(doc), *place(doc, "Angaben der Polizei"))
    assert found is not None
    assert doc.text[found.start : found.end] == "der Polizei"


def test_a_name_in_quotation_marks_is_a_body() -> None:
    doc = made(f"Die/ART/det/Kampagne „/$( Kampagne/NN/nsubj für/APPR Halmer/NE “/$( {SPOKE}")
    halmer = entity(doc, "Halmer", "place")
    found = speaker(discourse(doc, halmer), *place(doc, "Die „Kampagne für Halmer“"))
    assert found is not None
    assert (found.cluster.kind, found.cluster.name) == ("organisation", "Kampagne für Halmer")
    assert not halmer.mentions


def test_somebody_told_by_number_alone() -> None:
    doc = made(f"Zwei/CARD/nsubj von/APPR ihnen/PPER {SPOKE}")
    found = speaker(discourse(doc), *place(doc, "Zwei"))
    assert found is not None
    assert (found.cluster.kind, found.cluster.count) == ("anonymous", 2)
