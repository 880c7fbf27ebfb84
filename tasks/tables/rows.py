"""What was extracted, as the rows of the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from quellenlage.ids import stable_id
from quellenlage.records import Claim, Extracted, Normalised, Span
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES

Row = dict[str, Any]
_STAMPED = ("version", "run_id", "landed_at")  # known only when the batch lands


def tables_of(batch: Sequence[Extracted]) -> dict[str, pa.Table]:
    """The tables of :data:`~quellenlage.tasks.tables.schema.DOCUMENT_TABLES` of a batch, in the order of its documents.

    Version, run and time of landing are still missing from ``documents``.
    """
    rows: dict[str, list[Row]] = {name: [] for name in DOCUMENT_TABLES}
    for extracted in batch:
        for name, found in _rows_of(extracted).items():
            rows[name].extend(found)
    schemas = dict(DOCUMENT_TABLES)
    schemas["documents"] = pa.schema([field for field in schemas["documents"] if field.name not in _STAMPED])
    return {name: pa.Table.from_pylist(rows[name], schema=schema) for name, schema in schemas.items()}


def _rows_of(extracted: Extracted) -> dict[str, Iterable[Row]]:
    normalised, resolution = extracted.normalised, extracted.resolution
    document = normalised.document
    text = document.text
    shared: Row = {"document_id": document.document_id, "published": document.published}
    described = {one.entity_id for one in resolution.entities if not one.named}
    claim_ids = list(_claim_ids(document.document_id, extracted.claims))

    def placed(start: int | None, end: int | None) -> Row:
        return {**shared, "start_char": start, "end_char": end}

    def written(start: int, end: int) -> Row:
        return {**placed(start, end), "text": text[start:end]}

    return {
        "documents": [_document(normalised)],
        "segments": [{**written(one.start, one.end), "kind": one.kind} for one in document.segments],
        "publication_dates": _publication_dates(normalised, shared),
        "credits": [
            {**written(one.start, one.end), "name": one.name, "kind": one.kind, "part": one.part}
            for one in normalised.credits
        ],
        "dates": [
            {
                **written(one.start, one.end),
                "type": one.type,
                "value": one.value,
                "first_day": one.first_day,
                "last_day": one.last_day,
            }
            for one in normalised.dates
        ],
        "mention_records": [
            {**written(one.start, one.end), "label": one.label, "entity_id": one.entity_id, "form": one.form}
            for one in resolution.mentions
        ],
        "entity_records": [
            {
                **shared,
                "entity_id": one.entity_id,
                "name": one.name,
                "label": one.label,
                "kind": one.kind,
                "role": one.role,
                "gender": one.gender,
                "country": one.country_code,
                "named": one.named,
            }
            for one in resolution.entities
        ],
        "role_records": [
            {
                **shared,
                "entity_id": one.entity_id,
                "role": one.role,
                "organisation": one.organisation,
                "as_of": one.as_of,
            }
            for one in resolution.roles
        ],
        "source_records": [
            {
                **shared,
                "source_id": one.source_id,
                "name": one.name,
                "kind": one.kind,
                "entity_id": one.entity_id,
                "count": one.count,
                "description": one.description,
                "country": one.country,
                "reason": one.reason,
                "named": one.kind != "anonymous" and one.entity_id not in described,
            }
            for one in resolution.sources
        ],
        "claim_records": [
            {**shared, **_claim(claim, text), "claim_id": claim_id, "speaker_id": speaker}
            for claim, claim_id, speaker in zip(extracted.claims, claim_ids, resolution.speakers, strict=True)
        ],
        "attribution_records": [
            {
                **placed(one.start, one.end),
                "claim_id": claim_ids[one.claim],
                "hop": one.hop,
                "source_id": one.source_id,
                "relation": one.relation,
                "cue": one.cue,
            }
            for one in resolution.attributions
        ],
    }


def _document(normalised: Normalised) -> Row:
    document = normalised.document
    return {
        "document_id": document.document_id,
        "content_hash": document.content_hash,
        "uri": document.uri,
        "language": document.language,
        "title": document.title,
        "lead": document.lead,
        "text": document.text,
        "outlet": document.outlet,
        "outlet_from": document.outlet_from,
        "published": document.published,
        "published_at": document.published_at,
        "published_from": document.published_from,
    }


def _publication_dates(normalised: Normalised, shared: Row) -> Iterator[Row]:
    published = normalised.document.published
    for one in normalised.readings:
        yield {
            **shared,
            "origin": one.origin,
            "start_char": one.start,
            "end_char": one.end,
            "text": one.text,
            "value": one.value,
            "value_at": one.at,
            "chosen": one.chosen,
            "conflict": _conflicts(one.origin, one.value, published),
            "problem": one.problem,
        }


def _conflicts(origin: str, value: dt.date | None, published: dt.date | None) -> bool:
    """Whether a reading contradicts the day believed; an update on a later day does not."""
    if value is None or published is None or value == published:
        return False
    return not (origin in ("stand", "updated") and value > published)


def _claim_ids(document_id: str, claims: Sequence[Claim]) -> Iterator[str]:
    """Ids from content and place; a second claim over the very same words is told apart by its number."""
    seen: dict[str, int] = {}
    for claim in claims:
        place = ";".join(f"{span.start}-{span.end}" for span in (*claim.content, *claim.speaker, *claim.cue))
        number = seen[place] = seen.get(place, 0) + 1
        yield stable_id("claim", document_id, place, claim.type, *([str(number)] if number > 1 else []))


def _claim(claim: Claim, text: str) -> Row:
    return {
        "type": claim.type,
        "content": _said(text, claim.content),
        "content_spans": _places(claim.content),
        "speaker_mention": _said(text, claim.speaker),
        "speaker_spans": _places(claim.speaker),
        "cue": _said(text, claim.cue),
        "cue_spans": _places(claim.cue),
        "act": claim.act,
        "addressee": _said(text, claim.addressee),
        "addressee_spans": _places(claim.addressee),
        "frame_spans": _places(claim.frame),
        "said_on": claim.said_on,
        "mood": claim.mood,
        "certainty": claim.certainty,
        "hedge": claim.hedge,
        "negated": claim.negated,
        "kind": claim.kind,
    }


def _said(text: str, spans: Sequence[Span]) -> str | None:
    return " ".join(span.of(text) for span in spans) if spans else None


def _places(spans: Sequence[Span]) -> list[Row]:
    return [{"start_char": span.start, "end_char": span.end} for span in spans]
