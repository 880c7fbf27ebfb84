"""Parquet: a table of typed columns; some hundred rows are read at a time, and only columns that hold what we keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quellenlage.errors import UnreadableError
from quellenlage.records import PassedOver, Rejected
from quellenlage.tasks.ingest.fields.article_of_row import Rows
from quellenlage.tasks.ingest.fields.layout import check_fields, layout_of
from quellenlage.tasks.ingest.readers import Format, Input, Item
from quellenlage.tasks.ingest.text_lines import text_of
from quellenlage.tasks.ingest.unpacking import seekable

_BATCH = 200  # rows; of long articles some megabytes
_BUFFER = 1 << 16


def read(source: Input) -> Iterator[Item]:
    """The articles of a table, the one in row n with the uri ``uri#n``.

    Raises:
        UnreadableError: it is no Parquet, it is cut off, or no column is known to hold a text.
    """
    from pyarrow import parquet

    check_fields(source.fields)
    with source.open() as raw, seekable(raw) as stream:
        try:
            file = parquet.ParquetFile(stream, pre_buffer=False, buffer_size=_BUFFER)
            names = file.schema_arrow.names
        except _damaged() as error:
            raise UnreadableError(
                f"this is no whole Parquet file ({_brief(error)}); fetch or write it again."
            ) from error
        layout = layout_of(names, source.fields)
        for name, column in source.fields.items():
            if name not in layout.paths:
                columns = ", ".join(names[:20])
                raise UnreadableError(f"there is no column {column}, which you named as {name}; there are {columns}.")
        if not layout.has_text:
            raise UnreadableError(layout.no_text("column"))
        rows, number = Rows("Parquet", source.fields), 0
        groups = file.metadata.num_row_groups
        for group in range(groups):
            expected = file.metadata.row_group(group).num_rows
            begun = number
            try:
                for row in _rows(file, group, layout.columns):
                    number += 1
                    yield rows.article(row, f"{source.uri}#{number}", "row", number)
            except _damaged() as error:
                missing = (
                    f"rows {number + 1} to {begun + expected}: cannot be read ({_brief(error)}); write them again."
                )
                yield Rejected(f"{source.uri}#{number + 1}", "ingest", missing, "")
                number = begun + expected
        if number == 0:
            yield PassedOver(source.uri, "table without rows")


def _rows(file: Any, group: int, columns: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    for batch in file.iter_batches(batch_size=_BATCH, row_groups=[group], columns=list(columns), use_threads=False):
        try:
            yield from batch.to_pylist()
        except UnicodeDecodeError:
            yield from _by_byte(batch)


def _by_byte(batch: Any) -> Iterator[Mapping[str, Any]]:
    """The rows of a batch some of whose texts are not UTF-8."""
    import pyarrow

    columns = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if pyarrow.types.is_string(column.type) or pyarrow.types.is_large_string(column.type):
            values = column.cast(pyarrow.large_binary()).to_pylist()
            columns[name] = [None if value is None else text_of(value) for value in values]
        else:
            columns[name] = column.to_pylist()
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _damaged() -> tuple[type[Exception], ...]:
    """What pyarrow raises of files that are damaged, or of columns that Python has no values for."""
    import pyarrow

    return (pyarrow.ArrowException, OSError, ValueError, LookupError, TypeError, ArithmeticError, MemoryError)


def _brief(error: Exception) -> str:
    return str(error).strip().split("\n")[0][:200].rstrip(".")


def sniff(head: bytes) -> bool:
    """Whether it begins as Parquet does."""
    return head.startswith(b"PAR1")


FORMAT = Format("Parquet", (".parquet", ".pq"), read, sniff)
