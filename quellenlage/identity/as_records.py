"""What the article's discourse model holds, as records that travel on: entities, mentions, sources, roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quellenlage.identity.clusters import Cluster
from quellenlage.ids import stable_id
from quellenlage.records import Document, Entity, ResolvedMention, Role, Source

_SOURCE_KIND = {
    "person": "person",
    "organisation": "organisation",
    "party": "organisation",
    "object": "organisation",
    "government": "government",
    "place": "organisation",
    "outlet": "outlet",
    "agency": "agency",
    "document": "document",
    "anonymous": "anonymous",
}


def source_id(c: Cluster) -> str:
    """The id of an entity as a source."""
    return stable_id("source", c.entity_id)


def entities(clusters: Iterable[Cluster]) -> tuple[Entity, ...]:
    """The entities, by id; offices and parties in the order in which the article tells them."""
    seen: dict[str, Entity] = {}
    for c in clusters:
        roles = [role for role, _ in c.roles] + c.parties
        role = ", ".join(dict.fromkeys(roles)) or None
        entity = Entity(c.entity_id, c.name, c.label, c.kind, role, c.gender, c.country, c.named)
        seen.setdefault(c.entity_id, entity)
    return tuple(seen[key] for key in sorted(seen))


def mentions(clusters: Iterable[Cluster]) -> tuple[ResolvedMention, ...]:
    """Every mention, in order of the text."""
    found = {ResolvedMention(s, e, c.label, c.entity_id, form) for c in clusters for s, e, form in c.mentions}
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.entity_id)))


def sources(clusters: Iterable[Cluster]) -> tuple[Source, ...]:
    """The entities that claims come from, by id."""
    by_id: dict[str, Cluster] = {}
    for c in clusters:
        by_id.setdefault(c.entity_id, c)
    return tuple(_source(by_id[key]) for key in sorted(by_id))


def _source(c: Cluster) -> Source:
    country = "|".join(c.countries) or c.country
    unnamed = not c.named and c.kind in ("person", "anonymous")
    count = c.count if unnamed else None
    # A place that the tables know stands for its government; any other, a town, for those who run it.
    kind = "government" if c.kind == "place" and c.country else _SOURCE_KIND[c.kind]
    return Source(source_id(c), c.name, kind, c.entity_id, count, c.description, country, c.reason)


def roles(clusters: Sequence[Cluster], document: Document) -> tuple[Role, ...]:
    """Offices and memberships, as of the day of the article."""
    found = []
    for c in clusters:
        found += [Role(c.entity_id, role, organisation, document.published) for role, organisation in c.roles]
        found += [Role(c.entity_id, "Mitglied", party, document.published) for party in c.parties]
    return tuple(sorted(dict.fromkeys(found), key=lambda r: (r.entity_id, r.role, r.organisation or "")))
