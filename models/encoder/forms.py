"""Sentences of forms that news has and the corpora lack, greetings and parties with a slash, made from ``forms.csv``.

A row of kind ``sentence`` is a text whose names stand in brackets behind their label; a word in braces is replaced by a
row of that kind, or by a given or last name of :func:`models.encoder.augment.people`.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from pathlib import Path

from models.encoder.augment import people
from models.encoder.examples import Example
from quellenlage.words import table

SENTENCES = 400  # of an epoch, about one in fifty
FILL = re.compile(r"\{(\w+)\}")


def made(seed: int) -> list[Example]:
    """``SENTENCES`` examples with names, which ``seed`` decides."""
    chance = random.Random(seed)
    rows: dict[str, list[str]] = defaultdict(list)
    for row in table.rows("forms.csv", Path(__file__).parent):
        rows[row["kind"]].append(row["text"])
    return [_example(chance.choice(rows["sentence"]), rows, chance) for _ in range(SENTENCES)]


def _example(text: str, rows: dict[str, list[str]], chance: random.Random) -> Example:
    words: list[str] = []
    names: list[str | None] = []
    label = None
    for part in FILL.sub(lambda found: _filled(found[1], rows, chance), text).split():
        if part.startswith("["):
            label, begin = part[1:], "B"
            continue
        word = part.rstrip("]")
        words.append(word)
        names.append("O" if label is None else f"{begin}-{label}")
        begin = "I"
        if word != part:
            label = None
    return Example(words, names=names)


def _filled(kind: str, rows: dict[str, list[str]], chance: random.Random) -> str:
    if kind in rows:
        return chance.choice(rows[kind])
    first, last = chance.choice(people())
    return chance.choice(first if kind == "given" else last)
