"""Items of ninjs, generations 1 to 3, and of what agencies made of it (Superdesk, AP, dpa's digital wires).

Which of an item's keys says what is data: ``ninjs_keys.csv``, the first key that an item has counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from quellenlage.tasks.ingest.agency.agency_items import Delivered, blocks_of_html
from quellenlage.tasks.ingest.agency.nitf_parts import nitf_blocks
from quellenlage.tasks.ingest.agency.safe_xml import tree_of
from quellenlage.tasks.ingest.fields.fragments import is_markup
from quellenlage.tasks.ingest.fields.plain_blocks import Block, clean, plain_blocks
from quellenlage.tasks.ingest.fields.values import words_of
from quellenlage.words.table import rows

NAME = "ninjs"
#: What only ninjs has among its keys, of any generation and in both ways of writing them.
_SURE = re.compile(
    rb'"(?:version_?created|pub_?status|body_nitf|body_xhtml|representationtype|urn)"\s*:|"(?:guid|uri)"\s*:\s*"urn:newsml|"name"\s*:\s*"ninjs',
    re.IGNORECASE,
)
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{")
#: Keys of lists of items, and of objects around one.
_AROUND = ("items", "_items", "entries", "data", "item", "itemset")
_DEEPEST = 3
_NOT_MAIN = ("nonpublic", "short", "sms", "mobile", "teaser", "kicker")


def begins_as_ninjs(head: bytes) -> bool:
    """Whether a file that begins so holds items of ninjs, and not any other JSON."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    return _BEGINS.match(head) is not None and _SURE.search(head) is not None


@cache
def ninjs_keys() -> dict[str, tuple[str, ...]]:
    """The keys of ``ninjs_keys.csv`` for each name, the one that goes first first."""
    return {row["name"]: tuple(row["keys"].split("|")) for row in rows("ninjs_keys.csv", Path(__file__).parent)}


def items_in(value: Any, depth: int = 0) -> Iterator[Any]:
    """The items of a file: itself, the elements of a list, or of a list within an object around them."""
    if isinstance(value, list):
        for one in value:
            yield from items_in(one, depth + 1) if isinstance(one, Mapping) and depth < _DEEPEST else [one]
        return
    if isinstance(value, Mapping) and depth <= _DEEPEST:
        lower = {str(key).casefold(): inner for key, inner in value.items()}
        if not {"headline", "headlines", "bodies", "guid", "uri", "urn", "versioncreated"} & lower.keys():
            for key in _AROUND:
                if isinstance(lower.get(key), list | dict):
                    yield from items_in(lower[key], depth + 1)
                    return
    yield value


def ninjs_item(value: Mapping[str, Any], number: int) -> Delivered:
    """One object as an item."""
    lower = {str(key).casefold(): inner for key, inner in value.items() if inner not in (None, "", [], {})}
    words = {name: _words(lower, name) for name in ninjs_keys() if name not in ("html", "plain", "notes", "signals")}
    named = {name: words[name] for name in ("service", "section", "urgency", "kicker", "language", "url")}
    url = named["url"] or words_of(lower.get("uri")) or ""
    named["url"] = url if url.startswith(("http://", "https://")) else None
    provider = words["provider"]
    return Delivered(
        NAME,
        number,
        guid=words["guid"],
        version=words["version"],
        provider=provider,
        status=(words["status"] or "").rpartition(":")[2].casefold(),
        notes=[
            note for key in ninjs_keys()["notes"] for note in _all_words(lower.get(key), ("ednote", "value", "name"))
        ],
        signals=[
            one for key in ninjs_keys()["signals"] for one in _all_words(lower.get(key), ("qcode", "literal", "name"))
        ],
        dates={name: words[name] for name in ("published", "modified", "embargo")},
        headline=words["headline"],
        byline=words["byline"],
        dateline=words["dateline"],
        lead=[lead] if (lead := words["lead"]) else [],
        body=_body(lower),
        captions=list(_captions(lower.get("associations"))),
        said=named,
    )


def kind_of(value: Mapping[str, Any]) -> str:
    """What an item is by its type: text, picture, video, ..."""
    lower = {str(key).casefold(): inner for key, inner in value.items()}
    return (_words(lower, "kind") or "text").rpartition(":")[2].casefold()


def _words(lower: Mapping[str, Any], name: str) -> str | None:
    for key in ninjs_keys()[name]:
        if words := _first_words(lower.get(key)):
            return words
    return None


def _first_words(value: Any) -> str | None:
    """A value in one line; of several with roles, the main one, of objects with a name that."""
    if isinstance(value, list):
        main = [one for one in value if not _is_aside(one)] or value
        return next((words for one in main if (words := _first_words(one))), None)
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("value", "text", "name", "literal", "qcode") if value.get(key)), None)
    return words_of(value)


def _is_aside(value: Any) -> bool:
    role = str(value.get("role") or "").casefold() if isinstance(value, Mapping) else ""
    return any(word in role for word in _NOT_MAIN)


def _all_words(value: Any, inner: tuple[str, ...]) -> Iterator[str]:
    """The values of a list, or the one; of notes, none that are not to be published or speak of pictures."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            role = str(one.get("role") or "").casefold()
            if any(word in role for word in ("nonpublic", "contact", "picture", "closing", "genre", "embargo")):
                continue
            one = next((one[key] for key in inner if one.get(key)), None)
        if words := words_of(one):
            yield words


def _body(lower: Mapping[str, Any]) -> list[Block]:
    for text, kind in _bodies(lower):
        blocks = (
            _nitf(text) if "nitf" in kind else blocks_of_html(text) if is_markup(text) else plain_blocks(clean(text))
        )
        if blocks:
            return blocks
    return []


def _bodies(lower: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts of an item with what they are, HTML first."""
    listed = lower.get("bodies")
    several = (
        [one for one in listed if isinstance(one, Mapping) and not _is_aside(one)] if isinstance(listed, list) else []
    )
    typed = [
        (str(one.get("contentType") or one.get("contenttype") or one.get("role") or "").casefold(), one)
        for one in several
    ]
    for kind, one in sorted(typed, key=lambda typed: "html" not in typed[0]):
        if isinstance(one.get("value"), str):
            yield one["value"], kind
    for key in (*ninjs_keys()["html"], *ninjs_keys()["plain"]):
        if isinstance(lower.get(key), str):
            yield lower[key], "text"
    if isinstance(lower.get("body_nitf"), str):
        yield lower["body_nitf"], "nitf"


def _nitf(text: str) -> list[Block]:
    from quellenlage.errors import UnreadableError

    try:
        root, _ = tree_of(f"<nitf><body><body.content>{text}</body.content></body></nitf>".encode("utf-8", "replace"))
    except UnreadableError:
        return blocks_of_html(text)
    inner = root.find(".//nitf")
    return nitf_blocks(root if inner is None else inner)


def _captions(associations: Any) -> Iterator[str]:
    """The captions of an item's pictures."""
    if isinstance(associations, Mapping):
        associations = list(associations.values())
    for one in associations if isinstance(associations, list) else []:
        if isinstance(one, Mapping) and kind_of(one) in ("picture", "image", "photo", "graphic"):
            lower = {str(key).casefold(): inner for key, inner in one.items()}
            if caption := _words(lower, "lead"):
                yield caption
