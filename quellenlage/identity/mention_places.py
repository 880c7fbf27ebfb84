"""Where an entity is mentioned, in order of the text: asked for each pronoun, and so not counted through each time."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class MentionPlaces:
    """The places of a list of mentions (start, end, form), which grows or gives way to another."""

    starts: list[int] = field(default_factory=list)
    _ends: dict[int, int] = field(default_factory=dict)
    _longest: int = 0
    _mentions: Sequence[tuple[int, int, str]] = ()

    def of(self, mentions: Sequence[tuple[int, int, str]]) -> MentionPlaces:
        """The places of these mentions: what is known of them, and what is new."""
        if self._mentions is not mentions or len(mentions) < len(self.starts):
            self.starts, self._ends, self._longest, self._mentions = [], {}, 0, mentions
        for start, end, _ in mentions[len(self.starts) :]:
            insort(self.starts, start)
            self._ends[start] = max(end, self._ends.get(start, 0))
            self._longest = max(self._longest, end - start)
        return self

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them has a character between two."""
        for i in range(bisect_left(self.starts, end) - 1, -1, -1):
            if self.starts[i] <= start - self._longest:
                return False
            if start < self._ends[self.starts[i]]:
                return True
        return False
