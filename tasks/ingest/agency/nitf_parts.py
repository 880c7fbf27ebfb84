"""The parts of a NITF document, alone in its file or within an item of NewsML-G2 or ninjs."""

from __future__ import annotations

import re
from typing import Any

from quellenlage.tasks.ingest.agency.agency_items import Delivered, html_blocks
from quellenlage.tasks.ingest.agency.safe_xml import said

#: Elements that are blocks; all others only mark words (person, location, org, money, ...).
_BLOCKS = frozenset(
    (
        *("body", "body.head", "body.content", "body.end", "block", "p", "hl1", "hl2", "hedline", "media", "bq", "pre"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "caption", "media-caption", "media-producer"),
        *(
            "abstract",
            "note",
            "br",
            "hr",
            "fn",
            "tagline",
            "media-metadata",
            "media-reference",
            "media-object",
            "credit",
        ),
    )
)
_AS_HTML = {
    "hl1": "h2",
    "hl2": "h2",
    "media-caption": "figcaption",
    "media": "figure",
    "block": "div",
    "bq": "blockquote",
}
_BEFORE_COMMA = re.compile(r"\s+(?=[,;])")
_DROPPED = ("note", "media-metadata", "media-reference", "media-object", "media-producer")


def nitf_item(root: Any, number: int, format_name: str) -> Delivered:
    """A NITF document as an item."""
    docdata = root.find("head/docdata")
    item = Delivered(format_name, number)
    if docdata is not None:
        _of_docdata(docdata, item)
    pubdata = root.find("head/pubdata")
    if pubdata is not None:
        item.outlet = pubdata.get("name")
        item.dates["published"] = pubdata.get("date.publication") or item.dates.get("published")
        item.said["section"] = item.said.get("section") or pubdata.get("position.section")
    head = root.find("body/body.head")
    if head is not None:
        item.provider = said(head.find("distributor")) or item.provider
        byline = head.find("byline")
        if byline is not None:
            item.byline = _BEFORE_COMMA.sub("", " ".join(" ".join(byline.itertext()).split())) or None
        item.dateline = said(head.find("dateline"))
        item.headline = said(head.find("hedline/hl1")) or said(head.find("hedline"))
        deck = said(head.find("hedline/hl2"))
        abstract = head.find("abstract")
        paragraphs = [] if abstract is None else abstract.findall("p") or [abstract]
        item.lead = [text for text in (deck, *map(said, paragraphs)) if text]
        item.notes = [*item.notes, *(text for note in head.findall("note") if (text := said(note)))]
    item.headline = item.headline or said(root.find("head/title"))
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    item.said["language"] = language or item.said.get("language")
    item.body = nitf_blocks(root)
    return item


def _of_docdata(docdata: Any, item: Delivered) -> None:
    identity, urgency = docdata.find("doc-id"), docdata.find("urgency")
    if identity is not None:
        item.guid = identity.get("id-string")
        item.provider = identity.get("regsrc")
    if urgency is not None:
        item.said["urgency"] = urgency.get("ed-urg")
    holder, key, fixture = (docdata.find(name) for name in ("doc.copyright", "du-key", "fixture"))
    if holder is not None:
        item.provider = item.provider or holder.get("holder")
    if key is not None:
        item.version = key.get("version")
    if fixture is not None:
        item.said["service"] = fixture.get("fix-id")
    issue, release = (
        None if (date := docdata.find(name)) is None else date.get("norm") for name in ("date.issue", "date.release")
    )
    item.dates["published"] = issue or release
    item.status = (docdata.get("management-status") or "").casefold()
    if item.status == "embargoed":
        item.dates["embargo"] = release
    notes = [note.get("info") or said(note) for note in docdata.findall("ed-msg")]
    item.notes = [note for note in notes if note]


def nitf_blocks(root: Any) -> list[tuple[str, str]]:
    """The blocks of a document's body, without notes to editors."""
    from lxml import etree

    content = root.find("body/body.content")
    if content is None:
        return []
    etree.strip_elements(content, *_DROPPED, with_tail=False)
    marks = {element.tag for element in content.iter() if isinstance(element.tag, str)} - _BLOCKS
    etree.strip_tags(content, *(marks - {"body.content"}))
    for element in content.iter():
        if isinstance(element.tag, str):
            element.tag = _AS_HTML.get(element.tag, element.tag)
    content.tag = "div"
    return html_blocks(content)
