"""Zstandard: a file of any other format, packed (``articles.jsonl.zst``)."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.tasks.ingest.readers import Format, Input, Item
from quellenlage.tasks.ingest.unpacking import Member, budget_of, level_within, read_member, unpacked_zstd


def read(source: Input) -> Iterator[Item]:
    """What the packed file holds, with the uri of this one."""
    level, budget = level_within(source), budget_of(source)
    name = source.name.removesuffix(".zst").removesuffix(".zstd")
    opened = lambda: unpacked_zstd(source.open(), budget)  # noqa: E731
    return read_member(Member(source.uri, name, opened, source.fields, level, budget))


def sniff(head: bytes) -> bool:
    """Whether it begins as Zstandard does."""
    return head.startswith(b"\x28\xb5\x2f\xfd")


FORMAT = Format("Zstandard", (".zst", ".zstd"), read, sniff)
