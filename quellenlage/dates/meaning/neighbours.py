"""Days and parts of days told from what was named last: the evening before, the following week."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from quellenlage.dates.arithmetic import days_of, granule, shift
from quellenlage.dates.context import Context
from quellenlage.dates.grammar import Match
from quellenlage.dates.meaning.base import UNKNOWN, Reading, dated, direction_of, meaning
from quellenlage.dates.meaning.days import part_of_day

_AFTER = frozenset(("danach", "darauf"))


@meaning("eve")
def _eve(context: Context, match: Match) -> Reading | None:
    """The evening before the day named last, the morning after it; looking back does not move the narration."""
    anchor, part = context.anchor(match.first), match.get("EVE", "PARTNOUN") or "EV"
    after = context.word(match.last) in _AFTER
    if anchor is None:
        return Reading("TIME", f"XXXX-XX-XXT{part}")
    reading = part_of_day(anchor + dt.timedelta(days=1 if after else -1), part)
    return reading if after else replace(reading, day=None)


@meaning("weekend beside")
def _weekend_beside(context: Context, match: Match) -> Reading | None:
    """The weekend before or after what was named last."""
    step = 1 if context.word(match.last) in _AFTER else -1
    anchor = (days_of(context.value)[step > 0] if context.value else None) or context.published
    if anchor is None:
        return Reading("DATE", UNKNOWN["WE"])
    weeks = 0 if step > 0 and anchor.isoweekday() < 6 else 7 * step
    return dated(granule(anchor + dt.timedelta(days=weeks), "WE"))


@meaning("day beside")
def _beside(context: Context, match: Match) -> Reading | None:
    """The day before, the following week, that year: counted from what was named last."""
    words = {word.lower() for word in context.tokens.words[match.first : match.last + 1]}
    if written := match.get("BEFOREUNIT"):
        count, unit = int(written.split()[0]), written.split()[1]
    else:
        unit = match.get("UNITSG", "CALYEAR") or ("D" if words & {"tag", "tags"} else "Y")
        count = -1 if words & {"zuvor", "davor"} else 1 if words & {"danach", "darauf"} else direction_of(match) or 0
    if unit.startswith("T"):
        return None
    anchor = None
    if context.value is not None and not written:
        anchor = days_of(context.value)[0]
    if unit == "D":
        anchor = context.day or anchor
    if written and unit == "Y" and context.value and context.value_at >= context.sentence(match.first, match.last)[0]:
        anchor = days_of(context.value)[0]  # "2012 waren es mehr als im Vorjahr"
    anchor = anchor or context.published
    if anchor is None:
        return Reading("DATE", UNKNOWN.get(unit, "XXXX"))
    moved = shift(anchor, count, unit)
    if moved is None:
        return None
    reading = dated(granule(moved, unit))
    # Looking back does not move the narration.
    return reading if count > 0 else replace(reading, day=None)
