"""When an article was published: every place that says so, and which one is believed.

Cue words ("Stand", "Aktualisiert am") are data in ``published.csv``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from quellenlage.records import Article, PublicationReading, Segment
from quellenlage.words.months_and_weekdays import months, weekday_names, weekdays
from quellenlage.words.table import Row, rows

#: Which reading is believed first. What the format itself says goes before what stands in the text, and what tells of
#: the first publication before what tells of a later change.
PRECEDENCE = ("metadata", "header", "dateline", "wire", "text", "url", "stand", "updated")
#: Among so many first lines a line that is a date and nothing else is a dateline.
_TOP = 5
#: Characters of a text in which a day counts as printed at its head.
_HEAD = 500
EARLIEST = dt.date(1945, 1, 1)
#: The first day that computers count from, which they write where no day is known.
_EPOCH = dt.date(1970, 1, 1)
BERLIN = ZoneInfo("Europe/Berlin")
#: Zones as they stand behind a clock.
ZONES = {"Z": dt.UTC} | {
    form: dt.timezone(dt.time.fromisoformat(f"00:00{row['value']}").utcoffset() or dt.timedelta())
    for row in rows("calendar.csv")
    if row["class"] == "ZONE" and row["value"]
    for form in row["forms"].split()
}
MONTHS = {
    form: month.number
    for month in months()
    for name in (*month.names, *month.abbreviations)
    for form in (name, name.replace("ä", "ae"))
}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\d.,/-])(?:
      (?P<iso_year>\d{{4}})-(?P<iso_month>\d{{1,2}})-(?P<iso_day>\d{{1,2}})(?=[T\D]|$)
    | (?P<day>\d{{1,2}})\.\s?(?:(?P<month>\d{{1,2}})\.|(?P<name>{_MONTH})\b\.?)
      (?:\s?(?P<year>(?:\d{{4}}|\d{{2}})(?![\d:])(?!\.\d)))?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:T|[\s,;|–-]{0,3}(?:um\s)?\s?)(?P<hour>[01]?\d|2[0-4])"
    r"(?:[:.](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:\.\d{1,9})?)?(?P<uhr>\s?(?:Uhr|h)\b)?|\s?Uhr\b)"
    rf"(?:\s?\(?(?P<zone>{'|'.join(sorted(ZONES, key=len, reverse=True))}|[+-]\d\d:?\d\d)\b)?"
)
_URL = re.compile(
    r"(?<!\d)(?:(?P<y1>(?:19|20)\d\d)[/_-](?P<m1>\d{1,2})[/_-](?P<d1>\d{1,2})"
    r"|(?P<d2>\d{2})[/._-](?P<m2>\d{2})[/._-](?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)(?P<m3>[01]\d)(?P<d3>[0-3]\d))(?!\d)"
)
_DAYS = "|".join((*map(str.capitalize, weekday_names()), *(a for day in weekdays() for a in day.abbreviations)))
_WEEKDAY = rf"(?:(?:{_DAYS})\b[.,]{{0,2}}\s{{0,2}}(?:de[nm]\s)?)?"
_PLACE = r"[A-ZÄÖÜ][\w.ÄÖÜäöüß/-]{1,25}(?:\s(?:am|an der|im|a\.\s?M\.|[A-ZÄÖÜ][\w.ÄÖÜäöüß/-]{0,25})){0,3}"
_AGENCY = r"\((?:[\w.]{2,12}(?:[/,]\s?|-)?){1,4}\)"
_WIRE = re.compile(rf"{_PLACE}\s*(?:{_AGENCY}\s*)?[,–—-]\s*(?:am\s|den\s)?{_WEEKDAY}(?=\d)")
#: What may stand before a date that is all there is in a line.
_ALONE = re.compile(rf"\s*(?:{_PLACE},\s*)?(?:am\s|den\s)?{_WEEKDAY}(?=\d)")
#: What must follow a wire line's date where no agency stood before it.
_AFTER_WIRE = re.compile(rf"\.?\s*(?:{_AGENCY}|[–—-])")


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as written: ``year`` is None where none is given, ``clock`` the time and zone beside it."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    two_digits: bool
    clock: dt.time | None


@cache
def _cue_pattern() -> re.Pattern[str]:
    cues = sorted((row["cue"] for row in cue_table()), key=len, reverse=True)
    words = "|".join(re.escape(cue).replace(r"\ ", r"\s") for cue in cues)
    return re.compile(rf"(?<!\w)({words})(?!\w)(?:\s(?:am|vom|der Daten))?\s?[:,]?\s{{0,3}}{_WEEKDAY}", re.IGNORECASE)


def cue_table() -> tuple[Row, ...]:
    """The rows of ``published.csv``: ``cue``, ``origin`` (stand, updated or text) and an ``example``."""
    return rows("published.csv", Path(__file__).parent)


def read_publication(article: Article, today: dt.date) -> list[PublicationReading]:
    """Every reading of the day of publication: at most one of them chosen, none when none is believable.

    A reading that is no day of the calendar, lies after tomorrow as seen from ``today`` or before 1945 has no value and
    says why in ``problem``. Readings that disagree are all returned. A date without a year takes the one that
    brings it nearest to the best reading that has one, else the latest that does not lie after tomorrow.
    """
    found: list[tuple[str, str, _Written | None, bool]] = []
    for key, origin in (("published", "metadata"), ("header_date", "header")):
        if written := article.metadata.get(key, "").strip():
            found.append((origin, written, _first_date(written) or _machine_date(written), False))
    if url := article.metadata.get("url") or (article.uri if "://" in article.uri else ""):
        found.extend(("url", match.group(), _from_url(match), False) for match in list(_URL.finditer(url[:2000]))[:1])
    found.extend((origin, article.text[w.start : w.end], w, True) for origin, w in _in_text(article))

    anchor = _anchor(found, today)
    readings = [_reading(origin, text, written, placed, anchor, today) for origin, text, written, placed in found]
    best = min(
        (index for index, reading in enumerate(readings) if reading.value),
        key=lambda index: (PRECEDENCE.index(readings[index].origin), index),
        default=None,
    )
    if best is not None:
        readings[best] = replace(readings[best], chosen=True)
    return readings


def printed_day(text: str, segments: Sequence[Segment], published: dt.date | None) -> dt.date | None:
    """The day that the head of a text gives for itself with its year, if ``published`` lies up to a year behind it.

    A page fetched later, or printed again, still says "am Montag" of the week that it was written in.
    """
    if published is None:
        return None
    head = tuple(segment for segment in segments if segment.end <= _HEAD)
    for origin, written in _in_text(Article("", text[:_HEAD], head, {})):
        before = text[text.rfind("\n", 0, written.start) + 1 : written.start]
        own_line = origin in ("dateline", "wire") or (len(before) < 40 and "(" not in before)
        if own_line and origin != "updated" and written.year is not None:
            year = _full_year(written.year, written.two_digits, published)
            day, _ = _judge(year, written.month, written.day, published)
            if day and 1 < (published - day).days <= 366:
                return day
    return None


def published_at(readings: Sequence[PublicationReading]) -> dt.datetime | None:
    """The moment of publication, with its zone: the chosen reading's, else that of another reading of the same day."""
    chosen = next((reading for reading in readings if reading.chosen), None)
    if chosen is None:
        return None
    same_day = sorted(
        (reading for reading in readings if reading.at and reading.value == chosen.value),
        key=lambda reading: (not reading.chosen, PRECEDENCE.index(reading.origin)),
    )
    return same_day[0].at if same_day else None


def _in_text(article: Article) -> Iterator[tuple[str, _Written]]:
    """Datelines, lines with a cue word, and wire lines, in order of the text."""
    text = article.text
    parts = [(segment.kind, segment.start, segment.end) for segment in article.segments]
    if not parts:
        parts = [("paragraph", match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    seen_text = False
    for index, (kind, start, end) in enumerate(parts):
        if kind == "dateline":
            cue = _cue_pattern().search(text, start, min(end, start + 300))
            if written := _next_date(text, start, min(end, start + 300)):
                yield (_origin(cue) if cue and cue.end() >= written.start else "dateline"), written
            continue
        if index < _TOP and not seen_text and kind in ("lead", "paragraph") and (alone := _alone(text, start, end)):
            yield "dateline", alone
            continue
        head = _WIRE.match(text, start, min(end, start + 120))
        if head and not seen_text and kind in ("lead", "paragraph"):
            written_at = _date_at(text, head.end(), min(end, start + 200))
            if written_at and ("(" in head.group() or _AFTER_WIRE.match(text, written_at.end, end)):
                yield "wire", written_at
        seen_text = seen_text or (kind in ("lead", "paragraph") and end - start > 200)
        for cue in _cue_pattern().finditer(text, start, end):
            at_edge = cue.start() - start < 40 or end - cue.start() < 80 or text[cue.start() - 1] in "(|[•"
            if at_edge and (written_at := _date_at(text, cue.end(), min(end, cue.end() + 60))):
                yield _origin(cue), written_at


def _alone(text: str, start: int, end: int) -> _Written | None:
    """The date of a line that holds nothing else but perhaps a place, a weekday and the time."""
    head = None if _cue_pattern().match(text, start, end) else _ALONE.match(text, start, min(end, start + 120))
    written = _date_at(text, head.end(), min(end, start + 120)) if head else None
    return written if written and not text[written.end : end].strip(" .|\t") else None


def _origin(cue: re.Match[str]) -> str:
    written = " ".join(cue.group(1).lower().split())
    return next(row["origin"] for row in cue_table() if row["cue"].lower() == written)


def _first_date(text: str) -> _Written | None:
    return _next_date(text, 0, min(len(text), 300))


def _machine_date(text: str) -> _Written | None:
    """A date as mail headers and feeds write it ("Tue, 26 Aug 2025 14:32:00 +0200"), or eight figures."""
    if match := re.fullmatch(r"(\d{4})([01]\d)([0-3]\d)", text):
        return _Written(0, 8, int(match[3]), int(match[2]), int(match[1]), False, None)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    clock = at.timetz() if at.tzinfo else at.time().replace(tzinfo=dt.UTC)
    return _Written(0, len(text), at.day, at.month, at.year, False, clock)


def _next_date(text: str, start: int, end: int) -> _Written | None:
    match = _DATE.search(text, start, end)
    return _written(match, text, end) if match else None


def _date_at(text: str, start: int, end: int) -> _Written | None:
    match = _DATE.match(text, start, end)
    return _written(match, text, end) if match else None


def _written(match: re.Match[str], text: str, limit: int) -> _Written:
    if match["iso_year"]:
        year: str | None = match["iso_year"]
        month, day = int(match["iso_month"]), int(match["iso_day"])
    else:
        year, day = match["year"], int(match["day"])
        month = int(match["month"]) if match["month"] else MONTHS[match["name"].lower()]
    clock = _CLOCK.match(text, match.end(), limit)
    end = clock.end() if clock else match.end("name") if match["name"] and not match["year"] else match.end()
    number = int(year) if year else None
    return _Written(match.start(), end, day, month, number, len(year or "") == 2, _clock(clock) if clock else None)


def _clock(match: re.Match[str]) -> dt.time:
    zone = match["zone"]
    where: dt.tzinfo = BERLIN
    if zone in ZONES:
        where = ZONES[zone]
    elif zone:
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        where = dt.timezone(dt.timedelta(minutes=minutes if zone[0] == "+" else -minutes))
    return dt.time(int(match["hour"]) % 24, int(match["minute"] or 0), int(match["second"] or 0), tzinfo=where)


def _from_url(match: re.Match[str]) -> _Written:
    year, month, day = (next(int(match[f"{part}{n}"]) for n in "123" if match[f"{part}{n}"]) for part in "ymd")
    return _Written(0, 0, day, month, year, False, None)


def _full_year(year: int, two_digits: bool, today: dt.date) -> int:
    if not two_digits:
        return year
    return 2000 + year if 2000 + year <= today.year + 1 else 1900 + year


def _anchor(found: Sequence[tuple[str, str, _Written | None, bool]], today: dt.date) -> dt.date | None:
    """The best believable reading that names its year."""
    ordered = sorted(found, key=lambda entry: PRECEDENCE.index(entry[0]))
    for _, _, written, _ in ordered:
        if written and written.year is not None:
            year = _full_year(written.year, written.two_digits, today)
            value, problem = _judge(year, written.month, written.day, today)
            if value and not problem:
                return value
    return None


def _reading(
    origin: str, text: str, written: _Written | None, placed: bool, anchor: dt.date | None, today: dt.date
) -> PublicationReading:
    if written is None:
        return PublicationReading(origin, text, None, problem=f"“{text}” is not a date that could be read.")
    if written.year is None:
        year = _nearest_year(written, anchor, today)
    else:
        year = _full_year(written.year, written.two_digits, today)
    value, problem = _judge(year, written.month, written.day, today)
    at = dt.datetime.combine(value, written.clock) if value and written.clock else None
    if at and not problem:
        value = at.astimezone(BERLIN).date()
    start, end = (written.start, written.end) if placed else (None, None)
    return PublicationReading(origin, text, value, at, start, end, problem=problem)


def _nearest_year(written: _Written, anchor: dt.date | None, today: dt.date) -> int:
    """The year that a date without one means."""
    fits = []
    for year in range((anchor or today).year - 4, (anchor or today).year + 5):
        try:
            fits.append(dt.date(year, written.month, written.day))
        except ValueError:
            continue
    if anchor and fits:
        return min(fits, key=lambda day: abs(day - anchor)).year
    past = [day for day in fits if day <= today + dt.timedelta(days=1)]
    return past[-1].year if past else today.year


def _judge(year: int, month: int, day: int, today: dt.date) -> tuple[dt.date | None, str | None]:
    try:
        value = dt.date(year, month, day)
    except ValueError:
        return None, f"{day:02d}.{month:02d}.{year} is not a day of the calendar."
    if value > today + dt.timedelta(days=1):
        return None, f"{value.isoformat()} lies in the future: today is {today.isoformat()}."
    if value == _EPOCH:
        return None, f"{value.isoformat()} is what computers write for an unknown day."
    if value < EARLIEST:
        return None, f"{value.isoformat()} lies before {EARLIEST.year}, earlier than any article read here."
    return value, None
