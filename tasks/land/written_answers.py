"""An answer of the lake, written in a format that other programs read."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TextIO

import duckdb

from quellenlage.errors import UsageError

_ROWS_AT_ONCE = 10_000


def write_csv(answer: duckdb.DuckDBPyRelation, out: TextIO) -> None:
    """With a header line; lists and structs in JSON, every other value in DuckDB's own text."""
    texts = _texts(answer)
    rows = texts.fetchmany(_ROWS_AT_ONCE)  # before anything is written: a query that fails leaves no half answer
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    while rows:
        writer.writerows(rows)
        rows = texts.fetchmany(_ROWS_AT_ONCE)


def write_markdown(answer: duckdb.DuckDBPyRelation, out: TextIO) -> None:
    """A table as Markdown has it; numbers stand to the right."""
    texts = _texts(answer)
    rows = texts.fetchmany(_ROWS_AT_ONCE)
    right = ["---:" if str(kind) in _NUMBERS else "---" for kind in answer.types]
    out.write(_markdown_line(answer.columns) + _markdown_line(right))
    while rows:
        out.writelines(_markdown_line(["" if cell is None else cell for cell in row]) for row in rows)
        rows = texts.fetchmany(_ROWS_AT_ONCE)


def write_jsonl(answer: duckdb.DuckDBPyRelation, out: TextIO) -> None:
    """An object a line."""
    out.writelines(f"{line}\n" for line in _objects(answer))


def write_json(answer: duckdb.DuckDBPyRelation, out: TextIO) -> None:
    """One list of objects."""
    before = "["
    for line in _objects(answer):
        out.write(f"{before}\n{line}")
        before = ","
    out.write("[]\n" if before == "[" else "\n]\n")


_NUMBERS = frozenset(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UBIGINT", "DOUBLE", "FLOAT"))
#: How an answer is written as text, by the name of the format.
TEXTS: dict[str, Callable[[duckdb.DuckDBPyRelation, TextIO], None]] = {
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
    "md": write_markdown,
}
#: The formats that a file may have, by its ending.
FORMATS = (*TEXTS, "parquet")


def write_file(answer: duckdb.DuckDBPyRelation, path: Path) -> None:
    """Write ``answer`` to ``path``, in the format of its ending; the file is there whole or not at all.

    Raises:
        UsageError: no format has this ending, or the folder is none.
    """
    require_format(path)
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent}: there is no such folder; make it, or name another file.")
    ending = path.suffix.lower().lstrip(".")
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".answer-") as folder:
        fresh = Path(folder) / path.name
        if ending == "parquet":
            write_parquet(answer, fresh)
        else:
            with fresh.open("w", encoding="utf-8", newline="") as out:
                TEXTS[ending](answer, out)
        os.replace(fresh, path)


def require_format(path: Path) -> None:
    """Make sure that the ending of ``path`` names a format.

    Raises:
        UsageError: it does not.
    """
    if path.suffix.lower().lstrip(".") not in FORMATS:
        raise UsageError(f"{path}: no format has this ending; there are {', '.join(f'.{one}' for one in FORMATS)}.")


def _texts(answer: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """The answer with every value as text."""
    if not answer.columns:
        return answer
    made = ", ".join(
        f"{f'to_json({name})' if str(kind).endswith(']') or kind.id in ('struct', 'map') else name}::VARCHAR AS {name}"
        for name, kind in zip((_identifier(name) for name in answer.columns), answer.types, strict=True)
    )
    return answer.project(made)


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _markdown_line(cells: Sequence[str]) -> str:
    escaped = (" ".join(cell.replace("\\", "\\\\").replace("|", "\\|").split()) for cell in cells)
    return f"| {' | '.join(escaped)} |\n"


def _objects(answer: duckdb.DuckDBPyRelation) -> Iterator[str]:
    lines = answer.query("answer", "SELECT to_json(answer)::VARCHAR FROM answer")
    while rows := lines.fetchmany(_ROWS_AT_ONCE):
        yield from (line for (line,) in rows)


def write_parquet(answer: duckdb.DuckDBPyRelation, path: Path | IO[bytes]) -> None:
    import pyarrow.parquet as pq

    batches = answer.to_arrow_reader(_ROWS_AT_ONCE)
    with pq.ParquetWriter(path, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
