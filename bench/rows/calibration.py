"""How far the confidence of rows can be trusted: what it says of their speakers against how many are right.

    python -m bench.rows.calibration [--half open|closed|fresh] [--model MODEL] [--floors]

    python -m bench.rows.calibration --half judged    # articles that no rule was made by

The open half, the part ``learning`` and the judged rows train the weights, so each of their articles is measured by
weights from the articles of the nine other folds; the closed half and the part ``fresh`` are measured by those that
ship. A row is right where the scorer accepts its speaker for the certain claim that it gives the row to (rows without
one are not asked), or where the reader said so. The rules were made by the open half: it looks better than any text
that comes in. ``--floors`` shows what other floors would do.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.rows.judged import other_rows
from bench.rows.labelled import LabelledRow, labelled
from bench.rows.measure import SCORER
from models.confidence import fit
from models.needed import CORPORA, run
from quellenlage.confidence import FLOOR
from quellenlage.confidence.weighing import probability

FOLDS = 10
BINS = 10
SURE = 0.9
FLOORS = (0.0, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


class Judged(NamedTuple):
    """A row with its confidence and whether its speaker is right, None where no certain claim tells."""

    confidence: float
    named: bool
    right: bool | None


def fold(stem: str) -> int:
    """The fold of an article, from 0, by the hash of its stem."""
    return int(hashlib.sha256(f"fold {stem}".encode()).hexdigest(), 16) % FOLDS


def out_of_fold(
    rows: Sequence[LabelledRow], judged: Sequence[LabelledRow], of: str
) -> list[tuple[LabelledRow, float, float]]:
    """Each row, of the open half or judged, with what weights from the other folds of both say of it.

    That is the probability that its speaker is right, and that nobody would be.
    """
    found = []
    for n in range(FOLDS):
        others = [[row for row in part if fold(row.stem) != n] for part in (rows, judged)]
        weights = fit(*others)
        nobody = probability(weights, ("nobody",))
        part = judged if of == "judged" else rows
        found += [(row, probability(weights, row.features), nobody) for row in part if fold(row.stem) == n]
    return found


def judged(predicted: Sequence[tuple[LabelledRow, float, float]], floor: float) -> list[Judged]:
    """Rows as they would land with a floor: whoever has less is not named."""
    return [
        Judged(nobody, False, row.nobody_right if row.right is not None else None)
        if row.named and "outlet itself" not in row.features and confidence < floor
        else Judged(confidence, row.named, row.right)
        for row, confidence, nobody in predicted
    ]


def expected_error(rows: Sequence[Judged]) -> float:
    """The expected calibration error in points over ten bins of one width, of rows with a label."""
    known = [row for row in rows if row.right is not None]
    return 100 * sum(abs(sum(row.confidence - bool(row.right) for row in one)) for one in binned(known)) / len(known)


def binned(rows: Sequence[Judged]) -> list[list[Judged]]:
    """Rows by tenths of their confidence."""
    found: list[list[Judged]] = [[] for _ in range(BINS)]
    for row in rows:
        found[min(int(row.confidence * BINS), BINS - 1)].append(row)
    return found


def report(rows: Sequence[Judged]) -> str:
    """The reliability table, the expected calibration error, and how rows of much confidence fare."""
    known = [row for row in rows if row.right is not None]
    lines = ["confidence   rows   mean  right"]
    for n, one in enumerate(binned(known)):
        if one:
            mean = sum(row.confidence for row in one) / len(one)
            right = sum(bool(row.right) for row in one) / len(one)
            lines.append(f"{n / BINS:.1f} to {(n + 1) / BINS:.1f} {len(one):6} {mean:6.3f} {right:6.3f}")
    sure = [row for row in known if row.confidence >= SURE]
    right = sum(bool(row.right) for row in sure)
    lines += [
        f"expected calibration error {expected_error(rows):.1f} points over {len(known)} rows with a certain claim",
        f"{SURE} and above: {100 * len(sure) / len(known):.1f} % of them, of which "
        f"{100 * right / max(len(sure), 1):.1f} % right ({right}/{len(sure)}); "
        f"{100 * sum(row.confidence >= SURE for row in rows) / len(rows):.1f} % of all {len(rows)} rows",
    ]
    return "\n".join(lines)


def floors(predicted: Sequence[tuple[LabelledRow, float, float]]) -> str:
    """What each floor does: wrong speakers left out, right ones lost, and how many of the named are right."""
    lines = ["floor  wrong left out  right lost  named rows  of these right"]
    for floor in FLOORS:
        known = [one for one in predicted if one[0].named and one[0].right is not None]
        out = [row for row, confidence, _ in known if confidence < floor and "outlet itself" not in row.features]
        wrong = sum(not row.right for row in out)
        kept = len(known) - len(out)
        right = sum(bool(row.right) for row, _, _ in known) - (len(out) - wrong)
        lines.append(f"{floor:5.2f} {wrong:15} {len(out) - wrong:11} {kept:11} {100 * right / max(kept, 1):13.1f} %")
    return "\n".join(lines)


def main() -> int:
    """The command line; 2 where corpora or scorer are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("open", "closed", "fresh", "judged"), default="open")
    parser.add_argument("--model", help="fast, accurate, an installed pipeline or a path to one")
    parser.add_argument("--floors", action="store_true", help="compare floors, on the open half")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    chosen = parser.parse_args()
    if chosen.half in ("closed", "fresh"):
        rows = labelled(chosen.half, FLOOR, chosen.model, chosen.corpora, chosen.scorer)
        print(report([Judged(row.confidence, row.named, row.right) for row in rows]))
        return 0
    rows = labelled("open", 0.0, chosen.model, chosen.corpora, chosen.scorer)
    predicted = out_of_fold(rows, other_rows(chosen.model, chosen.corpora, chosen.scorer), chosen.half)
    print(report(judged(predicted, FLOOR)))
    if chosen.floors:
        print(floors(predicted))
    return 0


if __name__ == "__main__":
    run(main)
