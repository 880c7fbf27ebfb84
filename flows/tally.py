"""What became of everything that came in, added up batch by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quellenlage.records import Rejected

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

    def passed_over_as(self) -> tuple[str, ...]:
        """What was passed over, the most frequent first: ``3 × .pdf``."""
        return tuple(
            f"{number} × {what}" for what, number in sorted(self.passed_over.items(), key=lambda one: (-one[1], one[0]))
        )


def no_article(sources: Sequence[str], passed_over_as: Sequence[str]) -> str:
    """What is said of sources in which there is nothing to read."""
    over = f"; passed over: {', '.join(passed_over_as)}" if passed_over_as else ""
    return f"There is no article in {', '.join(sources)}{over}. --allow-empty says that this is fine."
