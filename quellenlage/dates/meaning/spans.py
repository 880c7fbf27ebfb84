"""How long, how often, and the vague now, then and soon."""

from __future__ import annotations

import datetime as dt

from quellenlage.dates.arithmetic import NEXT_LARGER, days_of, granule, shift
from quellenlage.dates.context import FUTURE, PAST, Context
from quellenlage.dates.grammar import Match
from quellenlage.dates.meaning.base import (
    UNKNOWN,
    Reading,
    direction_of,
    meaning,
)


def amount(count: str, unit: str) -> str:
    """A TIMEX3 period of one unit: P3Y, PT20M, PXD; half a year is six months."""
    time = unit.startswith("T")
    letter = unit[1:] if time else unit
    if count == "0.5":
        halves = {"Y": "P6M", "TH": "PT30M", "D": "PT12H", "TM": "PT30S", "DE": "P5Y", "CE": "P50Y"}
        if unit in halves:
            return halves[unit]
    if unit == "Q" and count.isdigit():
        return f"P{3 * int(count)}M"
    return f"P{'T' if time else ''}{count}{letter}"


def _counts(match: Match) -> list[str]:
    counts = [value for name, value in match.values if name in ("NUM", "HALFMORE", "DOZEN", "BOTH")]
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
    if exact := match.get("QUARTERHOUR", "QUARTERCENTURY"):
        return Reading("DURATION", exact)
    if whole := match.get("LANGADV", "SPANPL"):
        value, count, unit = whole, "X", whole.replace("P", "").replace("X", "")
    else:
        unit = match.get("UNITPL", "UNITSG", "UNIT", "COMPOUNDUNIT", "COUNTUNIT", "SHORTUNIT") or _unit_written(
            context, match
        )
        units = match.all("UNIT")
        numbers = [value for name, value in match.values if name in ("NUM", "EIN")]
        if len(units) > 1 and len(numbers) > 1:
            first, second = units[0], units[1]
            joined = "T" if second.startswith("T") and not first.startswith("T") else ""
            value = amount(numbers[0], first) + joined + numbers[1] + second.removeprefix("T")
            count, unit = numbers[0], first
        else:
            count = (_counts(match) or ["1" if _is_single(context, match) else "X"])[-1] + (match.get("LARGE") or "")
            value = amount(count, unit)
    first_day, last_day = _reach(context, match, count, unit)
    return Reading("DURATION", value, first_day, last_day)


def _is_single(context: Context, match: Match) -> bool:
    """Does an expression without a number name one unit: "im zweiten Jahr", "die ganze Woche", "binnen Jahresfrist"?"""
    return bool(match.get("ORD", "DAY", "WHOLE")) or context.word(match.last).endswith("frist")


def _unit_written(context: Context, match: Match) -> str:
    """The unit of a plural that a pattern spells out: "über Jahre hinweg"."""
    term = {"jahresfrist": "Y", "monatsfrist": "M", "wochenfrist": "W"}.get(context.word(match.last))
    return term or context.unit(match.last) or "Y"


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
        direction = direction_of(match) or -1
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


def _every(context: Context, match: Match) -> str:
    """The period of the unit that a pattern spells out: "jede Woche"; a day where there is none."""
    units = (unit for at in range(match.first, match.last + 1) if (unit := context.unit(at)))
    return amount("1", next(units, "D"))


@meaning("set")
def _set(context: Context, match: Match) -> Reading | None:
    if period := match.get("SETADV"):
        return Reading("SET", period)
    unit = match.get("UNITSG", "UNITPL", "COMPOUNDUNIT")
    words = {word.lower() for word in context.tokens.words[match.first : match.last + 1]}
    if unit is None:
        return Reading("SET", _every(context, match))
    count = match.get("NUM", "ORD", "DAY", "HALF") or ("X" if "paar" in words else "1")
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
    if context.word(match.first) == "früher" and context.tense(match.first, match.last) == FUTURE:
        low, high = context.clause(match.first, match.last)
        if not {"hätte", "hätten"} & {context.word(token) for token in range(low, high + 1)}:
            return None  # "sie soll früher kommen": earlier, not formerly
    if context.word(match.first) == "früher" and "als" in (context.word(match.last + n) for n in (1, 2, 3)):
        return None  # "schmilzt früher weg als sonst"
    if match.get("SOON") and context.word(match.first) == "bald":
        tense = context.tense(match.first, match.last)
        if tense == PAST or (context.word(match.first - 1) == "schon" and tense != FUTURE):
            return None  # "schon bald kam sie zur Vernunft" counts from then, not from now
    return Reading("DATE", value)


@meaning("reference by tense")
def _reference_by_tense(context: Context, match: Match) -> Reading | None:
    return Reading("DATE", "PAST_REF" if context.tense(match.first, match.last) == PAST else "PRESENT_REF")


@meaning("one day")
def _one_day(context: Context, match: Match) -> Reading | None:
    return Reading("DATE", "PAST_REF" if context.tense(match.first, match.last) == PAST else "FUTURE_REF")
