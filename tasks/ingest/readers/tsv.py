"""TSV: a table with tabs between its cells, also as trafilatura writes it, without names of columns."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.tasks.ingest.delimited import read_delimited
from quellenlage.tasks.ingest.readers import Format, Input, Item


def read(source: Input) -> Iterator[Item]:
    """The articles of a table, a row each; see :func:`read_delimited`."""
    return read_delimited(source, "TSV")


FORMAT = Format("TSV", (".tsv", ".tab"), read)
