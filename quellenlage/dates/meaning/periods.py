"""Weeks, months, seasons, years and what lies between and beyond."""

from __future__ import annotations

import datetime as dt

from quellenlage.dates.arithmetic import SEASON_MONTHS, days_of, granule, nth_weekday, season_of, shift
from quellenlage.dates.context import BE, FUTURE, NONE, PAST, PRESENT, Context
from quellenlage.dates.grammar import Match
from quellenlage.dates.meaning.base import (
    UNKNOWN,
    Reading,
    dated,
    direction_of,
    meaning,
    month_of,
    told_year,
    year_of,
)
from quellenlage.dates.meaning.holidays import resolve_holiday


@meaning("relative unit")
def _relative(context: Context, match: Match) -> Reading | None:
    unit = match.get("UNITSG", "COMPOUNDUNIT") or "Y"
    direction = direction_of(match) or 0
    if unit.startswith("T"):
        return None
    if unit == "D" and direction == 0 and context.day:
        return dated(context.day.isoformat())
    anchor = context.day or context.published if unit == "D" else context.published
    if anchor is None:
        return Reading("DATE", UNKNOWN.get(unit, "XXXX"))
    moved = shift(anchor, direction, unit)
    return dated(granule(moved, unit)) if moved else None


@meaning("month")
def _month_reading(context: Context, match: Match) -> Reading | None:
    month = month_of(match)
    if month is None:
        return None
    if year := year_of(match):
        return dated(f"{year:04d}-{month:02d}")
    return resolve_month(context, match, month, direction_of(match))


def resolve_month(context: Context, match: Match, month: int, direction: int | None) -> Reading:
    published = context.published
    if published is None:
        return Reading("DATE", f"XXXX-{month:02d}")
    told = _last_year(context, published.year) if match.get("LATER", "SAME") else published.year
    if before := match.get("BEFOREUNIT"):
        step = int(before.split()[0])
        return dated(f"{(_last_year(context, told) if step > 0 else told) + step:04d}-{month:02d}")
    if match.get("UNITSG") == "Y" and (direction is not None or match.get("SAME")):
        return dated(f"{told + (direction or 0):04d}-{month:02d}")
    if direction is not None and direction != 0:
        year = published.year
        if direction < 0 and month >= published.month:
            year -= 1
        if direction > 0 and month <= published.month:
            year += 1
        return dated(f"{year:04d}-{month:02d}")
    recent = (published.month - month) % 12 <= 1
    year = told_year(context, match, month, recent) or _year_of_month(context, match, month)
    if context.word(match.first - 1) in ("bis", "und") and match.first - context.value_at == 2:
        before = context.value or ""
        if len(before) == 7 and before[5:].isdigit() and (month - int(before[5:])) % 12 < 6:
            year = int(before[:4]) + (month < int(before[5:]))  # "von Oktober bis März"
    return dated(f"{year:04d}-{month:02d}")


def _begins(context: Context, match: Match) -> bool:
    """Does the present tense tell what is to come, "das Buch erscheint im Frühjahr", and not what is so each year?"""
    if {context.word(match.first - 1), context.word(match.last + 1)} & {"bis", "und"}:
        return False
    low, high = context.clause(match.first, match.last)
    words = {context.word(token) for token in range(low, high + 1)}
    return context.tense(match.first, match.last) == PRESENT and not words & BE


def _last_year(context: Context, otherwise: int) -> int:
    """The year that was named last: "1920, im Mai des folgenden Jahres"."""
    return int(context.value[:4]) if context.value and context.value[:4].isdigit() else otherwise


def _year_of_month(context: Context, match: Match, month: int) -> int:
    published = context.published
    assert published is not None
    tense = context.tense(match.first, match.last)
    if tense == PAST:
        return published.year if month <= published.month else published.year - 1
    if tense == FUTURE:
        return published.year if month >= published.month else published.year + 1
    distance = month - published.month
    if distance < -1 and _begins(context, match):
        return published.year + 1
    if distance < -6:
        return published.year + 1
    return published.year - (distance > 6 and tense == NONE)


@meaning("year")
def _year_reading(context: Context, match: Match) -> Reading | None:
    written = match.get("YEAR", "YEARWORD", "ROUNDYEAR") or ""
    if (
        match.first == match.last
        and int(written) >= 2060
        and context.word(match.first - 1) not in ("bis", "im", "seit")
    ):
        return None
    return dated(written)


@meaning("old year")
def _old_year(context: Context, match: Match) -> Reading | None:
    if century := match.get("DAY", "ORD"):
        return Reading("DATE", f"BC{int(century) - 1:02d}")
    written = match.get("OLDYEAR", "NUM", "YEAR") or ""
    if not written.isdigit() or len(written) > 4:
        return None
    if context.word(match.last - 1) == "chr" or context.word(match.last) == "chr":
        return Reading("DATE", f"BC{int(written):04d}")
    return dated(f"{int(written):04d}") if len(written) == 3 else None


@meaning("new or old year")
def _new_or_old_year(context: Context, match: Match) -> Reading | None:
    """The new year begins to be spoken of in autumn; until spring it is the one that has begun."""
    if context.published is None:
        return Reading("DATE", "XXXX")
    old = any(context.word(token)[:3] == "alt" for token in range(match.first, match.last + 1))
    begun = context.published.month < 7
    return dated(f"{context.published.year + (not begun) - old:04d}")


@meaning("this year")
def _this_year(context: Context, match: Match) -> Reading | None:
    if context.published is None:
        return Reading("DATE", "XXXX")
    return dated(f"{context.published.year + int(match.get('YEARADJ') or 0):04d}")


@meaning("edge")
def _edge(context: Context, match: Match) -> Reading | None:
    unit = match.get("UNITEDGE") or "M"
    return dated(granule(context.published, unit)) if context.published else Reading("DATE", UNKNOWN[unit])


@meaning("decade")
def _decade(context: Context, match: Match) -> Reading | None:
    if decade := match.get("DECADE"):
        return dated(decade)
    century = int(match.get("DAY", "ORD") or 20) - 1
    return dated(f"{century:02d}{match.get('DECADEWORD', 'DECADEPL', 'DECADEYEARS')}")


@meaning("century")
def _century(context: Context, match: Match) -> Reading | None:
    number = int(match.get("DAY", "ORD") or 1)
    return dated(f"{number - 1:02d}")


@meaning("season")
def _season(context: Context, match: Match) -> Reading | None:
    season = match.get("SEASON", "SEASONMONTHS") or "SU"
    if year := year_of(match):
        return dated(f"{year:04d}-{season}")
    published = context.published
    if published is None:
        return Reading("DATE", f"XXXX-{season}")
    direction = direction_of(match)
    if match.get("LATER") and context.value and (named := days_of(context.value)[1]):
        return dated(f"{named.year + (SEASON_MONTHS[season] <= named.month):04d}-{season}")
    if match.get("SAME"):
        return dated(f"{_last_year(context, published.year):04d}-{season}")
    if before := match.get("BEFOREUNIT"):
        return dated(f"{published.year + int(before.split()[0]):04d}-{season}")
    if direction is not None and match.get("UNITSG") == "Y":
        return dated(f"{published.year + direction:04d}-{season}")
    now_year, now = season_of(published)
    order = list(SEASON_MONTHS)
    gap = order.index(season) - order.index(now)
    season_year = now_year
    if direction is not None and direction < 0:
        season_year -= gap >= 0
    elif direction is not None and direction > 0:
        season_year += gap <= 0
    elif told := told_year(context, match, SEASON_MONTHS[season]):
        season_year = told
    elif gap:
        tense = context.tense(match.first, match.last)
        if tense == PAST:
            season_year -= gap > 0
        elif tense == FUTURE or _begins(context, match):
            season_year += gap < 0
    return dated(f"{season_year:04d}-{season}")


@meaning("part of year")
def _part_of_year(context: Context, match: Match) -> Reading | None:
    written, direction = match.get("DAY", "ORD", "NAMEDQUARTER"), direction_of(match)
    letter = str(match.rule.arguments.get("part") or ("H" if match.get("HALFYEAR") else "Q"))
    if before := match.get("BEFOREUNIT"):
        direction = int(before.split()[0])
    published = context.published
    if written is None:
        if published is None:
            return Reading("DATE", "XXXX-HX")
        moved = shift(published, 6 * (direction or 0), "M")
        return dated(f"{moved.year:04d}-H{1 if moved.month < 7 else 2}") if moved else None
    number = int(written)
    if number > (4 if letter == "Q" else 2):
        return None
    if year := match.get("YEAR"):
        return dated(f"{year}-{letter}{number}")
    if published is None:
        return Reading("DATE", f"XXXX-{letter}{number}")
    base = published.year + (direction or 0)
    if direction is None:
        first_month = (number - 1) * (3 if letter == "Q" else 6) + 1
        if first_month > published.month and context.tense(match.first, match.last) in (PAST, NONE):
            base -= 1
    return dated(f"{base:04d}-{letter}{number}")


@meaning("weekend")
def _weekend(context: Context, match: Match) -> Reading | None:
    published = context.published
    if published is None:
        return Reading("DATE", UNKNOWN["WE"])
    direction = direction_of(match)
    if direction is None or direction == 0:
        past = context.tense(match.first, match.last) in (PAST,) + (NONE,) * (direction is None)
        back = 1 if past and published.isoweekday() < 6 else 0
        return dated(granule(published - dt.timedelta(days=7 * back), "WE"))
    if direction < 0:
        return dated(granule(published + dt.timedelta(days=7 * direction), "WE"))
    ahead = 0 if published.isoweekday() < 6 else 1
    return dated(granule(published + dt.timedelta(days=7 * (direction - 1 + ahead)), "WE"))


@meaning("school year")
def _school_year(context: Context, match: Match) -> Reading | None:
    months = (match.get("SCHOOLYEAR", "SEMESTER") or "01 12").split()
    pair, years = match.get("YEARPAIR"), match.all("YEAR")
    single = years[0] if years else None
    if len(years) > 1:
        pair = single
    if pair is None and single is None and context.published is None:
        return Reading("DATE", "XXXX")
    if pair or single:
        year = int(pair or single or 0)
    else:
        assert context.published is not None
        year = context.published.year - (context.published.month < int(months[0])) + (direction_of(match) or 0)
    if not match.get("SCHOOLYEAR", "SEMESTER"):
        return dated(f"{year:04d}-01/{year + 1:04d}-12")
    if months == ["01", "12"] and not pair:
        return dated(f"{year:04d}")
    if months == ["07", "06"] and not pair:
        return dated(f"{year:04d}")
    end = year + (int(months[1]) < int(months[0]) or (pair is not None and months[0] == "01"))
    return dated(f"{year:04d}-{months[0]}/{end:04d}-{months[1]}")


@meaning("numbered week")
def _numbered_week(context: Context, match: Match) -> Reading | None:
    week = int(match.get("NUM", "DAY", "ORD") or 0)
    if not 1 <= week <= 53:
        return None
    return (
        dated(f"{context.published.year:04d}-W{week:02d}")
        if context.published
        else Reading("DATE", f"XXXX-W{week:02d}")
    )


@meaning("week of a month")
def _week_of_month(context: Context, match: Match) -> Reading | None:
    """The first week of May is the one with its first Thursday, its first weekend that of its first Saturday."""
    month = month_of(match) or 1
    written = match.get("DAY", "ORD")
    number = int(written) if written else direction_of(match) or 0
    unit = "WE" if match.get("MONTHWEEKEND") or "wochenende" in _words(context, match) else "W"
    year = year_of(match) or int(resolve_month(context, match, month, None).value[:4].replace("X", "") or 0)
    if not year:
        return Reading("DATE", UNKNOWN[unit])
    day = nth_weekday(year, month, 6 if unit == "WE" else 4, number if number > 0 else number + 1)
    return dated(granule(day, unit)) if day else None


def _words(context: Context, match: Match) -> set[str]:
    return {context.word(token) for token in range(match.first, match.last + 1)}


@meaning("feast week")
def _feast_week(context: Context, match: Match) -> Reading | None:
    weekend = match.get("FEASTWEEKEND")
    reading = resolve_holiday(context, match, weekend or match.get("FEASTWEEK") or "easter+0")
    if reading is None or reading.day is None:
        return reading
    return dated(granule(reading.day, "WE" if weekend else "W"))


@meaning("counted week")
def _counted_week(context: Context, match: Match) -> Reading | None:
    """The second week counts from the day that the narration began on."""
    number = int(match.get("ORD", "DAY") or 1)
    if context.started is None:
        return Reading("DURATION", "P1W")
    return dated(granule(context.started + dt.timedelta(days=7 * (number - 1)), "W"))
