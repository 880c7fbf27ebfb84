"""Trains the encoder alone, on any machine that has torch: no corpora, no spaCy.

    python -m models.encoder.alone BUILD

BUILD holds ``dataset.npz`` and ``start.npz``, which ``python -m models.train`` makes first of all; ``network.pt`` and
``labels.json`` come there, and ``models.train`` goes on from them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from models.needed import run
from quellenlage.errors import UsageError


def main() -> int:
    """The command line; 2 where a file is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    build: Path = parser.parse_args().build
    for name in ("dataset.npz", "start.npz"):
        if not (build / name).exists():
            raise UsageError(f"{build / name}: there is no such file; python -m models.train makes it.")
    from models.encoder.learn import learn

    learn(build)
    return 0


if __name__ == "__main__":
    run(main)
