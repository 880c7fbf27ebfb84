"""NewsML-G2, as agencies deliver it: one item a file, or a message of several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quellenlage.errors import UnreadableError
from quellenlage.outlets import registry
from quellenlage.records import PassedOver, Rejected
from quellenlage.tasks.ingest.agency.agency_items import Delivered, html_blocks, latest
from quellenlage.tasks.ingest.agency.nitf_parts import nitf_blocks
from quellenlage.tasks.ingest.agency.safe_xml import root_of, said, tree_of
from quellenlage.tasks.ingest.fields.plain_blocks import Block, clean, plain_blocks
from quellenlage.tasks.ingest.readers import Format, Input, Item

NAME = "NewsML-G2"
_ITEMS = {
    "newsItem": "news item",
    "packageItem": "package of items",
    "conceptItem": "concept",
    "knowledgeItem": "vocabulary",
    "planningItem": "planning item",
    "catalogItem": "catalogue",
}
_ROOTS = frozenset((*_ITEMS, "newsMessage"))
_BEGIN = re.compile(rf"<(?:[\w-]+:)?(?:{'|'.join(_ITEMS)})[\s>]".encode())
_END = re.compile(rf"</(?:[\w-]+:)?(?:{'|'.join(_ITEMS)})\s*>".encode())
#: Roles of names, the ones that are meant for people first.
_FOR_PEOPLE = ("display", "", "full", "short", "mnemonic")
#: dpa's categories, of IPTC 7901.
_CATEGORIES = {"pl": "Politik", "wi": "Wirtschaft", "ku": "Kultur", "sp": "Sport", "vm": "Vermischtes"}
_LONGEST_MNEMONIC = 3
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(source: Input) -> Iterator[Item]:
    """The articles of a file; the uri of each is its item's own (``guid``), so that a later version takes its place.

    Of several versions of an item in one file, the latest is read. What is no text (pictures, packages, planning) is
    passed over; contacts and notes that are not to be published never come through.

    Raises:
        UnreadableError: it is no NewsML-G2, or nothing of it is whole.
    """
    data = source.data()
    root, wrong = tree_of(data)
    if root.tag not in _ROOTS:
        raise UnreadableError(
            f"its first element is <{root.tag}>, which NewsML-G2 has not; remove it from the sources."
        )
    found, there, whole = list(root.iter(*_ITEMS)), len(_BEGIN.findall(data)), len(_END.findall(data))
    if wrong and not (found and whole):
        raise UnreadableError(wrong)
    if not found:
        yield PassedOver(source.uri, "message without items")
        return
    items = [_read_item(element, number, source, wrong, whole) for number, element in enumerate(found, start=1)]
    if wrong and (there > len(found) or not any(isinstance(item, Rejected) for item in items)):
        reason = f"behind item {len(found)}, of {max(there, len(found))}: {wrong}"
        items.append(Rejected(f"{source.uri}#{len(found) + 1}", "ingest", reason, ""))
    yield from latest(items, source.uri)


def _read_item(
    element: Any, number: int, source: Input, wrong: str | None, whole: int
) -> Delivered | PassedOver | Rejected:
    """One item of a file; of a damaged one, those that have no end or others within them are refused."""
    uri = f"{source.uri}#{number}"
    if wrong and (number > whole or any(inner is not element for inner in element.iter(*_ITEMS))):
        return Rejected(uri, "ingest", f"item {number}: {wrong}", element.get("guid") or "")
    what = _no_text(element)
    return _item(element, number) if what is None else PassedOver(uri, what)


def _no_text(element: Any) -> str | None:
    """What an item is that has no text to read; None of one that has."""
    if element.tag != "newsItem":
        return _ITEMS[element.tag]
    kind = _code(element.find("itemMeta/itemClass")) or "text"
    return None if kind in ("text", "composite") else kind


def _item(element: Any, number: int) -> Delivered:
    meta, content = element.find("itemMeta"), element.find("contentMeta")
    item = Delivered(NAME, number, guid=element.get("guid"), version=element.get("version"))
    language = element.get(_LANGUAGE)
    if meta is not None:
        item.provider = _provider(meta.find("provider"))
        item.status = _code(meta.find("pubStatus")) or ""
        item.signals = [code for signal in meta.findall("signal") if (code := _code(signal))]
        item.notes = [note for edited in meta.findall("edNote") if (note := said(edited)) and _is_of_version(edited)]
        first, version = (said(meta.find(name)) for name in ("firstCreated", "versionCreated"))
        item.dates = {"published": first or version, "modified": version, "embargo": said(meta.find("embargoed"))}
        item.said["service"] = "; ".join(dict.fromkeys(filter(None, map(_name, meta.findall("service"))))) or None
        item.headline = said(meta.find("title"))
    if content is not None:
        _of_content(content, item)
        tag = content.find("language")
        language = (tag.get("tag") if tag is not None else None) or language
    item.said["language"] = language
    item.body = _body(element.find("contentSet"))
    return item


def _is_of_version(note: Any) -> bool:
    """Whether a note to editors may say what the version is, and not speak of pictures, places and contacts."""
    role = (note.get("role") or "").casefold()
    return "nonpublic" not in (note.get("pubconstraint") or "") and (not role or "correct" in role)


def _of_content(content: Any, item: Delivered) -> None:
    headlines = {
        (one.get("role") or "").rpartition(":")[2].casefold(): said(one)
        for one in reversed(content.findall("headline"))
    }
    main = headlines.get("") or headlines.get("headline") or headlines.get("main")
    item.headline = main or next(iter(headlines.values()), None) or item.headline
    item.said["kicker"] = next(
        (text for role, text in headlines.items() if role in ("kicker", "overline", "dachzeile")), None
    )
    deck = [text for role, text in headlines.items() if role in ("subheadline", "subhead", "deck") and text]
    summaries = [
        text
        for one in content.findall("description")
        if (one.get("role") or "").rpartition(":")[2].casefold() in ("", "summary", "teaser", "lead", "abstract")
        and (text := said(one))
    ]
    item.lead = [*deck, *summaries[:1]]
    item.byline = said(content.find("by"))
    item.dateline = said(content.find("dateline"))
    item.said["urgency"] = said(content.find("urgency"))
    item.said["section"] = _section(content)
    if not item.provider:
        item.provider = _provider(content.find("infoSource"))


def _body(content: Any) -> list[Block]:
    if content is None:
        return []
    for inline in content.findall("inlineXML"):
        inner = next((child for child in inline if isinstance(child.tag, str)), None)
        if inner is not None and (blocks := nitf_blocks(inner) if inner.tag == "nitf" else html_blocks(inner)):
            return blocks
    for inline in content.findall("inlineData"):
        if (inline.get("contenttype") or "text/").startswith("text/") and inline.text:
            return plain_blocks(clean(inline.text))
    return []


def _code(element: Any) -> str | None:
    """The code of an element without its scheme: "text" of ``ninat:text``."""
    if element is None:
        return None
    code = element.get("qcode") or element.get("uri") or element.get("literal") or ""
    return code.rstrip("/").rpartition("/")[2].rpartition(":")[2] or None


def _provider(element: Any) -> str | None:
    """The name of a provider as the registry of agencies knows it: "dpa" of "Deutsche Presse-Agentur GmbH"."""
    name, code = _name(element), _code(element)
    known = registry.by_name(name) if name else None
    return code if known is None and code and registry.by_name(code) else name


def _section(content: Any) -> str | None:
    """The category of an item by its name; dpa gives a mnemonic of two letters."""
    for subject in content.findall("subject"):
        if "cat" in (subject.get("type") or "").rpartition(":")[2].casefold() and (name := _name(subject)):
            return _CATEGORIES.get(name, name if len(name) > _LONGEST_MNEMONIC else None)
    return None


def _name(element: Any) -> str | None:
    """The name of an element for people, else any, else its code."""
    if element is None:
        return None
    names = {(name.get("role") or "").rpartition(":")[2]: said(name) for name in reversed(element.findall("name"))}
    return (
        next((text for role in _FOR_PEOPLE if (text := names.get(role))), None)
        or element.get("literal")
        or _code(element)
    )


def sniff(head: bytes) -> bool:
    """Whether its first element is one of NewsML-G2's."""
    return root_of(head) in _ROOTS


FORMAT = Format(NAME, (".xml", ".newsml"), read, sniff)
