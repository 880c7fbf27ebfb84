"""The way a claim came by, rule by rule: who says it, what it goes on with, who is cited and who rests on whom."""

from __future__ import annotations

from spacy.tokens import Doc

from quellenlage.chains import ways
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.referents import speaker
from quellenlage.records import Claim, Span
from tests.made_docs import discourse, entity, made, place


def said(doc: Doc, content: str, cue: str = "", by: str = "", frame: str = "", **known: object) -> Claim:
    """A claim with the words that it consists of, where they stand first."""
    spans = {
        "content": (Span(*place(doc, content)),),
        "cue": (Span(*place(doc, cue)),) if cue else (),
        "speaker": (Span(*place(doc, by)),) if by else (),
        "frame": (Span(*place(doc, frame)),) if frame else (),
    }
    return Claim(**{"type": "Indirect", **spans, **known})  # type: ignore[arg-type]


def chains(doc: Doc, claims: list[Claim], *entities: Cluster) -> list[list[tuple[str, str, str | None]]]:
    """Relation, name and cue of the steps of each claim."""
    d = discourse(doc, *entities)
    d.speakers = [speaker(d, c.speaker[0].start, c.speaker[0].end) if c.speaker else None for c in claims]
    return [[(step.relation, step.entity.name, step.cue) for step in way] for _, _, way in ways(claims, d)]


HALTS = ",/$, der/ART/det/Deich Deich/NN/nsubj/halte halte/VVFIN/ccomp//s ./$."


def test_the_speaker_with_the_cue_of_its_own_claim() -> None:
    doc = made(f"Lange/NE/nsubj sagte/VVFIN/ROOT//s ,/$, es/PPER regne/VVFIN ,/$, und/KON betonte/VVFIN/conj {HALTS}")
    claims = [
        said(doc, "es regne", "sagte", "Lange", "Lange sagte"),
        said(doc, "der Deich halte", "betonte", "Lange", "betonte"),
    ]
    assert chains(doc, claims, entity(doc, "Lange")) == [
        [("speaker", "Lange", "sagte")],
        [("speaker", "Lange", "betonte")],
    ]


def test_the_only_person_in_the_frame_speaks_and_of_two_nobody() -> None:
    doc = made(f"Für/APPR/case/Lange Lange/NE/obl gilt/VVFIN/ROOT//s {HALTS}")
    claim = said(doc, "der Deich halte", "gilt", frame="Für Lange gilt")
    assert chains(doc, [claim], entity(doc, "Lange")) == [[("speaker", "Lange", None)]]
    doc = made(f"Für/APPR/case/Lange Lange/NE/obl und/KON Ihde/NE/conj/Lange gilt/VVFIN/ROOT//s {HALTS}")
    claim = said(doc, "der Deich halte", "gilt", frame="Für Lange und Ihde gilt")
    assert chains(doc, [claim], entity(doc, "Lange"), entity(doc, "Ihde")) == [[]]


def test_who_is_accused_does_not_say_so() -> None:
    doc = made(f"Lange/NE/obl wird/VAFIN/aux:pass/vorgeworfen vorgeworfen/VVPP/ROOT {HALTS}")
    claim = said(doc, "der Deich halte", "wird vorgeworfen", frame="Lange wird vorgeworfen")
    assert chains(doc, [claim], entity(doc, "Lange")) == [[]]


def test_words_come_from_a_circle() -> None:
    doc = made(f"Aus/APPR/case Regierungskreisen/NN/obl//p hieß/VVFIN/ROOT//s es/PPER {HALTS}")
    claim = said(doc, "der Deich halte", "hieß es", frame="Aus Regierungskreisen hieß es")
    assert chains(doc, [claim]) == [[("speaker", "Regierungskreise", "Aus")]]


FREE = (
    "Lange/NE/nsubj sagte/VVFIN/ROOT//s ,/$, es/PPER regne/VVFIN ./$. {} Das/PDS/nsubj sei/VAFIN/ROOT//s neu/ADJD ./$."
)


def test_free_indirect_speech_goes_on_with_the_speaker_before() -> None:
    doc = made(FREE.format(""))
    claims = [said(doc, "es regne", "sagte", "Lange", "Lange sagte"), said(doc, "Das sei neu", type="FreeIndirect")]
    assert chains(doc, claims, entity(doc, "Lange"))[1] == [("speaker", "Lange", "sagte")]


def test_free_indirect_speech_is_of_who_acts_in_between() -> None:
    doc = made(FREE.format("Ihde/NE/nsubj winkte/VVFIN/ROOT//s ab/PTKVZ ./$."))
    claims = [said(doc, "es regne", "sagte", "Lange", "Lange sagte"), said(doc, "Das sei neu", type="FreeIndirect")]
    assert chains(doc, claims, entity(doc, "Lange"), entity(doc, "Ihde"))[1] == [("speaker", "Ihde", None)]


def test_a_framed_claim_does_not_go_on() -> None:
    doc = made(FREE.format("").replace("Das/PDS", "Demnach/ADV ist/VAFIN das/PDS"))
    claims = [said(doc, "es regne", "sagte", "Lange", "Lange sagte"), said(doc, "das sei neu", frame="ist", cue="ist")]
    assert chains(doc, claims, entity(doc, "Lange"))[1] == []
    claims[1] = said(doc, "das sei neu", frame="Demnach ist", cue="ist")
    assert chains(doc, claims, entity(doc, "Lange"))[1] == [("speaker", "Lange", "sagte")]


def test_heisst_es_goes_on_with_a_paper_and_not_with_a_person() -> None:
    tells = "{} sagte/VVFIN/ROOT//s ,/$, es/PPER regne/VVFIN ./$."
    goes_on = "Das/PDS sei/VAFIN neu/ADJD ,/$, heißt/VVFIN/ROOT es/PPER ./$."
    for noun, kind, expected in (
        ("Novaterm", "organisation", [("speaker", "Novaterm", "sagte")]),
        ("Lange", "person", []),
    ):
        doc = made(f"{tells.format(f'{noun}/NE/nsubj')} {goes_on}")
        claims = [
            said(doc, "es regne", "sagte", noun, f"{noun} sagte"),
            said(doc, "Das sei neu", "heißt es", frame="heißt es"),
        ]
        assert chains(doc, claims, entity(doc, noun, kind))[1] == expected


def test_an_outlet_that_was_told_is_cited_before_the_speaker() -> None:
    doc = made(f"Lange/NE/nsubj sagte/VVFIN/ROOT//s der/ART/det/Nebo Nebo/NE/obl {HALTS}")
    claim = said(doc, "der Deich halte", "sagte", "Lange", "Lange sagte der Nebo")
    assert chains(doc, [claim], entity(doc, "Lange"), entity(doc, "Nebo", "outlet")) == [
        [("cites", "Nebo", "sagte der"), ("speaker", "Lange", "sagte")]
    ]


def test_an_outlet_that_somebody_works_for_is_not_cited() -> None:
    doc = made(f"Chef/NN/nmod der/ART/det/Nebo Nebo/NE/nmod/Chef Lange/NE/nsubj sagte/VVFIN/ROOT//s {HALTS}")
    claim = said(doc, "der Deich halte", "sagte", "Lange", "Chef der Nebo Lange sagte")
    assert chains(doc, [claim], entity(doc, "Lange"), entity(doc, "Nebo", "outlet")) == [
        [("speaker", "Lange", "sagte")]
    ]


def test_a_noun_for_an_outlet_is_cited_as_the_one_named_before() -> None:
    doc = made(
        f"Nebo/NE/nsubj kam/VVFIN/ROOT//s ./$. Lange/NE/nsubj sagte/VVFIN/ROOT//s dem/ART/det Blatt/NN/obl {HALTS}"
    )
    claim = said(doc, "der Deich halte", "sagte", "Lange", "Lange sagte dem Blatt")
    assert chains(doc, [claim], entity(doc, "Lange"), entity(doc, "Nebo", "outlet")) == [
        [("cites", "Nebo", "dem"), ("speaker", "Lange", "sagte")]
    ]


def test_whom_an_outlet_rests_on_stands_behind_it() -> None:
    doc = made(
        f"Nebo/NE/nsubj meldet/VVFIN/ROOT//s unter/APPR Berufung/NN auf/APPR zwei/CARD/nummod Beamte/NN/nmod//p {HALTS}"
    )
    claim = said(doc, "der Deich halte", "meldet", "Nebo", "Nebo meldet")
    (way,) = chains(doc, [claim], entity(doc, "Nebo", "outlet"))
    assert [(relation, name) for relation, name, _ in way] == [("cites", "Nebo"), ("rests on", "Beamte")]


def test_who_has_a_document_stands_before_it() -> None:
    doc = made(
        f"In/APPR dem/ART/det Vermerk/NN/obl ,/$, der/PRELS der/ART Nebo/NE/obl vorliegt/VVFIN ,/$, "
        f"steht/VVFIN/ROOT//s {HALTS}"
    )
    claim = said(doc, "der Deich halte", "steht", "dem Vermerk", "In dem Vermerk")
    (way,) = chains(doc, [claim], entity(doc, "Nebo", "outlet"))
    assert [(relation, name) for relation, name, _ in way] == [("cites", "Nebo"), ("speaker", "Vermerk")]


def test_what_somebody_tells_that_another_said_has_both() -> None:
    doc = made(f"Lange/NE/nsubj sagte/VVFIN/ROOT//s ,/$, Ihde/NE/nsubj/erkläre erkläre/VVFIN/ccomp//s {HALTS}")
    claims = [
        said(doc, "Ihde erkläre, der Deich halte", "sagte", "Lange", "Lange sagte"),
        said(doc, "der Deich halte", "erkläre", "Ihde", "Ihde erkläre", kind="nested"),
    ]
    assert chains(doc, claims, entity(doc, "Lange"), entity(doc, "Ihde"))[1] == [
        ("speaker", "Lange", "sagte"),
        ("speaker", "Ihde", "erkläre"),
    ]
