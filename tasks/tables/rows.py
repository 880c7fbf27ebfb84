"""What was extracted, as the rows of the tables.

A column that is named like an attribute of its record is that attribute; what is given beside it says the others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

import pyarrow as pa

from quellenlage.copies import compared, fingerprint
from quellenlage.ids import stable_id
from quellenlage.records import Claim, Document, Extracted, Normalised, PublicationReading, Resolution, Span
from quellenlage.relations.stems import looked_up_by
from quellenlage.tasks.tables.definition import Table
from quellenlage.tasks.tables.document_tables import (
    ATTRIBUTION_RECORDS,
    CLAIM_RECORDS,
    CLAIM_STEMS,
    CREDITS,
    DATES,
    DOCUMENTS,
    ENTITY_RECORDS,
    FINGERPRINTS,
    MENTION_RECORDS,
    PUBLICATION_DATES,
    ROLE_RECORDS,
    SEGMENTS,
    SOURCE_RECORDS,
)
from quellenlage.tasks.tables.parts_of_text import sentence_of
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, ColumnError, arrow_table

Row = dict[str, Any]
Rows = dict[str, list[Row]]
_BEFORE_LANDING = DOCUMENTS.without("version", "run_id", "landed_at", "code_version", "model_version")


class _Placed(Protocol):
    """Anything that stands at a stretch of a document's text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def tables_of(batch: Sequence[Extracted]) -> dict[str, pa.Table]:
    """The tables of :data:`~quellenlage.tasks.tables.schema.DOCUMENT_TABLES` of a batch, in the order of its documents.

    Version, run and time of landing, code and model are still missing from ``documents``.
    """
    rows: Rows = {name: [] for name in DOCUMENT_TABLES}
    for extracted in batch:
        for name, found in (_layout(extracted.normalised) | _identities(extracted) | _sayings(extracted)).items():
            rows[name].extend(found)
    tables = DOCUMENT_TABLES | {DOCUMENTS.name: _BEFORE_LANDING}
    return {name: arrow_table(table, rows[name]) for name, table in tables.items()}


def row_of(table: Table, record: object, **given: object) -> Row:
    """A row of ``table``: what is given by name, and for every other column the attribute of ``record`` of that name.

    Raises:
        ColumnError: something is given that is no column, or a column is neither given nor an attribute.
    """
    if not given.keys() <= table.name_set:
        raise ColumnError(f"{table.name} has no column {', '.join(sorted(given.keys() - table.name_set))}.")
    try:
        return {name: given[name] if name in given else getattr(record, name) for name in table.names}
    except AttributeError as error:
        kind = type(record).__name__
        raise ColumnError(f"{table.name}.{error.name}: nothing says what stands there; {kind} has no such.") from error


def _layout(normalised: Normalised) -> Rows:
    """What layout and calendar say."""
    document = normalised.document
    return {
        "documents": [row_of(_BEFORE_LANDING, document)],
        "segments": [row_of(SEGMENTS, one, **_placed(document, one)) for one in document.segments],
        "publication_dates": [
            row_of(
                PUBLICATION_DATES,
                one,
                **_shared(document),
                start_char=one.start,
                end_char=one.end,
                value_at=one.at,
                conflict=_conflicts(one, document.published),
            )
            for one in normalised.readings
        ],
        "credits": [row_of(CREDITS, one, **_placed(document, one)) for one in normalised.credits],
        "dates": [row_of(DATES, one, **_placed(document, one)) for one in normalised.dates],
        "fingerprints": [row_of(FINGERPRINTS, document, hashes=_hashes(normalised))],
    }


def _hashes(normalised: Normalised) -> list[int]:
    document = normalised.document
    credited = [Span(one.start, one.end) for one in normalised.credits]
    return list(fingerprint(compared(document.text, document.segments, credited)))


def _identities(extracted: Extracted) -> Rows:
    """Who is meant."""
    document, resolution = extracted.normalised.document, extracted.resolution
    shared = _shared(document)
    described = {one.entity_id for one in resolution.entities if not one.named}
    return {
        "mention_records": [row_of(MENTION_RECORDS, one, **_placed(document, one)) for one in resolution.mentions],
        "entity_records": [
            row_of(ENTITY_RECORDS, one, **shared, country=one.country_code) for one in resolution.entities
        ],
        "role_records": [row_of(ROLE_RECORDS, one, **shared) for one in resolution.roles],
        "source_records": [
            row_of(SOURCE_RECORDS, one, **shared, named=one.kind != "anonymous" and one.entity_id not in described)
            for one in resolution.sources
        ],
    }


def _sayings(extracted: Extracted) -> Rows:
    """Who said what, and the way it came by."""
    document, resolution = extracted.normalised.document, extracted.resolution
    shared = _shared(document)
    claim_ids = list(_claim_ids(document.document_id, extracted.claims))
    claims = [_told_to(claim, i, resolution, document) for i, claim in enumerate(extracted.claims)]
    told = [
        row_of(
            CLAIM_RECORDS,
            claim,
            **shared,
            **_wording(claim, document.text),
            **_around(claim, document),
            claim_id=claim_id,
            speaker_id=speaker,
            confidence=confidence,
            mention_kind=mention_kind,
        )
        for claim, claim_id, speaker, confidence, mention_kind in zip(
            claims,
            claim_ids,
            resolution.speakers,
            resolution.confidences,
            resolution.mention_kinds,
            strict=True,
        )
    ]
    return {
        "claim_records": told,
        "claim_stems": [
            stems_row(row["claim_id"], document.document_id, document.published, row["content"]) for row in told
        ],
        "attribution_records": [
            row_of(
                ATTRIBUTION_RECORDS,
                one,
                **shared,
                claim_id=claim_ids[one.claim],
                start_char=one.start,
                end_char=one.end,
            )
            for one in resolution.attributions
        ],
    }


def stems_row(claim_id: str, document_id: str, published: dt.date | None, content: str | None) -> Row:
    """The row of ``claim_stems`` of a claim."""
    weight, stems = looked_up_by(content or "")
    return row_of(
        CLAIM_STEMS,
        None,
        claim_id=claim_id,
        document_id=document_id,
        published=published,
        weight=weight,
        stems=stems,
    )


def _told_to(claim: Claim, i: int, resolution: Resolution, document: Document) -> Claim:
    """A claim, the ``i``-th, without addressees that pass it on, as its chain tells or because they print it.

    "Sagte er der dpa" is no word to the dpa.
    """
    if not claim.addressee:
        return claim
    steps = [one for one in resolution.attributions if one.claim == i and one.relation != "speaker"]
    sources = {one.source_id for one in steps}
    media = (one for one in resolution.sources if one.kind in ("outlet", "agency") and one.source_id in sources)
    entities = {one.entity_id for one in media}
    passing = [Span(one.start, one.end) for one in steps if one.start is not None and one.end is not None]
    passing += [Span(one.start, one.end) for one in resolution.mentions if one.entity_id in entities]
    told = (one for one in claim.addressee if not any(it.start < one.end and one.start < it.end for it in passing))
    outlet = document.outlet
    return replace(claim, addressee=tuple(one for one in told if not outlet or outlet not in one.of(document.text)))


def _shared(document: Document) -> Row:
    return {"document_id": document.document_id, "published": document.published}


def _placed(document: Document, one: _Placed) -> Row:
    """What every row of a stretch of the text has."""
    return {
        **_shared(document),
        "start_char": one.start,
        "end_char": one.end,
        "text": document.text[one.start : one.end],
    }


def _conflicts(reading: PublicationReading, published: dt.date | None) -> bool:
    """Whether a reading contradicts the day believed; an update on a later day does not."""
    if reading.value is None or published is None or reading.value == published:
        return False
    return not (reading.origin in ("stand", "updated") and reading.value > published)


def _claim_ids(document_id: str, claims: Sequence[Claim]) -> Iterator[str]:
    """Ids from content and place; a second claim over the very same words is told apart by its number."""
    seen: dict[str, int] = {}
    for claim in claims:
        place = ";".join(f"{span.start}-{span.end}" for span in (*claim.content, *claim.speaker, *claim.cue))
        number = seen[place] = seen.get(place, 0) + 1
        yield stable_id("claim", document_id, place, claim.type, *([str(number)] if number > 1 else []))


def _wording(claim: Claim, text: str) -> Row:
    """A claim's parts, each as it is written and as the places where that stands."""
    return {
        "content": _said(text, claim.content),
        "content_spans": _places(claim.content),
        "speaker_mention": _said(text, claim.speaker),
        "speaker_spans": _places(claim.speaker),
        "cue": _said(text, claim.cue),
        "cue_spans": _places(claim.cue),
        "addressee": _said(text, claim.addressee),
        "addressee_spans": _places(claim.addressee),
        "frame_spans": _places(claim.frame),
    }


def _around(claim: Claim, document: Document) -> Row:
    """Where the sentence stands that the claim is made in."""
    spans = (*claim.content, *claim.frame, *claim.cue, *claim.speaker, *claim.addressee)
    found = sentence_of(document.text, document.segments, min(span.start for span in claim.content), spans)
    return {"sentence_start": found.start, "sentence_end": found.end}


def _said(text: str, spans: Sequence[Span]) -> str | None:
    return " ".join(span.of(text) for span in spans) if spans else None


def _places(spans: Sequence[Span]) -> list[Row]:
    return [{"start_char": span.start, "end_char": span.end} for span in spans]
