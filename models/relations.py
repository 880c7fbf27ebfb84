"""Trains what tells how two claims stand to each other: ``stem_weights.csv`` and ``relation_weights.csv``.

    python -m models.relations [--corpora FOLDER]

How rare a word is comes from the sentences of SmartData (CC BY 4.0) and the Wikinews texts (CC BY 2.5, text only). The
weights of the features are a logistic choice between "the same", "more exactly" and neither, with a ridge, over the
annotated pairs of the open half of bench/relations; "more exactly" has the same weights in both directions. Writes both
tables anew, the same to the byte each time.
"""

from __future__ import annotations

import argparse
import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.needed import CORPORA, run
from quellenlage.relations.stems import HERE, stem
from quellenlage.relations.weighing_relations import DIRECTED, RELATIONS, features_of

if TYPE_CHECKING:
    from bench.relations.annotated import Annotated

_FEWEST = 6  # sentences that have a common stem
RIDGE = 2.0  # 0.3 to 3 were about equally good out of fold
_STEPS = 40
DIGITS = 2
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{3,}")

Floats = NDArray[np.float64]


def stem_table(texts: Iterable[str]) -> str:
    """``stem_weights.csv``: the logarithm of one sentence in how many has each common stem."""
    count: Counter[str] = Counter()
    many = 0
    for text in texts:
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
            many += 1
            count.update({stem(word) for word in _WORD.findall(sentence.casefold())})
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("stem", "weight"))
    writer.writerow(("any other", f"{math.log(many / (_FEWEST / 2)):.1f}"))
    writer.writerows(
        (word, f"{math.log(many / times):.1f}")
        for word, times in sorted(count.items())
        if times >= _FEWEST and not word[0].isdigit()
    )
    return table.getvalue()


def design(pairs: Sequence[Annotated]) -> tuple[Floats, Floats, list[tuple[str, str]]]:
    """Features [pairs, relations, columns] and what was annotated [pairs, relations]; the last relation is none."""
    columns = sorted({(name, feature) for pair in pairs for name, feature, _ in _cells(pair)})
    place = {column: i for i, column in enumerate(columns)}
    x = np.zeros((len(pairs), len(RELATIONS) + 1, len(columns)))
    y = np.zeros((len(pairs), len(RELATIONS) + 1))
    for n, pair in enumerate(pairs):
        for i, (relation, found) in enumerate(features_of(pair.a, pair.b)):
            for feature, value in found.items():
                x[n, i, place[DIRECTED.get(relation, relation), feature]] = value
        y[n, [*RELATIONS, pair.label].index(pair.label)] = 1.0
    return x, y, columns


def _cells(pair: Annotated) -> Iterable[tuple[str, str, float]]:
    for relation, found in features_of(pair.a, pair.b):
        for feature, value in found.items():
            yield DIRECTED.get(relation, relation), feature, value


def fit(x: Floats, y: Floats, columns: Sequence[tuple[str, str]], ridge: float = RIDGE) -> Floats:
    """The weights by column, by Newton's method."""
    drawn = np.array([1e-3 if feature == "any" else ridge for _, feature in columns])
    weights = np.zeros(len(columns))
    for _ in range(_STEPS):
        p = chances(x, weights)
        slope = np.einsum("nrc,nr->c", x, y - p) - drawn * weights
        mean = np.einsum("nrc,nr->nc", x, p)
        curvature = np.einsum("nrc,nr,nrd->cd", x, p, x) - mean.T @ mean + np.diag(drawn)
        step = np.linalg.solve(curvature, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def chances(x: Floats, weights: Floats) -> Floats:
    """The probability of each relation [pairs, relations]."""
    scores = x @ weights
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Floats = scores / scores.sum(axis=1, keepdims=True)
    return found


def weights_of(pairs: Sequence[Annotated]) -> dict[tuple[str, str], float]:
    """The weights that these pairs teach, by relation and feature."""
    x, y, columns = design(pairs)
    return {name: round(float(w), DIGITS) + 0.0 for name, w in zip(columns, fit(x, y, columns), strict=True)}


def as_csv(weights: Mapping[tuple[str, str], float]) -> str:
    """``relation_weights.csv``, a line a relation and feature."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("relation", "feature", "weight"))
    writer.writerows((*name, f"{weight:.{DIGITS}f}") for name, weight in weights.items())
    return table.getvalue()


def write_stems(corpora: Path) -> None:
    """Writes ``stem_weights.csv`` anew."""
    from bench.relations.claims_of_pages import every_page

    text = stem_table("\n".join(page.lines) for page in every_page(corpora))
    (HERE / "stem_weights.csv").write_text(text, encoding="utf-8")


def main() -> int:
    """The command line; 2 where the corpora are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    chosen = parser.parse_args()
    write_stems(chosen.corpora)
    from bench.relations.annotated import annotated

    pairs = annotated("open", chosen.corpora)
    found = weights_of(pairs)
    (HERE / "relation_weights.csv").write_text(as_csv(found), encoding="utf-8")
    print(f"{len(pairs)} pairs, {len(found)} weights")
    return 0


if __name__ == "__main__":
    run(main)
