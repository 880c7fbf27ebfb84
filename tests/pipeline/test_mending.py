"""What the components put right that load() adds, on hand-made Docs: one rule a test."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from quellenlage.pipeline.missed_verbs import german_missed_verbs
from quellenlage.pipeline.verbforms import german_verbs
from quellenlage.pipeline.word_classes import german_word_classes
from quellenlage.words import cell, rows
from tests.made_docs import made


def mended(words: str) -> Doc:
    doc: Doc = german_missed_verbs(german_word_classes(made(words)))
    return doc


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize("row", rows("closed_words.csv"), ids=lambda row: row["word"])
def test_closed_words(row: dict[str, str]) -> None:
    tokens = row["example"].replace(".", " .").replace(",", " ,").split()
    at = next(i for i, text in enumerate(tokens) if text.lower() == row["word"])
    token = mended(" ".join(f"{text}/XY" if i == at else f"{text}/NN" for i, text in enumerate(tokens)))[at]
    assert (token.pos_, token.tag_) == (row["pos"], row["tag"])
    assert "X" not in cell(row, "also")


@pytest.mark.parametrize(
    ("words", "text", "tag", "mood", "tense"),
    [
        ("Er/PPER habe/VAFIN Zeit/NN ./$.", "habe", "VAFIN", "Sub", "Pres"),
        ("Ich/PPER habe/VAFIN Zeit/NN ./$.", "habe", "VAFIN", "Ind", "Pres"),
        ("Er/PPER wäre/VAFIN da/ADV ./$.", "wäre", "VAFIN", "Sub", "Past"),
        ("Er/PPER gehe/VVFIN ./$.", "gehe", "VVFIN", "Sub", "Pres"),
        ("Es/PPER koste/VVFIN Geld/NN ./$.", "koste", "VVFIN", "Sub", "Pres"),
        ("Er/PPER kritisierte/VVFIN///k2 das/PDS ./$.", "kritisierte", "VVFIN", "Ind", "Past"),
        ("Er/PPER kritisierte/ADJD das/PDS ./$.", "kritisierte", "VVFIN", "Ind", None),
        ("Er/PPER hatte/ADV Zeit/NN ./$.", "hatte", "VAFIN", "Ind", None),
        ("Am/APPRART Montag/NN kritisierte/ADJA Petra/NE ihn/PPER ./$.", "kritisierte", "VVFIN", "Ind", None),
        ("Als/KOUS der/ART Wirt/NN ihn/PPER kritisierte/VVPP ./$.", "kritisierte", "VVFIN", "Ind", None),
    ],
)
def test_form_and_mood(words: str, text: str, tag: str, mood: str, tense: str | None) -> None:
    token = word(mended(words), text)
    morph = token.morph.to_dict()
    assert (token.tag_, morph.get("Mood"), morph.get("Tense")) == (tag, mood, tense)


@pytest.mark.parametrize(
    ("words", "text", "tag"),
    [
        ("Er/PPER hat/VAFIN vor/PTKVZ zu/PTKZU gehen/VVFIN ./$.", "gehen", "VVINF"),
        ("Er/PPER hofft/VVFIN abzureisen/VVINF ./$.", "abzureisen", "VVIZU"),
        ("Er/PPER hofft/VVFIN ,/$, ihn/PPER zu/PTKZU kritisieren/NE ./$.", "kritisieren", "VVINF"),
        ("Eine/ART kritisierte/ADJA Firma/NN schwieg/VVFIN ./$.", "kritisierte", "ADJA"),
        ("Ihm/PPER wurde/VAFIN erklärt/VVFIN ,/$, dass/KOUS es/PPER regne/VVFIN ./$.", "erklärt", "VVPP"),
        ("Er/PPER hat/VAFIN Zeit/NN und/KON erklärt/VVFIN ,/$, er/PPER gehe/VVFIN ./$.", "erklärt", "VVFIN"),
        ("Die/ART Sollte/NE fährt/VVFIN ./$.", "Sollte", "NE"),
    ],
)
def test_infinitives_and_names(words: str, text: str, tag: str) -> None:
    assert word(mended(words), text).tag_ == tag


def test_a_surname_that_is_a_word() -> None:
    doc = mended("Petra/NE Kurz/ADJD kam/VVFIN ./$. Kurz/ADJD schwieg/VVFIN ./$.")
    assert [(t.pos_, t.morph.get("NameType", [])) for t in doc if t.text == "Kurz"] == [("PROPN", ["Sur"])] * 2
    doc = mended("Petra/NE Sonntag/NN kam/VVFIN am/APPRART Sonntag/NN ./$.")
    assert [t.pos_ for t in doc if t.text == "Sonntag"] == ["PROPN", "NOUN"]


@pytest.mark.parametrize(
    ("words", "text", "tag", "mood"),
    [
        # behind a quotation and its comma
        ("„/$( Wir/PPER gehen/VVFIN “/$( ,/$, sagte/ADJD sie/PPER ./$.", "sagte", "VVFIN", "Ind"),
        # coordinated with a finite verb
        (
            "Er/PPER bezeichnet/VVPP es/PPER als/KOKOM Spiel/NN und/KON nimmt/VVFIN es/PPER ./$.",
            "bezeichnet",
            "VVFIN",
            "Ind",
        ),
        # in second place of a sentence without a finite verb
        ("Er/PPER berichtet/VVPP davon/PAV ./$.", "berichtet", "VVFIN", "Ind"),
        # with a subject, by syntax and morphology
        (
            "Sie/PPER/nsubj spare/ADJA/ROOT//VerbForm=Fin,Mood=Sub,Tense=Pres Geld/NN/obj ./$.",
            "spare",
            "VVFIN",
            "Sub",
        ),
        # at the end of a clause with its opener and its subject
        ("Wie/KOUS sie/PPER berichtet/VVPP ,/$, kam/VVFIN er/PPER ./$.", "berichtet", "VVFIN", "Ind"),
        # behind the pronoun that opens a sentence
        ("Er/PPER spare/ADJA Geld/NN ./$.", "spare", "VVFIN", "Sub"),
        # behind a verb of saying
        ("Er/PPER meldete/VVFIN ,/$, der/ART Kahn/NN treibe/ADJD ./$.", "treibe", "VVFIN", "Sub"),
        # before it, with a subject
        ("Der/ART Kahn/NN/nsubj/sagte treibe/ADJD ,/$, sagte/VVFIN er/PPER ./$.", "treibe", "VVFIN", "Sub"),
    ],
)
def test_missed_finite_verbs(words: str, text: str, tag: str, mood: str) -> None:
    token = word(mended(words), text)
    assert (token.tag_, token.morph.get("Mood", [])) == (tag, [mood])


def test_a_participle_behind_an_insertion() -> None:
    words = "Gestern/ADV hatte/VAFIN der/ART Wirt/NN ,/$, Max/NE Abel/NE ,/$, gern/ADV erklärt/VVFIN ./$."
    doc = made(words)
    word(doc, "hatte").lemma_ = "haben"
    token = word(german_missed_verbs(german_word_classes(doc)), "erklärt")
    assert (token.tag_, token.morph.get("Mood", []), token.morph.get("VerbForm", [])) == ("VVPP", [], ["Part"])


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("Sie/PPER sollen/VMFIN das/ART Tal/NN verlassen/VVPP haben/VAFIN ./$.", "VAINF"),
        ("Sie/PPER sollen/VMFIN gehen/VVINF ,/$, weil/KOUS sie/PPER gestohlen/VVPP haben/VAFIN ./$.", "VAFIN"),
        ("Sie/PPER sagen/VVFIN ,/$, was/PWS sie/PPER gestohlen/VVPP haben/VAFIN ./$.", "VAFIN"),
    ],
)
def test_haben_ends_the_perfect_that_a_modal_verb_governs(words: str, tag: str) -> None:
    assert word(german_verbs(made(words)), "haben").tag_ == tag
