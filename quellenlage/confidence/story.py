"""An article with all its claims and whom its words mean, and one claim of it: what the features ask.

All places are characters into the article's text, base 0, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quellenlage.records import Claim, Entity, Mention, Resolution, ResolvedMention, Source

if TYPE_CHECKING:
    from quellenlage.reading import Reading
    from quellenlage.reading.words import Word

Place = tuple[int, int]
RIVALS = 2  # sentences before the words for a speaker in which another may be meant by them


@dataclass(frozen=True)
class Story:
    """``reading`` is the one reading of the article, ``names`` those that the pipeline found in it."""

    reading: Reading
    names: Sequence[Mention]
    claims: Sequence[Claim]
    resolution: Resolution

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def speakers(self) -> Sequence[str | None]:
        """The source that makes each claim."""
        return self.resolution.speakers

    def tellings(self) -> Iterator[Telling]:
        """Every claim with its speaker, in the order of :attr:`claims`."""
        return (Telling(self, i) for i in range(len(self.claims)))

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {source.source_id: source for source in self.resolution.sources}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        return {entity.entity_id: entity for entity in self.resolution.entities}

    @cached_property
    def mentions(self) -> dict[str, list[ResolvedMention]]:
        """The mentions of each entity, in order of the text."""
        found: dict[str, list[ResolvedMention]] = {key: [] for key in self.entities}
        for mention in self.resolution.mentions:
            found[mention.entity_id].append(mention)
        return found

    @cached_property
    def told(self) -> dict[str, list[ResolvedMention]]:
        """The names and noun phrases of each entity, in order of the text."""
        return {key: [m for m in found if m.form != "pronoun"] for key, found in self.mentions.items()}

    @cached_property
    def full_names(self) -> Counter[str]:
        """How many names of more than one word each entity has."""
        named = (m for m in self.resolution.mentions if m.form == "name")
        return Counter(m.entity_id for m in named if " " in self.text[m.start : m.end])

    @cached_property
    def labels(self) -> dict[str, set[str]]:
        """The labels that the pipeline gave to the names of each entity."""
        found: dict[str, set[str]] = {key: set() for key in self.entities}
        for mention in self.resolution.mentions:
            if mention.form == "name":
                found[mention.entity_id] |= {name.label for name in self.found(mention.start, mention.end)}
        return found

    @cached_property
    def spoken(self) -> Counter[str | None]:
        """How many claims each source makes."""
        return Counter(self.speakers)

    @cached_property
    def places(self) -> dict[tuple[int, str], Place]:
        """Where each step of a claim's chain is named, by the claim's number and the source."""
        return {
            (step.claim, step.source_id): (step.start, step.end)
            for step in self.resolution.attributions
            if step.start is not None and step.end is not None
        }

    @cached_property
    def overlapping(self) -> dict[int, list[int]]:
        """For each claim, the others whose content has words of its content."""
        found: dict[int, list[int]] = {i: [] for i in range(len(self.claims))}
        extents = [(claim.content[0].start, claim.content[-1].end) for claim in self.claims]
        order = sorted(found, key=lambda i: (extents[i], i))
        for n, i in enumerate(order):
            for j in order[n + 1 :]:
                if extents[j][0] >= extents[i][1]:
                    break
                found[i].append(j)
                found[j].append(i)
        return found

    def found(self, start: int, end: int) -> Iterator[Mention]:
        """The names that the pipeline found between two characters."""
        at = bisect_left(self._name_ends, start + 1)
        while at < len(self._names) and self._names[at].start < end:
            yield self._names[at]
            at += 1

    def meant(self, start: int, end: int) -> Iterator[ResolvedMention]:
        """The mentions that begin between two characters, in order of the text."""
        mentions = self.resolution.mentions
        at = bisect_left(mentions, start, key=lambda m: m.start)
        while at < len(mentions) and mentions[at].start < end:
            yield mentions[at]
            at += 1

    def words(self, start: int, end: int) -> Sequence[Word]:
        """The words that begin between two characters."""
        starts = self.reading.starts
        return self.reading.words[bisect_left(starts, start) : bisect_left(starts, end)]

    def sentence(self, char: int) -> int:
        """The number of the sentence in which a character stands."""
        return max(bisect_right(self._sentence_starts, char) - 1, 0)

    def sentence_start(self, number: int) -> int:
        """The first character of the sentence with a number, of the first one for any below."""
        return self._sentence_starts[max(number, 0)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start_char for sentence in self.reading.sentences]

    @cached_property
    def _names(self) -> list[Mention]:
        return sorted(self.names, key=lambda name: name.start)

    @cached_property
    def _name_ends(self) -> list[int]:
        return [name.end for name in self._names]


@dataclass(frozen=True)
class Telling:
    """A claim with its speaker: number ``i`` of the story."""

    story: Story
    i: int

    @property
    def claim(self) -> Claim:
        return self.story.claims[self.i]

    @cached_property
    def source(self) -> Source | None:
        """Who says it."""
        speaker = self.story.speakers[self.i]
        return self.story.sources[speaker] if speaker is not None else None

    @cached_property
    def entity(self) -> Entity | None:
        """Who says it, as an entity."""
        return self.story.entities.get(self.source.entity_id or "") if self.source is not None else None

    @cached_property
    def content(self) -> Place:
        return self.claim.content[0].start, self.claim.content[-1].end

    @cached_property
    def written(self) -> Place | None:
        """The words that the claim gives for its speaker."""
        return (self.claim.speaker[0].start, self.claim.speaker[-1].end) if self.claim.speaker else None

    @cached_property
    def place(self) -> Place | None:
        """Those words that are read as a name, phrase or pronoun for the speaker."""
        if self.source is None:
            return None
        return self.story.places.get((self.i, self.source.source_id), self.written)

    @cached_property
    def mention(self) -> ResolvedMention | None:
        """The mention of the speaker in those words."""
        if self.entity is None or self.place is None:
            return None
        mentions = self.story.mentions[self.entity.entity_id]
        at = bisect_right(mentions, self.place[0], key=lambda m: m.end)
        return mentions[at] if at < len(mentions) and mentions[at].start < self.place[1] else None

    @property
    def form(self) -> str | None:
        """Whether a name, another noun phrase or a pronoun tells the speaker; None where no mention stands there."""
        return self.mention.form if self.mention is not None else None

    @cached_property
    def antecedent(self) -> ResolvedMention | None:
        """The last name or noun phrase before a pronoun or noun phrase for the speaker that means the same."""
        if self.entity is None or self.place is None or self.form == "name":
            return None
        before = self.story.told[self.entity.entity_id]
        at = bisect_right(before, self.place[0], key=lambda m: m.end)
        return before[at - 1] if at else None

    @cached_property
    def rivals(self) -> dict[str, int]:
        """Who else a pronoun or noun phrase for the speaker might mean, and where each was last mentioned.

        Those of the same kind, and of no other gender, who are mentioned shortly before.
        """
        if self.entity is None or self.place is None or self.form == "name":
            return {}
        start = self.story.sentence_start(self.story.sentence(self.place[0]) - RIVALS)
        found = {}
        for m in self.story.meant(start, self.place[0]):
            other = self.story.entities[m.entity_id]
            genders = {self.entity.gender, other.gender} - {None}
            if other is not self.entity and other.kind == self.entity.kind and len(genders) < 2:
                found[m.entity_id] = m.start
        return found

    def neighbour(self, step: int) -> str | None:
        """The source of the claim before (-1) or behind (1)."""
        j = self.i + step
        return self.story.speakers[j] if 0 <= j < len(self.story.claims) else None
