"""RSS and Atom: entries with their full text are articles, those with a teaser only are marked as such.

feedparser reads the XML, also of feeds that are not well-formed; mark-up and dates are read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from quellenlage.errors import UnreadableError
from quellenlage.records import GERMAN, PassedOver, Rejected
from quellenlage.tasks.ingest.fields.article_of_row import article_of_blocks
from quellenlage.tasks.ingest.fields.fragments import prose_blocks
from quellenlage.tasks.ingest.fields.plain_blocks import Block, uncut
from quellenlage.tasks.ingest.fields.timestamps import iso_moment
from quellenlage.tasks.ingest.fields.values import address_of, authors_of, language_of, words_of
from quellenlage.tasks.ingest.readers import Format, Input, Item

NAME = "feed"
_LONGEST = 16 * 1024 * 1024  # bytes; feeds have some hundred thousand, those of damaged XML take longer
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_BEFORE_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!doctype[^>\[]*>\s*)*", re.I | re.S)
_DECLARES = re.compile(rb"<!(?:DOCTYPE[^>]*\[|ENTITY)", re.IGNORECASE)
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>|<(?:\w+:)?(?:item|entry)\s[^<>]*/>", re.IGNORECASE)
#: How a text of a feed ends that goes on elsewhere, beside what tables write there.
_GOES_ON = re.compile(
    r"\s*(?:(?:…|\.{3})\s*(?:\[?(?:weiter ?lesen|mehr|weiter|more)\]?)?"
    r"|(?<=[.!?…:\"“”»«])\s(?:weiter ?lesen|mehr lesen|lesen sie (?:weiter|mehr)|mehr|read more)(?:…|\.{3})?)[\s»>→]*$",
    re.IGNORECASE,
)
_FEWEST_IN_CONTENT = 250  # characters of a full text where the feed gives it beside a teaser
_FEWEST_IN_SUMMARY = 1000  # the same where it gives one text


def read(source: Input) -> Iterator[Item]:
    """The articles of a feed, its n-th entry with the uri ``uri#n``.

    Raises:
        UnreadableError: it is no feed, has no entries, or declares entities of its own.
    """
    import feedparser

    with source.open() as stream:
        data = stream.read(_LONGEST + 1)
    if len(data) > _LONGEST:
        raise UnreadableError(f"the feed has more than {_LONGEST // 2**20} MB; cut it into several.")
    if _DECLARES.search(data[: 1 << 16]):
        raise UnreadableError("it declares entities, which are not read for safety; take the declaration out.")
    parsed = _parsed(feedparser, data)
    entries, there = parsed.get("entries", []), len(_ENTRY.findall(data))
    if not parsed.get("version") and not entries:
        raise UnreadableError("this is no RSS or Atom feed; remove it from the sources.")
    if not entries:
        if there:
            raise UnreadableError(f"none of its {there} entries can be read: the XML is damaged; fetch it again.")
        yield PassedOver(source.uri, "feed without entries")
        return
    feed, whole = parsed.get("feed", {}), len(_END.findall(data))
    for number, entry in enumerate(entries, start=1):
        uri = f"{source.uri}#{number}"
        try:
            item = _item(entry, feed, uri)
        except UnreadableError as error:
            item = Rejected(uri, "ingest", f"entry {number}: {error}", str(entry.get("summary") or "")[:20_000])
        if number == len(entries) == there > whole and not isinstance(item, PassedOver):
            cut = f"entry {number}: the feed is cut off within it; fetch it again."
            item = Rejected(uri, "ingest", cut, str(entry.get("summary") or entry.get("title") or "")[:20_000])
        yield item
    if there > len(entries):
        missing = f"{there - len(entries)} of its {there} entries cannot be read: the XML is damaged; fetch it again."
        yield Rejected(f"{source.uri}#{len(entries) + 1}", "ingest", missing, "")


def _parsed(feedparser: Any, data: bytes) -> Mapping[str, Any]:
    from io import BytesIO

    try:
        found: Mapping[str, Any] = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever damaged XML makes of its parsers: sgmllib, codecs, SAX
        raise UnreadableError(f"the XML is damaged ({type(error).__name__}: {error}); fetch the feed again.") from error
    return found


def _item(entry: Mapping[str, Any], feed: Mapping[str, Any], uri: str) -> Item:
    title = words_of(entry.get("title"))
    content, summary = _content(entry), _blocks(entry.get("summary"))
    body, is_full = _body(content, summary)
    metadata = _metadata(entry, feed)
    if not body:
        return PassedOver(uri, "entry without text")
    if is_full:
        lead = summary if content and _length(summary) < _length(content) else []
        lead, _ = uncut(lead, _GOES_ON)
        return article_of_blocks(uri, title, [("lead", text) for _, text in lead], body, metadata)
    metadata["teaser"] = "true"
    return article_of_blocks(uri, title, [("lead", text) for _, text in body], [], metadata)


def _content(entry: Mapping[str, Any]) -> list[Block]:
    """The longest of the texts that an entry gives beside its summary (``content:encoded``, Atom's ``content``)."""
    parts = [part for part in entry.get("content") or () if "base64" not in str(part)]
    texts = [
        part.get("value") for part in parts if str(part.get("type", "text/html")).startswith(("text/", "application/x"))
    ]
    return _blocks(max((text for text in texts if isinstance(text, str)), key=len, default=None))


def _blocks(text: Any) -> list[Block]:
    return prose_blocks(text) if isinstance(text, str) else []


def _body(content: list[Block], summary: list[Block]) -> tuple[list[Block], bool]:
    """What an entry says, and whether that is the whole article."""
    body, cut = uncut(content or summary, _GOES_ON)
    given_beside = bool(content) and [text for _, text in content] != [text for _, text in summary]
    paragraphs = sum(kind == "paragraph" for kind, _ in body)
    enough = _FEWEST_IN_CONTENT if given_beside else _FEWEST_IN_SUMMARY
    return body, not cut and _length(body) >= enough and (given_beside or paragraphs > 2)


def _length(blocks: list[Block]) -> int:
    return sum(len(text) for _, text in blocks)


def _metadata(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, str]:
    source = entry.get("source") or {}
    outlet = words_of(entry.get("publisher")) or words_of(source.get("title")) or words_of(feed.get("title"))
    sections = [term for tag in entry.get("tags") or () if (term := words_of(tag.get("term") or tag.get("label")))]
    language = language_of(entry.get("language")) or language_of(feed.get("language"))
    found: dict[str, str | None] = {
        "url": next((url for url in map(address_of, _addresses(entry)) if url), None),
        "outlet": outlet,
        "published": iso_moment(_raw(entry, "published") or _raw(entry, "created")),
        "modified": iso_moment(_raw(entry, "updated")),
        "authors": _authors(entry),
        "section": sections[0] if len(sections) == 1 else None,
        # What makes feeds says "en" of any; a text in English is told by its words.
        "language": language if language == GERMAN else None,
        "feed": words_of(feed.get("title")),
        "format": NAME,
    }
    if not found["published"]:
        found["published"], found["modified"] = found["modified"], None
    if not found["published"]:
        found["header_date"] = words_of(_raw(entry, "published") or _raw(entry, "updated"))
    if found["modified"] == found["published"]:
        found["modified"] = None
    return {name: value for name, value in found.items() if value}


def _raw(entry: Mapping[str, Any], name: str) -> str | None:
    """A date as the feed writes it; feedparser would give one of the others where there is none."""
    value = dict.get(entry, name) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else None


def _addresses(entry: Mapping[str, Any]) -> Iterator[Any]:
    yield entry.get("feedburner_origlink")
    links = entry.get("links") or ()
    yield from (link.get("href") for link in links if link.get("rel") == "alternate")
    yield entry.get("link")
    if entry.get("guidislink") is not False:
        yield entry.get("id")


def _authors(entry: Mapping[str, Any]) -> str | None:
    names = [one.get("name") for one in entry.get("authors") or () if one]
    return authors_of([name for name in names if name]) or authors_of(entry.get("author"))


def sniff(head: bytes) -> bool:
    """Whether its first element is that of RSS or Atom."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    begins = _BEFORE_ROOT.match(head)
    return begins is not None and _ROOT.match(head, begins.end()) is not None


FORMAT = Format(NAME, (".rss", ".atom", ".rdf", ".xml"), read, sniff)
