"""PDF, which says where letters stand on a page and not what a paragraph is: refused, with what to convert it with."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.errors import UnreadableError
from quellenlage.tasks.ingest.readers import Format, Input, Item


def read(source: Input) -> Iterator[Item]:
    """Nothing; raises :class:`~quellenlage.errors.UnreadableError` with the way to text."""
    raise UnreadableError(
        "a PDF is not read; make text of it with `pdftotext FILE.pdf FILE.txt` (of poppler-utils; scanned pages first "
        "with `ocrmypdf -l deu`) and name that."
    )


def sniff(head: bytes) -> bool:
    """Whether it begins as a PDF does."""
    return head.lstrip()[:5] == b"%PDF-"


FORMAT = Format("PDF", (".pdf",), read, sniff)
