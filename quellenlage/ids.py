"""Identifiers that depend on nothing but what they name."""

from __future__ import annotations

import hashlib

_LENGTH = 20


def stable_id(*parts: str) -> str:
    """Twenty hex digits (80 bits of SHA-256) over ``parts``, which are kept apart by the ASCII unit separator.

    The same parts always give the same id, in any process, on any machine.
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_LENGTH]
