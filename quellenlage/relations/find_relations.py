"""Which of many claims stand how to each other, found as they land.

No claim is compared with all others. Two claims of different articles are looked at where they are at most :data:`DAYS`
days apart and share rare words, of which :data:`_RARE` is the least weight: these have to be :data:`_MOST` of the
shorter claim, or :data:`_LEAST` of it where they weigh :data:`_ENOUGH`. In an article, what denies something is
compared with all else. How two claims stand depends on the two alone, but for a denial that points back ("Das stimme
nicht"): of its own article's claims it means the nearest. The order of arrival does not matter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.relations.compared import Compared
from quellenlage.relations.denials import denies_several
from quellenlage.relations.likeness import share_of
from quellenlage.relations.opposed import BEFORE_IT, opposed
from quellenlage.relations.weighing_relations import Weights, chances_of

DAYS = 7
SAME, EXACT = "says the same", "says more exactly"
_RARE = 5.0
_ENOUGH = 12.0
_MOST = 0.4
_LEAST = 0.25
#: From which probability on two claims say the same, or one of them what the other does and more.
FLOOR = 0.5


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


def relation_of(one: Compared, other: Compared, weights: Weights | None = None) -> str | None:
    """``same``, ``a_exact`` or ``b_exact`` (which of them says more), None where they do not say the same.

    Whoever says more says the same as well, so that all three count for saying more; that is told where it is likelier.
    """
    chances = chances_of(one, other, weights)
    exact = max(("a_exact", "b_exact"), key=lambda name: (chances[name], name))
    if chances["same"] >= FLOOR:
        return "same"
    return exact if chances[exact] > chances["same"] and math.fsum(chances.values()) >= FLOOR else None


def link(one: Compared, other: Compared) -> Link | None:
    """The row of two claims, None where there is nothing to tell of them.

    That an article says the same twice is not told.
    """
    if other.claim_id < one.claim_id:
        one, other = other, one
    similarity = round(share_of(one, other), 3)
    if against := opposed(one, other):
        first, then = (one, other) if against.first is one else (other, one)
        return Link(first.claim_id, then.claim_id, against.relation, similarity, against.why)
    if one.document_id == other.document_id:
        return None
    relation = relation_of(one, other)
    if relation is None:
        return None
    first, then = (other, one) if relation == "b_exact" else (one, other)
    return Link(first.claim_id, then.claim_id, SAME if relation == "same" else EXACT, similarity, _common(one, other))


def _common(one: Compared, other: Compared) -> str:
    """The heaviest words in common."""
    common = sorted(one.words & other.words, key=lambda word: (-one.weights[word], word))[:4]
    return f"in common: {', '.join(one.written[word] for word in common)}" if common else "much the same letters"


def find_relations(fresh: Sequence[Compared], known: Sequence[Compared] = ()) -> list[Link]:
    """How each of ``fresh`` stands to the others of them and to those ``known``, none of which is fresh; sorted."""
    pairs = candidates(fresh, known)
    found = {made: pair for pair in pairs if (made := link(*pair)) is not None}
    return sorted(found.keys() - _farther(found))


def _farther(found: Mapping[Link, tuple[Compared, Compared]]) -> set[Link]:
    """What points back to a claim though a nearer one fits: "Das stimme nicht" denies one; "die Vorwürfe" are several.

    Both stand in the denial's article, of which all claims land together.
    """
    back: dict[str, list[tuple[int, Link]]] = defaultdict(list)
    for made, pair in found.items():
        first, then = pair if pair[0].claim_id == made.claim_id else pair[::-1]
        if made.why.partition(":")[0] in BEFORE_IT and not denies_several(first.content):
            back[made.claim_id].append((then.start, made))
    return {made for links in back.values() for start, made in links if start < max(links)[0]}


def candidates(fresh: Sequence[Compared], known: Sequence[Compared] = ()) -> Iterator[tuple[Compared, Compared]]:
    """The pairs of which :func:`looked_at` holds and one at least is fresh, each once."""
    everything = [*fresh, *known]
    places: dict[str, list[int]] = defaultdict(list)
    articles: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(everything):
        for word in rare_words(one):
            places[word].append(i)
        articles[one.document_id].append(i)
    for i, one in enumerate(fresh):
        beside: dict[int, list[float]] = defaultdict(list)
        for word in rare_words(one):
            for j in places[word]:
                if j > i:
                    beside[j].append(one.weights[word])
        near = {j for j, weights in beside.items() if _may_relate(one, everything[j], math.fsum(weights))}
        near |= {j for j in articles[one.document_id] if j > i and _one_denies(one, everything[j])}
        yield from ((one, everything[j]) for j in sorted(near))


def looked_at(one: Compared, other: Compared) -> bool:
    """Whether two claims are compared at all."""
    common = math.fsum(one.weights[word] for word in rare_words(one) if word in other.words)
    denied = one.document_id == other.document_id and _one_denies(one, other)
    return denied or (common > 0 and _may_relate(one, other, common))


def rare_words(one: Compared) -> Iterable[str]:
    """The words by which claims are looked up."""
    return (word for word, weight in one.weights.items() if weight >= _RARE)


def _may_relate(one: Compared, other: Compared, common: float) -> bool:
    """Whether two claims are looked at whose rare words in common weigh so much."""
    if abs((one.published - other.published).days) > DAYS:
        return False
    share = common / (min(one.weight, other.weight) or 1)
    return share >= _MOST or (common >= _ENOUGH and share >= _LEAST)


def _one_denies(one: Compared, other: Compared) -> bool:
    return one.denial is not None or other.denial is not None
