"""Tokens a second of the German pipeline on one core, everything together.

python -m bench.model [--corpora FOLDER] [PIPELINE]
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path


def main() -> int:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from models.corpora import CORPORA
    from models.evaluate import speed
    from quellenlage.pipeline.load import ModelNotFoundError, load

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipeline", nargs="?", help="folder or package (default: the pipeline that ships)")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    arguments = parser.parse_args()
    try:
        nlp = load(arguments.pipeline)
    except ModelNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    for name, value in speed(nlp, arguments.corpora).items():
        print(f"{name}: {value:,.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
