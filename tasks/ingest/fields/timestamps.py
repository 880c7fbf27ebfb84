"""Days and moments as tables and feeds write them, to ISO 8601: with an offset where the source has one.

Read here and not by a feed or table library, since these take zones they do not know (CEST, MESZ) for UTC, and days
for midnights.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

from quellenlage.words.months_and_weekdays import months
from quellenlage.words.table import rows

EARLIEST_YEAR, LATEST_YEAR = 1800, 2200
#: Zones of RFC 822 beside those in ``calendar.csv``, hours east of Greenwich.
_MORE_ZONES = {
    "BST": 1,
    "WEST": 1,
    "WET": 0,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "UT": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LATEST_SECONDS = 7_258_118_400  # the year 2200, in seconds since 1970; what is larger counts milliseconds or less

_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:[.,]\d+)?)?"
    r"(?:\s*(?:Uhr|h)\b)?\s*(?P<half>[AaPp]\.?[Mm]\b\.?)?"
    r"\s*\(?(?P<zone>(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]{1,5}\b(?!/))?\)?"
)
_NUMBERS = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)|(?P<compact>\d{8})(?=\D|$)")
_GERMAN = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.?[\s-]+(?P<name>[^\W\d_]{3,12})\.?,?[\s-]+(?P<year>\d{4}|\d{2})(?!\d)")
_AMERICAN = re.compile(r"(?P<name>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})(?!\d)")
_BEHIND = re.compile(rf"[\sT,;|–-]*(?:um\s+)?{_CLOCK}")
_BESIDE = re.compile(rf"(?<![\d.:]){_CLOCK}")


def iso_moment(written: Any) -> str | None:
    """``written`` as ISO 8601: a day ("2024-05-06"), or a moment to the second, with offset if it has one.

    It may be a date, a datetime, seconds, milliseconds, micro- or nanoseconds since 1970, or text in the forms of ISO
    8601, RFC 822 with German or English names and zones, and German everyday writing. A midnight without a zone is a
    day. None where it is no date, or one that cannot be told (03/04/2024).
    """
    if isinstance(written, dt.datetime):
        return _iso(written)
    if isinstance(written, dt.date):
        return written.isoformat()
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _of_epoch(written)
    if not isinstance(written, str):
        return None
    text = written.strip()[:100]
    if not text:
        return None
    if text.isdigit() and len(text) in (10, 13, 16, 19):
        return _of_epoch(int(text))
    try:
        if len(text) > 10:
            return _iso(dt.datetime.fromisoformat(text))
        if len(text) == 10 and text[4] == "-":
            return _day_of(dt.date.fromisoformat(text))
    except ValueError:
        pass
    return _of_text(text)


def _iso(moment: dt.datetime) -> str | None:
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        return None
    if moment.tzinfo is None and not (moment.hour or moment.minute or moment.second):
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat()


def _day_of(day: dt.date) -> str | None:
    return day.isoformat() if EARLIEST_YEAR <= day.year <= LATEST_YEAR else None


def _of_epoch(value: float) -> str | None:
    try:
        for _ in range(4):
            if abs(value) < _LATEST_SECONDS:
                break
            value /= 1000
        if value < 100_000_000:  # before 1973: a year, a number of an issue, a day of a spreadsheet
            return None
        return _iso(dt.datetime.fromtimestamp(value, dt.UTC))
    except (OverflowError, ValueError, OSError):
        return None


def _of_text(text: str) -> str | None:
    found = _day(text)
    if found is None:
        return None
    day, start, end = found
    clock = _BEHIND.match(text, end) or _BESIDE.search(text[:start]) or _BESIDE.search(text, end)
    if clock is None:
        return _day_of(day)
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"][0] in "Pp" else 0)
    time = dt.time(hour, int(clock["minute"]), int(clock["second"] or 0), tzinfo=_zone(clock["zone"]))
    return _iso(dt.datetime.combine(day, time))


def _day(text: str) -> tuple[dt.date, int, int] | None:
    """The first day of the calendar in ``text`` and where it stands."""
    for pattern in (_NUMBERS, _GERMAN, _NAMED, _AMERICAN, _SLASHED):
        for match in pattern.finditer(text):
            try:
                if (parts := _parts(pattern, match)) is not None:
                    return dt.date(*parts), match.start(), match.end()
            except ValueError:
                continue
    return None


def _parts(pattern: re.Pattern[str], match: re.Match[str]) -> tuple[int, int, int] | None:
    """Year, month and day of a match; None where a name is no month's, or day and month cannot be told apart."""
    if pattern is _NUMBERS and match["compact"]:
        return int(match["compact"][:4]), int(match["compact"][4:6]), int(match["compact"][6:])
    year = _full_year(match["year"])
    if pattern is _SLASHED:
        first, second = int(match["first"]), int(match["second"])
        if first > 12:
            return year, second, first
        return (year, first, second) if second > 12 or first == second else None
    if pattern in (_NAMED, _AMERICAN):
        number = _month_numbers().get(match["name"].casefold())
        return None if number is None else (year, number, int(match["day"]))
    return year, int(match["month"]), int(match["day"])


def _full_year(written: str) -> int:
    year = int(written)
    return year if len(written) > 2 else year + (2000 if year < 70 else 1900)


@cache
def _month_numbers() -> dict[str, int]:
    """Months by their German and English names and abbreviations, case folded."""
    found = {
        form.casefold(): month.number
        for month in months()
        for name in (*month.names, *month.abbreviations)
        for form in (name, name.replace("ä", "ae"))
    }
    for number, short in enumerate(_ENGLISH, start=1):
        found[short] = number
    for number, name in enumerate(("january", "february", "march", "june", "july", "october", "december")):
        found[name] = (1, 2, 3, 6, 7, 10, 12)[number]
    return found


@cache
def _zones() -> dict[str, dt.tzinfo]:
    """Zones by their names, of ``calendar.csv`` and of RFC 822."""
    found: dict[str, dt.tzinfo] = {"Z": dt.UTC}
    for name, hours in _MORE_ZONES.items():
        found[name] = dt.timezone(dt.timedelta(hours=hours))
    for row in rows("calendar.csv"):
        if row["class"] == "ZONE" and row["value"]:
            zone = dt.datetime.fromisoformat(f"2000-01-01T00:00:00{row['value']}").tzinfo
            assert zone is not None
            found.update(dict.fromkeys(row["forms"].split(), zone))
    return found


def _zone(written: str | None) -> dt.tzinfo | None:
    """The zone as written; None where there is none, or no such."""
    if not written:
        return None
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?", written)
    if offset is None:
        return _zones().get(written.upper())
    away = dt.timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    if away >= dt.timedelta(hours=24):
        return None
    return dt.timezone(away if offset[1] == "+" else -away)
