"""Draws pairs of claims of free texts to be annotated: do they say the same, does one contradict or deny the other?

    python -m bench.relations.sample_pairs FOLDER [--corpora FOLDER]

From the claims that quellenlage finds in all news pages and wire reports of SmartData (CC BY 4.0) and all Wikinews
texts (CC BY 2.5, text only) of 200 to 9,000 characters, pairs are drawn by strata, so that every relation occurs:
see STRATA. Written are ``pairs.jsonl``, which has offsets and hashes only and is what the project keeps, and for the
annotators ``batch_1.jsonl`` and so on, with words, and ``overlap_1.jsonl``, the pairs for a second hand.

A pair's id is twelve hex digits: six of the SHA-256 of its two articles, six of that of its places. It is in the open
half where the first is below 8; so the pairs of an article stay together.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path

from bench.relations.told import Told, every_page, told_in
from models.needed import CORPORA, run

DAYS = 30
_BATCH, _OVERLAP = 252, 300
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{3,}")
_ENDING = re.compile(r"(?<=\w{4})(?:sten|ten|est|te|en|er|em|es|e|st|t|s|n)$")
_REJECTS = re.compile(
    r"\b(?:\w*dementier\w*|bestritt\w*|bestreite\w*|bestritten|widers?pr[aeio]\w*|widerleg\w*|wies\w* .*zurück|"
    r"zurückge?wiesen\w*|zurückzuweisen|abgestritten|abstreite\w*|stritt\w* .*ab|leugne\w*|verneint\w*|korrigier\w*|"
    r"zurückgenommen|nahm .*zurück|unwahr\w*|Dementi\w*|entschuldig\w*|unbegründet\w*|haltlos\w*)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:falsch\w*|keineswegs|nichts?|kein\w*|weder|nie|niemals|niemand\w*|ablehn\w*|abgelehnt|lehnt\w*)\b",
    re.IGNORECASE,
)
_RARE = 40  # a word in more claims brings no two articles together


@dataclass(frozen=True)
class Claim:
    """A claim as far as drawing looks at it."""

    told: Told

    @cached_property
    def words(self) -> frozenset[str]:
        found = _WORD.findall(self.told.content.casefold())
        return frozenset(_ENDING.sub("", word) for word in found if word not in _stop_words())

    @cached_property
    def figures(self) -> frozenset[str]:
        return frozenset(word for word in self.words if word[0].isdigit())

    @cached_property
    def rejects(self) -> bool:
        return self.told.row["act"] == "deny" or bool(_REJECTS.search(self.told.sentence))

    @cached_property
    def denies(self) -> bool:
        return bool(self.rejects or self.told.row["negated"] or _DENIES.search(self.told.sentence))


@dataclass(frozen=True)
class Pair:
    """Two claims, in order of stems and places; ``share`` is the weight of words in common among those of both."""

    one: Claim
    other: Claim
    share: float

    @property
    def same_article(self) -> bool:
        return self.one.told.stem == self.other.told.stem

    @property
    def same_speaker(self) -> bool:
        return self.one.told.speaker is not None and self.one.told.speaker == self.other.told.speaker

    @property
    def pair_id(self) -> str:
        sides = self.one.told, self.other.told
        articles, places = "|".join(told.stem for told in sides), "|".join(str(told.spans) for told in sides)
        return "".join(hashlib.sha256(text.encode()).hexdigest()[:6] for text in (articles, articles + places))

    @property
    def one_denies(self) -> bool:
        return self.one.denies != self.other.denies

    @property
    def one_rejects(self) -> bool:
        return self.one.rejects != self.other.rejects

    @property
    def figures_differ(self) -> bool:
        return bool(self.one.figures - self.other.figures and self.other.figures - self.one.figures)


#: In this order, each from what those before have left: what it is, which pairs, how many of them.
STRATA: tuple[tuple[str, Callable[[Pair], bool], int], ...] = (
    ("near", lambda p: p.share >= 0.3, 200),
    ("rather near", lambda p: 0.2 <= p.share < 0.3, 250),
    ("verb of denial", lambda p: p.same_article and p.one_rejects and p.share > 0.02, 200),
    ("near and one denies", lambda p: p.share >= 0.08 and p.one_denies and not p.same_speaker, 160),
    ("one denies, in an article", lambda p: p.same_article and p.one_denies and p.share > 0.02, 100),
    ("figures differ", lambda p: p.figures_differ and p.share >= 0.08, 120),
    ("own words", lambda p: p.same_speaker and not p.same_article, 80),
    ("other words, one article", lambda p: p.same_article and 0.1 <= p.share < 0.2, 170),
    ("other words, two articles", lambda p: not p.same_article and 0.08 <= p.share < 0.2, 120),
    ("far", lambda p: p.same_article and 0.02 <= p.share < 0.1, 70),
    ("any, one article", lambda p: p.same_article, 30),
    ("any, two articles", lambda p: not p.same_article, 30),
)


def _stop_words() -> frozenset[str]:
    from spacy.lang.de.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


def pairs(told: Sequence[Told]) -> list[Pair]:
    """All pairs of an article, and those of articles at most :data:`DAYS` apart that share a rare word, by their id.

    Two claims of the same words are left out: they need nobody's judgement.
    """
    claims = [Claim(one) for one in told if len(Claim(one).words) > 1]
    count = Counter(word for claim in claims for word in claim.words)
    weigh = {word: math.log(len(claims) / many) for word, many in count.items()}

    def weight(words: frozenset[str]) -> float:
        return sum(weigh[word] for word in sorted(words))

    found = {}
    for a, b in _candidates(claims, count):
        one, other = claims[a], claims[b]
        if one.words == other.words or overlapping(one.told, other.told):
            continue
        pair = Pair(one, other, weight(one.words & other.words) / weight(one.words | other.words))
        found[pair.pair_id] = pair
    return [found[key] for key in sorted(found)]


def overlapping(one: Told, other: Told) -> bool:
    """Whether two claims share a place of their article: one is a part of the other."""
    return one.stem == other.stem and any(a < d and c < b for a, b in one.spans for c, d in other.spans)


def _candidates(claims: Sequence[Claim], count: Counter[str]) -> Iterator[tuple[int, int]]:
    articles: dict[str, list[int]] = defaultdict(list)
    places: dict[str, list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        articles[claim.told.stem].append(i)
        for word in sorted(claim.words):
            if count[word] <= _RARE:
                places[word].append(i)
    for many in articles.values():
        yield from combinations(many, 2)
    beside = {pair for many in places.values() for pair in combinations(many, 2)}
    for a, b in sorted(beside):
        one, other = claims[a].told, claims[b].told
        if one.stem != other.stem and abs((one.published - other.published).days) <= DAYS:
            yield a, b


def drawn(found: Sequence[Pair]) -> list[tuple[str, Pair]]:
    """The pairs of each stratum with its name, in order of their ids, few of any two articles."""
    left = {pair.pair_id: pair for pair in found}
    chosen = []
    for name, belongs, most in STRATA:
        those = sorted(key for key, pair in left.items() if belongs(pair))
        random.Random(name).shuffle(those)
        taken: Counter[str] = Counter()
        for key in those:
            if sum(taken.values()) < most and taken[key[:6]] < max(2, most // 20):
                taken[key[:6]] += 1
                chosen.append((name, left.pop(key)))
    return sorted(chosen, key=lambda one: one[1].pair_id)


def _kept(stratum: str, pair: Pair) -> dict[str, object]:
    """What the project keeps of a pair."""
    sides = {
        side: {"article": claim.told.stem, "sha": claim.told.sha, "spans": claim.told.spans}
        for side, claim in (("a", pair.one), ("b", pair.other))
    }
    return {"pair": pair.pair_id, **sides, "stratum": stratum}


def _shown(pair: Pair) -> dict[str, object]:
    """What annotators see of it."""
    sides = {
        side: {
            "speaker": claim.told.speaker,
            "day": claim.told.published.isoformat(),
            "content": claim.told.content,
            "sentence": claim.told.sentence,
        }
        for side, claim in (("a", pair.one), ("b", pair.other))
    }
    return {"pair": pair.pair_id, **sides, "same_article": pair.same_article}


def _write(path: Path, rows: Sequence[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main() -> int:
    """The command line; 2 where the corpora are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the files are written")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    options = parser.parse_args()
    write(drawn(pairs(told_in(every_page(options.corpora)))), options.folder)
    return 0


def write(chosen: Sequence[tuple[str, Pair]], folder: Path) -> None:
    """The files of the drawn pairs."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "pairs.jsonl", [_kept(*one) for one in chosen])
    shown = [_shown(pair) for _, pair in chosen]
    random.Random("batches").shuffle(shown)
    for number, start in enumerate(range(0, len(shown), _BATCH), start=1):
        _write(folder / f"batch_{number}.jsonl", shown[start : start + _BATCH])
    second = random.Random("second hand").sample(shown, min(_OVERLAP, len(shown)))
    _write(folder / "overlap_1.jsonl", second)
    print(f"{len(chosen)} pairs: {dict(Counter(name for name, _ in chosen))}")


if __name__ == "__main__":
    run(main)
