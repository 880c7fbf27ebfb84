"""What the notebook draws of the answers: charts in Altair, whose data are those few rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import altair as alt
from dateutil.relativedelta import relativedelta

from quellenlage.tasks.land.asking import Rows

#: Who speaks, in the order of the legend, in colours that are told apart without red and green too.
WHO = {
    "person": "#3b6fb6",
    "body or document": "#7fb2e5",
    "medium": "#b9a4d6",
    "not named": "#e08214",
    "not told": "#9a9a9a",
}
CERTAINTY = {"asserted": "#3b6fb6", "hedged": "#e08214", "open": "#9a9a9a"}
_FORMATS = {"day": "%-d %b %Y", "week": "week of %-d %b %Y", "month": "%b %Y", "year": "%Y"}
_COUNT = alt.Axis(format=",d", tickMinStep=1)


def timeline(unit: str, rows: Rows, first: dt.date | None, last: dt.date | None) -> alt.Chart:
    """Claims a day, week, month or year, by who speaks; ``first`` and ``last`` are the ends of the axis."""
    ends = alt.Scale(domain=_ends(unit, first, last)) if first and last else alt.Scale()
    chart: alt.Chart = (
        alt.Chart(_values(rows), width="container", height=220)
        .mark_bar(clip=True)
        .encode(
            x=alt.X("day:T", title=None, timeUnit=_unit(unit), scale=ends),
            y=alt.Y("sum(claims):Q", title=f"claims a {unit}", axis=_COUNT),
            color=_colour("who:N", "who speaks", WHO),
            order=alt.Order("who:N"),
            tooltip=[
                alt.Tooltip("day:T", format=_FORMATS[unit], title=unit),
                alt.Tooltip("who:N"),
                alt.Tooltip("sum(claims):Q", title="claims"),
            ],
        )
    )
    return chart


def speakers(rows: Rows) -> alt.Chart:
    """Who speaks most."""
    return _bars(
        rows, "speaker", alt.X("claims:Q", title="claims", axis=_COUNT), ["speaker:N", "claims:Q", "articles:Q"]
    )


def anonymous(rows: Rows) -> alt.Chart:
    """By outlet, claims that rest on nobody who is named, the darker the larger their share."""
    shown = [row | {"told": f"{row['anonymous']} of {row['claims']}"} for row in rows]
    x = alt.X("anonymous:Q", title="claims that rest on nobody who is named", axis=_COUNT)
    share = alt.Color("share:Q", title="of all", scale=alt.Scale(scheme="oranges"), legend=alt.Legend(format="%"))
    chart: alt.Chart = _bars(shown, "outlet", x, ["outlet:N", "told:N"]).encode(color=share)
    return chart


def certainty(rows: Rows) -> alt.Chart:
    """By outlet, what share of its claims is asserted, hedged and open."""
    chart: alt.Chart = (
        alt.Chart(_values(rows), width="container", height={"step": 22})
        .mark_bar()
        .encode(
            x=alt.X("sum(claims):Q", stack="normalize", title="share of its claims", axis=alt.Axis(format="%")),
            y=_names("outlet"),
            color=_colour("certainty:N", "put as", CERTAINTY),
            order=alt.Order("certainty:N"),
            tooltip=["outlet:N", "certainty:N", "claims:Q"],
        )
    )
    return chart


def _bars(rows: Rows, name: str, x: alt.X, tooltip: list[str]) -> alt.Chart:
    bars = alt.Chart(_values(rows), width="container", height={"step": 22}).mark_bar(color=WHO["person"])
    chart: alt.Chart = bars.encode(x=x, y=_names(name), tooltip=tooltip)
    return chart


def _names(name: str) -> alt.Y:
    return alt.Y(f"{name}:N", sort=None, title=None, axis=alt.Axis(labelLimit=220))


def _colour(field: str, title: str, colours: dict[str, str]) -> alt.Color:
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color(field, title=title, scale=scale, legend=alt.Legend(orient="top"))


def _unit(unit: str) -> Any:
    return {"day": "yearmonthdate", "week": "yearweek", "month": "yearmonth", "year": "year"}[unit]


def _ends(unit: str, first: dt.date, last: dt.date) -> list[str]:
    """Where the first bar begins and the last one ends."""
    begin, step = {
        "day": (first, relativedelta(days=1)),
        "week": (first - relativedelta(weeks=1), relativedelta(weeks=1)),
        "month": (first.replace(day=1), relativedelta(months=1)),
        "year": (first.replace(month=1, day=1), relativedelta(years=1)),
    }[unit]
    return [begin.isoformat(), (last + step).isoformat()]


def _values(rows: Rows) -> alt.InlineData:
    """The rows as they stand in the chart itself; days as text."""
    return alt.InlineData(values=[{name: _shown(value) for name, value in row.items()} for row in rows])


def _shown(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
