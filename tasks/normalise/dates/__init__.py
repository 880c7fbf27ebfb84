"""German temporal expressions: found, typed and normalised to TIMEX3 values.

The grammar is data (the tables beside this module); README.md says how to add to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tasks.records import Segment, TimeExpression

__all__ = ["find_dates"]


def find_dates(text: str, published: dt.date | None, segments: Sequence[Segment] = ()) -> list[TimeExpression]:
    """Return the time expressions of a text in order, none overlapping another.

    ``published`` anchors what is said relative to the day of publication; without it such expressions keep a value with
    ``X`` for what is unknown. ``segments`` (may be empty: then lines are paragraphs) tell datelines and headings
    from running text. Offsets are characters into ``text``, base 0, end exclusive.
    """
    return []
