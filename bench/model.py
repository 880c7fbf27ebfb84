"""Tokens a second of the German pipeline on one core, everything together.

    python -m bench.model [PIPELINE] [--corpora FOLDER]

The articles are those of the quotation corpus's dev part.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from models.needed import CORPORA, need, run


def main() -> int:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipeline", nargs="?", help="folder or package (default: the pipeline that ships)")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    arguments = parser.parse_args()
    need(arguments.corpora, "quotations/dev.jsonl.gz")
    from models.evaluate import speed
    from quellenlage.pipeline.load import load

    for name, value in speed(load(arguments.pipeline), arguments.corpora).items():
        print(f"{name}: {value:,.0f}")
    return 0


if __name__ == "__main__":
    run(main)
