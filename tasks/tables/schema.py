"""The tables of the lake: the one place that says which columns there are, of which type.

The tables that hold what was found in documents carry the document's ``published`` and are partitioned by its year and
month. Views, in ``views.sql`` beside this file, are what people query: where a table is named ``..._records``, the view
of the name without it has what holds over all articles (merged ids, runs that were killed).
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

_SPANS = pa.list_(pa.struct([("start_char", pa.int32()), ("end_char", pa.int32())]))
_TIMESTAMP = pa.timestamp("us", tz="UTC")
_DAY = pa.date32()
_TEXT = pa.string()
_OFFSET = pa.int32()


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


#: Tables of things found in documents, partitioned by year and month of ``published``.
DOCUMENT_TABLES: dict[str, pa.Schema] = {
    "documents": _schema(
        document_id=_TEXT,
        version=pa.int32(),
        content_hash=_TEXT,
        uri=_TEXT,
        language=_TEXT,
        title=_TEXT,
        lead=_TEXT,
        text=_TEXT,
        outlet=_TEXT,
        outlet_from=_TEXT,
        published=_DAY,
        published_at=_TIMESTAMP,
        published_from=_TEXT,
        run_id=_TEXT,
        landed_at=_TIMESTAMP,
    ),
    "segments": _schema(
        document_id=_TEXT, published=_DAY, start_char=_OFFSET, end_char=_OFFSET, text=_TEXT, kind=_TEXT
    ),
    "publication_dates": _schema(
        document_id=_TEXT,
        published=_DAY,
        origin=_TEXT,
        start_char=_OFFSET,
        end_char=_OFFSET,
        text=_TEXT,
        value=_DAY,
        value_at=_TIMESTAMP,
        chosen=pa.bool_(),
        conflict=pa.bool_(),
        problem=_TEXT,
    ),
    "credits": _schema(
        document_id=_TEXT,
        published=_DAY,
        start_char=_OFFSET,
        end_char=_OFFSET,
        text=_TEXT,
        name=_TEXT,
        kind=_TEXT,
        part=_TEXT,
    ),
    "dates": _schema(
        document_id=_TEXT,
        published=_DAY,
        start_char=_OFFSET,
        end_char=_OFFSET,
        text=_TEXT,
        type=_TEXT,
        value=_TEXT,
        first_day=_DAY,
        last_day=_DAY,
    ),
    "mention_records": _schema(
        document_id=_TEXT,
        published=_DAY,
        start_char=_OFFSET,
        end_char=_OFFSET,
        text=_TEXT,
        label=_TEXT,
        entity_id=_TEXT,
    ),
    "entity_records": _schema(
        document_id=_TEXT,
        published=_DAY,
        entity_id=_TEXT,
        name=_TEXT,
        label=_TEXT,
        kind=_TEXT,
        gender=_TEXT,
        country=_TEXT,
        named=pa.bool_(),
    ),
    "role_records": _schema(document_id=_TEXT, published=_DAY, entity_id=_TEXT, role=_TEXT, organisation=_TEXT),
    "source_records": _schema(
        document_id=_TEXT,
        published=_DAY,
        source_id=_TEXT,
        name=_TEXT,
        kind=_TEXT,
        entity_id=_TEXT,
        count=pa.int32(),
        description=_TEXT,
        country=_TEXT,
        reason=_TEXT,
        named=pa.bool_(),
    ),
    "claim_records": _schema(
        claim_id=_TEXT,
        document_id=_TEXT,
        published=_DAY,
        type=_TEXT,
        content=_TEXT,
        content_spans=_SPANS,
        speaker_mention=_TEXT,
        speaker_spans=_SPANS,
        speaker_id=_TEXT,
        cue=_TEXT,
        cue_spans=_SPANS,
        act=_TEXT,
        addressee=_TEXT,
        addressee_spans=_SPANS,
        frame_spans=_SPANS,
        said_on=_DAY,
        mood=_TEXT,
        certainty=_TEXT,
        hedge=_TEXT,
        negated=pa.bool_(),
        kind=_TEXT,
    ),
    "attribution_records": _schema(
        claim_id=_TEXT,
        document_id=_TEXT,
        published=_DAY,
        hop=pa.int32(),
        source_id=_TEXT,
        relation=_TEXT,
        cue=_TEXT,
        start_char=_OFFSET,
        end_char=_OFFSET,
    ),
}

#: Tables about runs and about what the whole lake knows: small, not partitioned.
LEDGER_TABLES: dict[str, pa.Schema] = {
    "merges": _schema(from_id=_TEXT, into_id=_TEXT, reason=_TEXT, withdrawn=pa.bool_(), run_id=_TEXT),
    "claim_links": _schema(claim_id=_TEXT, other_id=_TEXT, similarity=pa.float64(), run_id=_TEXT),
    "quarantine": _schema(run_id=_TEXT, uri=_TEXT, stage=_TEXT, reason=_TEXT, payload=_TEXT),
    "quality": _schema(
        run_id=_TEXT,
        suite=_TEXT,
        expectation=_TEXT,
        severity=_TEXT,
        success=pa.bool_(),
        checked=pa.int64(),
        unexpected=pa.int64(),
    ),
    "run_records": _schema(
        run_id=_TEXT,
        started_at=_TIMESTAMP,
        finished_at=_TIMESTAMP,
        seen=pa.int64(),
        landed=pa.int64(),
        unchanged=pa.int64(),
        quarantined=pa.int64(),
        code_version=_TEXT,
        model_version=_TEXT,
    ),
}

TABLES: dict[str, pa.Schema] = DOCUMENT_TABLES | LEDGER_TABLES


def views_sql() -> str:
    """The statements that create the views, for the lake and the warehouse alike."""
    return Path(__file__).with_name("views.sql").read_text(encoding="utf-8")
