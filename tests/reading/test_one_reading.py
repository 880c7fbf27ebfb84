"""One truth about an article: what the pipeline writes into the Doc is what every reader sees."""

from __future__ import annotations

import itertools

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from quellenlage.pipeline.load import MENDING
from quellenlage.reading import Reading, read
from quellenlage.reading.sentences import behind_datelines
from quellenlage.records import Article
from quellenlage.tasks.ingest.files import find_files
from quellenlage.tasks.ingest.ingest import read_file
from tests.conftest import PROJECT


@pytest.fixture(scope="module")
def docs(german: Language) -> list[Doc]:
    """Every article of our own, analysed."""
    files = find_files((PROJECT / "seeds", PROJECT / "bench/identity/articles")).files
    articles = [one for file in files for one in read_file(file) if isinstance(one, Article)]
    assert len(articles) > 128
    return list(german.pipe(article.text for article in articles))


def tags(doc: Doc) -> list[tuple[str, str, str]]:
    return [(token.tag_, token.pos_, str(token.morph)) for token in doc]


def quoted(reading: Reading) -> set[int]:
    """The words within quotation marks."""
    outer = [q for q in reading.quotes if q.depth == 0]
    return {i for q in outer for i in range(reading.at(q.start) + 1, reading.at(q.end))}


def test_words_have_the_tags_of_their_tokens(docs: list[Doc]) -> None:
    for doc in docs:
        for word in read(doc).words:
            token = doc[word.token]
            assert (word.text, word.start, word.pos, word.tag) == (token.text, token.idx, token.pos_, token.tag_)


def test_nothing_is_left_to_mend(docs: list[Doc], german: Language) -> None:
    for doc in docs:
        before = tags(doc)
        for component in MENDING:
            german.get_pipe(component)(doc)
        assert tags(doc) == before


def test_sentences_and_units_begin_at_the_same_words_outside_of_quotations_and_colons(docs: list[Doc]) -> None:
    for doc in docs:
        reading = read(doc)
        assert [(s.start, s.end) for s in reading.sentences] == [(s.start, s.end) for s in doc.sents]
        words = len(reading.words)
        sentences = {reading.at(sentence.start_char) for sentence in reading.sentences} - {words}
        units = {unit.a for unit in reading.units}
        assert units - sentences <= behind_datelines(reading)
        announced = {i for i in sentences if i and reading.words[i - 1].text == ":"}
        assert sentences - units <= quoted(reading) | announced


def test_a_sentence_is_found_by_its_characters(german: Language) -> None:
    reading = read(german("Vera Holm kam. „Es ist spät. Wir gehen“, sagte sie."))
    at = {char: reading.sentence_at(char) for char in (0, 13, 15, 29, 50)}
    assert [(s.start_char, s.end_char) for s in at.values() if s] == [(0, 14), (0, 14), (15, 28), (29, 51), (29, 51)]
    assert len(reading.units) == 2  # the quotation holds its two sentences together


def test_an_empty_text_has_no_sentence(german: Language) -> None:
    reading = read(german(""))
    assert (reading.words, reading.sentences, reading.units, reading.sentence_at(0)) == ([], (), [], None)


def test_words_of_a_person_s_name_are_found_as_by_looking_at_each_name() -> None:
    reading = Reading("", [], [], [], people=((1, 3), (5, 6), (6, 9)))
    for a, b in itertools.combinations(range(11), 2):
        assert reading.has_person(a, b) == any(first < b and a < behind for first, behind in reading.people)
