"""By which terms a word is found, and by which forms a term."""

from __future__ import annotations

from functools import cache

import pytest

from quellenlage.pipeline.lemmas import GermanLemmatizer
from quellenlage.project import DEFAULT_MODEL, PIPELINES
from quellenlage.terms.word_terms import WordTerms, name_words, nominative

PERSONS = name_words(["Lars Klingbeil", "Anna Berg-Mann"])


@cache
def words() -> WordTerms:
    return WordTerms(GermanLemmatizer().from_disk(PIPELINES[DEFAULT_MODEL] / "german_lemmatizer"))


def terms(word: str, *, part: bool) -> set[str]:
    return {term.term for term in words().find(word, PERSONS).terms if term.part == part}


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("Häuser", "haus"),
        ("HÄUSER", "haus"),
        ("ging", "gehen"),
        ("Ging", "gehen"),
        ("fördert", "foerdern"),
        ("forderte", "fordern"),
        ("Haushaltslöcher", "haushaltsloch"),
        ("Klingbeils", "klingbeil"),
        ("Merz", "merz"),
        ("Müller", "mueller"),
        ("Mueller", "mueller"),
        ("Mu\u0308ller", "mueller"),
        ("Mül\u00adler", "mueller"),
        ("Özdemir", "oezdemir"),
        ("Özdemir", "~ozdemir"),
        ("Ozdemir", "~ozdemir"),
        ("Erdoğan", "erdogan"),
        ("EU-Kommission", "eu"),
        ("EU-Kommission", "kommission"),
        ("Ukraine-Krieg", "ukrainekrieg"),
    ],
)
def test_a_word_is_found_by_its_lemma(word: str, term: str) -> None:
    assert term in terms(word, part=False)


@pytest.mark.parametrize(("word", "other"), [("fördert", "fordern"), ("schön", "~schon"), ("Schule", "schulen")])
def test_a_word_is_not_found_by_another(word: str, other: str) -> None:
    assert other not in terms(word, part=False)


def test_the_parts_of_a_compound_are_parts_and_names_of_persons_have_none() -> None:
    assert terms("Haushaltsloch", part=True) == {"haushalt", "loch"}
    assert terms("Klingbeil", part=True) == set()
    assert terms("Klingbeils", part=True) == set()


def test_pieces_count_from_the_first() -> None:
    assert {(term.term, term.place) for term in words().find("EU-Kommission").terms} >= {("eu", 0), ("kommission", 1)}


def test_one_may_ask_for_a_term_by_every_form_with_umlauts_or_without() -> None:
    assert {"haus", "hauses", "haeuser", "haeusern"} <= set(words().forms("Haus"))
    assert {"haushaltsloch", "haushaltsloecher", "haushaltslocher"} <= set(words().forms("Haushaltsloch"))
    assert "fordern" not in words().forms("fördern")


def test_one_does_not_ask_for_a_verb_by_what_is_a_noun() -> None:
    assert "schule" not in words().forms("schulen")
    assert "schulen" in words().forms("schulen")


@pytest.mark.parametrize(
    ("name", "base"), [("habecks", "habeck"), ("merz", "merz"), ("voss", "voss"), ("ines", "ines")]
)
def test_a_genitive_loses_its_s(name: str, base: str) -> None:
    assert nominative(name) == base
