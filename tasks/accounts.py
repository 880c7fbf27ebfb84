"""What a run says of itself: what became of what came in, and what the expectations found."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quellenlage.records import Rejected


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one expectation says of a run: ``checked`` rows, of which ``unexpected`` break it.

    Rows that have nothing to be checked are not counted. ``usual_least`` and ``usual_most`` are the bounds, both
    included, between which the share of those that break it lies in a usual run; None where that is not known.
    """

    suite: str
    expectation: str
    severity: str
    checked: int
    unexpected: int
    usual_least: float | None = None
    usual_most: float | None = None

    @property
    def success(self) -> bool:
        return self.unexpected == 0

    @property
    def share(self) -> float | None:
        """The share of the rows that break it, from 0 to 1; None where there are none."""
        return self.unexpected / self.checked if self.checked else None

    @property
    def is_usual(self) -> bool:
        """Whether the share lies between its bounds, where both are known."""
        if self.share is None or self.usual_least is None or self.usual_most is None:
            return True
        return self.usual_least <= self.share <= self.usual_most


@dataclass(frozen=True, slots=True)
class Figure(Verdict):
    """How a run is, in a figure that is expected to be as in the runs before: ``unexpected`` of so many ``checked``.

    ``is_share`` is False where it is a mean and no share: claims an article, characters a claim.
    """

    is_share: bool = True

    @property
    def success(self) -> bool:
        return self.is_usual


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of table ``suite`` that breaks an expectation for which no document is refused.

    ``claim_id`` and ``entity_id`` are those of the row, where it has them.
    """

    suite: str
    expectation: str
    document_id: str
    claim_id: str | None = None
    entity_id: str | None = None


@dataclass(frozen=True, slots=True)
class RunAccount:
    """What became of everything that came in: ``seen`` is the sum of the next three.

    ``passed_over`` more are no article to read; ``passed_over_as`` says what these are, with their number.
    """

    run_id: str
    started_at: dt.datetime
    finished_at: dt.datetime
    seen: int
    landed: int
    unchanged: int
    quarantined: int
    code_version: str
    model_version: str
    passed_over: int = 0
    passed_over_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read to its end, as it was before: ``items`` articles and unreadable parts."""

    uri: str
    size: int
    modified: int
    items: int


def grouped(rejected: Iterable[Rejected]) -> list[tuple[int, str, str]]:
    """What did not land, as numbers of a stage and a reason, the most frequent first.

    A reason is told without the place that it names at its beginning, and with N for every number.
    """
    counted = Counter((one.stage, _without_place(one)) for one in rejected)
    return sorted(((number, *what) for what, number in counted.items()), key=lambda one: (-one[0], *one[1:]))


def _without_place(one: Rejected) -> str:
    before, between, after = one.reason.partition(": ")
    told = after if between and (before in one.uri or one.uri in before) else one.reason
    return re.sub(r"\d+(?:[.,]\d+)*", "N", told)
