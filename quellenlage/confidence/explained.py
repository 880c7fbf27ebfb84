"""The table of features and weights in README.md, from the two tables beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from quellenlage.confidence.weighing import EVERY_CLAIM
from quellenlage.words import rows

_BEGIN = "<!-- from the tables: python -m models.confidence -->"
_END = "<!-- end -->"


def table(weights: Mapping[str, float]) -> str:
    """A line a feature: its name, its weight, what it means, an example."""
    lines = ["| feature | weight | means that | example |", "| --- | --- | --- | --- |"]
    lines.append(f"| {EVERY_CLAIM} | {weights[EVERY_CLAIM]:+.2f} | what every claim starts with | |")
    for row in rows("claim_features.csv", Path(__file__).parent):
        lines.append(f"| {row['feature']} | {weights[row['feature']]:+.2f} | {row['means']} | {row['example']} |")
    return "\n".join(lines)


def rewritten(text: str, weights: Mapping[str, float]) -> str:
    """``text`` with today's table between its markers.

    Raises:
        ValueError: it has no markers.
    """
    between = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)
    if not between.search(text):
        raise ValueError(f"there is no line '{_BEGIN}' with a line '{_END}' below it.")
    return between.sub(lambda _: f"{_BEGIN}\n\n{table(weights)}\n\n{_END}", text)
