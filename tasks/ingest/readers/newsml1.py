"""NewsML 1, which some agencies still deliver: one item a file, or several in an envelope."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quellenlage.errors import UnreadableError
from quellenlage.records import PassedOver
from quellenlage.tasks.ingest.agency.agency_items import Delivered, html_blocks, latest
from quellenlage.tasks.ingest.agency.nitf_parts import nitf_blocks
from quellenlage.tasks.ingest.agency.safe_xml import root_of, said, tree_of
from quellenlage.tasks.ingest.fields.plain_blocks import Block, clean, plain_blocks
from quellenlage.tasks.ingest.readers import Format, Input, Item

NAME = "NewsML 1"


def read(source: Input) -> Iterator[Item]:
    """The articles of a file; the uri of each is its item's own, without the number of the revision.

    What is no text is passed over.

    Raises:
        UnreadableError: it is no NewsML 1, or no whole XML.
    """
    root, wrong = tree_of(source.data())
    if wrong:
        raise UnreadableError(wrong)
    if root.tag != "NewsML":
        raise UnreadableError(f"its first element is <{root.tag}> and not <NewsML>; remove it from the sources.")
    found = root.findall("NewsItem")
    if not found:
        yield PassedOver(source.uri, "envelope without items")
        return
    items: list[Delivered | PassedOver] = []
    for number, element in enumerate(found, start=1):
        item = _item(element, number, root.find("NewsEnvelope"))
        what = None if item.body else _kind(element)
        items.append(item if what in (None, "text") else PassedOver(f"{source.uri}#{number}", what or ""))
    yield from latest(items, source.uri)


def _kind(element: Any) -> str:
    """What the first content of an item is: text, photo, ..."""
    return (_named(element.find(".//MediaType")) or "text").casefold()


def _item(element: Any, number: int, envelope: Any) -> Delivered:
    item = Delivered(NAME, number)
    identity, managed = element.find("Identification/NewsIdentifier"), element.find("NewsManagement")
    if identity is not None:
        parts = [said(identity.find(name)) for name in ("ProviderId", "DateId", "NewsItemId")]
        item.guid = (
            ":".join(("urn:newsml", *filter(None, parts))) if all(parts) else said(identity.find("PublicIdentifier"))
        )
        item.version = said(identity.find("RevisionId"))
    if managed is not None:
        first, version = said(managed.find("FirstCreated")), said(managed.find("ThisRevisionCreated"))
        item.dates = {
            "published": first or version,
            "modified": version,
            "embargo": said(managed.find("StatusWillChange/DateAndTime")),
        }
        item.status = (_named(managed.find("Status")) or "").casefold()
        item.said["urgency"] = _named(managed.find("Urgency"))
        item.notes = [note for one in managed.iter("Comment", "Instruction") if (note := said(one))]
        if item.status == "usable":
            item.dates["embargo"] = None
    lines = element.find(".//NewsLines")
    if lines is not None:
        item.headline, item.byline, item.dateline = (
            said(lines.find(name)) for name in ("HeadLine", "ByLine", "DateLine")
        )
        item.lead = [deck] if (deck := said(lines.find("SubHeadLine"))) else []
    item.provider = _named(element.find(".//AdministrativeMetadata/Provider/Party")) or said(
        element.find("Identification/NewsIdentifier/ProviderId")
    )
    item.said["language"] = _named(element.find(".//DescriptiveMetadata/Language"))
    if envelope is not None:
        item.said["service"] = _named(envelope.find("NewsProduct")) or _named(envelope.find("NewsService"))
    item.body = next((blocks for content in element.iter("DataContent") if (blocks := _blocks(content))), [])
    return item


def _blocks(content: Any) -> list[Block]:
    inner = next((child for child in content if isinstance(child.tag, str)), None)
    if inner is None:
        return plain_blocks(clean(content.text or ""))
    if inner.tag == "nitf":
        return nitf_blocks(inner)
    content.tag = "div"
    return html_blocks(content)


def _named(element: Any) -> str | None:
    return None if element is None else (element.get("FormalName") or said(element))


def sniff(head: bytes) -> bool:
    """Whether its first element is that of NewsML 1."""
    return root_of(head) == "NewsML"


FORMAT = Format(NAME, (".xml",), read, sniff)
