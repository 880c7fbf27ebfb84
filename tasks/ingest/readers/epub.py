"""EPUB, a book of many chapters: refused, with what to convert it with."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.errors import UnreadableError
from quellenlage.tasks.ingest.readers import Format, Input, Item


def read(source: Input) -> Iterator[Item]:
    """Nothing; raises :class:`~quellenlage.errors.UnreadableError` with the way to text."""
    raise UnreadableError(
        "an EPUB is not read; make Markdown of it with `pandoc FILE.epub -t gfm -o FILE.md`, cut that into its "
        "articles and name them."
    )


def sniff(head: bytes) -> bool:
    """Whether it begins as an EPUB does."""
    return head[:4] == b"PK\x03\x04" and b"mimetypeapplication/epub+zip" in head[:200]


FORMAT = Format("EPUB", (".epub",), read, sniff)
