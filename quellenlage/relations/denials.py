"""Whether a claim rejects, corrects or takes back what somebody has said, and what it calls that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quellenlage.words.table import cell, rows

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Denial:
    """``relation`` is denies, corrects or takes back; ``acts`` those of claims that its object may be, none if untold.

    ``words`` are the ones that say so.
    """

    relation: str
    words: str
    acts: frozenset[str]


def denial_of(content: str, cue: str | None) -> Denial | None:
    """What a claim of that content and cue denies; None where it denies nothing.

    The words are looked for in cue and content; ``denials.csv`` has them, ``denied_nouns.csv`` what is denied.
    """
    told = f"{cue or ''} {content}"
    for pattern, relation in _denials():
        if found := pattern.search(told):
            return Denial(relation, " … ".join(word for word in found.groups()), denied_acts(content))
    return None


def denied_acts(content: str) -> frozenset[str]:
    """The acts of claims that the nouns of a content may mean: of "Vorwurf" accuse and criticise."""
    return frozenset(act for pattern, acts in _nouns() if pattern.search(content) for act in acts)


def denies_several(content: str) -> bool:
    """Whether what a content denies is more than one thing: "die Vorwürfe"."""
    return any(re.search(rf"\b{row['plural']}\b", content) for row in rows("denied_nouns.csv", HERE) if row["plural"])


@cache
def _denials() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What corrects or takes back is more than a denial, and is looked for first."""
    found = [(_in_order(row["forms"]), row["relation"]) for row in rows("denials.csv", HERE)]
    return tuple(sorted(found, key=lambda one: one[1] == "denies"))


@cache
def _nouns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (re.compile(rf"\b{row['noun']}"), tuple(row["acts"].split())) for row in rows("denied_nouns.csv", HERE)
    )


def _in_order(forms: str) -> re.Pattern[str]:
    """Words that begin so, or are so where a "$" ends them, one behind the other; each is a group."""
    words = ((re.escape(form.removesuffix("$")), r"\b" if form.endswith("$") else r"\w*") for form in forms.split())
    return re.compile(".*".join(rf"\b({word}{ending})" for word, ending in words), re.IGNORECASE)


@cache
def opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Words that say the opposite of each other, as patterns for the beginning of a word (``opposites.csv``)."""
    return tuple((_any(cell(row, "one")), _any(cell(row, "other"))) for row in rows("opposites.csv", HERE))


def _any(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(form) for form in forms)})", re.IGNORECASE)
