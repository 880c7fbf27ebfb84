"""JSON Lines: one object a line, as crawlers and exports write them (fundus, trafilatura, newspaper4k, news-please).

One without an ending is told, and read, by ``json.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.tasks.ingest.json_values import read_json
from quellenlage.tasks.ingest.readers import Format, Input, Item

NAME = "JSON Lines"


def read(source: Input) -> Iterator[Item]:
    """The articles of a file, the one in line n with the uri ``uri#n``; see :func:`read_json` for what it raises."""
    return read_json(source, NAME, by_line=True)


FORMAT = Format(NAME, (".jsonl", ".ndjson", ".jl", ".ldjson", ".jsonlines"), read)
