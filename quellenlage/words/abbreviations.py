"""Abbreviations, and behind which of them a sentence may end."""

from __future__ import annotations

from functools import cache

from quellenlage.words.table import rows


@cache
def abbreviations() -> dict[str, bool]:
    """Abbreviation, lower case and without its last full stop, to whether a sentence may end with it.

    The beginning of one that is written apart ("n." of "n. Chr.") is one itself, behind which a sentence may end.
    """
    table = {row["abbreviation"].rstrip("."): row["may_end"] == "yes" for row in rows("abbreviations.csv")}
    return {part: True for key in table for part in _beginnings(key)} | table


def _beginnings(key: str) -> list[str]:
    parts = key.split(". ")
    return [". ".join(parts[:n]) for n in range(1, len(parts))]
