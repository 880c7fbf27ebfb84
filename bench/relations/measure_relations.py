"""How well today's code tells how two claims stand to each other, on one half of the annotated pairs.

    python -m bench.relations.measure_relations [--half open|closed] [--errors]

Weights are learned from the open half, so its figures are too good; ``--folds`` gives those by weights from other
folds. The closed half is measured at most twice.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from bench.relations.annotated import Annotated, annotated
from bench.relations.half_of_words import say_the_same
from models.needed import CORPORA, run
from quellenlage.relations import Compared
from quellenlage.relations.find_relations import relation_of
from quellenlage.relations.opposed import opposed
from quellenlage.relations.weighing_relations import Weights, by_relation

_AGAINST = ("contradicts", "denies")
_ALIKE = ("same", "a_exact", "b_exact")


def told(pair: Annotated, weights: Weights | None = None) -> str:
    """What the code says of a pair, in the annotators' words."""
    if against := opposed(pair.a, pair.b):
        return "contradicts" if against.relation == "contradicts" else "denies"
    return relation_of(pair.a, pair.b, weights) or "nothing"


def score(gold: Sequence[bool], found: Sequence[bool]) -> str:
    """Precision, recall and F1 in per cent, and the numbers behind them."""
    right = sum(a and b for a, b in zip(gold, found, strict=True))
    precision, recall = right / (sum(found) or 1), right / (sum(gold) or 1)
    f1 = 2 * right / ((sum(gold) + sum(found)) or 1)
    return f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}   {right} of {sum(gold)}"


def b_cubed(pairs: Sequence[Annotated], same: Callable[[Annotated], bool]) -> tuple[float, float]:
    """B-cubed F1 of the groups, over all claims and over those that are in a group with another."""
    claims = sorted({claim.claim_id for pair in pairs for claim in (pair.a, pair.b)})
    gold = _groups(claims, ((pair.a, pair.b) for pair in pairs if pair.label == "same"))
    found = _groups(claims, ((pair.a, pair.b) for pair in pairs if same(pair)))
    several = [claim for claim in claims if len(gold[claim]) > 1 or len(found[claim]) > 1]
    return _b_cubed(claims, gold, found), _b_cubed(several, gold, found)


def _groups(claims: Iterable[str], joined: Iterable[tuple[Compared, Compared]]) -> dict[str, frozenset[str]]:
    group = {claim: {claim} for claim in claims}
    for one, other in joined:
        together = group[one.claim_id] | group[other.claim_id]
        for claim in together:
            group[claim] = together
    return {claim: frozenset(members) for claim, members in group.items()}


def _b_cubed(claims: Collection[str], gold: dict[str, frozenset[str]], found: dict[str, frozenset[str]]) -> float:
    shared = {claim: len(gold[claim] & found[claim]) for claim in claims}
    precision = sum(shared[claim] / len(found[claim]) for claim in claims) / (len(claims) or 1)
    recall = sum(shared[claim] / len(gold[claim]) for claim in claims) / (len(claims) or 1)
    return 2 * precision * recall / ((precision + recall) or 1)


def report(pairs: Sequence[Annotated], names: Sequence[str]) -> None:
    """Prints the figures of pairs of which the code says ``names``."""
    labels = [pair.label for pair in pairs]

    def line(name: str, wanted: Collection[str], found: Sequence[bool]) -> None:
        print(f"{name:34} {score([label in wanted for label in labels], found)}")

    before = [say_the_same(pair.a, pair.b) for pair in pairs]
    line("say the same", ["same"], [name == "same" for name in names])
    line("  half of the words (the rule before)", ["same"], before)
    line("the same or more exactly", _ALIKE, [name in _ALIKE for name in names])
    line("  half of the words (the rule before)", _ALIKE, before)
    line("contradict or deny", _AGAINST, [name in _AGAINST for name in names])
    for name in _AGAINST:
        line(f"  {name}", [name], [one == name for one in names])
    said = dict(zip((pair.pair_id for pair in pairs), names, strict=True))
    for title, same in (
        ("today", lambda pair: said[pair.pair_id] == "same"),
        ("the rule before", lambda pair: say_the_same(pair.a, pair.b)),
    ):
        everything, several = b_cubed(pairs, same)
        print(f"B-cubed, {title}: {100 * everything:.1f}; of claims in a group {100 * several:.1f}")


def main() -> int:
    """The command line; 2 where a corpus is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("open", "closed"), default="open")
    parser.add_argument("--folds", action="store_true", help="by weights that are learned from the other folds")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    chosen = parser.parse_args()
    pairs = annotated(chosen.half, chosen.corpora)
    names = _by_folds(pairs) if chosen.folds else [told(pair) for pair in pairs]
    print(f"{len(pairs)} pairs of the {chosen.half} half")
    report(pairs, names)
    return 0


def _by_folds(pairs: Sequence[Annotated]) -> list[str]:
    from models.relations import weights_of

    names: dict[str, str] = {}
    folds = defaultdict(list)
    for pair in pairs:
        folds[int(pair.pair_id[1:4], 16) % 5].append(pair)
    for left_out in folds.values():
        learned = weights_of([pair for pair in pairs if pair not in left_out])
        weights = by_relation((*name, weight) for name, weight in learned.items())
        names |= {pair.pair_id: told(pair, weights) for pair in left_out}
    return [names[pair.pair_id] for pair in pairs]


if __name__ == "__main__":
    run(main)
