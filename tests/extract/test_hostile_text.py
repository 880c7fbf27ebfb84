"""Text of any shape goes through extraction whole; what is too long goes to quarantine, and the others go on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import quellenlage.tasks.extract.extract as extract_module
from bench.growth_shapes import SHAPES
from quellenlage.analyse import analyse
from quellenlage.records import Article, Extracted, Normalised, Rejected
from quellenlage.tasks import budget
from quellenlage.tasks.extract.extract import MOST_TOKENS, extract
from quellenlage.tasks.ingest.files import find_files
from quellenlage.tasks.ingest.ingest import LONGEST_ARTICLE, read_file
from quellenlage.tasks.ingest.versions import identified
from quellenlage.tasks.normalise.normalise import normalise
from tests.landed_batches import TODAY

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def document(text: str) -> Normalised:
    return normalise(identified(Article("a.txt", text, (), {"language": "de"}), TODAY), TODAY)


@pytest.mark.parametrize("shape", ["straight marks", "slashed", "nested round brackets", "dass, dass"])
def test_any_shape_is_read_to_its_end(shape: str, german: Language) -> None:
    text = SHAPES[shape](1000)
    (found,) = extract([document(text)], german)
    assert isinstance(found, Extracted)
    doc = german(text)
    assert doc.text == text
    assert all(len(sentence) <= 400 for sentence in doc.sents)
    assert all(len(token) <= 300 for token in doc)


def test_a_stretch_without_blanks_is_cut_and_nothing_else(german: Language) -> None:
    doc = german.make_doc(f"Er kam. {'x' * 700} Sie „ging“,\n\nso hieß es.")
    assert [len(token) for token in doc if token.text.startswith("x")] == [300, 300, 100]
    assert [token.text for token in german.make_doc("Er kam.")] == [token.text for token in doc[:3]]
    assert doc.text.endswith("x Sie „ging“,\n\nso hieß es.")


def test_an_article_of_too_many_words_is_refused_and_the_others_go_on(german: Language) -> None:
    said = document("Die Stadt muss sparen, sagte Bürgermeisterin Petra Krahl.")
    refused, found = extract([document("a " * (MOST_TOKENS + 1)), said], german)
    assert isinstance(refused, Rejected)
    assert refused.stage == "extract"
    assert "150,001 words and marks are more than the 150,000" in refused.reason
    assert refused.reason.endswith("split the article.")
    assert isinstance(found, Extracted)
    assert found.claims == next(one.claims for one in extract([said], german) if isinstance(one, Extracted))


def test_an_article_that_never_ends_is_refused_and_the_others_go_on(
    german: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def analysed(normalised: Normalised, doc: Doc) -> Extracted:
        while normalised.document.text.startswith("Ohne Ende"):
            pass
        return analyse(normalised, doc)

    monkeypatch.setattr(extract_module, "analyse", analysed)
    monkeypatch.setattr(budget, "ANY", 0.5)
    said = document("Die Stadt muss sparen, sagte Bürgermeisterin Petra Krahl.")
    refused, found = extract([document("Ohne Ende, sagte Krahl."), said], german)
    assert isinstance(refused, Rejected)
    assert refused.reason.startswith("a.txt: could not be analysed within 1 seconds of processor time")
    assert isinstance(found, Extracted)


def test_a_file_of_one_long_word_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Wort" * (LONGEST_ARTICLE // 4 + 1), encoding="utf-8")
    (file,) = find_files([path]).files
    (refused,) = read_file(file)
    assert isinstance(refused, Rejected)
    assert "1,000,004 characters are more than the 1,000,000" in refused.reason
