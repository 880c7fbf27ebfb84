"""MHTML: a page and what belongs to it in one file, as browsers save it ("web page, single file"), after RFC 2557."""

from __future__ import annotations

import codecs
import email
import email.errors
import re
from collections.abc import Iterator
from email.message import Message

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, PassedOver, Rejected
from quellenlage.tasks.ingest.fields.timestamps import iso_moment
from quellenlage.tasks.ingest.readers import Format, Input

NAME = "MHTML page"
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_HEADER = re.compile(rb"\A\s*(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?content-type:\s*multipart/related", re.I)


def read(source: Input) -> Iterator[Article | Rejected | PassedOver]:
    """The article of the page; what stands in its frames is none of it.

    Raises:
        UnreadableError: it is empty, there is no page in it, or it ends within the page.
    """
    from quellenlage.tasks.ingest.pages import article_of_page

    data = source.data()
    if not data.strip():
        raise UnreadableError("the file is empty; remove it from the sources or fill it.")
    whole = email.message_from_bytes(data)
    page = _page_of(whole)
    saved = whole.get("Snapshot-Content-Location") or page.get("Content-Location") or whole.get("Content-Location")
    found = article_of_page(_text_of(page), source.uri, _one_line(saved), iso_moment(_one_line(whole.get("Date"))))
    if isinstance(found, Article):
        found = Article(found.uri, found.text, found.segments, {**found.metadata, "format": NAME})
    yield found


def _page_of(whole: Message) -> Message:
    """The part that is the page: the one that the file names as its start, else the first."""
    parts = [part for part in whole.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    if not pages or "Content-Type" not in whole:
        kinds = ", ".join(dict.fromkeys(part.get_content_type() for part in parts))
        raise UnreadableError(f"there is no page in it but {kinds}; save the page again, as HTML or as a single file.")
    start = whole.get_param("start")
    found = next((part for part in pages if start and part.get("Content-ID") == start), pages[0])
    cut = any(isinstance(one, email.errors.CloseBoundaryNotFoundDefect) for one in whole.defects)
    if cut and found is parts[-1]:
        raise UnreadableError("the file is cut off within its page; save the page again.")
    return found


def _text_of(page: Message) -> bytes | str:
    """The page, in the encoding that its part names; what browsers call Latin-1 is Windows-1252."""
    data = page.get_payload(decode=True)
    assert isinstance(data, bytes)  # it is no multipart
    try:
        name = codecs.lookup(page.get_content_charset("utf-8")).name
        return data if name == "utf-8" else data.decode("cp1252" if name == "iso8859-1" else name)
    except (LookupError, ValueError):  # no name of an encoding, with NUL in it even; or another's bytes
        return data


def _one_line(value: object) -> str | None:
    return "".join(str(value).split("\n")).strip() or None if value is not None else None


def sniff(head: bytes) -> bool:
    """Whether it begins with header lines that say so."""
    return _HEADER.match(head) is not None


FORMAT = Format(NAME, (".mhtml", ".mht"), read, sniff)
