"""How fast German pipelines read, on one core, beside a pipeline of spaCy's own.

    python -m bench.model [PIPELINE ...] [--rounds 3] [--articles FOLDER ...]

PIPELINE is fast, accurate, an installed pipeline or a path to one; without one, those that ship. Beside them stands
what ``spacy init config`` makes of the same components: tok2vec, tagger, morphologizer, parser and ner, with the labels
of fast and random weights. The articles are our own, of seeds/ and bench/rows/articles.

A word is what stands between white space; tokens are those of the first pipeline, punctuation marks among them. Loading
is the time from a fresh process to a pipeline, imports included; memory is the peak of the process by then. "Read" is
the pipeline alone; "everything" leads from an article as it was read to its names, dates, claims and identities.
Speeds are by processor time, over all articles and after a round to warm up. Each round measures the pipelines in turn,
each in a process of its own, and the best round counts. The ratios are to the first pipeline.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from models.needed import run

if TYPE_CHECKING:
    from spacy.language import Language

    from quellenlage.records import Article

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = [ROOT / "seeds", ROOT / "bench" / "rows" / "articles"]
BLANK = "spaCy's own"
COMPONENTS = ("tagger", "morphologizer", "parser", "ner")
TODAY = dt.date(2030, 1, 1)
LENGTH = 300  # words of an article
Figures = dict[str, float]
Given = ParamSpec("Given")
Made = TypeVar("Made")

#: What is printed: the figure's name, its unit, how it is written, and whether its ratio stands below.
ROWS = (
    ("load", "s to load", "{:,.2f}", False),
    ("memory", "MB at most while loading", "{:,.0f}", False),
    ("tokens", "tokens a second, read", "{:,.0f}", True),
    ("words", "words a second, read", "{:,.0f}", False),
    ("articles", f"articles of {LENGTH} words a second, everything", "{:,.1f}", True),
)


def make_blank(folder: Path) -> None:
    """Writes the pipeline that spaCy makes of the same components into ``folder``."""
    from spacy.cli.init_config import init_config
    from spacy.util import load_model_from_config
    from thinc.api import fix_random_seed

    from quellenlage.project import PIPELINES

    fix_random_seed(1)
    labels = json.loads((PIPELINES["fast"] / "meta.json").read_text(encoding="utf-8"))["labels"]
    nlp = load_model_from_config(init_config(lang="de", pipeline=list(COMPONENTS), silent=True), auto_fill=True)
    for component in COMPONENTS:
        for label in labels[component]:
            nlp.get_pipe(component).add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(folder)


def read_articles(folders: list[Path]) -> list[Article]:
    """The articles of these folders, in the order of their files."""
    from quellenlage.records import Article
    from quellenlage.tasks.ingest.files import find_files
    from quellenlage.tasks.ingest.ingest import read_file

    return [one for file in find_files(folders).files for one in read_file(file) if isinstance(one, Article)]


def seconds(function: Callable[[], object]) -> float:
    """The processor time that a call takes."""
    began = time.process_time()
    function()
    return time.process_time() - began


def everything(articles: list[Article], nlp: Language) -> int:
    """From the articles as they were read to their records; returns how many."""
    from quellenlage.tasks.extract.extract import extract
    from quellenlage.tasks.ingest.versions import identified
    from quellenlage.tasks.normalise.normalise import normalise

    documents = [normalise(identified(article, TODAY), TODAY) for article in articles]
    return sum(1 for _ in extract(documents, nlp))


def measure(name: str, blank: Path, folders: list[Path]) -> Figures:
    """The figures of one pipeline, in a process that has done nothing else."""
    began = time.perf_counter()
    if name == BLANK:
        import spacy

        nlp = spacy.load(blank)
    else:
        from quellenlage.pipeline.load import load

        nlp = load(name)
    loading = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    articles = read_articles(folders)
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    figures = {"load": loading, "memory": memory, "of": len(texts), "of words": words}
    figures["of tokens"] = sum(len([t for t in doc if not t.is_space]) for doc in nlp.pipe(texts))
    figures["read"] = seconds(lambda: sum(len(doc) for doc in nlp.pipe(texts)))
    if name != BLANK:
        figures["everything"] = min(seconds(lambda: everything(articles, nlp)) for _ in range(2))
    return figures


def apart(function: Callable[Given, Made], *arguments: Given.args, **named: Given.kwargs) -> Made:
    """What a call gives in a fresh process. This one stays small: a process's peak memory begins with its parent's."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(function, *arguments, **named).result()


def best(rounds: list[Figures], tokens: float) -> Figures:
    """The best of each figure, as what is printed; ``tokens`` are how many all pipelines are said to have read."""
    least = {key: min(one[key] for one in rounds) for key in rounds[0]}
    figures = {key: least[key] for key in ("load", "memory")}
    figures |= {"tokens": tokens / least["read"], "words": least["of words"] / least["read"]}
    if "everything" in least:
        figures["articles"] = least["of words"] / LENGTH / least["everything"]
    return figures


def table(columns: dict[str, Figures]) -> Iterator[str]:
    """The lines of the table."""
    first = next(iter(columns.values()))
    yield " " * 44 + "".join(f"{Path(name).name:>18s}" for name in columns)
    for key, unit, written, compared in ROWS:
        cells = [written.format(column[key]) if key in column else "" for column in columns.values()]
        yield f"{unit:44s}" + "".join(f"{cell:>18s}" for cell in cells)
        if compared:
            ratios = [f"{column[key] / first[key]:.2f}" if key in column else "" for column in columns.values()]
            yield f"{'  ratio':44s}" + "".join(f"{ratio:>18s}" for ratio in ratios)


def shipped() -> Iterator[str]:
    """The pipelines that ship, by name; one that is missing is a sentence."""
    from quellenlage.pipeline.load import ModelNotFoundError, locate
    from quellenlage.project import PIPELINES

    for name in PIPELINES:
        try:
            locate(name)
            yield name
        except ModelNotFoundError as error:
            print(error)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipelines", nargs="*", metavar="PIPELINE")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", nargs="+", type=Path, default=ARTICLES, metavar="FOLDER")
    chosen = parser.parse_args()
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
    names = [*(chosen.pipelines or shipped()), BLANK]
    with tempfile.TemporaryDirectory() as folder:
        blank = Path(folder)
        apart(make_blank, blank)
        rounds = [{name: apart(measure, name, blank, chosen.articles) for name in names} for _ in range(chosen.rounds)]
    first = rounds[0][names[0]]
    print(f"{first['of']:,} articles, {first['of words']:,} words, {first['of tokens']:,} tokens")
    for line in table({name: best([one[name] for one in rounds], first["of tokens"]) for name in names}):
        print(line)
    return 0


if __name__ == "__main__":
    run(main)
