"""Wordings: what a purpose is told by where single words do not tell it, as parts of regular expressions.

``wordings.csv``  one way of saying it a line: ``purpose``, ``pattern``, ``example``
"""

from __future__ import annotations

from functools import cache

from quellenlage.words.table import rows


@cache
def wording(purpose: str) -> str:
    """A regular expression for every way of saying it that ``wordings.csv`` has, in the order of its lines.

    It has no group around it. Raises ``KeyError`` where no line has this purpose.
    """
    patterns = [row["pattern"] for row in rows("wordings.csv") if row["purpose"] == purpose]
    if not patterns:
        raise KeyError(f"wordings.csv has no line with the purpose {purpose!r}.")
    return "|".join(patterns)
