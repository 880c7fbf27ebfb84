"""Times of day."""

from __future__ import annotations

import datetime as dt

from quellenlage.dates.context import Context
from quellenlage.dates.grammar import Match
from quellenlage.dates.meaning.base import (
    Reading,
    meaning,
)

#: So many tokens behind a night an early hour is one of that night.
_NIGHT = 30


def at_clock(context: Context, match: Match, clock: str) -> Reading:
    zone = match.get("ZONE") or ""
    each = "jeweils" in (context.word(match.first - back) for back in range(1, 5))
    ticker = context.opens_line(match.first, match.last)
    day = context.ahead or ((context.line_day or context.published) if ticker else context.anchor(match.first))
    if 0 < match.first - context.set_at <= 3:  # "täglich von 10 bis 18 Uhr"
        each, context.set_at = True, match.last
    night = not ticker and (context.value or "").endswith("TNI") and match.first - context.value_at <= _NIGHT
    if day and night and clock < "08:00":
        day += dt.timedelta(days=1)  # "in der Nacht zum Sonntag gegen 2 Uhr"
    if each or day is None:
        return Reading("TIME", f"T{clock}{zone}")
    return Reading("TIME", f"{day.isoformat()}T{clock}{zone}", day, day, day)


@meaning("clock")
def _clock(context: Context, match: Match) -> Reading | None:
    clock = match.get("CLOCK", "COLONCLOCK", "HCLOCK")
    if clock is None:
        hour, minute = int(match.get("HOUR") or 0), int(match.get("NUM") or 0)
        if minute > 59:
            return None
        clock = f"{hour:02d}:{minute:02d}"
    part = match.get("PARTADV", "PART")
    if part == "NI" and clock[:2] == "12":
        clock = "24" + clock[2:] if clock[3:] == "00" else "00" + clock[2:]
    elif part in ("AF", "EV", "NI") and int(clock[:2]) < 12 and not (part == "NI" and int(clock[:2]) < 6):
        clock = f"{int(clock[:2]) + 12:02d}{clock[2:]}"
    return at_clock(context, match, clock)


@meaning("bare clock")
def _bare_clock(context: Context, match: Match) -> Reading | None:
    """14:32 without "Uhr" may be a score: it is a time only right behind a day."""
    behind = context.day is not None and match.first - context.day_at <= 5
    return _clock(context, match) if behind or context.ahead else None


@meaning("spoken clock")
def _spoken_clock(context: Context, match: Match) -> Reading | None:
    words = {word.lower() for word in context.tokens.words[match.first : match.last + 1]}
    hour, beside = int(match.get("HOUR") or 0), int(match.get("MINUTES") or 15)
    if "nach" in words:
        minutes = hour * 60 + beside
    elif "vor" in words or "dreiviertel" in words:
        minutes = hour * 60 - beside
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
