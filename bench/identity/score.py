"""Scores who is who, and the way of every claim, against the annotated articles. README.md explains each figure.

python -m bench.identity.score PREDICTED.jsonl [--half open|closed|all] [--articles]
python -m bench.identity.score --texts [--half ...]    # what to predict on, as JSONL: id, half, text, published
python -m bench.identity.score --check                 # every mention and snippet of the gold is found
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.identity.gold import Annotation, Chain, Edge, Mention, articles, half, load_all

# A source whose entity is no entity of the gold: equal to none of them.
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, each in [0, 1]."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"{self.precision:7.1%} {self.recall:7.1%} {self.f1:7.1%}".replace("%", " ")


@dataclass(frozen=True, slots=True)
class Scores:
    """Every figure of a run; ``identity`` and ``chains`` are the ones that count."""

    mentions: Score
    identity: Score
    identity_paired: Score
    identity_within: Score
    chains: Score
    chains_all: Score


def read(path: Path) -> dict[str, Annotation]:
    """The predictions in a JSONL file by article.

    Raises:
        ValueError: a line is no record of the layout in README.md, or an article comes twice.
    """
    found: dict[str, Annotation] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                name = str(record["id"])
                mentions = (Mention(m["start"], m["end"], str(m["entity_id"])) for m in record.get("mentions", ()))
                chains = (
                    Chain(
                        tuple((start, end) for start, end in chain["content"]),
                        tuple(str(source["entity_id"]) for source in chain["sources"]),
                    )
                    for chain in record.get("chains", ())
                )
                annotation = Annotation(tuple(sorted(mentions)), tuple(chains))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path.name}, line {number}: {error!r}") from error
            if name in found:
                raise ValueError(f"{path.name}, line {number}: {name} comes twice")
            found[name] = annotation
    return found


def pair(gold: Sequence[Mention], predicted: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Gold mentions with predicted ones, one to one: the same span first, then the largest overlap, then by place."""

    def overlap(g: Mention, p: Mention) -> float:
        shared = min(g.end, p.end) - max(g.start, p.start)
        return shared / (max(g.end, p.end) - min(g.start, p.start))

    touching = [(-overlap(g, p), g, p, i) for g in gold for i, p in enumerate(predicted) if overlap(g, p) > 0]
    pairs, used_gold, used_predicted = [], set(), set()
    for _, g, p, i in sorted(touching):
        if g not in used_gold and i not in used_predicted:
            pairs.append((g, p))
            used_gold.add(g)
            used_predicted.add(i)
    return pairs


def b_cubed(gold: Iterable[str], predicted: Iterable[str], pairs: Sequence[tuple[str, str]]) -> Score:
    """B-cubed of clusters given as the entity of every mention; a mention in no pair counts as wrong."""
    sizes_gold, sizes_predicted, shared = Counter(gold), Counter(predicted), Counter(pairs)
    precision = sum(n * n / sizes_predicted[p] for (_, p), n in sorted(shared.items()))
    recall = sum(n * n / sizes_gold[g] for (g, _), n in sorted(shared.items()))
    return Score(_share(precision, sizes_predicted.total()), _share(recall, sizes_gold.total()))


def same_entities(pairs: Iterable[tuple[Mention, Mention]]) -> dict[str, str]:
    """Predicted entities with the gold one that they share the most mentions with, one to one."""
    shared = Counter((g.entity, p.entity) for g, p in pairs)
    found: dict[str, str] = {}
    for (g, p), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if p not in found and g not in found.values():
            found[p] = g
    return found


def pair_chains(gold: Sequence[Chain], predicted: Sequence[Chain]) -> list[tuple[Chain, Chain]]:
    """Gold claims with the predicted one that covers most of their snippet, half of it at least, one to one.

    Of two that cover the same, the shorter content wins: it is the closer claim.
    """
    candidates = []
    for g_number, g in enumerate(gold):
        snippet = _characters(g.content)
        for p_number, p in enumerate(predicted):
            content = _characters(p.content)
            covered = len(snippet & content)
            if 2 * covered >= len(snippet):
                candidates.append((-covered / len(snippet), len(content), g_number, p_number))
    pairs, used_gold, used_predicted = [], set(), set()
    for _, _, g_number, p_number in sorted(candidates):
        if g_number not in used_gold and p_number not in used_predicted:
            pairs.append((gold[g_number], predicted[p_number]))
            used_gold.add(g_number)
            used_predicted.add(p_number)
    return pairs


def score(gold: Mapping[str, Annotation], predicted: Mapping[str, Annotation]) -> Scores:
    """All figures over the articles of ``gold``; an article without prediction has none of it."""
    gold_entities: list[str] = []
    predicted_entities: list[str] = []
    paired: list[tuple[str, str]] = []
    within: list[Score] = []
    right = wanted = given = given_all = 0
    for name in sorted(gold):
        ours, theirs = gold[name], predicted.get(name, Annotation())
        pairs = pair(ours.mentions, theirs.mentions)
        entities = (
            [mention.entity for mention in ours.mentions],
            [mention.entity for mention in theirs.mentions],
            [(g.entity, p.entity) for g, p in pairs],
        )
        within.append(b_cubed(*entities))
        gold_entities += entities[0]
        predicted_entities += entities[1]
        paired += entities[2]

        same = same_entities(pairs)
        wanted += sum(len(chain.edges) for chain in ours.chains)
        given_all += sum(len(chain.edges) for chain in theirs.chains)
        for ours_chain, theirs_chain in pair_chains(ours.chains, theirs.chains):
            given += len(theirs_chain.edges)
            right += len(ours_chain.edges & _translated(theirs_chain, same))
    return Scores(
        mentions=Score(_share(len(paired), len(predicted_entities)), _share(len(paired), len(gold_entities))),
        identity=b_cubed(gold_entities, predicted_entities, paired),
        identity_paired=b_cubed([g for g, _ in paired], [p for _, p in paired], paired),
        identity_within=Score(
            _share(sum(s.precision for s in within), len(within)), _share(sum(s.recall for s in within), len(within))
        ),
        chains=Score(_share(right, given), _share(right, wanted)),
        chains_all=Score(_share(right, given_all), _share(right, wanted)),
    )


def _translated(chain: Chain, same: Mapping[str, str]) -> frozenset[Edge]:
    return Chain(chain.content, tuple(same.get(source, _UNKNOWN) for source in chain.sources)).edges


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _print(title: str, scores: Scores) -> None:
    print(f"{title:<42} precision recall F1")
    for label, figure in (
        ("identity: B-cubed, all articles", scores.identity),
        ("  the same, paired mentions only", scores.identity_paired),
        ("  within each article, mean", scores.identity_within),
        ("  mentions found", scores.mentions),
        ("chains: edges of claims found", scores.chains),
        ("  the same, edges of all predicted claims", scores.chains_all),
    ):
        print(f"{label:<42} {figure}")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 done, 1 the gold or the predictions are not as they should be, 2 wrong usage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("predicted", nargs="?", type=Path, help="JSONL, one article a line")
    parser.add_argument("--half", choices=("open", "closed", "all"), default="open")
    parser.add_argument("--articles", action="store_true", help="the two main figures of every article too")
    parser.add_argument("--texts", action="store_true", help="print what to predict on")
    parser.add_argument("--check", action="store_true", help="check the gold of both halves")
    options = parser.parse_args(arguments)
    if not (options.predicted or options.texts or options.check):
        parser.error("name predictions, or --texts, or --check")
    try:
        gold = load_all("all" if options.check else options.half)
        predicted = read(options.predicted) if options.predicted else {}
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    if options.check:
        mentions = [mention.entity for annotation in gold.values() for mention in annotation.mentions]
        chains = sum(len(annotation.chains) for annotation in gold.values())
        halves = Counter(half(name) for name in gold)
        print(f"{len(gold)} articles ({halves['open']} open, {halves['closed']} closed), {len(mentions)} mentions of")
        print(f"{len(set(mentions))} entities, {chains} claims with their chains: everything is found")
    elif options.texts:
        for name, article in articles().items():
            if name in gold:
                published = article.metadata.get("header_date")
                record = {"id": name, "half": half(name), "text": article.text, "published": published}
                print(json.dumps(record, ensure_ascii=False))
    else:
        _print(f"{len(gold)} articles, {options.half}", score(gold, predicted))
        for name in sorted(gold) if options.articles else ():
            one = score({name: gold[name]}, predicted)
            print(f"{name:<42} identity {one.identity.f1:6.1%}   chains {one.chains.f1:6.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
