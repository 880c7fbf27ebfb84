"""What a table, a view and a column are made of.

The data are in ``document_tables.py``, ``ledger_tables.py`` and ``views.py`` beside this file. A column is one line
there: name, type, one sentence of documentation, and its vocabulary where only certain words may stand in it.
Everything else that speaks of tables is derived from these lines or tested against them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Type:
    """A type under its two names: Arrow's, in which rows travel, and DuckDB's, in which they are kept."""

    arrow: pa.DataType
    sql: str


TEXT = Type(pa.string(), "VARCHAR")
TEXTS = Type(pa.list_(pa.string()), "VARCHAR[]")
DAY = Type(pa.date32(), "DATE")
TIMESTAMP = Type(pa.timestamp("us", tz="UTC"), "TIMESTAMP WITH TIME ZONE")
BOOLEAN = Type(pa.bool_(), "BOOLEAN")
INTEGER = Type(pa.int32(), "INTEGER")
INTEGERS = Type(pa.list_(pa.int32()), "INTEGER[]")
COUNT = Type(pa.int64(), "BIGINT")
SHARE = Type(pa.float64(), "DOUBLE")
WEIGHT = Type(pa.float64(), "DOUBLE")
SPANS = Type(
    pa.list_(pa.struct([("start_char", pa.int32()), ("end_char", pa.int32())])),
    "STRUCT(start_char INTEGER, end_char INTEGER)[]",
)


@dataclass(frozen=True, slots=True)
class Column:
    """``doc`` is a sentence without its full stop; ``vocabulary`` has the words that may stand there, beside NULL."""

    name: str
    type: Type
    doc: str
    vocabulary: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table, or a view, which looks like one: ``doc`` says what a row of it is.

    ``promised`` are the columns, split at blanks, that others build on: they keep name, type and meaning.
    ``unchecked`` says why no suite looks at a table before it lands; every other table has one. ``of_lake`` is a table
    that the warehouse does not have: nobody asks it, and the next run looks into the lake.
    """

    name: str
    doc: str
    columns: tuple[Column, ...]
    promised: str = ""
    unchecked: str | None = None
    of_lake: bool = False

    def __post_init__(self) -> None:
        if len(set(self.names)) < len(self.names):
            raise ValueError(f"{self.name}: a column stands there twice.")
        if unknown := set(self.promised.split()) - set(self.names):
            raise ValueError(f"{self.name}: {', '.join(sorted(unknown))} is promised and no column.")

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def name_set(self) -> frozenset[str]:
        return frozenset(self.names)

    @cached_property
    def schema(self) -> pa.Schema:
        return pa.schema([(column.name, column.type.arrow) for column in self.columns])

    def pick(self, names: str) -> tuple[Column, ...]:
        """Some of the columns, split at blanks, for a view that has them from here."""
        by_name = {column.name: column for column in self.columns}
        return tuple(by_name[name] for name in names.split())

    def without(self, *names: str) -> Table:
        """The table as it is before these columns are known; nothing of it is promised."""
        return replace(self, columns=tuple(column for column in self.columns if column.name not in names), promised="")
