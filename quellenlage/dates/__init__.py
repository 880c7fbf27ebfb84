"""German temporal expressions: found, typed and normalised to TIMEX3 values.

The grammar is data (the tables beside this module); README.md says how to add to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from quellenlage.dates.context import PAST, Context
from quellenlage.dates.grammar import Match, Tokens, grammar
from quellenlage.dates.meaning import (
    MEANINGS,
    Reading,
    amount,
    at_clock,
    dated,
    near_weekday,
    resolve_day,
    written_day,
)
from quellenlage.outlets.published import printed_day
from quellenlage.records import Segment, TimeExpression
from quellenlage.words.table import word_list

__all__ = ["find_dates"]

_CLOCKS = frozenset({"clock", "bare clock", "spoken clock", "midnight"})
_DAYS = frozenset({"day", "part of a day", "weekday", "deictic day", "today", "holiday"})
#: What may stand behind a weekday and tells which one it is, with the words between: "(3. Mai)", "nach Ostern".
_BESIDE_WEEKDAYS = frozenset((("day", "("), ("holiday", "nach"), ("holiday", "vor"), ("weekday", "bis")))
_OPEN = frozenset({"open day", "open clock", "open number"})
#: Expressions that only news of the day uses, and the characters of text that one of them is expected in.
_DAILY = frozenset({"weekday", "deictic day", "clock", "spoken clock", "night", "part", "this year"})
_DAYS_EVERY = 3000
#: Expressions that are counted from the publication.
_PRESENT = _DAILY | {"today", "relative unit", "weekend"}


def find_dates(text: str, published: dt.date | None, segments: Sequence[Segment] = ()) -> list[TimeExpression]:
    """Return the time expressions of a text in order, none overlapping another.

    ``published`` anchors what is said relative to the day of publication; without it such expressions keep a value with
    ``X`` for what is unknown. An earlier day printed with its year at the head of the text goes before it. ``segments``
    (may be empty: then lines are paragraphs) tell datelines and headings from running text. Offsets are characters into
    ``text``, base 0, end exclusive.
    """
    engine = grammar()
    tokens = engine.tokenise(text)
    matches = engine.find(tokens)
    context = Context(tokens, printed_day(text, segments, published) or published, segments)
    daily = sum(match.rule.means in _DAILY or _day_of_this_year(match) for match in matches)
    context.names_days = len(text) < _DAYS_EVERY * (1 + daily)
    context.history = _tells_history(context, matches)
    closing = _closing(matches, tokens)
    found = []
    for index, (match, closer) in enumerate(zip(matches, closing, strict=True)):
        context.ahead = _day_behind(context, matches, index)
        reading = _read(context, match, closer)
        if reading is None:
            continue
        if reading.type == "SET":
            context.set_at = match.last
        start, end = tokens.starts[match.first], tokens.ends[match.last]
        found.append(TimeExpression(start, end, reading.type, reading.value, reading.first_day, reading.last_day))
        _remember(context, match, reading)
    return found


def _day_of_this_year(match: Match) -> bool:
    return match.rule.means == "day" and not match.get("YEAR", "FULLDATE", "ISODATE")


def _tells_history(context: Context, matches: list[Match]) -> bool:
    """Are more of the years in a text long past than there are years and days of the present?"""
    years = [year for match in matches if (year := match.get("YEAR"))]
    present = sum(match.rule.means in _PRESENT for match in matches)
    return 2 * sum(map(context.long_past, years)) > len(years) + present


def _day_behind(context: Context, matches: list[Match], index: int) -> dt.date | None:
    """The day that a time of day is told before: "um 20 Uhr am 3. Mai", unless a day stands before it as well."""
    if matches[index].rule.means not in _CLOCKS or index + 1 == len(matches):
        return None
    match, following = matches[index], matches[index + 1]
    before = matches[index - 1] if index else None
    if following.rule.means not in _DAYS or following.first - match.last > 3:
        return None
    if before and before.rule.means in (_DAYS | _OPEN) and match.first - before.last <= 4:
        return None
    between = {context.word(token) for token in range(match.last + 1, following.first)}
    if not between <= word_list("between_clock_and_day"):
        return None
    reading = _read(context, following, None)
    return reading.day if reading else None


def _closing(matches: list[Match], tokens: Tokens) -> list[Match | None]:
    """For each open match ("3." in "vom 3. bis 5. Mai") the one that completes it."""
    closing: list[Match | None] = [None] * len(matches)
    for index in range(len(matches) - 2, -1, -1):
        match, following = matches[index], matches[index + 1]
        opens = match.rule.means in _OPEN or (match.rule.means in ("month", "day") and not match.get("YEAR"))
        between = tokens.words[match.last + 1 : following.first]
        if any(word[0] == "\n" for word in between):
            continue
        if match.rule.means == "weekday" and (following.rule.means, *between) in _BESIDE_WEEKDAYS:
            closing[index] = following
        elif opens and following.first - match.last <= (2 if match.rule.means == "month" else 4):
            chained = following.rule.means in _OPEN or following.rule.means == match.rule.means
            closing[index] = (closing[index + 1] if chained else None) or following
    return closing


def _read(context: Context, match: Match, closer: Match | None) -> Reading | None:
    means = match.rule.means
    if means == "none":
        return None
    if means == "open day":
        written = written_day(closer) if closer else None
        return resolve_day(context, match, written[0], written[1], int(match.get("DAY") or 0)) if written else None
    if means == "open clock":
        if closer is None or closer.rule.means != "clock":
            return None
        name, value = match.values[0]
        return at_clock(context, match, value if name == "CLOCK" else f"{int(value):02d}:00")
    if means == "day" and closer and closer.rule.means == "day":
        own, other = written_day(match), written_day(closer)
        if own and other and own[0] is None and other[0] is not None and own != other:
            return resolve_day(context, match, other[0] - (own[1:] > other[1:]), own[1], own[2])
    if means == "weekday" and closer and closer.rule.means != "weekday":
        return _beside(context, match, closer)
    if means == "weekday" and closer and context.tense(match.first, match.last) == PAST:
        end, weekday = MEANINGS[means](context, closer), match.get("WEEKDAY")
        if end and end.day and weekday:
            return dated(near_weekday(end.day, int(weekday), -1).isoformat())
    if means == "month" and closer and (year := closer.get("YEAR")):
        month, last = (int(m.get("MONTH", "MONTHABBR") or 0) for m in (match, closer))
        if month and last:
            return dated(f"{int(year) - (month > last):04d}-{month:02d}")
    if means == "open number":
        unit = closer.get("UNITPL", "UNIT", "COMPOUNDUNIT", "SHORTUNIT") if closer else None
        return Reading("DURATION", amount(match.get("NUM", "HALFMORE", "EIN") or "X", unit)) if unit else None
    return MEANINGS[means](context, match)


def _beside(context: Context, match: Match, other: Match) -> Reading | None:
    """The weekday that a day in brackets says, or that lies before or after a holiday."""
    weekday = int(match.get("WEEKDAY") or 1)
    if other.rule.means == "day":
        written = written_day(other)
        other.values.append(("WEEKDAY", str(weekday)))  # which decides the year
        reading = resolve_day(context, other, *written) if written else None
        fits = reading and reading.day and reading.day.isoweekday() == weekday
        return reading if fits else MEANINGS["weekday"](context, match)
    holiday = MEANINGS[other.rule.means](context, other)
    if holiday is None or holiday.day is None:
        return MEANINGS["weekday"](context, match)
    step = 1 if context.word(match.last + 1) == "nach" else -1
    return dated(near_weekday(holiday.day + dt.timedelta(days=step), weekday, step).isoformat())


def _remember(context: Context, match: Match, reading: Reading) -> None:
    """Keep what the narration named; what is quoted, a heading or a dateline does not count."""
    if reading.day and match.rule.means in _DAYS and context.opens_line(match.first, match.last):
        context.line_day = reading.day
    if context.quoted(match.first) or context.kind(match.first) in ("dateline", "headline", "heading"):
        return
    if reading.day:
        context.day, context.day_at = reading.day, match.first
        context.started = context.started or (reading.day if match.rule.means == "day" else None)
    if reading.type in ("DATE", "TIME") and reading.value[:4].isdigit() and "/" not in reading.value:
        context.value_before, context.value, context.value_at = context.value, reading.value, match.first
