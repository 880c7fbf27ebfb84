"""NITF, as agencies deliver it: one item a file."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.errors import UnreadableError
from quellenlage.tasks.ingest.agency.agency_items import latest
from quellenlage.tasks.ingest.agency.nitf_parts import nitf_item
from quellenlage.tasks.ingest.agency.safe_xml import root_of, tree_of
from quellenlage.tasks.ingest.readers import Format, Input, Item

NAME = "NITF"


def read(source: Input) -> Iterator[Item]:
    """The article of the item; its uri is the item's own (``doc-id``), else the file's.

    Raises:
        UnreadableError: it is no NITF, or no whole XML.
    """
    root, wrong = tree_of(source.data())
    if wrong:
        raise UnreadableError(wrong)
    if root.tag != "nitf":
        raise UnreadableError(f"its first element is <{root.tag}> and not <nitf>; remove it from the sources.")
    yield from latest([nitf_item(root, 1, NAME)], source.uri)


def sniff(head: bytes) -> bool:
    """Whether its first element is that of NITF."""
    return root_of(head) == "nitf"


FORMAT = Format(NAME, (".nitf", ".xml"), read, sniff)
