"""Days and times as pages write them, for machines and for readers."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from quellenlage.outlets.published import BERLIN, EARLIEST, MONTHS, ZONES

_NAMED = "|".join(sorted(ZONES, key=len, reverse=True))
_ZONE = rf"(?P<zone>[+-]\d\d:?\d\d|[+-]\d\d(?!\d)|GMT[+-]\d\d:?\d\d|{_NAMED}|UTC|Europe/\w+)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TIME = r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
_ISO = re.compile(rf"{_YEAR}-(?P<month>\d\d?)-(?P<day>\d\d?)(?:[T\s]+{_TIME}\s*(?:{_ZONE})?)?")
_COMPACT = re.compile(
    rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?\s*(?:{_ZONE})?)?$"
)
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
GERMAN_DATE = re.compile(
    rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?:(?P<month>\d{{1,2}})\.|(?P<name>{_NAMES})\b\.?)"
    r"\s?(?P<year>(?:19|20)\d\d|\d\d(?![\d:.]))"
    r"(?:(?:\s*(?:[,|/–·•-]|um|at)?\s*){0,2}(?P<hour>[0-2]?\d)"
    r"(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?|(?=\sUhr))"
    rf"(?![\d.])\s*(?:Uhr|h\b)?\s*\(?(?:{_ZONE})?)?",
    re.IGNORECASE,
)
_ENGLISH = {
    name: at
    for at, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_AMERICAN = re.compile(
    rf"(?:\w{{3,9}},?\s+)?(?P<name>[A-Z][a-z]{{2}})[a-z]*\.?\s+(?P<day>\d{{1,2}}),?\s+{_YEAR}"
    rf"(?:,?\s+{_TIME}\s*(?P<half>[AP]M)?\s*(?:{_ZONE})?)?"
)
_SLASHES = re.compile(rf"(?P<month>\d\d?)/(?P<day>\d\d?)/{_YEAR}(?:,?\s+{_TIME}\s*(?P<half>[AP]M)?)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with ``clock`` where a time is known, which has a zone where one is given."""

    day: dt.date
    clock: dt.time | None = None

    @property
    def zoned(self) -> bool:
        return self.clock is not None and self.clock.tzinfo is not None

    def iso(self) -> str:
        """As ISO 8601, to the second, with offset where there is one."""
        return str(self.day) if self.clock is None else dt.datetime.combine(self.day, self.clock).isoformat()


def moment_of(written: str) -> Moment | None:
    """What is written as a moment, None where it is none; midnight to the second counts as a day without a time."""
    written = written.strip()[:80]
    if re.fullmatch(r"1\d{9}(?:\d{3})?", written):
        at = dt.datetime.fromtimestamp(int(written[:10]), BERLIN)
        return Moment(at.date(), at.timetz().replace(tzinfo=dt.timezone(at.utcoffset() or dt.timedelta())))
    for pattern in (_ISO, _COMPACT, _AMERICAN, _SLASHES):
        if match := pattern.match(written):
            return _moment(match)
    if match := GERMAN_DATE.search(written):
        return _moment(match)
    try:
        at = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None
    return _checked(at.date(), at.timetz() if at.tzinfo else at.time())


def _moment(match: re.Match[str]) -> Moment | None:
    parts = match.groupdict()
    year = int(parts["year"])
    year += 2000 if year < 100 else 0
    if name := parts.get("name"):
        month = MONTHS.get(name.lower()) or _ENGLISH.get(name[:3].lower(), 0)
    else:
        month = int(parts["month"])
    try:
        day = dt.date(year, month, int(parts["day"]))
        if parts.get("hour") is None:
            return _checked(day, None)
        hour = int(parts["hour"])
        if half := parts.get("half"):
            hour = hour % 12 + (12 if half == "PM" else 0)
        if hour == 24:
            return _checked(day, None)
        clock = dt.time(hour, int(parts["minute"] or 0), int(parts["second"] or 0))
    except ValueError:
        return None
    return _checked(day, clock.replace(tzinfo=_zone(parts.get("zone"), day, clock)))


def _zone(written: str | None, day: dt.date, clock: dt.time) -> dt.tzinfo | None:
    if not written:
        return None
    if written.startswith("Europe/"):
        try:
            offset = dt.datetime.combine(day, clock, ZoneInfo(written)).utcoffset()
        except (KeyError, ValueError):
            return None
        return dt.timezone(offset or dt.timedelta())
    if written in ("UTC", "GMT"):
        return dt.UTC
    written = written.removeprefix("GMT")
    if written[0] in "+-":
        digits = written[1:].replace(":", "").ljust(4, "0")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        if minutes > 14 * 60:
            return None
        return dt.timezone(dt.timedelta(minutes=minutes if written[0] == "+" else -minutes))
    return ZONES.get(written) or ZONES.get(written.upper())


def _checked(day: dt.date, clock: dt.time | None) -> Moment | None:
    """A moment in Germany's time where it is given in another; Austria and Switzerland have the same."""
    if day < EARLIEST:
        return None
    if clock is not None and clock.utcoffset() == dt.timedelta():
        at = dt.datetime.combine(day, clock).astimezone(BERLIN)
        day, clock = at.date(), at.time().replace(tzinfo=dt.timezone(at.utcoffset() or dt.timedelta()))
    if clock is not None and (clock.hour, clock.minute, clock.second) == (0, 0, 0):
        clock = None
    return Moment(day, clock)


def best(moments: list[Moment]) -> Moment | None:
    """The moment of the first that has a day, with the time and zone that another of the same day has.

    A day alone may be the printed issue's: a moment with a time one day before or after it goes first.
    """
    if not moments:
        return None
    first = moments[0]
    if first.zoned:
        return first
    if first.clock is None:
        near = [one for one in moments[1:] if one.clock and abs((one.day - first.day).days) <= 1]
        near.sort(key=lambda one: (one.day != first.day, not one.zoned))
        return best(near) if near else first
    same = [one for one in moments[1:] if one.zoned and one.day == first.day and one.clock is not None]
    for one in same:
        if one.clock is not None and one.clock.replace(tzinfo=None, second=0) == first.clock.replace(second=0):
            return one
    return first
