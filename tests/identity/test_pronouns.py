"""Antecedents of pronouns: gender, number, distance, who spoke, bodies nearer, quotations. Hand-made Docs."""

from __future__ import annotations

from spacy.tokens import Doc

from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse
from quellenlage.identity.pronouns import antecedent_of_pronoun, pronoun_between
from tests.made_docs import discourse, entity, made, place

CAME = "Ole/NE/nsubj Ihde/NE/flat/Ole und/KON Ida/NE/conj/Ole Vogt/NE/flat/Ida kamen/VVFIN/ROOT//p ./$."


def meant(d: Discourse, word: str, nth: int = 0) -> str | None:
    """The name of whom the ``nth`` token with this text means."""
    tokens = [token for token in d.doc if token.text == word]
    c = antecedent_of_pronoun(d, tokens[nth])
    return c.name if c is not None else None


def couple(doc: Doc) -> tuple[Cluster, Cluster]:
    return entity(doc, "Ole Ihde", gender="m"), entity(doc, "Ida Vogt", gender="f")


def test_gender_decides() -> None:
    for pronoun, name in (("er", "Ole Ihde"), ("sie", "Ida Vogt"), ("ihm", "Ole Ihde"), ("ihr", "Ida Vogt")):
        doc = made(f"{CAME} Dann/ADV ging/VVFIN/ROOT//s {pronoun}/PPER/nsubj//s ./$.")
        assert meant(discourse(doc, *couple(doc)), pronoun) == name


def test_who_is_of_the_other_gender_is_not_meant() -> None:
    doc = made("Ole/NE/nsubj Ihde/NE/flat/Ole kam/VVFIN/ROOT//s ./$. Sie/PPER/nsubj//s ging/VVFIN/ROOT//s ./$.")
    assert meant(discourse(doc, entity(doc, "Ole Ihde", gender="m")), "Sie") is None


def test_the_nearer_of_two_is_meant() -> None:
    doc = made(
        "Ole/NE/nsubj Ihde/NE/flat/Ole kam/VVFIN/ROOT//s ./$. Max/NE/nsubj Vogt/NE/flat/Max "
        "sah/VVFIN/ROOT//s ihn/PPER ./$. "
        "Er/PPER/nsubj//s ging/VVFIN/ROOT//s ./$."
    )
    d = discourse(doc, entity(doc, "Ole Ihde", gender="m"), entity(doc, "Max Vogt", gender="m"))
    assert meant(d, "Er") == "Max Vogt"


def test_who_spoke_last_is_meant_of_two_as_near() -> None:
    doc = made(
        "Ole/NE/nsubj Ihde/NE/flat/Ole sprach/VVFIN/ROOT//s mit/APPR/case/Max Max/NE/obl Vogt/NE/flat/Max ./$. "
        "Er/PPER/nsubj//s ging/VVFIN/ROOT//s ./$."
    )
    ole, vogt = entity(doc, "Ole Ihde", gender="m"), entity(doc, "Max Vogt", gender="m")
    d = discourse(doc, ole, vogt)
    assert meant(d, "Er") == "Ole Ihde"  # a subject
    d = discourse(doc, entity(doc, "Ole Ihde", gender="m"), vogt)
    d.spoke.append((vogt.mentions[0][0], vogt))
    assert meant(d, "Er") == "Max Vogt"


def test_five_sentences_are_too_far() -> None:
    between = "Es/PPER/nsubj regnet/VVFIN/ROOT//s ./$. "
    for many, name in ((3, "Ole Ihde"), (4, None)):
        doc = made(
            "Ole/NE/nsubj Ihde/NE/flat/Ole kam/VVFIN/ROOT//s ./$. "
            + between * many
            + "Er/PPER/nsubj//s ging/VVFIN/ROOT//s ./$."
        )
        assert meant(discourse(doc, entity(doc, "Ole Ihde", gender="m")), "Er") == name


def test_sie_with_a_plural_verb_are_people_left_unnamed() -> None:
    doc = made(
        "Ida/NE/obl Vogt/NE/flat/Ida begleiten/VVFIN/ROOT//p Beamte/NN/nsubj//p ./$. Sie/PPER/nsubj "
        "gingen/VVFIN/ROOT//p ./$."
    )
    ida = entity(doc, "Ida Vogt", gender="f")
    officials = entity(doc, "Beamte", "anonymous", plural=True)
    assert meant(discourse(doc, ida, officials), "Sie") == "Beamte"


def test_a_body_that_is_the_subject_before_it_is_nearer() -> None:
    came = "Ida/NE/nsubj Vogt/NE/flat/Ida kam/VVFIN/ROOT//s ./$. "
    tells = "erklärte/VVFIN/ROOT//s ,/$, sie/PPER/nsubj/prüfe prüfe/VVFIN/ccomp//s ./$."
    doc = made(f"{came} Die/ART/det/Polizei Polizei/NN/nsubj {tells}")
    assert meant(discourse(doc, entity(doc, "Ida Vogt", gender="f")), "sie") is None
    doc = made(f"{came} Der/ART/det/Verband Verband/NN/nsubj {tells}")
    assert meant(discourse(doc, entity(doc, "Ida Vogt", gender="f")), "sie") == "Ida Vogt"


def test_who_is_only_spoken_of_in_a_quotation_is_not_meant_outside() -> None:
    doc = made(
        "„/$( Wir/PPER haben/VAFIN/ROOT Ole/NE/obj Ihde/NE/flat/Ole am/APPRART Montag/NN in/APPR "
        "Emden/NE gesehen/VVPP ./$. "
        "“/$( Er/PPER/nsubj//s ging/VVFIN/ROOT//s ./$."
    )
    assert meant(discourse(doc, entity(doc, "Ole Ihde", gender="m")), "Er") is None


def test_a_name_beside_the_pronoun_is_not_it() -> None:
    doc = made("Mit/APPR/case/Abel Abel/NE/obl lenkte/VVFIN/ROOT//s er/PPER/nsubj das/ART/det/Boot Boot/NN/obj ./$.")
    assert meant(discourse(doc, entity(doc, "Abel", gender="m")), "er") is None
    doc = made("Nach/APPR/case/Abel Abel/NE/obl irrte/VVFIN/ROOT//s er/PPER/nsubj ./$.")
    assert meant(discourse(doc, entity(doc, "Abel", gender="m")), "er") == "Abel"


def test_a_photographer_is_no_antecedent() -> None:
    doc = made("Ole/NE/ROOT Ihde/NE/flat/Ole ./$. Er/PPER/nsubj//s ging/VVFIN/ROOT//s ./$.")
    assert meant(discourse(doc, entity(doc, "Ole Ihde", gender="m", credited=True)), "Er") is None


def test_a_relative_pronoun_means_what_stands_before_it_and_is_no_mention() -> None:
    doc = made(
        "Ole/NE/nsubj Ihde/NE/flat/Ole traf/VVFIN/ROOT//s Max/NE/obj Vogt/NE/flat/Max ,/$, "
        "der/PRELS/nsubj/sagte sagte/VVFIN/acl/Max/s ,/$, es/PPER regne/VVFIN ./$."
    )
    vogt = entity(doc, "Max Vogt", gender="m")
    d = discourse(doc, entity(doc, "Ole Ihde", gender="m"), vogt)
    assert meant(d, "der") == "Max Vogt"
    assert len(vogt.mentions) == 1


def test_a_pronoun_that_is_resolved_is_a_mention() -> None:
    doc = made("Ole/NE/nsubj Ihde/NE/flat/Ole kam/VVFIN/ROOT//s ./$. Er/PPER/nsubj//s ging/VVFIN/ROOT//s ./$.")
    ole = entity(doc, "Ole Ihde", gender="m")
    assert pronoun_between(discourse(doc, ole), 4, 5) is not None
    assert (*place(doc, "Er"), "pronoun") in ole.mentions


def test_a_noun_is_no_pronoun() -> None:
    doc = made("Die/ART/det/Werft Werft/NN/nsubj schwieg/VVFIN/ROOT ./$.")
    assert pronoun_between(discourse(doc), 1, 2) is None
