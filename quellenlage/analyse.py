"""From a text that the pipeline has read to all that is found in it: the only place that puts the parts together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quellenlage.chains import trace
from quellenlage.claims import find_claims
from quellenlage.claims.one_row import one_row_each
from quellenlage.confidence import FLOOR, weigh
from quellenlage.confidence.story import Story
from quellenlage.dates import find_dates
from quellenlage.identity.one_each import one_each
from quellenlage.identity.resolve import resolve
from quellenlage.pipeline.entities import find_names
from quellenlage.reading import Reading, read
from quellenlage.records import Claim, Extracted, Mention, Normalised, Segment, TimeExpression
from quellenlage.visible import Visible, visible

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Found:
    """What a text says, before it is asked who is meant; offsets are characters into it."""

    reading: Reading
    dates: tuple[TimeExpression, ...]
    names: tuple[Mention, ...]
    claims: tuple[Claim, ...]


def find(
    doc: Doc,
    published: dt.date | None = None,
    segments: Sequence[Segment] = (),
    dates: Sequence[TimeExpression] | None = None,
) -> Found:
    """Dates, names and claims of the text of ``doc``; ``dates`` are found here where they are not given."""
    known = tuple(find_dates(doc.text, published, segments) if dates is None else dates)
    reading = read(doc)
    bylines = [segment for segment in segments if segment.kind == "byline"]
    claims = tuple(
        claim
        for claim in find_claims(reading, known, published)
        if not any(byline.start <= claim.content[0].start < byline.end for byline in bylines)
    )
    return Found(reading, known, tuple(find_names(doc)), claims)


def story_of(normalised: Normalised, doc: Doc) -> Story:
    """All claims of a document and who is meant, before anybody asks how sure that is.

    Offsets count in the text as it is read (:func:`quellenlage.visible.visible`), and so does ``doc``.
    """
    return _story(normalised, doc, visible(normalised.document.text))


def _story(normalised: Normalised, doc: Doc, view: Visible) -> Story:
    known = view.forth(normalised)
    document = replace(known.document, text=view.text)
    found = find(doc, document.published, document.segments, known.dates)
    discourse = resolve(document, doc, found.reading, found.names, found.claims, known.credits)
    claims = one_each(found.claims, discourse)
    rows, resolution = one_row_each(claims, trace(document, discourse, claims), document.text)
    return Story(found.reading, found.names, rows, resolution)


def analyse(normalised: Normalised, doc: Doc, floor: float = FLOOR) -> Extracted:
    """Everything that a document says, and who is meant.

    ``doc`` is the pipeline's reading of its text, as it is read (:func:`quellenlage.visible.visible`). Speakers with
    less confidence than ``floor`` are not named.
    """
    view = visible(normalised.document.text)
    story = _story(normalised, doc, view)
    names, claims = view.back(tuple(story.names)), view.back(tuple(story.claims))
    return Extracted(normalised, names, claims, view.back(weigh(story, floor)))
