"""Ten thousand broken files of a format: each is read, refused with a sentence or passed over; no traceback, no hang.

    python -m bench.mutated_files [FORMAT ...] [--times 10000] [--seed 1]

The formats are the folders of ``tests/ingest/formats/``; broken are the inputs that stand there.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.ingest.mutations import mutated
from tests.ingest.soundness import wrong_with

FORMATS = Path(__file__).resolve().parent.parent / "tests" / "ingest" / "formats"
_LONG = 5.0  # seconds of processor time after which a file counts as hanging


def inputs(name: str) -> list[Path]:
    """The inputs of a format that have an expectation beside them."""
    return [path for path in sorted((FORMATS / name).rglob("*")) if path.with_name(f"{path.name}.json").is_file()]


def outcome(name: str, data: bytes) -> str:
    """What becomes of a file, in a word or two; what is wrong with it in capitals."""
    began = time.process_time()
    wrong, refused = wrong_with(data, name)
    if wrong:
        return f"WRONG {wrong[:200]}"
    return "HANGS" if time.process_time() - began > _LONG else "refused" if refused else "read"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 where a file raised what is no sentence, or took too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", default=[path.name for path in sorted(FORMATS.iterdir())])
    parser.add_argument("--times", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    bad = 0
    for name in chosen.formats:
        known, rng = [(path.name, path.read_bytes()) for path in inputs(name)], random.Random(chosen.seed)
        counts: Counter[str] = Counter()
        for _ in range(chosen.times if known else 0):
            file, data = rng.choice(known)
            counts[outcome(file, mutated(data, rng))] += 1
        print(name, *(f"{what} {times}" for what, times in counts.most_common()), sep=", ")
        bad += sum(times for what, times in counts.items() if what.startswith(("WRONG", "HANGS")))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
