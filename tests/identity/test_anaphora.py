"""Antecedents of noun phrases: people by office, party, age and origin; bodies, outlets, documents, governments."""

from __future__ import annotations

import re

import pytest
from spacy.tokens import Doc

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse
from quellenlage.identity.nominals import read_phrase
from quellenlage.identity.referents import noun_phrase, speaker
from quellenlage.outlets.registry import by_name
from quellenlage.reading import read
from tests.made_docs import discourse, entity, made, place

FOLLOWS = "./$. {}/ART/det/{} {}/NN/nsubj schwieg/VVFIN/ROOT//s ./$."
OLE_AND_IDA = "Ole/NE/nsubj Ihde/NE/flat/Ole traf/VVFIN/ROOT//s Max/NE/obj Vogt/NE/flat/Max"


def then(before: str, article: str, noun: str) -> Doc:
    return made(f"{before} {FOLLOWS.format(article, noun, noun)}")


def meant(d: Discourse, words: str) -> Cluster:
    """Whom the words mean, which stand last so."""
    start = d.text.rindex(words)
    found = speaker(d, start, start + len(words))
    assert found is not None
    return found.cluster


def men(doc: Doc, **of_ole: object) -> tuple[Cluster, Cluster]:
    ole = entity(doc, "Ole Ihde", gender="m")
    for name, value in of_ole.items():
        setattr(ole, name, value)
    return ole, entity(doc, "Max Vogt", gender="m")


def test_an_office_means_who_holds_it() -> None:
    doc = then(OLE_AND_IDA, "Der", "Minister")
    assert meant(discourse(doc, *men(doc, roles=[("Minister", None)])), "Der Minister").name == "Ole Ihde"


def test_a_shorter_word_for_an_office_means_who_holds_it() -> None:
    doc = then(OLE_AND_IDA, "Der", "Minister")
    assert meant(discourse(doc, *men(doc, roles=[("Finanzminister", None)])), "Der Minister").name == "Ole Ihde"


def test_a_party_in_the_noun_tells_who_is_meant() -> None:
    doc = then(OLE_AND_IDA, "Der", "SPD-Mann")
    ole, vogt = men(doc, parties=["CDU"])
    vogt.parties.append("SPD")
    assert meant(discourse(doc, ole, vogt), "Der SPD-Mann") is vogt


def test_age_tells_who_is_meant() -> None:
    doc = then(OLE_AND_IDA, "Der", "47-Jährige")
    assert meant(discourse(doc, *men(doc, age=47)), "Der 47-Jährige").name == "Ole Ihde"
    assert meant(discourse(doc, *men(doc, age=46)), "Der 47-Jährige").name == "Max Vogt"


def test_origin_tells_who_is_meant() -> None:
    doc = then(OLE_AND_IDA, "Der", "Norweger")
    assert meant(discourse(doc, *men(doc, country="NO")), "Der Norweger").name == "Ole Ihde"


def test_gender_tells_who_is_meant() -> None:
    doc = then(OLE_AND_IDA, "Die", "Ministerin")
    d = discourse(doc, *men(doc, roles=[("Minister", None)]))
    assert meant(d, "Die Ministerin").name == "Ministerin"
    assert not d.clusters[-1].named


def test_a_spokesman_of_another_body_is_somebody_else() -> None:
    words = "Der/ART/det/Sprecher Sprecher/NN/nsubj der/ART/det/Polizei Polizei/NN/nmod/Sprecher schwieg/VVFIN/ROOT//s"
    doc = made(f"{OLE_AND_IDA} ./$. {words} ./$.")
    fire = entity(doc, "Ole Ihde", gender="m", roles=[("Sprecher", "Feuerwehr")])
    assert meant(discourse(doc, fire), "Der Sprecher der Polizei") is not fire
    police = entity(doc, "Ole Ihde", gender="m", roles=[("Sprecher", "Polizei")])
    assert meant(discourse(doc, police), "Der Sprecher der Polizei") is police


def test_an_indefinite_phrase_is_somebody_new_and_the_definite_one_the_same_again() -> None:
    doc = made(
        "Ein/ART/det/Beamter Beamter/NN/nsubj//s sprach/VVFIN/ROOT//s ./$. Der/ART/det/Beamte Beamte/NN/nsubj//s "
        "ging/VVFIN/ROOT//s ./$. Ein/ART/det/Beamter Beamter/NN/nsubj//s kam/VVFIN/ROOT//s ./$."
    )
    d = discourse(doc)
    places = (place(doc, "Ein Beamter"), place(doc, "Der Beamte"), place(doc, "Ein Beamter", 1))
    one, again, other = (speaker(d, *at) for at in places)
    assert one is not None
    assert again is not None
    assert other is not None
    assert one.cluster is again.cluster
    assert other.cluster is not one.cluster
    assert (one.cluster.kind, one.cluster.count) == ("anonymous", 1)


def test_a_group_is_the_same_again_and_die_beiden_are_two() -> None:
    doc = made(
        "Zwei/CARD/nummod/Beamte Beamte/NN/nsubj//p sprachen/VVFIN/ROOT//p ./$. Die/ART/det/Beamten "
        "Beamten/NN/nsubj//p "
        "gingen/VVFIN/ROOT//p ./$. Die/ART beiden/PIS/nsubj schwiegen/VVFIN/ROOT//p ./$."
    )
    d = discourse(doc)
    two, again, both = (speaker(d, *place(doc, words)) for words in ("Zwei Beamte", "Die Beamten", "Die beiden"))
    assert two is not None
    assert again is not None
    assert both is not None
    assert two.cluster is again.cluster is both.cluster
    assert (two.cluster.count, two.cluster.plural) == (2, True)


def test_why_somebody_is_unnamed_is_kept() -> None:
    doc = made(
        "Ein/ART/det/Beamter Beamter/NN/nsubj//s ,/$, der/PRELS anonym/ADJD bleiben/VVINF will/VMFIN "
        ",/$, sprach/VVFIN/ROOT//s ./$."
    )
    assert meant(discourse(doc), "Ein Beamter").reason == "anonym bleiben will"


def test_a_noun_that_many_share_means_the_body_with_it_in_its_name() -> None:
    before = "Bankhaus/NN/nsubj Terhorst/NE/flat/Bankhaus traf/VVFIN/ROOT//s Verdi/NE/obj"
    for article, noun, name in (("Das", "Institut", "Bankhaus Terhorst"), ("Die", "Gewerkschaft", "Verdi")):
        doc = then(before, article, noun)
        bank = entity(doc, "Bankhaus Terhorst", "organisation", sorts=tables.sorts("Bankhaus Terhorst"))
        union = entity(doc, "Verdi", "organisation", sorts=tables.sorts("Gewerkschaft"))
        assert meant(discourse(doc, bank, union), f"{article} {noun}").name == name


def test_a_body_with_a_complement_is_one_of_its_own() -> None:
    doc = made(
        "Novaterm/NE/nsubj wuchs/VVFIN/ROOT//s ./$. Das/ART/det/Unternehmen Unternehmen/NN/nsubj "
        "des/ART Vaters/NN/nmod/Unternehmen "
        "schwieg/VVFIN/ROOT//s ./$."
    )
    firm = entity(doc, "Novaterm", "organisation")
    assert meant(discourse(doc, firm), "Das Unternehmen des Vaters") is not firm


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Die/ART/det/Regierung ukrainische/ADJA/amod/Regierung Regierung/NN/nsubj", "Regierung (Ukraine)"),
        ("Die/ART/det/Regierung Regierung/NN/nsubj in/APPR/case/Oslo Oslo/NE/nmod/Regierung", "Regierung (Norwegen)"),
        ("Die/ART/det/US-Regierung US-Regierung/NN/nsubj", "Regierung (USA)"),
        ("Die/ART/det/Regierung Regierung/NN/nsubj der/ART Nordprovinz/NN/nmod", "Regierung der Nordprovinz"),
        ("Die/ART/det/Regierung Regierung/NN/nsubj", "Regierung (Deutschland)"),
    ],
)
def test_a_government_is_told_by_its_country(words: str, name: str) -> None:
    doc = made(f"{words} schwieg/VVFIN/ROOT//s ./$.")
    phrase = read_phrase(doc, read(doc), 0, len(doc) - 2)
    assert phrase is not None
    assert noun_phrase(discourse(doc), phrase).cluster.name == name


def test_the_government_means_the_one_named_before() -> None:
    doc = then("Warschau/NE/nsubj warnte/VVFIN/ROOT//s", "Die", "Regierung")
    poland = entity(doc, "Warschau", "government", country="PL")
    assert meant(discourse(doc, poland), "Die Regierung") is poland


@pytest.mark.parametrize("row", tables.rows("outlet_nouns.csv"), ids=lambda row: row["noun"])
def test_a_noun_for_outlets_means_one_of_its_kinds(row: dict[str, str]) -> None:
    kinds = tables.cell(row, "kinds")
    named = re.match(
        r"D\w+ (?:Portal )?„?([\w -]+?)“? kam zuerst\. Es regne, (?:schrieb|meldete) d\w+ (\w+)\.", row["example"]
    )
    assert named is not None
    assert named[2] == row["noun"]
    others = {"newspaper": "Frankfurter Rundschau", "weekly": "Die Zeit", "broadcaster": "ZDF"}
    other = next(name for kind, name in others.items() if kind not in kinds)
    doc = made(
        f"Ersteres/NE/nsubj traf/VVFIN/ROOT//s Zweites/NE/obj ./$. Das/ART {row['noun']}/NN schwieg/VVFIN/ROOT ./$."
    )
    found = []
    for words, name in (("Ersteres", named[1]), ("Zweites", other)):
        outlet = by_name(name)
        assert outlet is not None
        found.append(entity(doc, words, "outlet", outlet_id=outlet.outlet_id))
    assert meant(discourse(doc, *found), f"Das {row['noun']}") is found[0]


def test_the_outlet_that_prints_is_not_the_paper_that_is_cited() -> None:
    doc = then("Nebo/NE/nsubj traf/VVFIN/ROOT//s Zeit/NE/obj", "Das", "Blatt")
    nebo, printer = entity(doc, "Nebo", "outlet"), entity(doc, "Zeit", "outlet", outlet_id="die-zeit")
    assert meant(discourse(doc, nebo, printer, printed_by="die-zeit"), "Das Blatt") is nebo


def test_a_paper_keeps_how_else_it_is_called() -> None:
    doc = then("Nebo/NE/nsubj berichtete/VVFIN/ROOT//s", "Das", "US-Blatt")
    nebo = entity(doc, "Nebo", "outlet")
    assert meant(discourse(doc, nebo), "Das US-Blatt") is nebo
    assert nebo.description == "US-Blatt"


def test_a_report_is_of_the_press_where_an_outlet_is_near_and_else_a_document() -> None:
    doc = then("Nebo/NE/nsubj berichtete/VVFIN/ROOT//s", "Der", "Bericht")
    assert meant(discourse(doc, entity(doc, "Nebo", "outlet")), "Der Bericht").kind == "outlet"
    assert meant(discourse(doc), "Der Bericht").kind == "document"
    doc = then("Nebo/NE/nsubj berichtete/VVFIN/ROOT//s", "Der", "Prüfbericht")
    assert meant(discourse(doc, entity(doc, "Nebo", "outlet")), "Der Prüfbericht").kind == "document"


def test_a_document_is_the_same_again() -> None:
    doc = made(
        "Ein/ART/det/Vermerk Vermerk/NN/nsubj liegt/VVFIN/ROOT//s vor/PTKVZ ./$. Der/ART/det/Vermerk Vermerk/NN/nsubj "
        "sagt/VVFIN/ROOT//s das/PDS ./$. Das/ART/det/Papier Papier/NN/nsubj sagt/VVFIN/ROOT//s mehr/PIS ./$."
    )
    d = discourse(doc)
    found = [speaker(d, *place(doc, words)) for words in ("Ein Vermerk", "Der Vermerk", "Das Papier")]
    assert len({one.cluster.entity_id for one in found if one is not None}) == 1


def test_things_do_not_speak() -> None:
    doc = made("Der/ART/det/Torf Torf/NN/nsubj spricht/VVFIN/ROOT//s ./$.")
    assert speaker(discourse(doc), *place(doc, "Der Torf")) is None
