"""From a text that the pipeline has read to all that is found in it: the only place that puts the parts together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quellenlage.chains import trace
from quellenlage.claims import find_claims
from quellenlage.claims.one_row import one_row_each
from quellenlage.dates import find_dates
from quellenlage.identity.resolve import resolve
from quellenlage.identity.several import one_each
from quellenlage.pipeline.entities import find_names
from quellenlage.reading import Reading, read
from quellenlage.records import Claim, Extracted, Mention, Normalised, Segment, TimeExpression

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


def analyse(normalised: Normalised, doc: Doc) -> Extracted:
    """Everything that a document says, and who is meant. ``doc`` is the pipeline's reading of its text."""
    document = normalised.document
    found = find(doc, document.published, document.segments, normalised.dates)
    discourse = resolve(document, doc, found.reading, found.names, found.claims, normalised.credits)
    claims = one_each(found.claims, discourse)
    rows, resolution = one_row_each(claims, trace(document, discourse, claims), document.text)
    return Extracted(normalised, found.names, rows, resolution)
