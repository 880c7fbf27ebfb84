"""Who has a text from whom, where articles tell it. ``directions.csv`` has an example of each rule, in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

#: What told where a text comes from, the surest first.
TOLD_BY = ("agency", "credit", "mark", "time", "day", "byline")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an article says of itself: ``agencies`` and ``outlets`` are those whose text it says it prints.

    ``is_agency``: its outlet is one. ``authors``: whom it names as having written it.
    """

    outlet: str | None = None
    is_agency: bool = False
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    agencies: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Direction:
    """Where a text comes from: ``first`` is 0 or 1, which of the two articles has it not from the other.

    ``origin`` is the agency or outlet that it comes from, ``told_by`` what tells that. None where nothing does. A text
    that both have from an agency has an origin, and neither has it from the other.
    """

    first: int | None = None
    origin: str | None = None
    told_by: str | None = None


Pair = tuple[Imprint, Imprint]


def direction(one: Imprint, other: Imprint) -> Direction:
    """Where the text comes from that two articles have in common: what the first rule says that says something."""
    pair = one, other
    return next((found for rule in _RULES if (found := rule(pair)) is not None), Direction())


def _from_agency(pair: Pair) -> Direction | None:
    """An agency's own item is where the others have it from."""
    return _only(pair, lambda one: one.is_agency, "agency")


def _credited(pair: Pair) -> Direction | None:
    """Who says that it prints the other's text has it from there."""
    one, other = pair
    return _only(
        pair,
        lambda it: it.outlet is not None and it.outlet in (other if it is one else one).outlets,
        "credit",
    )


def _own_update(pair: Pair) -> Direction | None:
    """What an outlet prints twice, it has from itself, and from whom it says."""
    one, other = pair
    if one.outlet is None or one.outlet != other.outlet:
        return None
    found = _by_time(pair) or _by_day(pair)
    marked = min(one.agencies & other.agencies, default=None)
    return Direction(found.first, marked or one.outlet, found.told_by) if found else None


def _marked(pair: Pair) -> Direction | None:
    """Where one has an agency's mark, or both the same, both have it from the agency; so has who left the mark out."""
    one, other = pair
    if one.agencies and other.agencies:
        common = one.agencies & other.agencies
        return Direction(None, min(common), "mark") if common else Direction()
    marks = one.agencies | other.agencies
    return Direction(None, min(marks), "mark") if marks else None


def _by_time(pair: Pair) -> Direction | None:
    """The earlier time of publication, where both have one."""
    one, other = (it.published_at for it in pair)
    return _told(pair, None if one is None or other is None or one == other else int(other < one), "time")


def _by_day(pair: Pair) -> Direction | None:
    one, other = (it.published for it in pair)
    return _told(pair, None if one is None or other is None or one == other else int(other < one), "day")


def _by_byline(pair: Pair) -> Direction | None:
    """Of one day: who names an author, where the other names none."""
    return _only(pair, lambda one: bool(one.authors), "byline")


_RULES: tuple[Callable[[Pair], Direction | None], ...] = (
    _from_agency,
    _credited,
    _own_update,
    _marked,
    _by_time,
    _by_day,
    _by_byline,
)


def _only(pair: Pair, holds: Callable[[Imprint], bool], told_by: str) -> Direction | None:
    """The article of which it holds, where it does not hold of the other."""
    held = [holds(one) for one in pair]
    return _told(pair, held.index(True) if sum(held) == 1 else None, told_by)


def _told(pair: Pair, first: int | None, told_by: str) -> Direction | None:
    return None if first is None else Direction(first, pair[first].outlet, told_by)
