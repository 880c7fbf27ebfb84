"""The names of months and weekdays, of which dates, days of publication, layouts and nouns of time all ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from quellenlage.words.table import rows


@dataclass(frozen=True, slots=True)
class Named:
    """A month (``number`` 1 to 12) or weekday (1 to 7 from Monday), a line of ``months_and_weekdays.csv``.

    ``names`` are in the nominative and lower case, ``others`` the genitive of a month and the plural of a weekday.
    ``borne_as`` says whether people bear it: as a ``given`` name, a ``surname``, or both.
    """

    number: int
    names: tuple[str, ...]
    others: tuple[str, ...]
    abbreviations: tuple[str, ...]
    borne_as: frozenset[str]


@cache
def months() -> tuple[Named, ...]:
    """The twelve months in order."""
    return _named("month")


@cache
def weekdays() -> tuple[Named, ...]:
    """The seven days of the week, Monday first."""
    return _named("weekday")


@cache
def month_names() -> frozenset[str]:
    """The names of months in the nominative, lower case."""
    return frozenset(name for month in months() for name in month.names)


@cache
def weekday_names() -> tuple[str, ...]:
    """The names of weekdays, lower case, Monday first."""
    return tuple(name for day in weekdays() for name in day.names)


def _named(kind: str) -> tuple[Named, ...]:
    return tuple(
        Named(
            int(row["number"]),
            tuple(row["names"].split()),
            tuple(row["others"].split()),
            tuple(row["abbreviations"].split()),
            frozenset(row["borne_as"].split()),
        )
        for row in rows("months_and_weekdays.csv")
        if row["kind"] == kind
    )
