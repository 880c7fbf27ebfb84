"""CSV: a table with commas, semicolons, tabs or bars between its cells, of any program and in its encoding."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.tasks.ingest.delimited import dialect_of, is_of_trafilatura, read_delimited
from quellenlage.tasks.ingest.fields.layout import layout_of
from quellenlage.tasks.ingest.readers import Format, Input, Item
from quellenlage.tasks.ingest.text_lines import text_of


def read(source: Input) -> Iterator[Item]:
    """The articles of a table, a row each; see :func:`read_delimited`."""
    return read_delimited(source, "CSV")


def sniff(head: bytes) -> bool:
    """Whether the first line names columns for a text and a title, or is of a table of trafilatura's."""
    lines = text_of(head.removeprefix(b"\xef\xbb\xbf")).splitlines(keepends=True)
    if lines and is_of_trafilatura(lines[0].split("\t")):
        return True
    if len(lines) < 2 or head[:1] in b"<{[" or len(lines[0]) > 2000:
        return False
    dialect = dialect_of(lines[:-1], {})
    names = [cell.strip() for cell in next(dialect.reader(iter(lines)), [])]
    return len(names) > 1 and {"title", "text"} <= layout_of(names, {}).paths.keys()


FORMAT = Format("CSV", (".csv",), read, sniff)
