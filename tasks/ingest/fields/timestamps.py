"""Days and moments as tables, feeds and pages write them, for machines and for readers.

Read here and not by a feed or table library, since these take zones they do not know (CEST, MESZ) for UTC, and days
for midnights. What is given in Greenwich's time is told in Germany's, so that a day is the reader's and an article the
same from a feed and from its page; Austria and Switzerland have the same time.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from quellenlage.outlets.published import BERLIN, MONTHS, ZONES

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
_ENGLISH_LONG = {"january": 1, "february": 2, "march": 3, "june": 6, "july": 7, "october": 10, "december": 12}
_LATEST_SECONDS = 7_258_118_400  # the year 2200, in seconds since 1970; what is larger counts milliseconds or less
#: Days as spreadsheets count them, from 30 December 1899 on: those from 1980 to 2099.
_SPREADSHEET, _FIRST_DAY, _LAST_DAY = dt.datetime.combine(dt.date(1899, 12, 30), dt.time()), 29_221, 73_050
_OF_SPREADSHEET = re.compile(r"(\d{5})(?:[.,]\d{1,12})?")
_TO_THE_SECOND = len("2025-03-04T06:30:00")
_LONGEST = 100  # characters that a moment may take
_WIDEST_ZONE = 14 * 60  # minutes from Greenwich

_ZONE = r"Europe/\w+|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]{1,5}\b(?!/)"
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:[.,]\d+)?)?|(?=\s?Uhr\b))"
    rf"(?![.:]?\d)(?:\s*(?:Uhr|h)\b)?\s*(?P<half>[AaPp]\.?[Mm]\b\.?)?\s*\(?(?P<zone>{_ZONE})?\)?"
)
_NUMBERS = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)|(?P<compact>\d{8})(?!\d))"
)
_GERMAN = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})(?!\d|[:.]\d)")
_SLASHED = re.compile(r"(?<!\d)(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\.?[\s-]*(?P<name>[^\W\d_]{3,12})\.?,?[\s-]+(?P<year>\d{4}|\d{2})(?!\d|[:.]\d)"
)
_AMERICAN = re.compile(r"(?P<name>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})(?!\d)")
_BEHIND = re.compile(rf"(?:\s*(?:[T,;|/–·•(-]|um|at)?\s*){{0,2}}{_CLOCK}")
_BEFORE = re.compile(rf"(?<![\d.:]){_CLOCK}")


class Moment(NamedTuple):
    """A day, with ``clock`` where a time is known, which has a zone where one is given."""

    day: dt.date
    clock: dt.time | None = None

    @property
    def zoned(self) -> bool:
        return self.clock is not None and self.clock.tzinfo is not None

    def iso(self) -> str:
        """As ISO 8601, to the second, with offset where there is one."""
        return self.day.isoformat() if self.clock is None else f"{self.day.isoformat()}T{self.clock.isoformat()}"


def iso_moment(written: Any) -> str | None:
    """:func:`moment_of` as ISO 8601: a day ("2024-05-06"), or a moment to the second, with offset if it has one."""
    if type(written) is str and len(written) > 10 and written[4] == "-":  # what nearly all of them are, read at once
        try:
            at = dt.datetime.fromisoformat(written)
        except ValueError:
            pass
        else:
            timed = EARLIEST_YEAR <= at.year <= LATEST_YEAR and (at.hour or at.minute or at.second)
            if timed and not at.microsecond and (at.tzinfo is None or at.utcoffset()):
                whole = len(written) == _TO_THE_SECOND and written[13] == written[16] == ":"
                return f"{written[:10]}T{written[11:]}" if whole else at.isoformat()
    moment = moment_of(written)
    return moment.iso() if moment is not None else None


def moment_of(written: Any) -> Moment | None:
    """The day or moment that ``written`` is; a midnight to the second is a day.

    It may be a date, a datetime, seconds, milliseconds, micro- or nanoseconds since 1970, a spreadsheet's number of a
    day from 1980 to 2099 (45720.25 is 4 March 2025, 6:00), or text in the forms of ISO 8601, RFC 822 with German or
    English names and zones, and everyday writing. None where it is no date, or one that cannot be told (03/04/2024).
    """
    if isinstance(written, dt.datetime):
        return _moment(written)
    if isinstance(written, dt.date):
        return Moment(written)
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _of_text(str(written)) if 18_000_101 <= written <= 22_001_231 else _of_epoch(written)
    if not isinstance(written, str):
        return None
    text = written.strip()[:_LONGEST]
    if _OF_SPREADSHEET.fullmatch(text):
        return _of_epoch(float(text.replace(",", ".")))
    if text.isdecimal() and len(text) != 8:
        return _of_figures(text)
    try:
        if len(text) > 10:
            return _moment(dt.datetime.fromisoformat(text))
        if len(text) == 10 and text[4] == "-":
            return _moment(dt.date.fromisoformat(text))
    except ValueError:
        pass
    return _of_text(text) if text else None


def _moment(at: dt.date) -> Moment | None:
    """A day or a datetime, in Germany's time where that is given in Greenwich's."""
    if not EARLIEST_YEAR <= at.year <= LATEST_YEAR:
        return None
    if not isinstance(at, dt.datetime):
        return Moment(at)
    offset = at.utcoffset()
    if offset is not None:
        if not offset:
            at = at.astimezone(BERLIN)
            offset = at.utcoffset() or offset
        at = at.replace(tzinfo=dt.timezone(offset))
    if at.microsecond:
        at = at.replace(microsecond=0)
    return Moment(at.date(), at.timetz() if at.hour or at.minute or at.second else None)


def _of_figures(text: str) -> Moment | None:
    if len(text) in (10, 13, 16, 19):
        return _of_epoch(int(text))
    try:
        return _moment(dt.datetime.fromisoformat(f"{text[:8]}T{text[8:]}")) if len(text) == 14 else None
    except ValueError:
        return None


def _of_epoch(value: float) -> Moment | None:
    if _FIRST_DAY <= value < _LAST_DAY + 1:
        return _moment(_SPREADSHEET + dt.timedelta(seconds=round(value * 86_400)))
    try:
        for _ in range(4):
            if abs(value) < _LATEST_SECONDS:
                break
            value /= 1000
        if value < 100_000_000:  # before 1973: a year, a number of an issue
            return None
        return _moment(dt.datetime.fromtimestamp(value, dt.UTC))
    except (OverflowError, ValueError, OSError):
        return None


def _of_text(text: str) -> Moment | None:
    found = _day(text)
    if found is None:
        return None
    day, start, end = found
    clock = _BEHIND.match(text, end) or _BEFORE.search(text[:start])
    if clock is None:
        return _moment(day)
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"][0] in "Pp" else 0)
    at = dt.datetime.combine(day, dt.time(hour, int(clock["minute"] or 0), int(clock["second"] or 0)))
    try:
        return _moment(at.replace(tzinfo=_zone(clock["zone"], at)))
    except (OverflowError, ValueError):  # the last hours of the calendar
        return None


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
        american = (clock := _BEHIND.match(match.string, match.end())) is not None and bool(clock["half"])
        return (year, first, second) if second > 12 or first == second or american else None
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
    english = {short: number for number, short in enumerate(_ENGLISH, start=1)}
    return {form.casefold(): number for form, number in MONTHS.items()} | english | _ENGLISH_LONG


def _zone(written: str | None, at: dt.datetime) -> dt.tzinfo | None:
    """The zone as written, at that moment; None where there is none, or no such."""
    if not written:
        return None
    if written.startswith("Europe/"):
        try:
            return dt.timezone(at.replace(tzinfo=ZoneInfo(written)).utcoffset() or dt.timedelta())
        except (KeyError, ValueError):
            return None
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?", written)
    if offset is None:
        known = written.upper()
        more = _MORE_ZONES.get(known)
        return ZONES.get(known) or (None if more is None else dt.timezone(dt.timedelta(hours=more)))
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    if minutes > _WIDEST_ZONE:
        return None
    return dt.timezone(dt.timedelta(minutes=minutes if offset[1] == "+" else -minutes))
