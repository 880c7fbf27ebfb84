"""HTML pages, saved or crawled, with or without their address: one article a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quellenlage.records import Article, PassedOver, Rejected
from quellenlage.tasks.ingest.readers import Format, Input

_BEGINS = re.compile(
    rb"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def read(source: Input) -> Iterator[Article | Rejected | PassedOver]:
    """The article of a page."""
    from quellenlage.tasks.ingest.pages import article_of_page

    yield article_of_page(source.data(), source.uri, None, None)


def begins(head: bytes) -> bool:
    """Whether bytes begin like a page."""
    return bool(_BEGINS.match(head.removeprefix(b"\xef\xbb\xbf")))


FORMAT = Format("HTML page", (".html", ".htm", ".xhtml", ".shtml"), read, begins)
