"""The accurate pipeline, loaded for real: what it must read, and the same whatever is read beside it."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from quellenlage.pipeline.load import load, load_trained

pytestmark = pytest.mark.slow

TEXTS = [
    "Die Ministerin will den Hafen ausbauen. „Das kostet Geld“, sagte Klara Stoll am Montag in Emden.",
    "Hafen wird teurer\n\nDer Verband der Werften widerspricht. Er rechnet mit 3,5 Millionen Euro.",
    "Kurz.",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("accurate")


def analysis(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, str(t.morph), t.lemma_, t.dep_, str(t.head.i), t.ent_iob_ + t.ent_type_) for t in doc]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Die Präsidentin Ulla von der Heyde sprach in Emden.", [("Ulla von der Heyde", "PER"), ("Emden", "LOC")]),
        ("Die Bürgermeisterin KLARA STOLL tritt zurück.", [("KLARA STOLL", "PER")]),
        ("Freundliche Grüße Nadia.", [("Nadia", "PER")]),
        ("Der Pole Paweł Wójcik gewann das Rennen.", [("Paweł Wójcik", "PER")]),
        ("Trainer Nguyễn Minh Đức lobte seine Elf.", [("Nguyễn Minh Đức", "PER")]),
        ("Miguel Castro Ruiz und Castro Ruiz sind ein Mann.", [("Miguel Castro Ruiz", "PER"), ("Castro Ruiz", "PER")]),
    ],
)
def test_names_in_the_forms_of_news(nlp: Language, text: str, names: list[tuple[str, str]]) -> None:
    assert [(ent.text, ent.label_) for ent in nlp(text).ents] == names


def test_a_document_is_read_the_same_whatever_is_read_beside_it(nlp: Language) -> None:
    alone = [analysis(nlp(text)) for text in TEXTS]
    assert [analysis(doc) for doc in nlp.pipe(TEXTS, batch_size=3)] == alone
    assert [analysis(doc) for doc in nlp.pipe(reversed(TEXTS), batch_size=2)] == alone[::-1]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\n\nUnd dann", "…"])
def test_texts_of_hardly_a_word(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(token.dep_ for token in doc)


def test_a_sentence_longer_than_the_network_is_one_tree() -> None:
    # The network takes 512 pieces; each of these words has several.
    doc = load_trained("accurate")("Es kamen " + ", ".join(["Gastwirtinnen", "Grundschullehrer"] * 95) + ".")
    words = [token for token in doc if not token.is_space]
    assert len(list(doc.sents)) == 1
    assert [token.text for token in words if token.dep_ == "ROOT"] == ["kamen"]


def test_every_word_hangs_in_the_tree_of_its_sentence(nlp: Language) -> None:
    for doc in nlp.pipe(TEXTS):
        for sentence in doc.sents:
            assert sentence.root.dep_ == "ROOT"
            assert all(token.head in sentence for token in sentence)


def test_white_space_before_a_text_is_read_as_by_the_fast_pipeline() -> None:
    fast, accurate = (load_trained(name)(" Er kam.") for name in ("fast", "accurate"))
    assert [(t.dep_, t.head.i) for t in fast] == [(t.dep_, t.head.i) for t in accurate]
