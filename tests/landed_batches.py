"""Batches for the tests of check and land: real articles through the real stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyarrow as pa
from spacy.language import Language

from quellenlage.pipeline.load import load
from quellenlage.records import Article, Extracted, Landed, Rejected, Traits
from quellenlage.tasks.extract.extract import extract
from quellenlage.tasks.ingest.files import find_files
from quellenlage.tasks.ingest.ingest import read_file
from quellenlage.tasks.ingest.versions import Known, identify, traits_of
from quellenlage.tasks.normalise.normalise import normalise
from quellenlage.tasks.tables.rows import tables_of

TODAY = dt.date(2026, 1, 1)
AT = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


@cache
def pipeline() -> Language:
    """The pipeline that ships, loaded once for all tests."""
    return load()


def asked(*paths: Path) -> list[Traits]:
    """What may tell which articles those files hold."""
    return [
        traits_of(one, TODAY) for file in find_files(paths).files for one in read_file(file) if isinstance(one, Article)
    ]


def batch(*paths: Path, landed: Iterable[Landed] = ()) -> dict[str, pa.Table]:
    """The tables of those files, everything extracted."""
    known = Known(landed)
    identified = [one for one in (identify(traits, known) for traits in asked(*paths)) if one is not None]
    extracted = list(extract([normalise(one, TODAY) for one in identified], pipeline()))
    assert not [one for one in extracted if isinstance(one, Rejected)]
    return tables_of([one for one in extracted if isinstance(one, Extracted)])


def changed(tables: dict[str, pa.Table], name: str, column: str, row: int, value: object) -> dict[str, pa.Table]:
    """``tables`` with one value of one row replaced."""
    table = tables[name]
    values = table.column(column).to_pylist()
    values[row] = value
    place = table.schema.get_field_index(column)
    field = table.schema.field(column)
    return {**tables, name: table.set_column(place, field, pa.array(values, field.type))}
