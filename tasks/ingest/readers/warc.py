"""WARC, as crawlers write it and CC-NEWS hands it out: the German articles among its pages, read as a stream.

Requests, metadata and notes of the crawler are no content and not told; of answers, everything is.
"""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.errors import UnreadableError
from quellenlage.records import GERMAN, Article, PassedOver, Rejected
from quellenlage.tasks.ingest.fields.timestamps import iso_moment
from quellenlage.tasks.ingest.http_pages import Answer, answer_of, foreign_language, is_front_page
from quellenlage.tasks.ingest.readers import Format, Input, Item
from quellenlage.tasks.ingest.unpacking import budget_of
from quellenlage.tasks.ingest.warc_records import BrokenRecord, Record, records

NAME = "WARC"
_NO_CONTENT = frozenset(("warcinfo", "request", "metadata"))


def read(source: Input) -> Iterator[Item]:
    """The articles of a file, the one in its n-th record with the uri ``uri#n``.

    A record that is cut off or not as long as it says is a ``Rejected``; what is no page, no article or not German is
    passed over.

    Raises:
        UnreadableError: the file is empty, or does not begin as WARC does.
    """
    head = source.head()
    if not head.startswith((b"WARC/", b"\x1f\x8b")):
        wrong = "does not begin as WARC does" if head else "is empty"
        raise UnreadableError(f"the file {wrong}; fetch it again, or remove it from the sources.")
    found = False
    with source.open() as raw:
        for number, record in enumerate(records(raw, budget_of(source)), start=1):
            item = _item(record, f"{source.uri}#{number}")
            if item is not None:
                found = True
                yield item
    if not found:
        yield PassedOver(source.uri, "WARC without pages")


def _item(record: Record | BrokenRecord, uri: str) -> Item | None:
    if isinstance(record, BrokenRecord):
        return Rejected(uri, "ingest", f"{record.place}: {record.broken.reason}", record.broken.payload)
    kind = record.headers.get("warc-type", "").lower()
    if kind in _NO_CONTENT:
        return None
    url = record.headers.get("warc-target-uri", "").strip("<>")
    if kind not in ("response", "resource"):
        return PassedOver(uri, kind or "record without type")
    if record.block is None:
        return PassedOver(uri, "longer than any page")
    if not url.lower().startswith(("http:", "https:")):
        return PassedOver(uri, f"{url.partition(':')[0] or 'no'} address")
    if truncated := record.headers.get("warc-truncated"):
        reason = f"{record.place}: the crawler cut it off ({truncated}); fetch the page again."
        return Rejected(uri, "ingest", reason, url)
    if kind == "response":
        answer = answer_of(record.block)
    else:
        mime = record.headers.get("content-type", "").split(";")[0].strip().lower()
        answer = Answer(page=record.block) if mime == "text/html" else Answer(mime or "no content type")
    return _article(record, answer, uri, url)


def _article(record: Record, answer: Answer, uri: str, url: str) -> Item:
    if answer.what:
        return PassedOver(uri, answer.what)
    if answer.wrong:
        return Rejected(uri, "ingest", f"{record.place}: {answer.wrong}; fetch the page again.", url)
    if is_front_page(url):
        return PassedOver(uri, "front page")
    if (language := foreign_language(answer.page)) is not None:
        return PassedOver(uri, not_german(language))
    from quellenlage.language import detect_language
    from quellenlage.tasks.ingest.pages import article_of_page

    item = article_of_page(answer.page, uri, url, iso_moment(record.headers.get("warc-date")))
    if not isinstance(item, Article):
        return item
    language = detect_language(item.text)
    if language != GERMAN:
        return PassedOver(uri, not_german(language))
    return Article(uri, item.text, item.segments, {**item.metadata, "language": GERMAN, "format": NAME})


def not_german(language: str) -> str:
    """What is passed over for its language."""
    return f"not German ({language})" if language else "not German"


def sniff(head: bytes) -> bool:
    """Whether it begins as WARC does."""
    return head.startswith(b"WARC/")


FORMAT = Format(NAME, (".warc", ".warc.gz"), read, sniff)
