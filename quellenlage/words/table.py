"""Tables: comma-separated files in this package, one line an entry."""

from __future__ import annotations

import csv
from pathlib import Path

_HERE = Path(__file__).parent


def rows(name: str, folder: Path = _HERE) -> list[dict[str, str]]:
    """The lines of a table, by column."""
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return [dict(row) for row in csv.DictReader(lines)]


def cell(row: dict[str, str], column: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, split at ``|``."""
    return tuple(part for part in (row[column] or "").split("|") if part)
