"""When two family names may be one, with a slip of the pen in one of them."""

from __future__ import annotations

_TYPO_LENGTH = 7
_END = 4


def ends_of(family: str) -> tuple[str, ...]:
    """Beginning and end of a name, one of which two that differ by a letter have in common; of a short one, nothing."""
    return (family[:_END], family[-_END:]) if len(family) >= _TYPO_LENGTH else ()


def is_misspelt(one: str, other: str) -> bool:
    """Whether two names differ by one letter, or by two that changed places."""
    from rapidfuzz.distance import OSA

    return one != other and OSA.distance(one, other, score_cutoff=1) <= 1
