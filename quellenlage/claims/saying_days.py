"""The day on which a claim was made, where its frame or the claim before it names one."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage.claims.drafts import Draft, within

if TYPE_CHECKING:
    from quellenlage.reading.reading import Reading
    from quellenlage.records import TimeExpression


def said_on(reading: Reading, drafts: Sequence[Draft], dates: Sequence[TimeExpression]) -> dict[Draft, dt.date]:
    """The day of each draft whose frame names one.

    A claim without a date of its own takes that of the claim before it in the paragraph, where the speaker is the same
    or a pronoun.
    """
    found = _by_frame(reading, drafts, dates)
    previous: Draft | None = None
    names: set[str] = set()
    for draft in sorted(drafts, key=lambda d: (d.content[0], d.content[-1])):
        if draft.speaker is None:
            continue
        own = {w.lower for w in reading.words[slice(*draft.speaker)] if w.pos == "PROPN"}
        goes_on = (
            previous is not None
            and reading.units[previous.unit].paragraph == reading.units[draft.unit].paragraph
            and (previous.speaker == draft.speaker or names & own or reading.words[draft.speaker[0]].tag == "PPER")
        )
        if goes_on and previous is not None and draft not in found and previous in found:
            found[draft] = found[previous]
        names = names | own if goes_on else own
        previous = draft
    return found


def _by_frame(reading: Reading, drafts: Sequence[Draft], dates: Sequence[TimeExpression]) -> dict[Draft, dt.date]:
    days = sorted((d.start, d.end, d.first_day) for d in dates if d.first_day and d.first_day == d.last_day)
    starts = [start for start, _, _ in days]
    found: dict[Draft, dt.date] = {}
    for draft in drafts:
        for a, b in draft.frame:
            lo, hi = reading.span(a, b)
            for start, end, day in days[bisect_left(starts, lo) : bisect_left(starts, hi)]:
                if end <= hi and not within(draft.content, reading.at(start)):
                    found[draft] = day
    return found
