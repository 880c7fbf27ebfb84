"""What all meanings share: the reading that they give, their registry, and what matches say of direction and year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from quellenlage.dates.arithmetic import days_of
from quellenlage.dates.context import FUTURE, PRESENT, Context
from quellenlage.dates.grammar import Match
from quellenlage.words.table import word_list

#: For so many tokens a day or month that the text named lends its year to the next.
TOLD = 200
#: A story goes forward by so many months into the next year at most.
_FORWARD = 6
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A resolved expression. ``day`` is the day that a narration stands on after it."""

    type: str
    value: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    day: dt.date | None = None


_MONTH_COMPOUNDS = ("MONTHWEEK", "MONTHWEEKEND", "MONTHHALF", "MONTHDAY")
Meaning = Callable[[Context, Match], Reading | None]
MEANINGS: dict[str, Meaning] = {}


def meaning(name: str) -> Callable[[Meaning], Meaning]:
    def register(function: Meaning) -> Meaning:
        MEANINGS[name] = function
        return function

    return register


def dated(value: str, kind: str = "DATE") -> Reading:
    """A value that names its own days."""
    first, last = days_of(value)
    day = first if first and value[:10] == first.isoformat() else None
    return Reading(kind, value, first, last, day)


def direction_of(match: Match) -> int | None:
    """Which of them is meant: "vergangen" -1, "dies" 0, "kommend" 1; None where nothing says so."""
    written = match.get("LAST", "NEXT", "THIS", "LATER", "EARLIER")
    return int(written) if written else None


def full_year(written: str) -> int:
    """A year of two figures belongs to this century up to 49."""
    year = int(written)
    return year if year > 99 else year + (2000 if year < 50 else 1900)


def year_of(match: Match) -> int | None:
    """The year that a match writes; two figures ("Herbst 89") are of the last century."""
    written = match.get("YEAR", "YEARPAIR")
    short = match.get("YY")
    return int(written) if written else 1900 + int(short) if short else None


def month_of(match: Match) -> int | None:
    written = match.get(
        "MONTH", "MONTHABBR", "MONTHNUM", "DAYMONTH", "MONTHWEEK", "MONTHWEEKEND", "MONTHHALF", "MONTHDAY"
    )
    return int(written) if written else None


def day_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def told_year(context: Context, match: Match, month: int, recent: bool = False) -> int | None:
    """The year that the narration stands in, if it is another than that of the publication.

    A year named in the same sentence holds, and that of a day or month named shortly before. A year alone holds on in
    texts that tell history, but for what may as well be ``recent``. Stories go forward: behind "Dezember 2023" the
    ``month`` February is the next one.
    """
    value = context.value
    if value is None or context.published is None or context.quoted(match.first) or not value[:4].isdigit():
        return None
    year = int(value[:4])
    if year == context.published.year or context.tense(match.first, match.last) in (PRESENT, FUTURE):
        return None
    low, _ = context.sentence(match.first, match.last)
    holds = year < context.published.year and (len(value) > 4 or (context.tells_history and not recent))
    near = holds and match.first - context.value_at <= TOLD
    if context.value_at < low and not near:
        return None
    return year + (near and _goes_on(context, match, value, month))


def _goes_on(context: Context, match: Match, value: str, month: int) -> bool:
    """Is a month of the year after the one named last meant, in a story that does not look back?"""
    named = days_of(value)[1]
    if named is None or len(value) < 7 or month >= named.month or (month - named.month) % 12 > _FORWARD:
        return False
    low, high = context.clause(match.first, match.last)
    looks_back = any(context.word(token) in word_list("pluperfect") for token in range(low, high + 1))
    return not looks_back and (context.published is None or (named.year + 1, month) <= (context.published.year, 12))


def near_weekday(day: dt.date, weekday: int, direction: int) -> dt.date:
    """The weekday on or before (direction -1) or on or after (1) a day."""
    if direction < 0:
        return day - dt.timedelta(days=(day.isoweekday() - weekday) % 7)
    return day + dt.timedelta(days=(weekday - day.isoweekday()) % 7)
