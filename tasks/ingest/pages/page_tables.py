"""What is known of the mark-up of news pages, as tables: one line an entry, each with an example.

``page_classes.csv``: words of a ``class`` or ``id`` that tell what an element holds. ``page_phrases.csv``: how blocks
begin that belong to the page and not to the article. ``page_houses.csv``: where a house keeps its articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from quellenlage.words.promises import Promise
from quellenlage.words.table import cell, read, word_list

HERE = Path(__file__).parent
_HOUSES = "page_houses.csv"
ROLES = ("drop", "out", "caption", "credit", "source", "lead", "kicker", "byline", "date", "headline", "body")
EFFECTS = (
    "drop",
    "box",
    "end",
    "paywall",
    "agency",
    "credit",
    "no caption",
    "no article",
    "no news",
    "no author",
    "no outlet",
    "no section",
    "company",
)
_CAMEL = re.compile(r"(?<=[a-zäöü])(?=[A-Z])")
_BEFORE = "([*•– "
_SPLIT = re.compile(r"[\s_\-:/.]+")


@dataclass(frozen=True, slots=True)
class House:
    """Where the pages of some hosts keep the paragraphs of an article: a selector, and an example that it selects."""

    domains: tuple[str, ...]
    body: str
    example: str


@cache
def classes() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Role, pattern for the words of a class or id, joined by ``-``, and an example tag."""
    promise = Promise(("role", "pattern", "example"), key=("pattern",), among={"role": frozenset(ROLES)})
    return tuple(
        (row["role"], re.compile(rf"(?:^|-)(?:{row['pattern']})(?:-|$)"), row["example"])
        for row in read(HERE / "page_classes.csv", promise)
    )


@cache
def _any_class() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for _, pattern, _ in classes()))


@cache
def phrases(effect: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns with this effect, matched from the beginning of a block, and their examples."""
    promise = Promise(("effect", "pattern", "example"), key=("effect", "pattern"), among={"effect": frozenset(EFFECTS)})
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), row["example"])
        for row in read(HERE / "page_phrases.csv", promise)
        if row["effect"] == effect
    )


@cache
def _joined(effect: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in phrases(effect)), re.IGNORECASE)


def begins_like(effect: str, text: str) -> bool:
    """Whether a block, or what is in brackets or behind a star, begins like one of the phrases with this effect."""
    begins = _joined(effect).match
    return begins(text) is not None or (text[:1] in _BEFORE and begins(text.lstrip(_BEFORE)) is not None)


@lru_cache(maxsize=20_000)
def role_of(names: str) -> str:
    """The role that a ``class`` or ``id`` tells, by the first line of the table that fits one of its names, else ""."""
    tokens = ["-".join(filter(None, _SPLIT.split(_CAMEL.sub("-", name)))).lower() for name in names.split()]
    told = [token for token in tokens if _any_class().search(token)]
    for role, pattern, _ in classes() if told else ():
        if any(pattern.search(token) for token in told):
            return role
    return ""


@cache
def elements(kind: str) -> frozenset[str]:
    """A list of ``page_elements.yaml``."""
    return word_list(kind, HERE / "page_elements.yaml")


@cache
def houses() -> tuple[House, ...]:
    """The lines of ``page_houses.csv``."""
    promise = Promise(("domains", "body", "example"), key=("domains",))
    return tuple(House(cell(row, "domains"), row["body"], row["example"]) for row in read(HERE / _HOUSES, promise))
