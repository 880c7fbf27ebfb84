"""What the rules mean: one function for each ``means`` of ``patterns.yaml``, from a match to a TIMEX3 value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from tasks.normalise.dates.calendar import (
    NEXT_LARGER,
    SEASON_MONTHS,
    days_of,
    granule,
    holiday,
    season_of,
    shift,
)
from tasks.normalise.dates.context import FUTURE, NONE, PAST, PRESENT, Context
from tasks.normalise.dates.grammar import Match

#: A day so near the publication is meant whatever the tense: "wurde auf den 3. September verlegt".
_NEAR_DAYS = 31
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A resolved expression. ``day`` is the day that a narration stands on after it."""

    type: str
    value: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    day: dt.date | None = None


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


def _direction(match: Match) -> int | None:
    """Which of them is meant: "vergangen" -1, "dies" 0, "kommend" 1; None where nothing says so."""
    written = match.get("LAST", "NEXT", "THIS", "LATER", "EARLIER")
    return int(written) if written else None


def _year(written: str) -> int:
    """A year of two figures belongs to this century up to 49."""
    year = int(written)
    return year if year > 99 else year + (2000 if year < 50 else 1900)


def _month(match: Match) -> int | None:
    written = match.get("MONTH", "MONTHABBR", "MONTHNUM")
    return int(written) if written else None


# ---------------------------------------------------------------- days


def written_day(match: Match) -> tuple[int | None, int, int] | None:
    """Year, month and day as a match writes them."""
    if iso := match.get("ISODATE"):
        return int(iso[:4]), int(iso[5:7]), int(iso[8:10])
    if figures := match.get("FULLDATE", "SHORTDATE"):
        parts = figures.split(".")
        return (_year(parts[2]) if len(parts) == 3 else None), int(parts[1]), int(parts[0])
    day, month, year = match.get("DAY", "ORD"), _month(match), match.get("YEAR")
    if not day or not month:
        return None
    return (int(year) if year else None), month, int(day)


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
        return Reading("TIME", clock[:16], value, value, value)
    return Reading("DATE", value.isoformat(), value, value, value)


def _year_for(context: Context, match: Match, month: int, day: int) -> int | None:
    """The year of a day or month without one: the narration's, else as the tense says, else the nearest."""
    published = context.published
    if year := _told_year(context, match):
        return year
    if published is None:
        return None
    fits = [d for year in range(published.year - 1, published.year + 2) if (d := _safe(year, month, day))]
    if not fits:
        return published.year
    nearest = min(fits, key=lambda d: abs(d - published))
    if abs(nearest - published).days <= _NEAR_DAYS:
        return nearest.year
    tense = context.tense(match.first, match.last)
    if context.kind(match.first) == "dateline":
        tense = NONE
    if tense == PAST:
        past = [
            d for d in fits if d <= published or (day == 1 and (d.year, d.month) <= (published.year, published.month))
        ]
        return past[-1].year if past else published.year
    if tense == FUTURE:
        return next((d.year for d in fits if (d.year, d.month) >= (published.year, published.month)), published.year)
    return nearest.year


def _safe(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _told_year(context: Context, match: Match) -> int | None:
    """The year that the sentence named just before, if it is another than that of the publication."""
    if context.value is None or context.published is None or context.quoted(match.first):
        return None
    low, _ = context.sentence(match.first, match.last)
    if context.tense(match.first, match.last) in (PRESENT, FUTURE):
        return None
    if context.value_at >= low and context.value[:4].isdigit() and int(context.value[:4]) != context.published.year:
        return int(context.value[:4])
    return None


def _near_weekday(day: dt.date, weekday: int, direction: int) -> dt.date:
    """The weekday on or before (direction -1) or on or after (1) a day."""
    if direction < 0:
        return day - dt.timedelta(days=(day.isoweekday() - weekday) % 7)
    return day + dt.timedelta(days=(weekday - day.isoweekday()) % 7)


@meaning("weekday")
def _weekday(context: Context, match: Match) -> Reading | None:
    written = match.get("WEEKDAY", "WEEKDAYABBR", "WEEKDAYPART") or ""
    weekday = int(written.split()[0])
    part = written.split()[1] if " " in written else match.get("PARTNOUN", "PARTADV", "PART")
    day = weekday_of(context, match, weekday)
    if day is None:
        value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
        return Reading("TIME" if part else "DATE", value)
    return _part_of_day(day, part) if part else dated(day.isoformat())


def weekday_of(context: Context, match: Match, weekday: int) -> dt.date | None:
    published = context.published
    if published is None:
        return None
    unit = match.get("UNITSG")
    if unit == "W" and (direction := _direction(match)) is not None:
        monday = published - dt.timedelta(days=published.isoweekday() - 1)
        return monday + dt.timedelta(days=7 * direction + weekday - 1)
    later = match.get("LATER")
    if later and context.day:
        return _near_weekday(context.day + dt.timedelta(days=1), weekday, 1)
    direction = _direction(match)
    if direction is not None and direction < 0:
        return _near_weekday(published - dt.timedelta(days=1), weekday, -1) + dt.timedelta(days=7 * (direction + 1))
    if direction is not None and direction > 0:
        return _near_weekday(published + dt.timedelta(days=1), weekday, 1) + dt.timedelta(days=7 * (direction - 1))
    if context.day and 0 < match.first - context.value_at <= 4 and context.day.isoweekday() == weekday:
        return context.day  # "morgen, Mittwoch"
    tense = context.tense(match.first, match.last)
    if direction == 0:
        return _near_weekday(published, weekday, -1 if tense == PAST else 1)
    return _near_weekday(published, weekday, 1 if tense in (PRESENT, FUTURE) else -1)


def _part_of_day(day: dt.date, part: str) -> Reading:
    return _date_with_day(f"{day.isoformat()}T{part}", day)


def _date_with_day(value: str, day: dt.date) -> Reading:
    first, last = days_of(value)
    return Reading("TIME", value, first, last, day)


@meaning("part of a day")
def _part_of_written_day(context: Context, match: Match) -> Reading | None:
    reading = _day(context, match)
    part = match.get("PARTNOUN", "PARTADV") or "MO"
    if reading is None or reading.day is None:
        return Reading("TIME", f"{reading.value}T{part}") if reading else None
    return _part_of_day(reading.day, part)


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
    elif rule := match.get("HOLIDAY"):
        reading = _holiday_reading(context, match, rule)
        end = reading.day if reading else None
    elif written := written_day(match):
        reading = resolve_day(context, match, *written)
        end = reading.day if reading else None
    if end is None:
        return None
    if part != "NI":
        return _part_of_day(end - dt.timedelta(days=1), part)
    return _part_of_day(end - dt.timedelta(days=1), "NI")


@meaning("today")
def _today(context: Context, match: Match) -> Reading | None:
    """The day, or the present age: an essay that names no day says "heute" of its time."""
    if context.published is None or _means_age(context, match):
        return Reading("DATE", "PRESENT_REF")
    return dated(context.published.isoformat())


def _means_age(context: Context, match: Match) -> bool:
    noch = "noch" in (context.word(match.first - 1), context.word(match.last + 1))
    if noch and context.tense(match.first, match.last) == PRESENT:
        return True
    if context.names_days:
        return False
    before = context.word(match.first - 1)
    if before == "von" and context.word(match.last + 1) not in ("an", "auf"):
        return True
    return before != "bis" and context.tense(match.first, match.last) in (PRESENT, NONE)


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
    return _part_of_day(day, part) if part else dated(day.isoformat())


@meaning("part")
def _part(context: Context, match: Match) -> Reading | None:
    part = match.get("PARTNOUN", "PARTADV") or "MO"
    direction = _direction(match) or 0
    anchor = context.anchor(match.first)
    if match.get("PARTADV") and anchor == context.published and context.day is None:
        return Reading("SET", f"XXXX-XX-XXT{part}")
    if anchor is None:
        return Reading("TIME", f"XXXX-XX-XXT{part}")
    return _part_of_day(anchor + dt.timedelta(days=direction), part)


@meaning("day beside")
def _beside(context: Context, match: Match) -> Reading | None:
    """The day before, the following week, that year: counted from what was named last."""
    words = {word.lower() for word in context.tokens.words[match.first : match.last + 1]}
    if written := match.get("BEFOREUNIT"):
        count, unit = int(written.split()[0]), written.split()[1]
    else:
        unit = match.get("UNITSG", "CALYEAR") or ("D" if words & {"tag", "tags"} else "Y")
        count = -1 if words & {"zuvor", "davor"} else 1 if words & {"danach", "darauf"} else _direction(match) or 0
    if unit.startswith("T"):
        return None
    anchor = None
    if context.value is not None and not written:
        anchor = days_of(context.value)[0]
    if unit == "D":
        anchor = context.day or anchor
    anchor = anchor or context.published
    if anchor is None:
        return Reading("DATE", UNKNOWN.get(unit, "XXXX"))
    moved = shift(anchor, count, unit)
    if moved is None:
        return None
    reading = dated(granule(moved, unit))
    # Looking back does not move the narration.
    return reading if count > 0 else replace(reading, day=None)


# ---------------------------------------------------------------- weeks, months, years


@meaning("relative unit")
def _relative(context: Context, match: Match) -> Reading | None:
    unit = match.get("UNITSG", "COMPOUNDUNIT") or "Y"
    direction = _direction(match) or 0
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
    month = _month(match)
    if month is None:
        return None
    year = match.get("YEAR")
    if year:
        return dated(f"{int(year):04d}-{month:02d}")
    return resolve_month(context, match, month)


def resolve_month(context: Context, match: Match, month: int) -> Reading:
    published = context.published
    direction = _direction(match)
    if published is None:
        return Reading("DATE", f"XXXX-{month:02d}")
    if before := match.get("BEFOREUNIT"):
        return dated(f"{published.year + int(before.split()[0]):04d}-{month:02d}")
    if direction is not None and match.get("UNITSG") == "Y":
        return dated(f"{published.year + direction:04d}-{month:02d}")
    if direction is not None and direction != 0:
        year = published.year
        if direction < 0 and month >= published.month:
            year -= 1
        if direction > 0 and month <= published.month:
            year += 1
        return dated(f"{year:04d}-{month:02d}")
    year = _told_year(context, match) or _year_of_month(context, match, month)
    return dated(f"{year:04d}-{month:02d}")


def _year_of_month(context: Context, match: Match, month: int) -> int:
    published = context.published
    assert published is not None
    tense = context.tense(match.first, match.last)
    if tense == PAST:
        return published.year if month <= published.month else published.year - 1
    if tense == FUTURE:
        return published.year if month >= published.month else published.year + 1
    distance = month - published.month
    if tense == PRESENT and distance < -6:
        return published.year + 1
    return published.year + (1 if distance < -6 else -1 if distance > 6 else 0)


@meaning("year")
def _year_reading(context: Context, match: Match) -> Reading | None:
    written = match.get("YEAR", "YEARWORD") or ""
    if (
        match.first == match.last
        and int(written) >= 2060
        and context.word(match.first - 1) not in ("bis", "im", "seit")
    ):
        return None
    return dated(written)


@meaning("this year")
def _this_year(context: Context, match: Match) -> Reading | None:
    return dated(granule(context.published, "Y")) if context.published else Reading("DATE", "XXXX")


@meaning("decade")
def _decade(context: Context, match: Match) -> Reading | None:
    if decade := match.get("DECADE"):
        return dated(decade)
    return dated(f"19{match.get('DECADEWORD', 'DECADEYEARS')}")


@meaning("century")
def _century(context: Context, match: Match) -> Reading | None:
    number = int(match.get("DAY", "ORD") or 1)
    return dated(f"{number - 1:02d}")


@meaning("season")
def _season(context: Context, match: Match) -> Reading | None:
    season = match.get("SEASON") or "SU"
    if year := match.get("YEAR", "YEARPAIR"):
        return dated(f"{int(year):04d}-{season}")
    published = context.published
    if published is None:
        return Reading("DATE", f"XXXX-{season}")
    direction = _direction(match)
    if direction is not None and match.get("UNITSG") == "Y":
        return dated(f"{published.year + direction:04d}-{season}")
    now_year, now = season_of(published)
    order = list(SEASON_MONTHS)
    gap = order.index(season) - order.index(now)
    year_of = now_year
    if direction is not None and direction < 0:
        year_of -= gap >= 0
    elif direction is not None and direction > 0:
        year_of += gap <= 0
    elif told := _told_year(context, match):
        year_of = told
    elif gap:
        tense = context.tense(match.first, match.last)
        if tense == PAST:
            year_of -= gap > 0
        elif tense == FUTURE:
            year_of += gap < 0
    return dated(f"{year_of:04d}-{season}")


@meaning("part of year")
def _part_of_year(context: Context, match: Match) -> Reading | None:
    words = {word.lower() for word in context.tokens.words[match.first : match.last + 1]}
    letter = "Q" if words & {"quartal", "quartals", "vierteljahr"} else "H"
    written = match.get("DAY", "ORD")
    direction = _direction(match)
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
        if context.tense(match.first, match.last) == PAST and first_month > published.month:
            base -= 1
    return dated(f"{base:04d}-{letter}{number}")


@meaning("weekend")
def _weekend(context: Context, match: Match) -> Reading | None:
    published = context.published
    if published is None:
        return Reading("DATE", UNKNOWN["WE"])
    direction = _direction(match)
    if direction is None or direction == 0:
        past = context.tense(match.first, match.last) in (PAST, NONE)
        back = 1 if past and published.isoweekday() < 6 else 0
        return dated(granule(published - dt.timedelta(days=7 * back), "WE"))
    if direction < 0:
        return dated(granule(published - dt.timedelta(days=7), "WE"))
    ahead = 0 if published.isoweekday() < 6 else 1
    return dated(granule(published + dt.timedelta(days=7 * (direction - 1 + ahead)), "WE"))


@meaning("school year")
def _school_year(context: Context, match: Match) -> Reading | None:
    months = (match.get("SCHOOLYEAR", "SEMESTER") or "01 12").split()
    pair, single = match.get("YEARPAIR"), match.get("YEAR")
    if pair is None and single is None and context.published is None:
        return Reading("DATE", "XXXX")
    if pair or single:
        year = int(pair or single or 0)
    else:
        assert context.published is not None
        year = context.published.year - (context.published.month < int(months[0])) + (_direction(match) or 0)
    if not match.get("SCHOOLYEAR", "SEMESTER"):
        return dated(f"{year:04d}-01/{year + 1:04d}-12")
    if months == ["01", "12"] and not pair:
        return dated(f"{year:04d}")
    if months == ["07", "06"] and single:
        return dated(f"{year:04d}")
    end = year + (int(months[1]) < int(months[0]) or (pair is not None and months[0] == "01"))
    return dated(f"{year:04d}-{months[0]}/{end:04d}-{months[1]}")


@meaning("holiday")
def _holiday(context: Context, match: Match) -> Reading | None:
    return _holiday_reading(context, match, str(match.rule.arguments.get("rule") or match.get("HOLIDAY")))


@meaning("advent")
def _advent(context: Context, match: Match) -> Reading | None:
    sunday = int(match.get("DAY", "ORD") or 1)
    return _holiday_reading(context, match, f"advent{7 * (sunday - 4):+d}") if sunday <= 4 else None


@meaning("numbered week")
def _numbered_week(context: Context, match: Match) -> Reading | None:
    week = int(match.get("NUM", "DAY") or 0)
    if not 1 <= week <= 53:
        return None
    return (
        dated(f"{context.published.year:04d}-W{week:02d}")
        if context.published
        else Reading("DATE", f"XXXX-W{week:02d}")
    )


def _holiday_reading(context: Context, match: Match, rule: str) -> Reading | None:
    published = context.published
    if year := match.get("YEAR"):
        day = holiday(rule, int(year))
        return dated(day.isoformat()) if day else None
    if published is None:
        return Reading("DATE", f"XXXX-{rule}" if rule[0].isdigit() else UNKNOWN["D"])
    days = [day for year in range(published.year - 2, published.year + 3) if (day := holiday(rule, year))]
    direction = _direction(match)
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
    if tense == FUTURE:
        return dated(ahead[0].isoformat())
    return dated(min((past[-1], ahead[0]), key=lambda day: abs(day - published)).isoformat())


@meaning("new year")
def _new_year(context: Context, match: Match) -> Reading | None:
    words = {word.lower() for word in context.tokens.words[match.first : match.last + 1]}
    published = context.published
    year = match.get("YEAR", "YEARPAIR")
    if published is None and not year:
        return Reading("DATE", "XXXX-12-31")
    if words & {"jahresanfang", "jahresbeginn"}:
        return dated(year or granule(published or dt.date.min, "Y"))
    if year:
        base = int(year)
    else:
        assert published is not None
        base = published.year - (1 if context.tense(match.first, match.last) == PAST else 0)
    if words & {"jahresende", "jahresschluss"}:
        return dated(f"{base:04d}")
    last = dt.date(base, 12, 31)
    return Reading("DATE", last.isoformat(), last, last + dt.timedelta(days=1), last)


# ---------------------------------------------------------------- times


def at_clock(context: Context, match: Match, clock: str) -> Reading:
    zone = match.get("ZONE") or ""
    before = context.tokens.words[match.first - 1].lower() if match.first else ""
    day = context.anchor(match.first)
    if before == "jeweils" or day is None:
        return Reading("TIME", f"T{clock}{zone}")
    return Reading("TIME", f"{day.isoformat()}T{clock}{zone}", day, day, day)


@meaning("clock")
def _clock(context: Context, match: Match) -> Reading | None:
    clock = match.get("CLOCK")
    if clock is None:
        hour, minute = int(match.get("HOUR") or 0), int(match.get("NUM") or 0)
        if minute > 59:
            return None
        clock = f"{hour:02d}:{minute:02d}"
    part = match.get("PARTADV", "PART")
    if part in ("AF", "EV", "NI") and int(clock[:2]) < 12 and not (part == "NI" and int(clock[:2]) < 6):
        clock = f"{int(clock[:2]) + 12:02d}{clock[2:]}"
    return at_clock(context, match, clock)


@meaning("spoken clock")
def _spoken_clock(context: Context, match: Match) -> Reading | None:
    words = {word.lower() for word in context.tokens.words[match.first : match.last + 1]}
    hour = int(match.get("HOUR") or 0)
    if "nach" in words:
        minutes = hour * 60 + 15
    elif "vor" in words or "dreiviertel" in words:
        minutes = hour * 60 - 15
    elif "viertel" in words:
        minutes = hour * 60 - 45
    else:
        minutes = hour * 60 - 30
    if match.get("PARTADV") in ("AF", "EV") and hour <= 12:
        minutes += 720
    return at_clock(context, match, f"{minutes // 60 % 24:02d}:{minutes % 60:02d}")


@meaning("midnight")
def _midnight(context: Context, match: Match) -> Reading | None:
    return at_clock(context, match, "24:00")


# ---------------------------------------------------------------- how long, how often


def amount(count: str, unit: str) -> str:
    """A TIMEX3 period of one unit: P3Y, PT20M, PXD; half a year is six months."""
    time = unit.startswith("T")
    letter = unit[1:] if time else unit
    if count == "0.5":
        halves = {"Y": "P6M", "TH": "PT30M", "D": "PT12H", "TM": "PT30S", "DE": "P5Y", "CE": "P50Y"}
        if unit in halves:
            return halves[unit]
    return f"P{'T' if time else ''}{count}{letter}"


def _counts(match: Match) -> list[str]:
    counts = [value for name, value in match.values if name in ("NUM", "HALFMORE", "DOZEN")]
    if counts:
        return counts
    if match.get("HALF"):
        return ["0.5"]
    if match.get("FEW", "PAAR"):
        return ["X"]
    if one := match.get("EIN"):
        return [one]
    return []


@meaning("duration")
def _duration(context: Context, match: Match) -> Reading | None:
    if exact := match.get("QUARTERHOUR"):
        return Reading("DURATION", exact)
    if whole := match.get("LANGADV"):
        value, count, unit = whole, "X", whole.replace("P", "").replace("X", "")
    elif counted := match.get("COUNTEDADJ", "COUNTEDYEARS"):
        count, unit = counted.split()
        value = amount(count, unit)
    else:
        unit = match.get("UNITPL", "UNITSG", "UNIT", "COMPOUNDUNIT", "SPANADJ", "YEARSADJ", "SHORTUNIT")
        unit = unit or _unit_written(context, match)
        units = match.all("UNIT")
        numbers = [value for name, value in match.values if name in ("NUM", "EIN")]
        if len(units) > 1 and len(numbers) > 1:
            first, second = units[0], units[1]
            joined = "T" if second.startswith("T") and not first.startswith("T") else ""
            value = amount(numbers[0], first) + joined + numbers[1] + second.removeprefix("T")
            count, unit = numbers[0], first
        else:
            count = (_counts(match) or ["1" if match.get("ORD", "DAY") else "X"])[-1]
            value = amount(count, unit)
    first_day, last_day = _reach(context, match, count, unit)
    return Reading("DURATION", value, first_day, last_day)


def _unit_written(context: Context, match: Match) -> str:
    """The unit of a plural that a pattern spells out: "über Jahre hinweg"."""
    first = context.word(match.last)[:2]
    return {"ta": "D", "wo": "W", "mo": "M"}.get(first, "DE" if "zehnt" in context.word(match.last) else "Y")


def _reach(context: Context, match: Match, count: str, unit: str) -> tuple[dt.date | None, dt.date | None]:
    """The days that an anchored span covers (seit, in den vergangenen) or points at (vor, in)."""
    anchor, published = match.rule.arguments.get("anchor"), context.published
    if not anchor or published is None or unit.startswith("T"):
        return None, None
    if count == "X":
        number, unit_of = NEXT_LARGER.get(unit, (1, unit))
        reach = float(number)
    else:
        reach, unit_of = float(count), unit
    if anchor == "window":
        direction = _direction(match) or -1
        anchor = "since" if direction < 0 else "until"
    if anchor == "since":
        start = shift(published, -reach, unit_of)
        return start, published
    if anchor == "until":
        return published, shift(published, reach, unit_of)
    if count == "X":
        return None, None
    moved = shift(published, -reach if anchor == "ago" else reach, unit)
    return days_of(granule(moved, unit)) if moved and unit in UNKNOWN else (None, None)


@meaning("counted week")
def _counted_week(context: Context, match: Match) -> Reading | None:
    """The second week counts from the day that the narration began on."""
    number = int(match.get("ORD", "DAY") or 1)
    if context.started is None:
        return Reading("DURATION", "P1W")
    return dated(granule(context.started + dt.timedelta(days=7 * (number - 1)), "W"))


@meaning("set")
def _set(context: Context, match: Match) -> Reading | None:
    if period := match.get("SETADV"):
        return Reading("SET", period)
    unit = match.get("UNITSG", "UNITPL", "COMPOUNDUNIT")
    words = {word.lower() for word in context.tokens.words[match.first : match.last + 1]}
    if unit is None:
        units = {"jahr": "Y", "quartal": "Q", "woche": "W", "tag": "D", "wochenenden": "WE", "monat": "M"}
        return Reading("SET", "P1" + next((unit for word, unit in units.items() if word in words), "D"))
    count = match.get("NUM", "ORD", "DAY") or ("X" if "paar" in words else "1")
    return Reading("SET", amount(count, unit))


@meaning("set of weekdays")
def _weekday_set(context: Context, match: Match) -> Reading | None:
    written = (match.get("WEEKDAY", "WEEKDAYS", "WEEKDAYPL", "WEEKDAYPART", "WEEKDAYPARTS") or "").split()
    part = f"T{written[1]}" if len(written) > 1 else ""
    return Reading("SET", f"XXXX-WXX-{written[0]}{part}")


@meaning("set of parts")
def _part_set(context: Context, match: Match) -> Reading | None:
    if season := match.get("SEASON"):
        return Reading("SET", f"XXXX-{season}")
    if month := match.get("MONTH"):
        return Reading("SET", f"XXXX-{int(month):02d}")
    return Reading("SET", f"XXXX-XX-XXT{match.get('PARTNOUN')}")


@meaning("reference")
def _reference(context: Context, match: Match) -> Reading | None:
    value = match.get("NOW", "THEN", "SOON") or str(match.rule.arguments["value"])
    return Reading("DATE", value)


@meaning("reference by tense")
def _reference_by_tense(context: Context, match: Match) -> Reading | None:
    return Reading("DATE", "PAST_REF" if context.tense(match.first, match.last) == PAST else "PRESENT_REF")
