"""Questions to a lake or a warehouse whose answers are dictionaries, and lists of texts that they are asked with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

import duckdb
import pyarrow as pa

Rows = list[dict[str, Any]]


def ask(connection: duckdb.DuckDBPyConnection, query: str, *values: Any, **named: Any) -> Rows:
    """The answer to ``query``, a dictionary a row; ``values`` are its ``?``, ``named`` those that begin with ``$``."""
    answer = connection.execute(query, named or list(values))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def register_texts(connection: duckdb.DuckDBPyConnection, name: str, column: str, texts: Iterable[str]) -> None:
    """Let queries of the connection read ``texts`` as a table of that name with one column."""
    connection.register(name, pa.table({column: pa.array(texts, pa.string())}))


def on_days(days: Collection[dt.date | None], of: str = "") -> str:
    """The condition that rows are of one of those days, as constants: other partitions are not opened.

    ``of`` is the table, with its dot.
    """
    known = ", ".join(f"DATE '{day}'" for day in sorted(day for day in days if day is not None))
    conditions = [f"{of}published IN ({known})"] if known else []
    return " OR ".join([*conditions, *([f"{of}published IS NULL"] if None in days else [])]) or "false"
