"""One row of a table, one object of a JSON file: one article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, PassedOver, Rejected, Segment
from quellenlage.tasks.ingest.fields.fragments import is_page, prose_blocks
from quellenlage.tasks.ingest.fields.layout import Keys, Layout, layout_of, value_at
from quellenlage.tasks.ingest.fields.plain_blocks import Block, clean, same_words, uncut
from quellenlage.tasks.ingest.fields.timestamps import iso_moment
from quellenlage.tasks.ingest.fields.values import (
    address_of,
    authors_of,
    language_of,
    outlet_of_value,
    section_of,
    truth_of,
    words_of,
)
from quellenlage.tasks.ingest.site_titles import trim_site

_AS_METADATA: tuple[tuple[str, Callable[[Any], str | None]], ...] = (
    ("url", address_of),
    ("outlet", outlet_of_value),
    ("published", iso_moment),
    ("modified", iso_moment),
    ("authors", authors_of),
    ("section", section_of),
    ("language", language_of),
    ("kicker", words_of),
    ("agency", words_of),
    ("captured", iso_moment),
    ("description", words_of),
)
_Said = Callable[[Any], Any]
_TOP = 3  # blocks of a body among which its lead stands
_NAIVE = len("2025-03-04T06:30:00")


class _Place(NamedTuple):
    """Where rows of one layout have a thing, and how it is said; ``key`` is the only place, where there is one."""

    name: str
    key: str | None
    paths: tuple[Keys, ...]
    said: _Said

    @classmethod
    def in_layout(cls, layout: Layout, name: str, said: _Said) -> _Place | None:
        """The place of a thing; None where rows of this layout have none."""
        paths = layout.paths.get(name, ())
        return cls(name, paths[0][0] if len(paths) == len(paths[0]) == 1 else None, paths, said) if paths else None

    def of(self, row: Mapping[str, Any]) -> Any:
        """What the first of the paths gives that has something to say."""
        return _first(row, self.paths, self.said) if self.key is None else self.said(row[self.key])


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with rows of one layout: found once, for a file has many of them."""

    layout: Layout
    metadata: tuple[_Place, ...]
    in_utc: tuple[str, ...]
    title: _Place | None
    text: _Place | None
    lead: _Place | None
    written_date: _Place | None
    paywalled: _Place | None
    free: _Place | None
    text_keys: tuple[str, ...]

    @classmethod
    def of(cls, layout: Layout) -> Plan:
        places = (_Place.in_layout(layout, name, said) for name, said in _AS_METADATA)
        return cls(
            layout,
            tuple(place for place in places if place is not None),
            layout.in_utc,
            _Place.in_layout(layout, "title", words_of),
            _Place.in_layout(layout, "text", body_blocks),
            _Place.in_layout(layout, "lead", body_blocks),
            _Place.in_layout(layout, "published", words_of),
            _Place.in_layout(layout, "paywalled", truth_of),
            _Place.in_layout(layout, "free", truth_of),
            tuple(path[0] for path in layout.paths.get("text", ())),
        )

    def has_own_text(self, row: Mapping[str, Any]) -> bool:
        """Whether a row has a text itself, and is no envelope around others that have."""
        return str in map(type, map(row.get, self.text_keys))


class Rows:
    """Makes articles of the rows of one file; the layout of rows with the same keys is found once."""

    def __init__(self, format_name: str, fields: Mapping[str, str]) -> None:
        self._format = format_name
        self._fields = fields
        self._plans: dict[tuple[str, ...], Plan] = {}

    def layout(self, keys: Iterable[str]) -> Layout:
        """The layout of rows with these keys."""
        return self.plan(keys).layout

    def plan(self, keys: Iterable[str]) -> Plan:
        """What is done with rows that have these keys."""
        keys = tuple(keys)
        if (known := self._plans.get(keys)) is None:
            if len(self._plans) > 1000:  # rows that name their keys by what they hold
                self._plans.clear()
            known = self._plans[keys] = Plan.of(layout_of(keys, self._fields))
        return known

    def is_article(self, row: Mapping[str, Any]) -> bool:
        """See :meth:`Plan.has_own_text`."""
        return self.plan(row).has_own_text(row)

    def article(
        self, row: Mapping[str, Any], uri: str, noun: str, number: int, plan: Plan | None = None
    ) -> Article | Rejected | PassedOver:
        """The article of one row: rejected where nothing is known to hold its text, passed over where that is empty.

        ``noun`` and ``number`` begin the sentence of a rejection ("line 3"). A row with a lead or description and
        without a text is a teaser. ``plan`` is the row's, where that is known.
        """
        plan = plan or self.plan(row)
        try:
            if plan.layout.has_text:
                return self._article(row, plan, uri)
            reason = plan.layout.no_text()
        except UnreadableError as error:
            reason = str(error)
        return Rejected(uri, "ingest", f"{noun} {number}: {reason}", shown(row))

    def _article(self, row: Mapping[str, Any], plan: Plan, uri: str) -> Article | Rejected | PassedOver:
        metadata = self._metadata(row, plan)
        body: list[Block] = []
        if plan.text is not None:
            if (markup := _page(row, plan.text)) is not None:
                return _with(self._of_page(markup, uri, metadata), metadata)
            body = plan.text.of(row) or []
        title = plan.title.of(row) if plan.title is not None else None
        lead = (plan.lead.of(row) or []) if plan.lead is not None else []
        if not body and not lead and "description" in metadata:
            lead = [("lead", metadata["description"])]
        body, cut = uncut(body)
        if cut or (lead and not body):
            metadata["teaser"] = "true"
        if not body and not lead:
            return PassedOver(uri, "no text")
        outlet = metadata.get("outlet")
        return article_of_blocks(uri, trim_site(title, outlet) if title and outlet else title, lead, body, metadata)

    def _metadata(self, row: Mapping[str, Any], plan: Plan) -> dict[str, str]:
        metadata: dict[str, str] = {}
        for name, key, paths, said in plan.metadata:
            if value := said(row[key]) if key is not None else _first(row, paths, said):
                metadata[name] = value
        if (outlet := metadata.get("outlet")) and outlet in metadata.get("authors", ""):
            names = [name for name in metadata.pop("authors").split("; ") if name != outlet]
            metadata |= {"authors": "; ".join(names)} if names else {}
        for name in plan.in_utc:
            if (moment := metadata.get(name, "")) and len(moment) == _NAIVE:
                metadata[name] = f"{moment}+00:00"
        if plan.written_date is not None and "published" not in metadata and (written := plan.written_date.of(row)):
            metadata["header_date"] = written
        if (plan.paywalled and plan.paywalled.of(row)) or (plan.free and plan.free.of(row) is False):
            metadata["paywalled"] = "true"
        metadata["format"] = self._format
        return metadata

    def _of_page(self, markup: str, uri: str, metadata: Mapping[str, str]) -> Article | Rejected | PassedOver:
        from quellenlage.tasks.ingest.pages import article_of_page

        return article_of_page(markup, uri, metadata.get("url"), metadata.get("captured"))


def article_of_blocks(
    uri: str, title: str | None, lead: list[Block], body: list[Block], metadata: Mapping[str, str]
) -> Article:
    """An article of a title, a lead and a body; what stands in the body already is not put before it again."""
    blocks: list[Block] = []
    if title:
        if body and same_words(body[0][1], title):
            title, body = body[0][1], body[1:]
        blocks.append(("headline", title))
    if lead:
        top = " ".join(text for _, text in body[:_TOP])
        blocks.extend(("lead", text) for _, text in lead if " ".join(text.split()) not in top)
    if len(body) > 1:
        leads = {text for _, text in lead} or {metadata.get("description", "")}
        body = [("lead" if number < _TOP and text in leads else kind, text) for number, (kind, text) in enumerate(body)]
    blocks += body
    text, segments = text_and_segments(blocks)
    return Article(uri, text, segments, metadata)


def text_and_segments(blocks: Sequence[Block]) -> tuple[str, tuple[Segment, ...]]:
    """Blocks with a blank line between, and where each stands."""
    segments: list[Segment] = []
    at = 0
    for kind, text in blocks:
        end = at + len(text)
        segments.append(Segment(kind, at, end))
        at = end + 2
    return "\n\n".join([text for _, text in blocks]), tuple(segments)


def body_blocks(value: Any) -> list[Block]:
    """The blocks of a text field: plain or HTML, a list of paragraphs, or sections as fundus keeps them."""
    if isinstance(value, str):
        return [] if len(value) < 5 and words_of(value) is None else prose_blocks(value)
    if isinstance(value, list):
        return [block for item in value for block in body_blocks(item)]
    if not isinstance(value, Mapping):
        return []
    if isinstance(value.get("sections"), list):
        return _of_sections(value)
    for key in ("rendered", "html", "content", "text", "value", "#text", "raw"):
        if value.get(key):
            return body_blocks(value[key])
    return []


def _of_sections(body: Mapping[str, Any]) -> list[Block]:
    """``{"summary": [...], "sections": [{"headline": [...], "paragraphs": [...]}]}``, fundus's ``ArticleBody``."""
    blocks = [("lead", text) for text in _lines(body.get("summary"))]
    for section in body["sections"]:
        if isinstance(section, Mapping):
            blocks.extend(("heading", text) for text in _lines(section.get("headline")))
            blocks.extend(("paragraph", text) for text in _lines(section.get("paragraphs")))
    return blocks


def _lines(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [line for item in items if isinstance(item, str) and (line := " ".join(clean(item).split()))]


def _first(row: Mapping[str, Any], paths: tuple[Keys, ...], said: _Said) -> Any:
    """What the first of the paths gives that has something to say."""
    for path in paths:
        value = row.get(path[0]) if len(path) == 1 else value_at(row, path)
        if value is not None and (found := said(value)) is not None and found != []:
            return found
    return None


def _page(row: Mapping[str, Any], place: _Place) -> str | None:
    """The text where the first that a row has is a whole page of HTML."""
    for path in place.paths:
        value = row.get(path[0]) if len(path) == 1 else value_at(row, path)
        if value:
            return value if type(value) is str and "<" in value and is_page(value) else None
    return None


def _with(found: Article | Rejected | PassedOver, metadata: Mapping[str, str]) -> Article | Rejected | PassedOver:
    """An article of a page with what its row says of it, which goes first."""
    if not isinstance(found, Article):
        return found
    return Article(found.uri, found.text, found.segments, {**found.metadata, **metadata})


def shown(row: Any) -> str:
    """A row for the quarantine, cut where it is long."""
    import orjson

    try:
        return orjson.dumps(row, default=str, option=orjson.OPT_NON_STR_KEYS).decode()[:20_000]
    except (TypeError, ValueError):
        return str(row)[:20_000]
