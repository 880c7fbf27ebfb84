"""Puts trained parts, rules and lemma tables together to the pipelines that ship."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy

from models import corpora as readers
from models import lexicon
from quellenlage.pipeline import boundaries, encoder, lemmas, verbforms, wordfeatures  # noqa: F401 - they register

if TYPE_CHECKING:
    from spacy.language import Language

VERSION = "0.3.0"


def assemble_fast(syntax: Path, names: Path, build: Path, corpora: Path, out: Path) -> None:
    """The pipeline of small networks: syntax and names from the folders of two trained ones."""
    nlp = spacy.load(syntax)
    nlp.add_pipe("german_sentences", first=True)
    _add_lemmas(nlp, build, corpora)
    nlp.add_pipe("ner", source=spacy.load(names))
    _write(nlp, "quellenlage", "small networks over features of words, taught by quellenlage_accurate", out)


def assemble_accurate(build: Path, corpora: Path, out: Path) -> None:
    """The pipeline of the encoder, whose files are in ``build/german_encoder``."""
    nlp = spacy.blank("de")
    nlp.vocab.from_disk(build / "words" / "vocab")
    nlp.add_pipe("german_sentences")
    component: Any = nlp.add_pipe("german_encoder")
    component.from_disk(build / "german_encoder")
    _add_lemmas(nlp, build, corpora)
    _write(nlp, "quellenlage_accurate", "a multilingual encoder tuned on German", out)


def _add_lemmas(nlp: Language, build: Path, corpora: Path) -> None:
    nlp.add_pipe("german_spaces")
    lemmatizer: Any = nlp.add_pipe("german_lemmatizer")
    files = lexicon.dictionaries(build)
    gold = [s for i, s in enumerate(readers.gsd_as_written(corpora)) if readers.part_of(i) != "test"]
    lemmatizer.tables = {
        "verb": lexicon.verbs(files["verbs"]),
        "adj": lexicon.adjectives(files["adjectives"]),
        "noun": lexicon.nouns(files["nouns"]),
        # GSD's lemmas count twice: it is GSD's way of parts of speech that the tagger learns
        "word": lexicon.closed_class([*gold, *gold, *readers.pud(corpora)]),
    }
    nlp.add_pipe("german_verbs")


def _write(nlp: Language, name: str, made_of: str, out: Path) -> None:
    config = nlp.config
    config["paths"] = dict.fromkeys(config["paths"])
    nlp.config = config
    nlp.meta.pop("performance", None)
    nlp.meta.update(
        name=name,
        version=VERSION,
        description=f"German news: sentences, parts of speech, morphology, lemmas, syntax, names; {made_of}",
        license="CC BY-SA 4.0",
        author="the quellenlage project",
    )
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)
