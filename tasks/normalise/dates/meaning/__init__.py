"""What the rules mean: one function for each ``means`` of ``patterns-*.yaml``, from a match to a TIMEX3 value."""

from tasks.normalise.dates.meaning import days, holidays, periods, spans, times
from tasks.normalise.dates.meaning.base import MEANINGS, Reading, dated, near_weekday
from tasks.normalise.dates.meaning.days import resolve_day, written_day
from tasks.normalise.dates.meaning.spans import amount
from tasks.normalise.dates.meaning.times import at_clock

__all__ = [
    "MEANINGS",
    "Reading",
    "amount",
    "at_clock",
    "dated",
    "days",
    "holidays",
    "near_weekday",
    "periods",
    "resolve_day",
    "spans",
    "times",
    "written_day",
]
