"""JSON Lines: one object a line, as crawlers and exports write them (fundus, trafilatura, newspaper4k, news-please)."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.tasks.ingest.json_values import read_json
from quellenlage.tasks.ingest.readers import Format, Input, Item

NAME = "JSON Lines"


def read(source: Input) -> Iterator[Item]:
    """The articles of a file, the one in line n with the uri ``uri#n``; see :func:`read_json` for what it raises."""
    return read_json(source, NAME, by_line=True)


def sniff(head: bytes) -> bool:
    """Whether the first line is an object and another follows."""
    first, end, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    return first[:2] == b'{"' and first.rstrip()[-1:] == b"}" and bool(end) and rest.lstrip()[:2] in (b"", b'{"')


FORMAT = Format(NAME, (".jsonl", ".ndjson", ".jl", ".ldjson", ".jsonlines"), read, sniff)
