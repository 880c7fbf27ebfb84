"""The annotated pairs of claims: what the project keeps of them, brought together with the claims of today's code.

A claim that today's code cuts otherwise is found by its place: the one that shares most characters with it.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.relations.told import Told, every_page, told_in
from models.needed import CORPORA
from quellenlage.relations import Compared

HERE = Path(__file__).resolve().parent
LABELS = ("same", "a_exact", "b_exact", "contradicts", "denies", "related", "unrelated")


@dataclass(frozen=True, slots=True)
class Annotated:
    """Two claims and how they stand to each other, one of :data:`LABELS`."""

    pair_id: str
    a: Compared
    b: Compared
    label: str


def half(pair_id: str) -> str:
    """``open`` or ``closed``: by the first hex digit, which is of the hash of the two articles."""
    return "open" if int(pair_id[0], 16) < 8 else "closed"


def labels(hand: str = "first") -> dict[str, str]:
    """What was annotated, by the pair's id."""
    with (HERE / "labels.csv").open(encoding="utf-8", newline="") as table:
        return {row["pair"]: row[hand] for row in csv.DictReader(table) if row[hand]}


def drawn_pairs() -> list[dict[str, Any]]:
    """The lines of ``pairs.jsonl``."""
    return [json.loads(line) for line in (HERE / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]


def compared(told: Told) -> Compared:
    """A claim as it is compared when it lands."""
    row: dict[str, Any] = told.row
    names = ("claim_id", "document_id", "content", "act", "negated", "certainty", "cue", "speaker_id")
    return Compared(
        **{name: row[name] for name in names},
        published=told.published,
        speaker=told.speaker,
        start=told.spans[0][0],
    )


def annotated(which: str, corpora: Path = CORPORA, model: str | None = None) -> list[Annotated]:
    """The annotated pairs of a half whose claims today's code finds, in order of their ids.

    Raises:
        UsageError: a corpus is not there.
    """
    known = labels()
    wanted = [pair for pair in drawn_pairs() if half(pair["pair"]) == which and pair["pair"] in known]
    stems = {pair[side]["article"] for pair in wanted for side in "ab"}
    told = defaultdict(list)
    for one in told_in((page for page in every_page(corpora) if page.stem in stems), model):
        told[one.stem].append(one)
    return paired(wanted, told, known)


def paired(wanted: Sequence[dict[str, Any]], told: dict[str, list[Told]], known: dict[str, str]) -> list[Annotated]:
    """Those pairs with their claims."""
    found = []
    for pair in wanted:
        sides = [_placed(pair[side], told[pair[side]["article"]]) for side in "ab"]
        if sides[0] and sides[1] and sides[0] is not sides[1]:
            found.append(Annotated(pair["pair"], compared(sides[0]), compared(sides[1]), known[pair["pair"]]))
    return found


def _placed(side: dict[str, Any], told: Sequence[Told]) -> Told | None:
    """The claim that shares more than half of the characters with a place, the most of all."""
    there = {i for start, end in side["spans"] for i in range(start, end)}

    def shared(one: Told) -> float:
        here = {i for start, end in one.spans for i in range(start, end)}
        return len(here & there) / len(here | there)

    fitting = [one for one in told if one.sha == side["sha"] and shared(one) > 0.5]
    return max(fitting, key=shared, default=None)
