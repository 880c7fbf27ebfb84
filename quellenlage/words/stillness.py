"""Verbs whose subject does nothing.

``still_verbs.csv``  of such a verb a country is the subject as a place, and nobody takes the floor
"""

from __future__ import annotations

from functools import cache

from quellenlage.words.table import rows


@cache
def still_verbs() -> frozenset[str]:
    """The lemmas of verbs whose subject does nothing: stammen, gehören."""
    return frozenset(row["lemma"] for row in rows("still_verbs.csv"))
