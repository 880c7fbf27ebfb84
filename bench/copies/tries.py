"""By what a text may be known so that its copies are found among many: recall, size, and how many others come along.

    python -m bench.copies.tries [--corpora FOLDER]

The made articles of the open half (``edits.py``) stand among news pages of SmartData (CC BY 4.0), all of one day. rensa
and datasketch are measured beside our own where they are installed; the project does not need them.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path

from bench.copies.edits import families, texts
from bench.copies.measure_copies import Pair, true_pairs
from models.needed import CORPORA, need, run
from quellenlage.copies import Compared, compared, shingles

_A_THIRD = 1 / 3
_SMARTDATA = "entities/smartdata.jsonl.gz"
_SHORTEST, _MOST_LINES = 700, 200
_PERMUTATIONS = 128

Hashes = list[list[int]]
Keep = Callable[[Hashes], set[int]]


def crowd(corpora: Path) -> dict[str, Compared]:
    need(corpora, _SMARTDATA)
    found = {}
    with gzip.open(corpora / _SMARTDATA, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            if len(page["text"]) > _SHORTEST and page["text"].count("\n") < _MOST_LINES:
                found[page["id"]] = compared(page["text"])
    return found


def divisible(by: int) -> Keep:
    """Broder's sample: every hash that is divisible by a number."""
    return lambda runs: {one for run_ in runs for one in run_ if one % by == 0}


def winnowed(window: int) -> Keep:
    def keep(runs: Hashes) -> set[int]:
        return {min(one[at : at + window]) for one in runs for at in range(max(1, len(one) - window + 1)) if one}

    return keep


def least(many: int) -> Keep:
    return lambda runs: set(sorted({one for run_ in runs for one in run_})[:many])


def in_common(known: Mapping[str, Iterable[int]], fewest: int) -> set[Pair]:
    """The pairs with so many numbers in common."""
    places: dict[int, list[str]] = defaultdict(list)
    for name in sorted(known):
        for one in known[name]:
            places[one].append(name)
    counted = Counter(pair for names in places.values() for pair in itertools.combinations(names, 2))
    return {pair for pair, count in counted.items() if count >= fewest}


def of_rensa(rows: Mapping[str, list[str]]) -> set[Pair]:
    """MinHash with 64 bands of two."""
    rensa = import_module("rensa")
    names = sorted(rows)
    found: set[Pair] = set()
    lsh = rensa.RMinHashLSH(threshold=0.2, num_perm=_PERMUTATIONS, num_bands=_PERMUTATIONS // 2)
    for number, name in enumerate(names):
        made = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=1)
        made.update(rows[name])
        found |= {(names[other], name) for other in lsh.query(made)}
        lsh.insert(number, made)
    return found


def of_datasketch(rows: Mapping[str, list[str]]) -> set[Pair]:
    """MinHash LSH Ensemble, which is made for containment, at three tenths."""
    datasketch = import_module("datasketch")
    made = {}
    for name in sorted(name for name in rows if rows[name]):
        made[name] = datasketch.MinHash(num_perm=_PERMUTATIONS)
        made[name].update_batch([one.encode() for one in rows[name]])
    ensemble = datasketch.MinHashLSHEnsemble(threshold=0.3, num_perm=_PERMUTATIONS, num_part=16)
    ensemble.index([(name, one, len(set(rows[name]))) for name, one in made.items()])
    asked = ((name, other) for name, one in made.items() for other in ensemble.query(one, len(set(rows[name]))))
    return {(min(pair), max(pair)) for pair in asked if pair[0] != pair[1]}


def measure(corpora: Path) -> None:
    made = list(families([text for text in texts(corpora) if text.is_open]))
    shares = true_pairs(made)
    wanted = {pair for pair, share in shares.items() if share >= _A_THIRD}
    everything = {one.name: compared(one.text) for family in made for one in family} | crowd(corpora)

    def tell(what: str, size: float, found: set[Pair]) -> None:
        others = 2 * len(found - shares.keys()) / len(everything)
        recall = 100 * len(found & wanted) / len(wanted)
        print(f"{what:<44} recall {recall:5.1f}  numbers {size:6.1f}  others {others:.2f}")

    print(f"{len(everything)} articles, {len(wanted)} pairs")
    for width in (4, 5, 6):
        runs = {
            name: [[shingles.hashed(run_[at : at + width]) for at in range(len(run_) - width + 1)] for run_ in text]
            for name, text in everything.items()
        }
        ways = {f"winnowing, window {window}": winnowed(window) for window in (4, 8, 12)}
        ways |= {f"divisible by {by}": divisible(by) for by in (4, 8, 16)} | {"the least 64": least(64)}
        for what, keep in ways.items():
            known = {name: keep(one) for name, one in runs.items()}
            size = sum(map(len, known.values())) / len(known)
            for fewest in (1, 2):
                tell(f"{width} words, {what}, {fewest} in common", size, in_common(known, fewest))
    rows = {
        name: [" ".join(run_[at : at + 5]) for run_ in text for at in range(len(run_) - 4)]
        for name, text in everything.items()
    }
    for library, find in (("rensa", of_rensa), ("datasketch", of_datasketch)):
        try:
            tell(f"{library}, 5 words", _PERMUTATIONS, find(rows))
        except ImportError:
            print(f"{library}: not installed")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    given = parser.parse_args()
    run(lambda: measure(given.corpora))
