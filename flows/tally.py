"""What became of everything that came in, added up batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quellenlage.records import Rejected
from quellenlage.tasks.check.checker import Results


@dataclass(slots=True)
class Tally:
    """The counts of a run so far: ``seen`` is the sum of ``landed``, ``unchanged`` and those in quarantine.

    ``refused`` of these in quarantine broke a critical expectation. ``quarantined`` has them without their payload.
    """

    seen: int = 0
    landed: int = 0
    unchanged: int = 0
    refused: int = 0
    quarantined: list[Rejected] = field(default_factory=list)
    results: list[Results] = field(default_factory=list)

    def add(
        self, *, seen: int, landed: int, unchanged: int, refused: int, rejected: Sequence[Rejected], results: Results
    ) -> None:
        """Add one batch."""
        self.seen += seen
        self.landed += landed
        self.unchanged += unchanged
        self.refused += refused
        self.quarantined += [replace(one, payload="") for one in rejected]
        self.results.append(results)
