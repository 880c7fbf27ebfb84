"""JSON: one object, an array of objects, or an object with lists of them, with the keys that JSON Lines has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quellenlage.tasks.ingest.json_values import read_json
from quellenlage.tasks.ingest.readers import Format, Input, Item

NAME = "JSON"


def read(source: Input) -> Iterator[Item]:
    """The articles of a file: a single one has its uri, of several the n-th ``uri#n``; raises as :func:`read_json`."""
    return read_json(source, NAME, by_line=False)


def sniff(head: bytes) -> bool:
    """Whether it begins as an object or an array."""
    begins = re.match(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*[\[\]{\"\d-])", head) is not None
    return begins or head[:2] in (b"\xff\xfe", b"\xfe\xff")


FORMAT = Format(NAME, (".json",), read, sniff, general=True)
