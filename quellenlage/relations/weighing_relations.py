"""From what two claims have in common to how they stand to each other: a small learned choice."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache

from quellenlage.relations.compared import HERE, Compared
from quellenlage.relations.likeness import likeness, more_exact
from quellenlage.words.table import rows

#: What is chosen between, as annotators write it; the last two tell which of the two claims is more exact.
RELATIONS = ("same", "contradicts", "denies", "a_exact", "b_exact")
#: Relations that have the same weights, read in one direction or the other.
DIRECTED = {"a_exact": "exact", "b_exact": "exact"}


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


def chances_of(one: Compared, other: Compared) -> dict[str, float]:
    """The probability, 0 to 1, of each of :data:`RELATIONS`; what is left to 1 is that of none."""
    scores = {}
    for relation, found in features_of(one, other):
        known = shipped()[DIRECTED.get(relation, relation)]
        scores[relation] = math.exp(math.fsum(known.get(name, 0.0) * value for name, value in found.items()))
    whole = 1 + math.fsum(scores.values())
    return {relation: score / whole for relation, score in scores.items()}


@cache
def shipped() -> Mapping[str, Mapping[str, float]]:
    """The weights of ``relation_weights.csv``, by relation and feature."""
    found: dict[str, dict[str, float]] = {}
    for row in rows("relation_weights.csv", HERE):
        found.setdefault(row["relation"], {})[row["feature"]] = float(row["weight"])
    return found
