"""What a noun phrase says of who it means: determiner, number, gender, count, complement. Hand-made Docs."""

from __future__ import annotations

import pytest

from quellenlage import words as tables
from quellenlage.identity.nominals import Phrase, employs, read_phrase
from quellenlage.reading import read
from tests.made_docs import made


def phrase_in(words: str) -> Phrase:
    doc = made(words)
    phrase = read_phrase(doc, read(doc), 0, len(doc))
    assert phrase is not None
    return phrase


#: A phrase, and whether it is definite, indefinite, in the plural.
NUMBERS = [
    ("Der/ART Minister/NN", (True, False, False)),
    ("Ein/ART Minister/NN", (False, True, False)),
    ("Seine/PPOSAT Sprecherin/NN", (False, False, False)),
    ("Die/ART Minister/NN", (True, False, True)),
    ("Die/ART Ministerin/NN", (True, False, False)),
    ("Die/ART 47-Jährige/NN", (True, False, False)),
    ("Die/ART 47-Jährigen/NN///p", (True, False, True)),
    ("Der/ART Experten/NN///p", (True, False, True)),
    ("Des/ART Beamten/NN", (True, False, False)),
    ("Den/ART Ministern/NN", (True, False, True)),
    ("Den/ART Minister/NN", (True, False, False)),
    ("Mehrere/PIAT Minister/NN", (False, True, True)),
    ("Zwei/CARD Minister/NN", (False, False, True)),
    ("12/CARD Minister/NN", (False, False, True)),
    ("Experten/NN///p", (False, False, True)),
]


@pytest.mark.parametrize(("words", "expected"), NUMBERS, ids=[words for words, _ in NUMBERS])
def test_determiner_and_number(words: str, expected: tuple[bool, bool, bool]) -> None:
    phrase = phrase_in(words)
    assert (phrase.definite, phrase.indefinite, phrase.plural) == expected


def test_a_verb_beside_the_subject_tells_the_number() -> None:
    assert not phrase_in("Sprecher/NN/nsubj sagt/VVFIN/ROOT//s").plural
    assert phrase_in("Sprecher/NN/nsubj sagen/VVFIN/ROOT//p").plural
    assert not phrase_in("Der/ART Beauftragte/NN/nsubj sagen/VVFIN/ROOT//p").plural


def test_what_stands_behind_a_preposition_is_no_subject() -> None:
    doc = made("von/APPR Experten/NN///p ist/VAFIN/ROOT//s frei/ADJD")
    phrase = read_phrase(doc, read(doc), 1, 2)
    assert phrase is not None
    assert phrase.plural


@pytest.mark.parametrize("row", tables.rows("counted.csv"), ids=lambda row: row["forms"])
def test_every_numeral_counts_in_its_example(row: dict[str, str]) -> None:
    number, noun = row["example"].split()[:2]
    one = row["number"] == "1"
    counted = phrase_in(f"{number}/{'ART' if one else 'CARD'} {noun}/NN///{'s' if one else 'p'}")
    assert counted.count == int(row["number"])


def test_a_number_in_digits_counts_and_a_year_does_not() -> None:
    assert phrase_in("12/CARD Beamte/NN///p").count == 12
    assert phrase_in("2025/CARD Beamte/NN///p").count is None


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("Der/ART Minister/NN", "m"),
        ("Die/ART Ministerin/NN", "f"),
        ("Die/ART Abgeordnete/NN", "f"),
        ("Der/ART Abgeordnete/NN", "m"),
        ("Die/ART Minister/NN", None),
    ],
)
def test_gender_is_told_by_noun_and_article(words: str, gender: str | None) -> None:
    assert phrase_in(words).gender == gender


#: A phrase, and its complement: what hangs on the noun.
COMPLEMENTS = [
    ("Der/ART Sprecher/NN der/ART Werft/NN", "der Werft"),
    ("Kreise/NN aus/APPR dem/ART Umfeld/NN des/ART Ministers/NN", "aus dem Umfeld des Ministers"),
    ("Die/ART Polizei/NN Emden/NE", "Emden"),
    ("Ein/ART Sprecher/NN der/ART Werft/NN sagte/VVFIN", "der Werft"),
    ("Ein/ART Sprecher/NN ,/$, der/PRELS", ""),
    ("Der/ART Minister/NN im/APPRART Gespräch/NN", ""),
    ("Der/ART Sprecher/NN im/APPRART Ministerium/NN", "im Ministerium"),
]


@pytest.mark.parametrize(("words", "complement"), COMPLEMENTS, ids=[words for words, _ in COMPLEMENTS])
def test_what_hangs_on_a_noun(words: str, complement: str) -> None:
    phrase = phrase_in(words)
    assert phrase.complement == complement
    assert (phrase.complement_span is not None) == bool(complement)


def test_what_describes_is_kept_and_the_number_is_not() -> None:
    phrase = phrase_in("Zwei/CARD namentlich/ADJD nicht/PTKNEG genannte/ADJA US-Beamte/NN///p")
    assert (phrase.count, phrase.countries) == (2, ("US",))
    assert phrase.description == "namentlich nicht genannte US-Beamte"


def test_a_participle_with_its_attribute_belongs_to_the_phrase() -> None:
    phrase = phrase_in("zwei/CARD mit/APPR dem/ART Vorgang/NN vertraute/ADJA Beamte/NN///p")
    assert (phrase.head, phrase.start, phrase.description) == ("Beamte", 0, "mit dem Vorgang vertraute Beamte")


def test_the_name_is_in_the_nominative() -> None:
    assert phrase_in("aus/APPR Berliner/ADJA Regierungskreisen/NN///p").name == "Berliner Regierungskreise"
    assert phrase_in("dem/ART neuen/ADJA Minister/NN").name == "neuer Minister"


def test_words_that_only_wrap_what_is_said_head_nothing() -> None:
    assert phrase_in("Angaben/NN der/ART Polizei/NN").head == "Polizei"
    doc = made("Das/ART Wasser/NN")
    assert read_phrase(doc, read(doc), 0, 2) is None


def test_one_belongs_to_a_body_or_place_and_not_to_a_talk() -> None:
    assert employs(list(made("der/ART Behörde/NN")))
    assert employs(list(made("Emden/NE")))
    assert not employs(list(made("einem/ART Gespräch/NN")))


def test_a_noun_within_an_attribute_heads_nothing_and_counts_nothing() -> None:
    phrase = phrase_in("die/ART mit/APPR drei/CARD deutschen/ADJA Beamten/NN bekannte/ADJA Ministerin/NN")
    assert (phrase.head, phrase.start, phrase.count, phrase.countries) == ("Ministerin", 0, 1, ())
