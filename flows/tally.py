"""What became of everything that came in, added up batch by batch."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quellenlage.records import Rejected
from quellenlage.tasks.accounts import RunAccount
from quellenlage.version import code_version

if TYPE_CHECKING:
    from quellenlage.tasks.check.checker import Results


@dataclass(slots=True)
class Tally:
    """The counts of a run so far: ``seen`` is the sum of ``landed``, ``unchanged`` and those in quarantine.

    ``refused`` of these in quarantine broke a critical expectation. ``passed_over`` has what is no article, by what it
    is; ``quarantined`` what did not land, without its payload.
    """

    seen: int = 0
    landed: int = 0
    unchanged: int = 0
    refused: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    quarantined: list[Rejected] = field(default_factory=list)
    results: list[Results] = field(default_factory=list)

    def add(
        self,
        *,
        seen: int,
        landed: int,
        unchanged: int,
        refused: int,
        passed_over: Mapping[str, int],
        rejected: Sequence[Rejected],
        results: Results,
    ) -> None:
        """Add one batch."""
        self.passed_over.update(passed_over)
        self.seen += seen
        self.landed += landed
        self.unchanged += unchanged
        self.refused += refused
        self.quarantined += [replace(one, payload="") for one in rejected]
        self.results.append(results)

    def account(self, run_id: str, started: dt.datetime, pipeline: str) -> RunAccount:
        """The account of a run that ends now; ``pipeline`` is name and version of what analysed text."""
        return RunAccount(
            run_id=run_id,
            started_at=started,
            finished_at=max(started, dt.datetime.now(dt.UTC)),  # a clock may be set back meanwhile
            seen=self.seen,
            landed=self.landed,
            unchanged=self.unchanged,
            quarantined=len(self.quarantined),
            code_version=code_version(),
            model_version=pipeline,
            passed_over=self.passed_over.total(),
            passed_over_as=self.passed_over_as(),
        )

    def passed_over_as(self) -> tuple[str, ...]:
        """What was passed over, the most frequent first: ``3 × .pdf``."""
        return tuple(
            f"{number} × {what}" for what, number in sorted(self.passed_over.items(), key=lambda one: (-one[1], one[0]))
        )


def no_article(sources: Sequence[str], passed_over_as: Sequence[str]) -> str:
    """What is said of sources in which there is nothing to read."""
    over = f"; passed over: {', '.join(passed_over_as)}" if passed_over_as else ""
    return f"There is no article in {', '.join(sources)}{over}. --allow-empty says that this is fine."
