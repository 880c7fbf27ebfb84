"""An article with its sources, read by the real pipeline and asked by its words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from quellenlage.analyse import story_of
from quellenlage.confidence.story import Story
from quellenlage.outlets import find_credits
from quellenlage.records import Document, Entity, Normalised, Resolution, Segment, Source
from quellenlage.visible import visible
from tests.landed_batches import pipeline

DAY = dt.date(2025, 9, 2)


@dataclass(frozen=True)
class Read:
    """An article with its resolution, asked by words; ``said`` is each claim with the name of whoever says it."""

    text: str
    resolution: Resolution
    chains: tuple[tuple[tuple[str, str], ...], ...]
    said: tuple[tuple[str, str | None], ...]

    def entity(self, words: str, nth: int = 0) -> Entity:
        places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text)]
        at, to = places[nth], places[nth] + len(words)
        found = [m for m in self.resolution.mentions if m.start < to and at < m.end]
        assert found, f"{words!r} is nobody: {[self.text[m.start : m.end] for m in self.resolution.mentions]}"
        return next(e for e in self.resolution.entities if e.entity_id == found[0].entity_id)

    def mentions(self, entity: Entity) -> list[str]:
        return [self.text[m.start : m.end] for m in self.resolution.mentions if m.entity_id == entity.entity_id]

    def source(self, entity: Entity) -> Source:
        return next(s for s in self.resolution.sources if s.entity_id == entity.entity_id)

    def roles(self, entity: Entity) -> set[tuple[str, str | None]]:
        return {(r.role, r.organisation) for r in self.resolution.roles if r.entity_id == entity.entity_id}


def story(text: str, outlet: str | None = None, document_id: str = "d") -> Story:
    """All that is found in an article, before anybody asks how sure it is."""
    segments = tuple(Segment("paragraph", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    document = Document(
        document_id, "h", "a", "a", None, text, segments, "de", None, None, None, (), outlet, None, DAY, None, None
    )  # fmt: skip
    doc = pipeline()(visible(text).text)
    return story_of(Normalised(document, (), tuple(find_credits(text, segments)), ()), doc)


def read(text: str, outlet: str | None = None, document_id: str = "d") -> Read:
    """What is found in an article."""
    found = story(text, outlet, document_id)
    view = visible(text)
    claims, resolution = view.back(tuple(found.claims)), view.back(found.resolution)
    names = {s.source_id: s.name for s in resolution.sources}
    chains = tuple(
        tuple((a.relation, names[a.source_id]) for a in resolution.attributions if a.claim == i)
        for i in range(len(claims))
    )
    said = tuple(
        (" … ".join(span.of(text) for span in claim.content), names[who] if who is not None else None)
        for claim, who in zip(claims, resolution.speakers, strict=True)
    )
    return Read(text, resolution, chains, said)
