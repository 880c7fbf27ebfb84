"""From what two claims have in common to how they stand to each other: a small learned choice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from quellenlage.relations.compared import Compared
from quellenlage.relations.likeness import likeness, more_exact
from quellenlage.relations.stems import HERE
from quellenlage.words.table import rows

#: What is chosen between, as annotators write it; the last two tell which of the two claims is more exact.
RELATIONS = ("same", "a_exact", "b_exact")
#: Relations that have the same weights, read in one direction or the other.
DIRECTED = {"a_exact": "exact", "b_exact": "exact"}
_TABLE = "relation_weights.csv"

Weights = Mapping[str, Mapping[str, float]]


def features_of(one: Compared, other: Compared) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Each relation with the features that speak for it."""
    alike = likeness(one, other)
    for relation in RELATIONS:
        if relation == "a_exact":
            yield relation, alike | more_exact(one, other)
        elif relation == "b_exact":
            yield relation, alike | more_exact(other, one)
        else:
            yield relation, alike


def chances_of(one: Compared, other: Compared, weights: Weights | None = None) -> dict[str, float]:
    """The probability, 0 to 1, of each of :data:`RELATIONS`; what is left to 1 is that of none.

    By the ``weights`` that ship, where no others are given.
    """
    scores = {}
    for relation, found in features_of(one, other):
        known = (weights or shipped())[DIRECTED.get(relation, relation)]
        scores[relation] = math.exp(math.fsum(known.get(name, 0.0) * value for name, value in found.items()))
    whole = 1 + math.fsum(scores.values())
    return {relation: score / whole for relation, score in scores.items()}


@cache
def shipped() -> Weights:
    """The weights of ``relation_weights.csv``, by relation and feature."""
    return by_relation((row["relation"], row["feature"], float(row["weight"])) for row in rows(_TABLE, HERE))


def by_relation(lines: Iterable[tuple[str, str, float]]) -> Weights:
    """Relation, feature and weight, as they are looked up."""
    found: dict[str, dict[str, float]] = {}
    for relation, feature, weight in lines:
        found.setdefault(relation, {})[feature] = weight
    return found
