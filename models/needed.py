"""What training and measuring need and the project does not hold: corpora that other people annotated, and scorers.

They are looked for beside the repository; every command takes another folder. No text of them is in the project.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from quellenlage.errors import QuellenlageError, UsageError

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPORA = SHARED / "corpora"
SCORERS = SHARED / "score"

#: By the beginning of their path in the folder of corpora: what they are, who made them, and their licence.
SOURCES = {
    "quotations/": "quotations in German Wikinews articles: Petersen-Frey and Biemann, LREC-COLING 2024 "
    "(arXiv 2404.16764), CC BY-NC-SA 4.0",
    "dates/": "KRAUTS, time expressions in German newspaper articles: Strötgen and others, LREC 2018, CC BY-NC",
    "entities/germeval.tsv": "GermEval 2014, names in German news and Wikipedia: Benikova, Biemann and Reznicek, "
    "CC BY 4.0",
    "entities/smartdata.jsonl.gz": "the DFKI SmartData corpus: Schiersch and others, 2018, CC BY 4.0",
    "entities/pud.iob2": "Universal NER, names in German PUD: Mayhew and others, 2024, CC BY-SA 4.0",
    "speech-events/": "GePaDe, speech events in debates of the Bundestag: SpkAtt-2023, annotations CC BY-SA 4.0, texts "
    "in the public domain",
    "treebank/gsd-": "Universal Dependencies German GSD: Petrov, McDonald, Zeman and others, CC BY-SA 4.0",
    "treebank/pud.conllu": "Universal Dependencies German PUD: Uszkoreit, Zeman and others, CC BY-SA 3.0",
}


def need(folder: Path, *names: str) -> None:
    """Make sure that ``folder`` has these files or folders of corpora.

    Raises:
        UsageError: one is missing; the message says what it is and where it comes from.
    """
    missing = [name for name in names if not (folder / name).exists()]
    if missing:
        told = "".join(f"\n  {name}: {_source(name)}" for name in missing)
        raise UsageError(
            f"{folder}: this folder of corpora lacks what follows; get it from its authors, put it there, or name "
            f"another folder (see --help).{told}"
        )


def need_file(path: Path, name: str) -> Path:
    """``path``, which holds what a folder of corpora has under ``name``.

    Raises:
        UsageError: it does not exist; the message says what it is and where it comes from.
    """
    if not path.exists():
        raise UsageError(f"{path}: there is no such file. It has to hold {_source(name)}; get it from its authors.")
    return path


def need_scorer(path: Path) -> Path:
    """``path`` of a scorer.

    Raises:
        UsageError: it does not exist.
    """
    if not path.is_file():
        raise UsageError(f"{path}: there is no such scorer; it is kept beside the corpora. Name it with --scorer.")
    return path


def _source(name: str) -> str:
    return next(told for beginning, told in SOURCES.items() if name.startswith(beginning))


def run(main: Callable[[], int | None]) -> NoReturn:
    """Run a command and exit: 0 done, or what it returns; where something is missing, 2 and a sentence."""
    try:
        code = main()
    except QuellenlageError as error:
        print(error, file=sys.stderr)
        code = error.exit_code
    sys.exit(code or 0)
