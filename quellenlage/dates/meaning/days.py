"""Days and parts of days: written out, named by weekday, or told from today or from the narration."""

from __future__ import annotations

import calendar
import datetime as dt

from quellenlage.dates.arithmetic import days_of, granule, nth_weekday, shift
from quellenlage.dates.context import FUTURE, NONE, PAST, PRESENT, Context
from quellenlage.dates.grammar import Match
from quellenlage.dates.meaning.base import (
    UNKNOWN,
    Reading,
    dated,
    day_or_none,
    direction_of,
    full_year,
    meaning,
    month_of,
    near_weekday,
    told_year,
    year_of,
)
from quellenlage.dates.meaning.holidays import resolve_holiday
from quellenlage.words.table import word_list

#: What joins the days of a range or a list.
_JOINED = word_list("joins_days")
#: What joins weekdays that follow each other.
_JOINED_WEEKDAYS = frozenset(("bis", "und", "oder", "sowie", "-", "–"))
#: So many tokens behind an evening the early morning is the one that follows.
_EVENING = 30
#: A day so near the publication is meant whatever the tense: "wurde auf den 3. September verlegt".
_NEAR_DAYS = 31


def written_day(match: Match) -> tuple[int | None, int, int] | None:
    """Year, month and day as a match writes them."""
    if iso := match.get("ISODATE"):
        return int(iso[:4]), int(iso[5:7]), int(iso[8:10])
    if figures := match.get("FULLDATE", "SHORTDATE", "PADDEDDATE"):
        parts = figures.split(".")
        return (full_year(parts[2]) if len(parts) == 3 else None), int(parts[1]), int(parts[0])
    day, month = match.get("DAY", "ORD"), month_of(match)
    return (year_of(match), month, int(day)) if day and month else None


@meaning("day")
def _day(context: Context, match: Match) -> Reading | None:
    written = written_day(match)
    return resolve_day(context, match, *written) if written else None


def resolve_day(context: Context, match: Match, year: int | None, month: int, day: int) -> Reading | None:
    if year is None:
        year = _year_for(context, match, month, day)
    if year is None:
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}")
    try:
        value = dt.date(year, month, day)
    except ValueError:
        return None
    clock = match.get("ISODATE") or ""
    if "T" in clock:
        return Reading("TIME", clock[:19] if clock[16:17] == ":" else clock[:16], value, value, value)
    return Reading("DATE", value.isoformat(), value, value, value)


def _year_for(context: Context, match: Match, month: int, day: int) -> int | None:
    """The year of a day without one: what stands beside it tells, else :func:`_year_of_day`."""
    published = context.published
    direction = direction_of(match)
    if published and direction is not None and match.get("UNITSG") == "Y":
        return published.year + direction
    before = context.day
    if before and context.word(match.first - 1) == "(" and (before.month, before.day) == (month, day):
        return before.year  # "am Mittwoch (10. September)"
    if before and match.first - context.day_at <= 4 and context.word(match.first - 1) in _JOINED:
        return before.year + (before.month - month > 6)  # "am 8. und 9. Februar", "am 31. Dezember und 1. Jänner"
    if weekday := match.get("WEEKDAY", "WEEKDAYABBR", "WEEKDAYPART"):
        around = context.day or published
        years = _weekday_years(around, int(weekday.split()[0]), month, day) if around else []
        if years:
            return years[0]
    return _year_of_day(context, match, month, day)


def _year_of_day(context: Context, match: Match, month: int, day: int) -> int | None:
    """The year of a day: the narration's, else as the tense says, else the nearest."""
    published = context.published
    if published is None:
        return None
    fits = [d for year in range(published.year - 1, published.year + 2) if (d := day_or_none(year, month, day))]
    nearest = min(fits, key=lambda d: abs(d - published)) if fits else dt.date.min
    recent = abs(nearest - published).days <= _NEAR_DAYS
    if year := told_year(context, match, month, recent):
        return year
    if not fits:
        return published.year
    if recent:
        return nearest.year
    tense = context.tense(match.first, match.last)
    if context.kind(match.first) == "dateline":
        tense = NONE
    if tense == PAST:
        past = [
            d for d in fits if d <= published or (day == 1 and (d.year, d.month) <= (published.year, published.month))
        ]
        return past[-1].year if past else published.year
    if tense == FUTURE or (tense == PRESENT and nearest < published):
        return next((d.year for d in fits if (d.year, d.month) >= (published.year, published.month)), published.year)
    return nearest.year


def _weekday_years(around: dt.date, weekday: int, month: int, day: int) -> list[int]:
    """The years near a day in which a day of a month falls on that weekday, the nearest first."""
    days = [day_or_none(year, month, day) for year in range(around.year - 3, around.year + 4)]
    fits = [d for d in days if d and d.isoweekday() == weekday]
    return [d.year for d in sorted(fits, key=lambda d: abs(d - around))]


@meaning("weekday")
def _weekday(context: Context, match: Match) -> Reading | None:
    written = match.get("WEEKDAY", "WEEKDAYABBR", "WEEKDAYPART", "WEEKDAYS", "WEEKDAYPARTS") or ""
    weekday = int(written.split()[0])
    part = written.split()[1] if " " in written else match.get("PARTNOUN", "PARTADV", "PART")
    some = match.first == match.last and context.word(match.first - 1) in ("einem", "ein", "einen")
    day = None if some else weekday_of(context, match, weekday)
    if day is None:
        value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
        return Reading("TIME" if part else "DATE", value)
    return part_of_day(day, part) if part else dated(day.isoformat())


def weekday_of(context: Context, match: Match, weekday: int) -> dt.date | None:
    published = context.published
    if published is None:
        return None
    unit = match.get("UNITSG")
    if weeks := match.get("EIN", "NUM"):
        back = context.word(match.first + 1) == "vor"
        beside = near_weekday(published, weekday, -1 if back else 1)
        return beside + dt.timedelta(days=7 * int(float(weeks)) * (-1 if back else 1))
    if unit == "W" and (direction := direction_of(match)) is not None:
        monday = published - dt.timedelta(days=published.isoweekday() - 1)
        return monday + dt.timedelta(days=7 * direction + weekday - 1)
    week = context.value if context.word(match.first - 1) == "woche" else None
    if week and match.first - context.value_at <= 3 and len(week) == 8 and week[4:6] == "-W" and week[:4].isdigit():
        return dt.date.fromisocalendar(int(week[:4]), int(week[6:]), weekday)  # "nächste Woche Freitag"
    if (neighbour := _weekday_beside(context, match, weekday)) is not None:
        return neighbour
    direction = direction_of(match)
    if direction is not None and direction < 0:
        return near_weekday(published - dt.timedelta(days=1), weekday, -1) + dt.timedelta(days=7 * (direction + 1))
    if direction is not None and direction > 0:
        return near_weekday(published + dt.timedelta(days=1), weekday, 1) + dt.timedelta(days=7 * (direction - 1))
    if context.day and 0 < match.first - context.value_at <= 4 and context.day.isoweekday() == weekday:
        return context.day  # "morgen, Mittwoch"
    tense = context.tense(match.first, match.last)
    joined = context.word(match.first - 1) in _JOINED_WEEKDAYS and match.first - context.day_at == 2
    if tense != PAST and context.day and joined:
        return near_weekday(context.day, weekday, 1)  # "von Montag bis Freitag", "Montag und Dienstag"
    if direction is None and tense in (PAST, NONE) and (told := context.told(match.first)):
        return near_weekday(told, weekday, 1)
    appointment = direction is None and tense == NONE and _hour_follows(context, match)
    if appointment and not context.told_before(match.first, match.last):
        return near_weekday(published, weekday, 1)  # "Freitag, 20 Uhr": an appointment
    if context.word(match.first - 1) == "vom" and context.word(match.last + 1) not in ("bis", "an", "ab"):
        return near_weekday(published, weekday, -1)  # "die Sitzung vom Montag"
    if direction == 0 or (tense == NONE and context.word(match.first - 1) in ("ab", "bis")):
        return near_weekday(published, weekday, -1 if tense == PAST else 1)
    return near_weekday(published, weekday, 1 if tense in (PRESENT, FUTURE) else -1)


def part_of_day(day: dt.date, part: str) -> Reading:
    """A part (MO, AF, EV, NI ...) of a day."""
    return _date_with_day(f"{day.isoformat()}T{part}", day)


def _weekday_beside(context: Context, match: Match, weekday: int) -> dt.date | None:
    """The weekday told from what was named last: "am folgenden Montag", "am Montag zuvor"."""
    behind = context.word(match.last)
    step = -1 if behind in ("zuvor", "davor") else 1
    told = days_of(context.value)[step > 0] if context.value else None
    anchor = context.day or told
    if behind not in ("zuvor", "davor", "danach", "darauf") and not (match.get("LATER") and context.day):
        return None
    anchor = anchor or context.published
    return near_weekday(anchor + dt.timedelta(days=step), weekday, step) if anchor else None


def _date_with_day(value: str, day: dt.date) -> Reading:
    first, last = days_of(value)
    return Reading("TIME", value, first, last, day)


def _hour_follows(context: Context, match: Match) -> bool:
    return "uhr" in (context.word(match.last + ahead) for ahead in range(2, 6))


@meaning("counted weekday")
def _counted_weekday(context: Context, match: Match) -> Reading | None:
    """The second Sunday in May; the last Friday of a month."""
    weekday, month = int(match.get("WEEKDAY") or 1), month_of(match) or 1
    written = match.get("DAY", "ORD")
    number = int(written) if written else (direction_of(match) or 0) + 1
    about = min(7 * number - 3, 28) if number > 0 else 28 + 7 * number
    year = int(match.get("YEAR") or 0) or _year_of_day(context, match, month, about)
    if year is None:
        return Reading("DATE", f"XXXX-{month:02d}")
    day = nth_weekday(year, month, weekday, number)
    return dated(day.isoformat()) if day else None


@meaning("day of a named month")
def _day_of_named_month(context: Context, match: Match) -> Reading | None:
    """The first, the last day of May: "am letzten Maitag"."""
    month, written = month_of(match) or 1, match.get("DAY", "ORD")
    back = -(direction_of(match) or -1)
    year = year_of(match) or _year_of_day(context, match, month, int(written or 28))
    if year is None:
        return Reading("DATE", f"XXXX-{month:02d}")
    day = day_or_none(year, month, int(written or calendar.monthrange(year, month)[1] + 1 - back))
    return dated(day.isoformat()) if day else None


@meaning("day over a span")
def _over_a_span(context: Context, match: Match) -> Reading | None:
    """Today eighty years ago; tomorrow in a week. Hours from now stay within the day."""
    if context.published is None:
        return Reading("DATE", UNKNOWN["D"])
    day = context.published + dt.timedelta(days=int(match.get("TODAY", "ADVDAY") or 0))
    count, unit = float(match.get("NUM", "EIN", "HALFMORE") or 1), match.get("UNIT") or "D"
    back = any(context.word(token) == "vor" for token in range(match.first, match.last + 1))
    moved = day if unit.startswith("T") else shift(day, -count if back else count, unit)
    return dated(moved.isoformat()) if moved else None


@meaning("part of a day")
def _part_of_written_day(context: Context, match: Match) -> Reading | None:
    reading = _day(context, match)
    part = match.get("PARTNOUN", "PARTADV", "PARTHOURS") or (match.get("WEEKDAYPART") or "1 MO").split()[1]
    if reading is None or reading.day is None:
        return Reading("TIME", f"{reading.value}T{part}") if reading else None
    return part_of_day(reading.day, part)


@meaning("day of a month")
def _day_of_month(context: Context, match: Match) -> Reading | None:
    """The 20th of this or another month; Friday the 13th is the nearest one, before or behind as the tense says."""
    anchor, day = context.day or context.published, int(match.get("DAY") or 1)
    if anchor is None:
        return Reading("DATE", f"XXXX-XX-{day:02d}")
    months = [anchor.year * 12 + anchor.month - 1 + (direction_of(match) or 0)]
    weekday = match.get("WEEKDAY")
    if weekday is None:
        found = day_or_none(months[0] // 12, months[0] % 12 + 1, day)
        return dated(found.isoformat()) if found else None
    near = [m for step in range(14) for m in (months[0] + step, months[0] - step)]
    days = [d for m in near if (d := day_or_none(m // 12, m % 12 + 1, day)) and d.isoweekday() == int(weekday)]
    tense = context.tense(match.first, match.last)
    if tense != NONE:
        days = [d for d in days if (d >= anchor if tense in (PRESENT, FUTURE) else d <= anchor)]
    return dated(min(days, key=lambda d: abs(d - anchor)).isoformat()) if days else None


@meaning("night")
def _night(context: Context, match: Match) -> Reading | None:
    """The night to Sunday begins on Saturday: its value is Saturday's, its days are both."""
    part = match.get("PARTNOUN") or "NI"
    end: dt.date | None = None
    weekdays = match.all("WEEKDAY")
    if weekdays:
        end = weekday_of(context, match, int(weekdays[-1]))
        if end is None:
            return Reading("TIME", f"XXXX-WXX-{(int(weekdays[-1]) - 2) % 7 + 1}T{part}")
    elif offset := match.get("ADVDAY", "TODAY"):
        if context.published is None:
            return Reading("TIME", f"{UNKNOWN['D']}T{part}")
        end = context.published + dt.timedelta(days=int(offset))
    elif rule := match.get("HOLIDAY"):
        reading = resolve_holiday(context, match, rule)
        end = reading.day if reading else None
    elif written := written_day(match):
        last = (match.all("DAY") or [str(written[2])])[-1]
        reading = resolve_day(context, match, written[0], written[1], int(last))
        end = reading.day if reading else None
    if end is None:
        return None
    return part_of_day(end - dt.timedelta(days=1), part)


@meaning("deictic day")
def _deictic(context: Context, match: Match) -> Reading | None:
    offset = int(match.get("ADVDAY", "TODAY", "ADJDAY", "ADJTODAY") or 0)
    unit = match.get("UNITSG")
    part = match.get("PARTNOUN", "PARTADV", "PART")
    if offset == 1 and not part and not context.names_days and context.word(match.first - 1) == "von":
        return Reading("DATE", "FUTURE_REF")
    if compound := match.get("WEEKDAYPART"):
        part = compound.split()[1]
    if context.published is None:
        return Reading("TIME" if part else "DATE", UNKNOWN["D"] + (f"T{part}" if part else ""))
    day = context.published + dt.timedelta(days=offset)
    if unit and unit in UNKNOWN and unit != "D":
        return dated(granule(day, unit))
    if unit and unit.startswith("T"):
        return None
    return part_of_day(day, part) if part else dated(day.isoformat())


def _evening_before(context: Context, match: Match) -> bool:
    """Was an evening or a night named last, just before?"""
    value = context.value or ""
    late = value.endswith(("TEV", "TNI")) or value[10:13] in ("T18", "T19", "T20", "T21", "T22", "T23")
    return late and match.first - context.value_at <= _EVENING


@meaning("part")
def _part(context: Context, match: Match) -> Reading | None:
    part = match.get("PARTNOUN", "PARTADV", "PARTHOURS", "NOON") or "MO"
    direction = direction_of(match) or 0
    anchor = context.anchor(match.first)
    if match.get("PARTADV") and anchor == context.published and context.day is None:
        return Reading("SET", f"XXXX-XX-XXT{part}")
    if anchor is None:
        return Reading("TIME", f"XXXX-XX-XXT{part}")
    if part == "NI" and match.get("NEXT"):
        direction -= 1  # the coming night is the one that begins today
    if part == "MO" and match.get("PARTHOURS", "ROUGHLY") and _evening_before(context, match):
        direction += 1  # "am Samstagabend ..., erst in den frühen Morgenstunden"
    return part_of_day(anchor + dt.timedelta(days=direction), part)
