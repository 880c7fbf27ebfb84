"""An item as an agency delivers it, whatever the format: what becomes of it as an article, and which version counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from quellenlage.outlets import registry
from quellenlage.records import Article, PassedOver, Rejected
from quellenlage.tasks.ingest.block_forms import beside_the_body
from quellenlage.tasks.ingest.fields.article_of_row import text_and_segments
from quellenlage.tasks.ingest.fields.fragments import fragment_blocks
from quellenlage.tasks.ingest.fields.plain_blocks import Block, clean, words_of
from quellenlage.tasks.ingest.fields.timestamps import iso_moment
from quellenlage.tasks.ingest.lines_around import Form, does, forms_of, without_lines
from quellenlage.words.table import rows

WITHHELD = "withheld"  # the embargo of an item that names no time for it
WITHDRAWN = "Zurückziehung"
_AT_HEAD = 12  # characters before a word that makes a headline one of a correction
_NEAR_THE_ENDS = 3  # blocks in which a short one may be a byline or a caption
_WORD = re.compile(r"\w(?<!_)")
_VON = re.compile(r"^(?:Von|By)\s+(?=[A-ZÄÖÜ])")
_BETWEEN = re.compile(r"\s*(?:[,;/]|\bund\b)\s*")
_NONPUBLIC = "nonpublic"
_OF_ANY_VERSION = "update"  # a signal that some senders give every version


@dataclass(slots=True)
class Delivered:
    """An item: its identity, what its metadata say, and its blocks, the headline first.

    ``dates`` are as written: published, modified, embargo. ``notes`` are remarks to editors and headlines that may call
    it a correction; ``status`` is its publishing status (usable, withheld, canceled).
    """

    format: str
    number: int
    guid: str | None = None
    provider: str | None = None
    outlet: str | None = None
    version: str | None = None
    status: str = ""
    notes: Sequence[str] = ()
    signals: Sequence[str] = ()
    dates: dict[str, str | None] = field(default_factory=dict)
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    lead: Sequence[str] = ()
    body: Sequence[Block] = ()
    captions: Sequence[str] = ()
    #: url, section, service, urgency, kicker, language, description: as the item has them
    said: dict[str, str | None] = field(default_factory=dict)

    def article(self, uri: str) -> Article | PassedOver:
        """The article of the item; its place is the item's own identity, else ``uri``."""
        blocks = list(_blocks(self))
        if not blocks:
            return PassedOver(uri, "item without text")
        text, segments = text_and_segments(blocks)
        return Article(self.guid or uri, text, segments, self._metadata(blocks))

    def _metadata(self, blocks: Sequence[Block]) -> dict[str, str]:
        found: dict[str, str | None] = {
            name: value for name, value in self.said.items() if name not in ("language", "description")
        }
        dates = {name: iso_moment(written) for name, written in self.dates.items()}
        if dates.get("modified") == dates.get("published"):
            dates["modified"] = None
        if self.status in ("withheld", "embargoed"):
            dates["embargo"] = dates.get("embargo") or self.dates.get("embargo") or WITHHELD
        known = registry.by_name(self.provider) if self.provider else None
        found |= dates
        found["agency"] = self.provider if known is None or known.agency else None
        found["outlet"] = self.outlet or self.provider
        found["version"] = self.version
        found["correction"] = self._correction()
        found["authors"] = authors_of_byline(self.byline) if self.byline else None
        found["language"] = (self.said.get("language") or "")[:2].lower() or None
        found["description"] = self.said.get("description")
        if self.guid and self.guid.startswith(("http://", "https://")):
            found["url"] = found.get("url") or self.guid
        if {kind for kind, _ in blocks} <= {"headline", "lead", "byline", "dateline"}:
            found["teaser"] = "true"
        found["format"] = self.format
        return {name: value for name, value in found.items() if value}

    def _correction(self) -> str | None:
        if self.status in ("canceled", "cancelled"):
            return WITHDRAWN
        signals = {signal.rpartition(":")[2] for signal in self.signals} - {_OF_ANY_VERSION}
        for note in (*self.notes, *sorted(signals)):
            if correction := correction_of(note):
                return correction
        return correction_of(self.headline[:60], at_head=True) if self.headline else None


def _blocks(item: Delivered) -> Iterator[Block]:
    body = for_print([(kind, clean(text)) for kind, text in item.body if _WORD.search(text)])
    if item.headline and not (body and words_of(body[0][1]) == words_of(item.headline)):
        yield "headline", clean(item.headline)
    elif item.headline:
        yield "headline", body.pop(0)[1]
    whole = " ".join(text for _, text in body[:4])
    for lead in item.lead:
        if " ".join(lead.split()) not in whole and not (item.headline and words_of(lead) == words_of(item.headline)):
            yield "lead", clean(lead)
    if item.byline and item.byline not in whole:
        yield "byline", clean(item.byline)
    if item.dateline and body and item.dateline[:12] not in whole:
        if item.dateline[-1] in "-–—":  # "Hamburg (dpa) -": printed in front of the first sentence
            body[0] = (body[0][0], f"{clean(item.dateline)} {body[0][1]}")
        else:
            yield "dateline", clean(item.dateline)
    last = len(body) - _NEAR_THE_ENDS
    for number, (kind, text) in enumerate(body):
        if kind == "paragraph" and (number < _NEAR_THE_ENDS or number >= last):
            kind = beside_the_body(text) or kind
        yield kind, text
    yield from (("caption", clean(text)) for text in item.captions if text not in whole)


def for_print(body: Sequence[Block]) -> list[Block]:
    """The blocks that are not meant for editors alone: without notes to them, and whom to ask by telephone."""
    return without_lines(body, lambda text: does(text, editor_notes()))


@cache
def editor_notes() -> tuple[Form, ...]:
    """The lines of ``editor_notes.csv``: whether a text ends with such a note or only drops it, a form, an example."""
    return forms_of("editor_notes.csv", Path(__file__).parent)


def authors_of_byline(byline: str) -> str | None:
    """The people of a byline with "; " between, without the agencies and houses that they work for."""
    names = [name for name in _BETWEEN.split(_VON.sub("", byline)) if name]
    return "; ".join(dict.fromkeys(name for name in names if registry.by_name(name) is None)) or None


@cache
def corrections() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """The forms of ``corrections.csv``: what says that an item is none for the first time, its name, an example."""
    table = rows("corrections.csv", Path(__file__).parent)
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["correction"], row["example"]) for row in table)


def correction_of(note: str, at_head: bool = False) -> str | None:
    """What a remark makes of an item: "Korrektur", ...; a headline only where it begins so, in capitals or marked."""
    found = [
        (match.start(), name)
        for pattern, name, _ in corrections()
        for match in pattern.finditer(note)
        if not at_head
        or (match.start() < _AT_HEAD and (match[0].isupper() or note[match.end() : match.end() + 1] in (":", "/", ")")))
    ]
    return min(found)[1] if found else None


def html_blocks(root: Any) -> list[Block]:
    """The blocks of HTML, as a tree without namespaces: its main part, and never what is not to be published."""
    from lxml import etree

    for element in list(root.iter()):
        classes = f"{element.get('class') or ''} {element.get('role') or ''} {element.get('id') or ''}".casefold()
        if (
            isinstance(element.tag, str)
            and (_NONPUBLIC in classes or "notepad" in classes)
            and element.getparent() is not None
        ):
            _drop(element)
        elif element.tag == "br":  # lines of one paragraph
            element.tail = f" {element.tail or ''}"
            _drop(element)
    sections = root.xpath(".//section[contains(concat(' ', @class, ' '), ' main ')]")
    parts = sections or root.xpath(".//body") or [root]
    if not sections:
        for part in parts:
            for element in part.xpath("./header | ./footer | ./aside | ./head"):
                _drop(element)
    whole = "".join(etree.tostring(part, encoding="unicode", method="html", with_tail=False) for part in parts)
    return fragment_blocks(whole)


def blocks_of_html(markup: str) -> list[Block]:
    """The blocks of an agency's HTML; see :func:`html_blocks`."""
    import lxml.etree
    import lxml.html

    try:
        root = lxml.html.fragment_fromstring(clean(markup), create_parent="div")
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return []
    return html_blocks(root)


def _drop(element: Any) -> None:
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def latest(items: Sequence[Delivered | PassedOver | Rejected], uri: str) -> Iterator[Article | PassedOver | Rejected]:
    """The articles of a file's items: of several versions of one item the latest, the others are passed over."""
    newest: dict[str, Delivered] = {}
    for item in items:
        if isinstance(item, Delivered) and item.guid:
            known = newest.get(item.guid)
            if known is None or _age(item) >= _age(known):
                newest[item.guid] = item
    alone = len(items) == 1
    for number, item in enumerate(items, start=1):
        if not isinstance(item, Delivered):
            yield item
        elif item.guid and newest[item.guid] is not item:
            yield PassedOver(f"{uri}#{number}", "superseded version")
        else:
            yield item.article(uri if alone else f"{uri}#{number}")


def _age(item: Delivered) -> tuple[int, str]:
    version = item.version or ""
    return int(version) if version.isdigit() and len(version) < 10 else 0, item.dates.get("modified") or ""
