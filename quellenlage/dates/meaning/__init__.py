"""What the rules mean: one function for each ``means`` of ``patterns-*.yaml``, from a match to a TIMEX3 value."""

from quellenlage.dates.meaning import days, holidays, neighbours, periods, present, spans, times
from quellenlage.dates.meaning.base import MEANINGS, Reading, dated, near_weekday
from quellenlage.dates.meaning.days import resolve_day, written_day
from quellenlage.dates.meaning.spans import amount
from quellenlage.dates.meaning.times import at_clock

__all__ = [
    "MEANINGS",
    "Reading",
    "amount",
    "at_clock",
    "dated",
    "days",
    "holidays",
    "near_weekday",
    "neighbours",
    "periods",
    "present",
    "resolve_day",
    "spans",
    "times",
    "written_day",
]
