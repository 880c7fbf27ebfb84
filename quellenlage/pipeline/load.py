"""Loads a German pipeline: one of those that ship in ``models/``, or another that is installed."""

from __future__ import annotations

import importlib
import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quellenlage.errors import UsageError
from quellenlage.project import DEFAULT_MODEL, PIPELINES

if TYPE_CHECKING:
    from spacy.language import Language

SETTING = "QUELLENLAGE_MODEL"
SENTENCES = "german_sentences"  # before the parser, which keeps to what it sets
MENDING = ("german_participles", "german_word_classes", "german_missed_verbs")  # behind all others, in this order
#: Components with modules of their own, which only a pipeline that has them needs.
ON_DEMAND = {"german_encoder": "quellenlage.pipeline.encoder"}

#: What the rules ask of the parse: labels of Universal Dependencies.
LABELS = frozenset(
    ("appos", "aux", "case", "compound:prt", "conj", "cop", "flat", "nmod", "nsubj", "nsubj:pass", "obl")
)


class UnfitModelError(UsageError):
    """The pipeline does not analyse what the rules ask for, or not at all; the message is a sentence for the user."""


class ModelNotFoundError(UsageError):
    """There is no pipeline of this name; the message is a sentence for the user."""


def load(name: str | Path | None = None) -> Language:
    """The pipeline ``name`` with the components that put its analysis right.

    A name is one of :data:`quellenlage.project.PIPELINES` ("fast"), a folder, or an installed package. Without one it
    is what the environment variable ``QUELLENLAGE_MODEL`` names, and without that
    :data:`quellenlage.project.DEFAULT_MODEL`.

    Raises:
        ModelNotFoundError: there is none of that name.
        UnfitModelError: it cannot be loaded, or its parser has not the labels of Universal Dependencies.
    """
    nlp = load_trained(name)
    _require_labels(nlp, _chosen(name))
    from quellenlage.pipeline import missed_verbs, participles, word_classes  # noqa: F401 - they register the components

    if SENTENCES not in nlp.pipe_names:
        nlp.add_pipe(SENTENCES, first=True)
    for component in MENDING:
        nlp.add_pipe(component)
    return nlp


def load_trained(name: str | Path | None = None) -> Language:
    """The pipeline ``name`` as it was trained, which is what its figures are measured on; otherwise as :func:`load`."""
    chosen = locate(name)
    import spacy

    # they register what the pipeline is made of
    from quellenlage.pipeline import boundaries, lemmas, verbforms, wordfeatures  # noqa: F401
    from quellenlage.pipeline.blas import speed_up
    from quellenlage.pipeline.tokens import cut_finer

    try:
        for factory in ON_DEMAND.keys() & _factories(chosen):
            importlib.import_module(ON_DEMAND[factory])
        return cut_finer(speed_up(spacy.load(chosen)))
    except (ImportError, OSError, ValueError) as error:
        told = str(error).strip().partition("\n")[0]
        raise UnfitModelError(f"The pipeline {_chosen(name)} cannot be loaded: {told}") from error


def _factories(chosen: str | Path) -> set[str]:
    """What the components of a pipeline are made by, as its config.cfg says."""
    from spacy.util import get_package_path, load_config

    # an installed package holds the folder of the pipeline beside its code
    configs = [chosen / "config.cfg"] if isinstance(chosen, Path) else get_package_path(chosen).glob("*/config.cfg")
    parts = [part for config in configs for part in load_config(config)["components"].values()]
    return {part["factory"] for part in parts if "factory" in part}


def _require_labels(nlp: Language, name: str | Path) -> None:
    remedy = f"Name another, or none: those that ship have them. ({SETTING} or --model)"
    parsers: list[Any] = [part for key, part in nlp.pipeline if "token.dep" in nlp.get_pipe_meta(key).assigns]
    labels = {label for parser in parsers for label in getattr(parser, "labels", ())}
    if not labels:
        raise UnfitModelError(f"The pipeline {name} has no parser, which the rules for claims need. {remedy}")
    missing = sorted(LABELS - labels)
    if missing:
        raise UnfitModelError(
            f"The parser of the pipeline {name} has no label {missing[0]!r}: the rules for claims need those of "
            f"Universal Dependencies, and it lacks {len(missing)} of {len(LABELS)}. {remedy}"
        )


def locate(name: str | Path | None = None) -> str | Path:
    """Where the pipeline is that :func:`load` would load, found without loading anything.

    A pipeline that ships goes before a folder of its name, which is still found as ``./fast``. Raises
    :class:`ModelNotFoundError` where there is none.
    """
    chosen = _chosen(name)
    folder = PIPELINES[chosen] if isinstance(chosen, str) and chosen in PIPELINES else Path(chosen)
    if folder.is_dir():
        if not (folder / "config.cfg").is_file():
            raise ModelNotFoundError(f"The folder {folder} holds no spaCy pipeline: it has no config.cfg.")
        return folder
    if folder in PIPELINES.values():
        raise ModelNotFoundError(f"The German pipeline {chosen} does not ship with this copy: there is no {folder}.")
    if not str(chosen).isidentifier() or importlib.util.find_spec(str(chosen)) is None:
        shipped = " nor ".join(PIPELINES)
        raise ModelNotFoundError(
            f"There is no German pipeline {str(chosen)!r}: neither {shipped}, which ship, nor a folder, nor an "
            f"installed package. --model or {SETTING} names one; without them it is {DEFAULT_MODEL}."
        )
    return str(chosen)


def _chosen(name: str | Path | None) -> str | Path:
    return name or os.environ.get(SETTING) or DEFAULT_MODEL


def version_of(nlp: Language) -> str:
    """Language, name and version of a loaded pipeline (``de_quellenlage 0.1.0``)."""
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"
