"""From TIMEX3 values to days of the calendar, and the arithmetic behind the values.

Seasons are the meteorological ones: spring is March to May, winter begins in December and ends in the next year.
Weeks are those of ISO 8601.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from dateutil.easter import easter

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: What an uncounted plural reaches back or on at most: "in den vergangenen Tagen" is less than a week.
NEXT_LARGER = {"D": (1, "W"), "W": (1, "M"), "M": (1, "Y"), "Y": (1, "DE"), "DE": (1, "CE"), "CE": (1, "ML")}
Days = tuple[dt.date | None, dt.date | None]

_VALUE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T.*)?|(?P<wy>\d{4})-W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|(?P<my>\d{4})-(?P<month>\d\d)|(?P<py>\d{4})-(?P<part>SP|SU|FA|WI|Q[1-4]|H[12])(?:T.*)?|(?P<digits>\d{2,4})"
    r"|(?P<from>\d{4}-\d\d)/(?P<to>\d{4}-\d\d)"
)


def days_of(value: str) -> Days:
    """First and last day (inclusive) of a TIMEX3 value; (None, None) if it names no stretch of the calendar.

    >>> days_of("2025-H2")
    (datetime.date(2025, 7, 1), datetime.date(2025, 12, 31))
    """
    match = _VALUE.fullmatch(value)
    if not match:
        return None, None
    try:
        return _days(match)
    except ValueError:
        return None, None


def _days(match: re.Match[str]) -> Days:
    if match["day"]:
        day = dt.date.fromisoformat(match["day"])
        night = match.group().endswith("TNI")
        return day, day + dt.timedelta(days=1) if night else day
    if match["week"]:
        monday = dt.date.fromisocalendar(int(match["wy"]), int(match["week"]), 1)
        return (monday + dt.timedelta(days=5) if match["weekend"] else monday), monday + dt.timedelta(days=6)
    if match["month"]:
        return months(int(match["my"]), int(match["month"]), 1)
    if match["part"]:
        year, part = int(match["py"]), match["part"]
        if part in SEASON_MONTHS:
            return months(year, SEASON_MONTHS[part], 3)
        length = 3 if part[0] == "Q" else 6
        return months(year, (int(part[1]) - 1) * length + 1, length)
    if match["from"]:
        last = match["to"]
        return months(int(match["from"][:4]), int(match["from"][5:]), 1)[0], months(int(last[:4]), int(last[5:]), 1)[1]
    digits = match["digits"]
    scale = 10 ** (4 - len(digits))
    first = int(digits) * scale
    return dt.date(max(first, 1), 1, 1), dt.date(first + scale - 1, 12, 31)


def months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    """First and last day of ``count`` months from one on."""
    end_year, end_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return dt.date(year, month, 1), dt.date(end_year, end_month + 1, calendar.monthrange(end_year, end_month + 1)[1])


def shift(day: dt.date, count: float, unit: str) -> dt.date | None:
    """The day ``count`` units later (earlier if negative); None beyond the calendar. Months clip to their last day."""
    try:
        if unit == "D":
            return day + dt.timedelta(days=round(count))
        if unit in ("W", "WE"):
            return day + dt.timedelta(days=round(count * 7))
        factor = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}[unit]
        year, month = divmod(day.year * 12 + day.month - 1 + round(count * factor), 12)
        return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (KeyError, OverflowError, ValueError):
        return None


def granule(day: dt.date, unit: str) -> str:
    """The TIMEX3 value of the unit that a day lies in: day, week, month, quarter, year, decade, century."""
    year, week, _ = day.isocalendar()
    return {
        "D": day.isoformat(),
        "W": f"{year:04d}-W{week:02d}",
        "WE": f"{year:04d}-W{week:02d}-WE",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year:04d}"[:3],
        "CE": f"{day.year:04d}"[:2],
        "ML": f"{day.year:04d}"[:1],
    }[unit]


def season_of(day: dt.date) -> tuple[int, str]:
    """The meteorological season that a day lies in, with the year it began in."""
    if day.month in (1, 2):
        return day.year - 1, "WI"
    return day.year, ("SP", "SU", "FA", "WI")[(day.month - 3) // 3]


def holiday(rule: str, year: int) -> dt.date | None:
    """The day of a holiday.

    ``rule`` is MM-DD, MM-7#2 (the second Sunday of a month), ``easter+49`` or ``advent-7`` (days from the fourth Sunday
    of Advent).
    """
    try:
        if "#" in rule:
            return nth_weekday(year, int(rule[:2]), int(rule[3]), int(rule[5:]))
        if rule.startswith("easter"):
            sunday: dt.date = easter(year)
            return sunday + dt.timedelta(days=int(rule[6:]))
        if rule.startswith("advent"):
            christmas = dt.date(year, 12, 25)
            fourth = christmas - dt.timedelta(days=christmas.isoweekday())
            return fourth + dt.timedelta(days=int(rule[6:]))
        return dt.date(year, int(rule[:2]), int(rule[3:]))
    except (OverflowError, ValueError):
        return None


def nth_weekday(year: int, month: int, weekday: int, number: int) -> dt.date | None:
    """The first, second, ... weekday (1 is Monday) of a month; ``number`` 0 is the last, -1 the last but one.

    None where the month has none.
    """
    first, last = months(year, month, 1)
    if number > 0:
        day = first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    else:
        day = last - dt.timedelta(days=(last.isoweekday() - weekday) % 7 - 7 * number)
    return day if day.month == month else None
