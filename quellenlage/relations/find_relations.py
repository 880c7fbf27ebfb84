"""Which of many claims stand how to each other, found as they land.

No claim is compared with all others. Two claims of different articles are looked at where they are at most :data:`DAYS`
days apart and share rare words: :data:`_RARE` says from which weight on a word is rare, and together these have to
weigh :data:`_ENOUGH`, or be :data:`_MOST` of the shorter claim. In an article, what denies something is compared with
all else. How two claims stand depends on the two alone and, for a denial, on its article, which lands whole: the order
of arrival does not matter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quellenlage.relations.compared import Compared, weight_of
from quellenlage.relations.likeness import denial_between, differing_figures, opposed_words
from quellenlage.relations.weighing_relations import chances_of

DAYS = 7
SAME, EXACT, CONTRADICTS = "says the same", "says more exactly", "contradicts"
#: Relations that hold of both claims alike; of every other, the first claim does it to the second.
BOTH_WAYS = frozenset((SAME, CONTRADICTS))
_RARE = 5.0
_ENOUGH = 12.0
_MOST = 0.4
#: From which probability on a relation is told.
FLOORS = {"same": 0.5, "a_exact": 0.5, "b_exact": 0.5, "contradicts": 0.5, "denies": 0.5}


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """How two claims stand to each other: the first does to the other what ``relation`` says.

    Where that holds both ways, the lesser id comes first. ``similarity`` is the share, by their weight, of the words of
    both that is in common; ``why`` tells in words what speaks for it.
    """

    claim_id: str
    other_id: str
    relation: str
    similarity: float
    why: str


def relation_of(one: Compared, other: Compared) -> str | None:
    """How two claims stand to each other, as annotators write it; None where neither has to do with the other."""
    chances = chances_of(one, other)
    relation = max(chances, key=lambda name: (chances[name] - FLOORS[name], name))
    return relation if chances[relation] >= FLOORS[relation] else None


def link(one: Compared, other: Compared) -> Link | None:
    """The row of two claims, None where there is nothing to tell of them.

    That an article says the same twice is not told.
    """
    if other.claim_id < one.claim_id:
        one, other = other, one
    relation = relation_of(one, other)
    if relation is None or (one.document_id == other.document_id and relation not in ("contradicts", "denies")):
        return None
    similarity = round(_share(one, other), 3)
    if relation == "denies":
        return _denial(one, other, similarity)
    if relation == "contradicts":
        return Link(one.claim_id, other.claim_id, CONTRADICTS, similarity, _contrary(one, other))
    if relation == "same":
        return Link(one.claim_id, other.claim_id, SAME, similarity, _common(one, other))
    exact, rough = (one, other) if relation == "a_exact" else (other, one)
    return Link(exact.claim_id, rough.claim_id, EXACT, similarity, _common(exact, rough))


def _share(one: Compared, other: Compared) -> float:
    common = weight_of(one.words & other.words, one.weights)
    return common / ((one.weight + other.weight - common) or 1)


def _denial(one: Compared, other: Compared, similarity: float) -> Link | None:
    denying, denied = denial_between(one, other)
    if denying is None or denied is None or denying.denial is None:
        return None
    relation = denying.denial.relation
    own = denying.speaker_id is not None and denying.speaker_id == denied.speaker_id
    if relation == "takes back" and not own:
        relation = "denies"
    return Link(denying.claim_id, denied.claim_id, relation, similarity, f"its words: {denying.denial.words}")


def _contrary(one: Compared, other: Compared) -> str:
    """What cannot both be true."""
    if figures := differing_figures(one, other):
        unit, left, right = figures
        return f"figures differ: {left} / {right} {unit}"
    if words := opposed_words(one, other):
        return f"opposite words: {words[0]} / {words[1]}"
    if one.is_negated != other.is_negated:
        return "one of them is negated"
    return "they go against each other"


def _common(one: Compared, other: Compared) -> str:
    """The heaviest words in common."""
    common = sorted(one.words & other.words, key=lambda word: (-one.weights[word], word))[:4]
    return f"in common: {', '.join(common)}" if common else "much the same letters"


def find_relations(fresh: Sequence[Compared], known: Sequence[Compared] = ()) -> list[Link]:
    """How each of ``fresh`` stands to the others of them and to those ``known``, none of which is fresh; sorted."""
    found = (link(one, other) for one, other in candidates(fresh, known))
    return sorted({one for one in found if one is not None})


def candidates(fresh: Sequence[Compared], known: Sequence[Compared] = ()) -> Iterator[tuple[Compared, Compared]]:
    """The pairs that are looked at, each once, of which one at least is fresh."""
    everything = [*fresh, *known]
    places: dict[str, list[int]] = defaultdict(list)
    articles: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(everything):
        if i < len(fresh):
            articles[one.document_id].append(i)
        for word in rare_words(one):
            places[word].append(i)
    for i, one in enumerate(fresh):
        beside: dict[int, list[float]] = defaultdict(list)
        for word in rare_words(one):
            for j in places[word]:
                if j > i:
                    beside[j].append(one.weights[word])
        near = {j for j, weights in beside.items() if _may_relate(one, everything[j], math.fsum(weights))}
        if one.denial is not None:
            near |= {j for j in articles[one.document_id] if j != i and (j > i or everything[j].denial is None)}
        yield from ((one, everything[j]) for j in sorted(near))


def rare_words(one: Compared) -> Iterable[str]:
    """The words by which claims are looked up."""
    return (word for word, weight in one.weights.items() if weight >= _RARE)


def _may_relate(one: Compared, other: Compared, common: float) -> bool:
    """Whether two claims are looked at whose rare words in common weigh so much."""
    if abs((one.published - other.published).days) > DAYS:
        return False
    return common >= _ENOUGH or common >= _MOST * min(one.weight, other.weight)
