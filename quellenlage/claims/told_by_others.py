"""When "soll" passes on what others say rather than tells a plan: "soll gesehen worden sein", "soll reich sein"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage.claims.cues import PERFECT
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.reading.words import Word

HEARSAY = grammar("hearsay")
AT_PRESENT = grammar("at_present")
KNOWN_STATES = grammar("known_states")
STANDINGS = grammar("standings")
COMPLETED = grammar("completed")
UNTIL = frozenset(("bis",))


def tail_of(clause: Sequence[Word], verb: Word) -> list[Word]:
    """The words that a finite verb governs: those behind it, or before it where it ends its clause."""
    words = [w for w in clause if w.text[0].isalnum()]
    behind = [w for w in words if w.i > verb.i]
    return behind or [w for w in words if w.i < verb.i]


def is_perfect(tail: Sequence[Word]) -> bool:
    """Whether words end in an infinitive of the perfect: "gestohlen haben", "gewesen sein", "erhalten haben, zweimal".

    A participle before haben or sein may look like an infinitive.
    """
    pairs = itertools.pairwise(tail)
    apart = any(w.form == "participle" for w in tail) and tail[-1].lower in PERFECT
    return apart or any(w.form in ("participle", "infinitive") and after.lower in PERFECT for w, after in pairs)


def is_to_be_done(tail: Sequence[Word]) -> bool:
    """Whether something is to be complete, which is planned whatever the verb: "im Mai fertig sein"."""
    return any(w.lower in COMPLETED and after.lower == "sein" for w, after in itertools.pairwise(tail))


def is_told_by_others(clause: Sequence[Word], verb: Word) -> bool:
    """Whether "soll" or "sollen" tells what others say: with the perfect, a state, or something that is so at present.

    "Der Wirt soll gestohlen haben", "sollen davon wissen", "soll derzeit verhandeln"; not "soll gebaut werden".
    """
    tail = tail_of(clause, verb)
    if verb.lower not in HEARSAY or not tail or is_to_be_done(tail):
        return False
    last, lowers = tail[-1].lower, {w.lower for w in tail}
    state = last in PERFECT or last in KNOWN_STATES or (last == "stehen" and lowers & STANDINGS)
    if is_perfect(tail) or (state and not lowers & UNTIL):
        return True
    if last == "gehen" and {"es", "um"} <= lowers:
        return True  # "Dabei soll es um eine Uhr gehen"
    pairs = itertools.pairwise(tail)
    at_present = any(w.lower in AT_PRESENT and after.pos not in ("NUM", "ADJ") for w, after in pairs)
    return last != "werden" and at_present
