"""Questions to a lake or a warehouse whose answers are dictionaries, and lists of texts that they are asked with."""

from __future__ import annotations

from collections.abc import Iterable
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
