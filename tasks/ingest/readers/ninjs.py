"""ninjs, as agencies deliver it in JSON: one item a file, or a list of several."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from quellenlage.errors import UnreadableError
from quellenlage.records import PassedOver, Rejected
from quellenlage.tasks.ingest.agency.agency_items import Delivered, latest
from quellenlage.tasks.ingest.agency.ninjs_items import NAME, begins_as_ninjs, items_in, kind_of, ninjs_item
from quellenlage.tasks.ingest.decode import decode
from quellenlage.tasks.ingest.fields.article_of_row import shown
from quellenlage.tasks.ingest.readers import Format, Input, Item

_LIST, _BETWEEN = re.compile(r"\s*\[\s*"), re.compile(r"[\s,]*")
_TEXTS = frozenset(("text", "composite", "article", "news"))


def read(source: Input) -> Iterator[Item]:
    """The articles of a file; the uri of each is its item's own, so that a later version takes its place.

    What is no text (pictures, events) is passed over; notes that are not to be published never come through.

    Raises:
        UnreadableError: it is no JSON, or nothing of it is whole.
    """
    values, wrong = _values(decode(source.data()))
    found = [one for value in values for one in items_in(value)]
    if wrong and not found:
        raise UnreadableError(wrong)
    alone = len(found) == 1 and not wrong
    items = [
        _read_item(one, number, source.uri if alone else f"{source.uri}#{number}")
        for number, one in enumerate(found, 1)
    ]
    if wrong:
        reason = f"behind item {len(found)}: {wrong}"
        items.append(Rejected(f"{source.uri}#{len(found) + 1}", "ingest", reason, ""))
    if not items:
        yield PassedOver(source.uri, "list without items")
    yield from latest(items, source.uri)


def _read_item(one: Any, number: int, uri: str) -> Delivered | PassedOver | Rejected:
    if not isinstance(one, Mapping):
        return Rejected(uri, "ingest", f"item {number}: no object; fetch it again.", shown(one))
    kind = kind_of(one)
    return ninjs_item(one, number) if kind in _TEXTS else PassedOver(uri, kind)


def _values(text: str) -> tuple[list[Any], str | None]:
    """The value of a file, or what is whole of the elements of a list that is not; and what is wrong with it."""
    try:
        return [json.loads(text, strict=False)], None
    except json.JSONDecodeError as error:
        cut = "it is cut off; fetch it again" if error.pos >= len(text.rstrip()) - 1 else "fetch it again"
        wrong = f"line {error.lineno}: no whole JSON ({error.msg}): {cut}."
    except (RecursionError, ValueError):
        return [], "too deeply nested, or a number too long; fetch it again."
    begin, decoder, whole = _LIST.match(text), json.JSONDecoder(strict=False), []
    at = begin.end() if begin else len(text)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (RecursionError, ValueError):
            break
        whole.append(value)
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
    return whole, wrong


FORMAT = Format(NAME, (".json", ".ninjs"), read, begins_as_ninjs)
