"""ninjs, as agencies deliver it in JSON: one item a file, or a list of several."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from quellenlage.errors import UnreadableError
from quellenlage.records import PassedOver, Rejected
from quellenlage.tasks.ingest.agency.agency_items import Delivered, latest
from quellenlage.tasks.ingest.agency.ninjs_items import NAME, begins_as_ninjs, items_in, kind_of, ninjs_item
from quellenlage.tasks.ingest.decode import decode
from quellenlage.tasks.ingest.fields.article_of_row import shown
from quellenlage.tasks.ingest.readers import Format, Input, Item

_TEXTS = frozenset(("text", "composite", "article", "news"))


def read(source: Input) -> Iterator[Item]:
    """The articles of a file; the uri of each is its item's own, so that a later version takes its place.

    What is no text (pictures, events) is passed over; notes that are not to be published never come through.

    Raises:
        UnreadableError: it is no whole JSON.
    """
    text = decode(source.data())
    try:
        value = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        cut = "it is cut off; fetch it again" if error.pos >= len(text.rstrip()) - 1 else "fetch it again"
        raise UnreadableError(f"line {error.lineno}: no whole JSON ({error.msg}): {cut}.") from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError("too deeply nested, or a number too long; fetch it again.") from error
    items: list[Delivered | PassedOver | Rejected] = []
    found = list(items_in(value))
    for number, one in enumerate(found, start=1):
        uri = source.uri if len(found) == 1 else f"{source.uri}#{number}"
        if not isinstance(one, Mapping):
            items.append(Rejected(uri, "ingest", f"item {number}: no object; fetch it again.", shown(one)))
        elif (kind := kind_of(one)) not in _TEXTS:
            items.append(PassedOver(uri, kind))
        else:
            items.append(ninjs_item(one, number))
    if not items:
        yield PassedOver(source.uri, "list without items")
    yield from latest(items, source.uri)


FORMAT = Format(NAME, (".json", ".ninjs"), read, begins_as_ninjs)
