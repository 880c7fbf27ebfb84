"""Loads the German pipeline: the one that ships in ``models/``, or another that is installed."""

from __future__ import annotations

import importlib.util
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quellenlage.errors import UsageError
from quellenlage.project import PIPELINE

if TYPE_CHECKING:
    from spacy.language import Language

SETTING = "QUELLENLAGE_MODEL"
SENTENCES = "german_sentences"  # before the parser, which keeps to what it sets
MENDING = ("german_participles", "german_word_classes", "german_missed_verbs")  # behind all others, in this order


#: What the rules ask of the parse: labels of Universal Dependencies.
LABELS = frozenset(
    ("appos", "aux", "case", "compound:prt", "conj", "cop", "flat", "nmod", "nsubj", "nsubj:pass", "obl")
)


class UnfitModelError(UsageError):
    """The pipeline does not analyse what the rules ask for; the message is a sentence for the user."""


class ModelNotFoundError(UsageError):
    """There is no pipeline of this name; the message is a sentence for the user."""


def load(name: str | Path | None = None) -> Language:
    """The pipeline ``name``, a folder or an installed package, with the components that put its analysis right.

    Without a name it is what the environment variable ``QUELLENLAGE_MODEL`` names, and without that the pipeline that
    ships. Raises :class:`ModelNotFoundError` where there is none, and :class:`UnfitModelError` where its parser has not
    the labels of Universal Dependencies.
    """
    nlp = load_trained(name)
    _require_labels(nlp, name or os.environ.get(SETTING) or PIPELINE)
    from quellenlage.pipeline import missed_verbs, participles, word_classes  # noqa: F401 - they register the components

    if SENTENCES not in nlp.pipe_names:
        nlp.add_pipe(SENTENCES, first=True)
    for component in MENDING:
        nlp.add_pipe(component)
    _read_typed_marks(nlp)
    return nlp


def _read_typed_marks(nlp: Language) -> None:
    """Makes one token of the two characters that stand for a quotation mark: >>Ja<<, ,,Ja'', ``Ja''."""
    tokenizer: Any = nlp.tokenizer
    opening, closing = getattr(tokenizer, "prefix_search", None), getattr(tokenizer, "suffix_search", None)
    if opening is not None and closing is not None:
        tokenizer.prefix_search = re.compile(f"^(?:>>|<<|,,|``)|{opening.__self__.pattern}").search
        tokenizer.suffix_search = re.compile(f"(?:>>|<<|'')$|{closing.__self__.pattern}").search


def load_trained(name: str | Path | None = None) -> Language:
    """The pipeline ``name`` as it was trained, which is what its figures are measured on; otherwise as :func:`load`."""
    chosen = locate(name)
    import spacy

    # they register what the pipeline is made of
    from quellenlage.pipeline import boundaries, lemmas, verbforms, wordfeatures  # noqa: F401
    from quellenlage.pipeline.blas import speed_up

    return speed_up(spacy.load(chosen))


def _require_labels(nlp: Language, name: str | Path) -> None:
    remedy = f"Name another, or none: the one that ships has them. ({SETTING} or --model)"
    parser: Any = nlp.get_pipe("parser") if "parser" in nlp.pipe_names else None
    if parser is None:
        raise UnfitModelError(f"The pipeline {name} has no parser, which the rules for claims need. {remedy}")
    missing = sorted(LABELS - set(parser.labels))
    if missing:
        raise UnfitModelError(
            f"The parser of the pipeline {name} has no label {missing[0]!r}: the rules for claims need those of "
            f"Universal Dependencies, and it lacks {len(missing)} of {len(LABELS)}. {remedy}"
        )


def locate(name: str | Path | None = None) -> str | Path:
    """Where the pipeline is that :func:`load` would load, found without loading anything.

    Raises :class:`ModelNotFoundError` where there is none.
    """
    chosen = name or os.environ.get(SETTING) or PIPELINE
    if Path(chosen).is_dir():
        if not (Path(chosen) / "config.cfg").is_file():
            raise ModelNotFoundError(f"The folder {chosen} holds no spaCy pipeline: it has no config.cfg.")
        return Path(chosen)
    if chosen == PIPELINE:
        raise ModelNotFoundError(f"The German pipeline that ships is missing: there is no folder {PIPELINE}.")
    if not str(chosen).isidentifier() or importlib.util.find_spec(str(chosen)) is None:
        raise ModelNotFoundError(
            f"There is no German pipeline {str(chosen)!r}: neither a folder nor an installed package. "
            f"{SETTING} or the setting names another; without it the pipeline that ships is used."
        )
    return str(chosen)


def version_of(nlp: Language) -> str:
    """Language, name and version of a loaded pipeline (``de_quellenlage 0.1.0``)."""
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"
