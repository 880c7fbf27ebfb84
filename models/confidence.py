"""Trains what a claim's confidence is made of: the weights of the features in ``quellenlage/confidence``.

    python -m models.confidence [--corpora FOLDER] [--scorer FILE]

A logistic regression with a ridge over two kinds of rows, from the fast pipeline and with no speaker left out: those of
the open half of bench/rows that the scorer gives to a certain claim, and those of articles that no rule was made by:
the part ``learning``, and what a reader judged (bench/rows/judged.csv). The rules were made by the open half, so a
feature of its own takes up what is better there and does not ship. A row is right where its speaker is. Writes
``weights.csv`` and the table of weights in the package's README.md anew, the same to the byte each time.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from models.needed import CORPORA, SCORERS, run
from quellenlage.confidence.claim_features import FEATURES
from quellenlage.confidence.explained import rewritten
from quellenlage.confidence.weighing import EVERY_CLAIM, HERE

if TYPE_CHECKING:
    from bench.rows.labelled import LabelledRow

#: How far weights are drawn to 0, in rows; out of fold, 2 to 4 were about equally good and less or more were worse.
RIDGE = 3.0
#: Digits of a weight that are kept, so that no machine's arithmetic shows.
DIGITS = 2
_STEPS = 50


def fit(open_half: Sequence[LabelledRow], judged: Sequence[LabelledRow]) -> dict[str, float]:
    """The weights by feature, those of rows without a label not asked, by Newton's method."""
    known = [row for row in (*open_half, *judged) if row.right is not None]
    tuned = sum(row.right is not None for row in open_half)
    column = {name: i for i, name in enumerate((EVERY_CLAIM, *FEATURES))}
    x = np.zeros((len(known), len(column) + 1))
    x[:, 0] = 1.0
    x[:tuned, -1] = 1.0
    for i, row in enumerate(known):
        x[i, [column[name] for name in row.features]] = 1.0
    y = np.array([float(bool(row.right)) for row in known])
    ridge = np.full(len(column) + 1, RIDGE)
    ridge[[0, -1]] = 0.0, 1e-3
    weights = np.zeros(len(column) + 1)
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - ridge * weights
        curvature = (x.T * (p * (1 - p))) @ x + np.diag(ridge)
        weights = weights + np.linalg.solve(curvature, slope)
    return {name: round(float(weights[i]), DIGITS) + 0.0 for name, i in column.items()}


def as_csv(weights: Mapping[str, float]) -> str:
    """``weights.csv``, a line a feature."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("feature", "weight"))
    writer.writerows((name, f"{weight:.{DIGITS}f}") for name, weight in weights.items())
    return table.getvalue()


def main() -> int:
    """The command line; 2 where corpora or scorer are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--scorer", type=Path, default=SCORERS / "score_rows.py")
    chosen = parser.parse_args()
    from bench.rows.judged import other_rows
    from bench.rows.labelled import labelled

    rows = labelled("open", 0.0, corpora=chosen.corpora, scorer=chosen.scorer)
    judged = other_rows(corpora=chosen.corpora, scorer=chosen.scorer)
    weights = fit(rows, judged)
    (HERE / "weights.csv").write_text(as_csv(weights), encoding="utf-8")
    readme = HERE / "README.md"
    readme.write_text(rewritten(readme.read_text(encoding="utf-8"), weights), encoding="utf-8")
    tuned = sum(row.right is not None for row in rows)
    print(f"{len(weights)} weights from {tuned} rows of the open half and {len(judged)} of other articles")
    return 0


if __name__ == "__main__":
    run(main)
