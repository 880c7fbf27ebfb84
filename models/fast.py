"""Trains the networks of the fast pipeline: on the corpora, and on free text that the accurate pipeline has tagged."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from models.lexicon import base_forms

if TYPE_CHECKING:
    from spacy.tokens import Doc

HERE = Path(__file__).resolve().parent
SEED = 1
GOLD = 3  # how often the corpora stand beside what the teacher has tagged


def trained(corpora: Path, build: Path, teacher: Path) -> tuple[Path, Path]:
    """The folders of the trained pipelines for syntax and for names; the two are trained side by side."""
    _save(corpora, build, _taught(teacher, corpora, build))
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")  # one core gives the same sums as one core
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        syntax, names = pool.map(
            _tuned, ("syntax.cfg", "names.cfg"), ("syntaxtuning.cfg", "tuning.cfg"), (build, build)
        )
    return syntax, names


def _taught(teacher: Path, corpora: Path, build: Path) -> list[Doc]:
    """Free text with the teacher's analysis, made once and kept in ``build``."""
    from spacy.tokens import DocBin

    from models.teach import taught
    from quellenlage.pipeline.load import load_trained

    kept = build / "silver.spacy"
    nlp = load_trained(teacher)
    if not kept.exists():
        DocBin(docs=taught(nlp, corpora), store_user_data=False).to_disk(kept)
    return list(DocBin().from_disk(kept).get_docs(nlp.vocab))


def _save(corpora: Path, build: Path, silver: list[Doc]) -> None:
    """Writes what the configs name into ``build``: silver and gold to learn from, gold alone to tune on."""
    import spacy

    from models import prepare

    nlp = spacy.blank("de")
    adjectives = base_forms(build)
    syntax = prepare.syntax_documents(nlp.vocab, corpora, "train", True, SEED, adjectives)
    names = prepare.name_documents(nlp, corpora, "train", True)
    gold, own = names["germeval"], names["own"]
    together = [*prepare.joined(gold, 1), *prepare.joined(gold, 2), *gold]
    for corpus in ("pud", "smartdata", "own"):
        together += prepare.joined(names[corpus], 1)
    together += prepare.joined(own, 2)
    trees = prepare.syntax_documents(nlp.vocab, corpora, "dev", False, SEED, adjectives)
    tagged = prepare.name_documents(nlp, corpora, "dev", False)["germeval"]
    for config, train, dev in (
        ("syntax", [*syntax * GOLD, *silver], trees),
        ("syntaxtuning", syntax, trees),
        ("names", [*together, *silver], tagged),
        ("tuning", gold, tagged),
    ):
        prepare.save(train, build / f"{config}-train.spacy")
        prepare.save(dev, build / f"{config}-dev.spacy")


def _tuned(config: str, tuning: str, build: Path) -> Path:
    """Trains by ``config`` and goes on by ``tuning``; returns the folder of the pipeline after the last step."""
    return _train(tuning, build, source=_train(config, build))


def _train(config: str, build: Path, **paths: Path) -> Path:
    """Trains by a config of this folder; returns the folder of the pipeline after the last step."""
    from spacy import util
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train

    import quellenlage.pipeline.wordfeatures  # noqa: F401 - registers the architecture
    from quellenlage.pipeline.blas import use_blas

    use_blas()
    name = Path(config).stem
    overrides = {
        "paths.train": str(build / f"{name}-train.spacy"),
        "paths.dev": str(build / f"{name}-dev.spacy"),
        "paths.words": str(build / "words"),
        **{f"paths.{key}": str(path) for key, path in paths.items()},
    }
    raw = util.load_config(HERE / config, overrides=overrides, interpolate=False)
    filled = util.load_model_from_config(raw, auto_fill=True).config
    for component, section in util.load_config(HERE / config, overrides=overrides, interpolate=True)[
        "components"
    ].items():
        if "source" in section:
            filled["components"][component] = {"source": section["source"]}
    (build / name).mkdir(exist_ok=True)
    train(init_nlp(filled), build / name)
    return build / name / "model-last"
