"""Word documents (.docx): headings by their styles, header lines above the text; one article a file."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.tasks.ingest.readers import Format, Input, Item
from quellenlage.tasks.ingest.written.header_lines import Header, header_of
from quellenlage.tasks.ingest.written.marked_articles import article_of_marked
from quellenlage.tasks.ingest.written.word_paragraphs import word_blocks

NAME = "Word document"
_INSIDE = (b"[Content_Types].xml", b"word/", b"_rels/.rels", b"docProps/")


def read(source: Input) -> Iterator[Item]:
    """The article of a document. Its properties are not asked: they tell whose program wrote it, and when.

    Raises:
        UnreadableError: it is no whole Word document.
    """
    blocks = word_blocks(source.data())
    above = blocks[:1] if blocks and blocks[0][0] in ("heading", "headline") else []
    rest = blocks[len(above) :]
    header, end = header_of([text for _, text in rest], first=True) or (Header({}), 0)
    if header.rest:
        rest[end - 1] = ("paragraph", header.rest)
        end -= 1
    yield article_of_marked(source.uri, header, [*above, *rest[end:]], {"format": NAME})


def sniff(head: bytes) -> bool:
    """Whether it begins as a document of Office does."""
    return head[:4] == b"PK\x03\x04" and any(name in head[:200] for name in _INSIDE)


FORMAT = Format(NAME, (".docx",), read, sniff)
