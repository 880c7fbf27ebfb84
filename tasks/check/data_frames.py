"""Tables as the data frames that the suites look at: their columns, and a few that only a check needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from quellenlage.tasks.check.claim_checks import claim_columns
from quellenlage.tasks.check.name_checks import name_columns

SPAN_COLUMNS = {
    "content": "content_spans",
    "speaker_mention": "speaker_spans",
    "cue": "cue_spans",
    "addressee": "addressee_spans",
}


def text_of_spans(text: str, spans: Sequence[Mapping[str, int]]) -> str | None:
    """What a row says of its spans: their texts, one space between two; None where there are none."""
    return " ".join(text[span["start_char"] : span["end_char"]] for span in spans) if spans else None


@dataclass(frozen=True, slots=True)
class Batch:
    """What rows of a batch may refer to: its tables, its documents' texts by id, and the ids it records."""

    tables: Mapping[str, pa.Table]
    texts: Mapping[str, str]
    entity_ids: frozenset[str]
    source_ids: frozenset[str]
    claim_ids: frozenset[str]

    @classmethod
    def of(cls, tables: Mapping[str, pa.Table]) -> Batch:
        def ids(table: str, column: str) -> list[str]:
            return tables[table][column].to_pylist() if table in tables else []

        return cls(
            tables,
            dict(zip(ids("documents", "document_id"), ids("documents", "text"), strict=True)),
            frozenset(ids("entity_records", "entity_id")),
            frozenset(ids("source_records", "source_id")),
            frozenset(ids("claim_records", "claim_id")),
        )


def frame(name: str, table: pa.Table, batch: Batch) -> pd.DataFrame:
    """``table`` as a frame with the columns that its suite compares.

    Added are ``text_at_offsets`` and ``text_length``, ``<column>_in_text``, ``<id>_is_known`` (None for a missing id),
    days as numbers (``*_number``, days since 0001-01-01), since suites compare numbers and texts only, and what
    ``claim_checks`` and ``name_checks`` say of a row.
    """
    texts = batch.texts
    columns: dict[str, list[Any]] = {column: table.column(column).to_pylist() for column in table.column_names}
    if {"start_char", "end_char", "text"} <= columns.keys():
        documents = [texts.get(document_id, "") for document_id in columns["document_id"]]
        columns["text_length"] = [len(text) for text in documents]
        columns["text_at_offsets"] = [
            None if start is None else text[start:end]
            for text, start, end in zip(documents, columns["start_char"], columns["end_char"], strict=True)
        ]
        # A reading that is not in the text (a header, an address) has a wording of its own and no offsets to compare.
        columns["text"] = [
            None if start is None else text for text, start in zip(columns["text"], columns["start_char"], strict=True)
        ]
    if name == "claim_records":
        for column, spans in SPAN_COLUMNS.items():
            columns[f"{column}_in_text"] = [
                text_of_spans(texts.get(document_id, ""), where or [])
                for document_id, where in zip(columns["document_id"], columns[spans], strict=True)
            ]
        columns |= claim_columns(batch.tables)
    if name == "entity_records":
        columns |= name_columns(batch.tables)
    if name == "quality":
        columns["share"] = [
            unexpected / checked if checked else None
            for checked, unexpected in zip(columns["checked"], columns["unexpected"], strict=True)
        ]
    if name == "run_records":
        columns["accounted_for"] = [
            sum(parts) for parts in zip(columns["landed"], columns["unchanged"], columns["quarantined"], strict=True)
        ]
    for column, known in (
        ("document_id", texts),
        ("entity_id", batch.entity_ids),
        ("source_id", batch.source_ids),
        ("speaker_id", batch.source_ids),
        ("claim_id", batch.claim_ids),
    ):
        if column in columns:
            columns[f"{column}_is_known"] = [None if one is None else one in known for one in columns[column]]
    for column, number in _DAY_NUMBERS.items():
        if column in columns:
            columns[number] = [_number(value) for value in columns[column]]
    plain = {column: values for column, values in columns.items() if not column.endswith("_spans")}
    return pd.DataFrame(plain, dtype=object) if table.num_rows == 0 else pd.DataFrame(plain)


_DAY_NUMBERS = {
    "published": "published_number",
    "said_on": "said_number",
    "first_day": "first_number",
    "last_day": "last_number",
    "started_at": "started_number",
    "finished_at": "finished_number",
}


def _number(value: dt.date | dt.datetime | None) -> float | None:
    if isinstance(value, dt.datetime):
        return value.timestamp()
    return None if value is None else float(value.toordinal())
