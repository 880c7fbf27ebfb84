"""What stands around a text and is none of it, told block by block by a table with an example a line.

The columns are ``does``, ``pattern`` and ``example``. ``end``: the text ends before such a block; anything else: it is
left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from quellenlage.tasks.ingest.fields.plain_blocks import Block
from quellenlage.words.table import rows

Form = tuple[str, re.Pattern[str], str]  # what a line does, how its block is told, an example


def forms_of(table: str, folder: Path) -> tuple[Form, ...]:
    """The lines of a table in ``folder``."""
    return tuple(
        (row["does"], re.compile(row["pattern"], re.IGNORECASE), row["example"]) for row in rows(table, folder)
    )


def does(text: str, forms: Sequence[Form]) -> str:
    """What a block does by the first form that it fits, else ""."""
    return next((does for does, pattern, _ in forms if pattern.fullmatch(text)), "")


def without_lines(blocks: Iterable[Block], told: Callable[[str], str]) -> list[Block]:
    """The blocks without those of which ``told`` says something, up to the first behind another that ends the text."""
    kept: list[Block] = []
    for kind, text in blocks:
        found = told(text)
        if found == "end" and kept:
            break
        if not found:
            kept.append((kind, text))
    return kept
