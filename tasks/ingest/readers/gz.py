"""gzip: a file of any other format, packed (``feed.xml.gz``)."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.tasks.ingest.readers import Format, Input, Item
from quellenlage.tasks.ingest.unpacking import Member, budget_of, level_within, read_member, unpacked_gzip


def read(source: Input) -> Iterator[Item]:
    """What the packed file holds, with the uri of this one."""
    level, budget = level_within(source), budget_of(source)
    name = source.name[:-3] if source.name.lower().endswith(".gz") else source.name
    opened = lambda: unpacked_gzip(source.open(), budget)  # noqa: E731
    return read_member(Member(source.uri, name, opened, source.fields, level, budget))


def sniff(head: bytes) -> bool:
    """Whether it begins as gzip does."""
    return head.startswith(b"\x1f\x8b\x08")


FORMAT = Format("gzip", (".gz",), read, sniff)
