"""Holidays, fixed and movable, and the turn of the year."""

from __future__ import annotations

import datetime as dt

from quellenlage.dates.arithmetic import holiday
from quellenlage.dates.context import FUTURE, PAST, PRESENT, Context
from quellenlage.dates.grammar import Match
from quellenlage.dates.meaning.base import (
    UNKNOWN,
    Reading,
    dated,
    direction_of,
    meaning,
)


@meaning("holiday")
def _holiday(context: Context, match: Match) -> Reading | None:
    return resolve_holiday(context, match, str(match.rule.arguments.get("rule") or match.get("HOLIDAY")))


@meaning("advent")
def _advent(context: Context, match: Match) -> Reading | None:
    sunday = int(match.get("DAY", "ORD") or 1)
    return resolve_holiday(context, match, f"advent{7 * (sunday - 4):+d}") if sunday <= 4 else None


def resolve_holiday(context: Context, match: Match, rule: str) -> Reading | None:
    published = context.published
    if year := match.get("YEAR"):
        day = holiday(rule, int(year))
        return dated(day.isoformat()) if day else None
    if published is None:
        return Reading("DATE", f"XXXX-{rule}" if rule[0].isdigit() else UNKNOWN["D"])
    days = [day for year in range(published.year - 2, published.year + 3) if (day := holiday(rule, year))]
    direction = direction_of(match)
    if direction is not None and match.get("UNITSG") == "Y":
        day = holiday(rule, published.year + direction)
        return dated(day.isoformat()) if day else None
    past = [day for day in days if day <= published]
    ahead = [day for day in days if day >= published]
    if not past or not ahead:
        return None
    if direction is not None and direction != 0:
        return dated((past[-1] if direction < 0 else ahead[0]).isoformat())
    tense = context.tense(match.first, match.last)
    if tense == PAST:
        return dated(past[-1].isoformat())
    if tense == FUTURE or (tense == PRESENT and (published - past[-1]).days > 14):
        return dated(ahead[0].isoformat())
    return dated(min((past[-1], ahead[0]), key=lambda day: abs(day - published)).isoformat())


@meaning("turn of an age")
def _turn_of_an_age(context: Context, match: Match) -> Reading | None:
    return dated(match.get("AGETURN") or "2000")


@meaning("new year")
def _new_year(context: Context, match: Match) -> Reading | None:
    place = match.get("YEARSTART", "YEAREND", "YEARTURN")
    published, year = context.published, match.get("YEAR", "YEARPAIR")
    if year:
        base = int(year)
    elif published is None:
        return Reading("DATE", "XXXX-12-31" if place == "TURN" else "XXXX")
    else:
        tense = context.tense(match.first, match.last)
        base = published.year - (tense == PAST and (place == "TURN" or (place == "END" and published.month < 5)))
        base += tense == FUTURE and place == "START" and published.month > 6
    if place != "TURN":
        return dated(f"{base:04d}")
    last = dt.date(base, 12, 31)
    return Reading("DATE", last.isoformat(), last, last + dt.timedelta(days=1), last)
