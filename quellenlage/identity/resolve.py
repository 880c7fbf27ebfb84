"""Puts one article's sources together: references, who they are, who speaks, and the chain of each claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage import chains
from quellenlage import words as tables
from quellenlage.identity.acting import reporting
from quellenlage.identity.clusters import Cluster, cluster, organisation_key
from quellenlage.identity.gather import gather
from quellenlage.identity.nominals import read_phrase
from quellenlage.identity.people import unnamed
from quellenlage.identity.resolver import Resolver
from quellenlage.ids import stable_id
from quellenlage.outlets.registry import by_name
from quellenlage.records import (
    Attribution,
    Claim,
    Credit,
    Document,
    Entity,
    Mention,
    Resolution,
    ResolvedMention,
    Role,
    Source,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: How a paper speaks of itself.
_OWN = re.compile(r"\b(?:dieser|unserer) (?:Redaktion|Zeitung)\b|\bunserem (?:Blatt|Sender|Portal|Magazin)\b")
_SOURCE_KIND = {
    "person": "person",
    "organisation": "organisation",
    "party": "organisation",
    "object": "organisation",
    "government": "government",
    "place": "government",
    "outlet": "outlet",
    "agency": "agency",
    "document": "document",
    "anonymous": "anonymous",
}


def resolve(
    document: Document,
    doc: Doc,
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
    credits: Sequence[Credit],
) -> Resolution:
    """Who is meant by every name, phrase and pronoun of one article, and how each claim came by.

    ``doc`` is the pipeline's reading of ``document.text``. Everything follows from this one article and the tables:
    neither other articles nor the order of arrival matter. Ids are hashes of a canonical form of what is named, so that
    the same one in another article gets the same id; who is unnamed gets an id of this article.
    """
    printer = by_name(document.outlet) if document.outlet else None
    speakers = [(span.start, span.end) for claim in claims for span in claim.speaker]
    clusters = cluster(gather(doc, mentions, credits, speakers), document.document_id)
    resolver = Resolver(doc, document.document_id, clusters, printer.outlet_id if printer else None)
    steps: list[chains.Step | None] = [None] * len(claims)
    _read_in_order(resolver, claims, steps)
    attributions: list[Attribution] = []
    used: dict[str, Cluster] = {}
    first = _printer(document, clusters, printer.outlet_id if printer else None, printer.name if printer else None)
    if first is not None:
        for own in _OWN.finditer(document.text):
            resolver.refer(first, own.start(), own.end())
    order = sorted(range(len(claims)), key=lambda i: (claims[i].content[0].start if claims[i].content else 0, i))
    for i, step, way in chains.ways(claims, tuple(steps), order, resolver):
        steps[i] = step
        if first is not None:
            way = [chains.Step(first, "prints", None, None, None), *(s for s in way if s.source is not first)]
        for hop, link in enumerate(way, start=0 if first is not None else 1):
            used[link.source.entity_id] = link.source
            attributions.append(
                Attribution(i, hop, _source_id(link.source), link.relation, link.cue, link.start, link.end)
            )
    for c in clusters:
        if c.kind in ("outlet", "agency") or c.credited:
            used.setdefault(c.entity_id, c)
    for s in steps:
        if s is not None:
            used.setdefault(s.source.entity_id, s.source)
    present = [c for c in clusters if c.places or c.entity_id in used]
    return Resolution(
        entities=tuple(_entities(present)),
        mentions=tuple(_mentions(present)),
        sources=tuple(_source(used[key]) for key in sorted(used)),
        speakers=tuple(_source_id(s.source) if s else None for s in steps),
        attributions=tuple(sorted(attributions, key=lambda a: (a.claim, a.hop))),
        roles=tuple(_roles(present, document)),
    )


def _read_in_order(resolver: Resolver, claims: Sequence[Claim], steps: list[chains.Step | None]) -> None:
    """Reads speakers and subjects as they stand in the text: each may mean who was spoken of before."""
    speaking = sorted(
        ((claim.speaker[0].start, claim.speaker[-1].end, i) for i, claim in enumerate(claims) if claim.speaker),
        key=lambda place: (place[0], place[1], place[2]),
    )
    places: list[tuple[int, int, int | None]] = [(start, end, i) for start, end, i in speaking]
    places += [(start, end, None) for start, end in _subjects(resolver, [(s, e) for s, e, _ in speaking])]
    places += [(start, end, None) for start, end in chains.papers(resolver)]
    places.sort(key=lambda place: (place[0], place[1], -1 if place[2] is None else place[2]))
    known: dict[tuple[int, int], chains.Step | None] = {}
    for start, end, i in places:
        if (start, end) not in known:
            read = resolver.speaker(start, end)
            known[start, end] = None
            if read is not None:
                c, at, to = read
                cue = " ".join(resolver.text[s.start : s.end] for s in claims[i].cue) if i is not None else None
                known[start, end] = chains.spoken(c, cue or None, at, to)
        step = known[start, end]
        if i is not None:
            steps[i] = step
            if step is not None:
                resolver.spoke.append((start, step.source))


def _subjects(resolver: Resolver, speaking: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pronouns and definite phrases for a person that are subjects, outside quotation marks."""
    found = []
    quoted = bytearray(len(resolver.text) + 1)
    for a, b in resolver.quotations:
        quoted[a:b] = b"\1" * (b - a)
    for token in resolver.doc:
        if quoted[token.idx] or token.dep_ != "nsubj" or any(a <= token.idx < b for a, b in speaking):
            continue
        polite = token.text == "Sie" and not token.is_sent_start
        if token.tag_ == "PPER" and token.text.lower() in ("er", "sie") and not polite:
            found.append((token.idx, token.idx + len(token.text)))
        elif (
            token.tag_ == "NN"
            and token.i
            and (place := _person_phrase(resolver, token) or _body_phrase(resolver, token))
        ):
            found.append(place)
    return found


def _person_phrase(resolver: Resolver, token: Token) -> tuple[int, int] | None:
    """The noun phrase of a subject for a person: known ones with an article, and those unnamed who speak."""
    doc = resolver.doc
    entry = tables.noun(token.text)
    if entry is None or entry.kind not in tables.HUMAN:
        return None
    sentence = token.sent
    last = min(sentence.end, token.i + 8)
    first = token.i
    while first > sentence.start and doc[first - 1].tag_ in ("ART", "ADJA", "CARD", "PIAT", "PPOSAT"):
        first -= 1
    determiner = doc[first].text.lower()
    possessive = doc[first].tag_ == "PPOSAT" and first == token.i - 1
    if (determiner in ("der", "die") or possessive) and entry.kind != "group":
        last = token.i + 1
        named = resolver.named_in(token.idx, token.idx + len(token.text) + 2)
        after = doc[last].tag_ if last < len(doc) else ""
        if named or after in ("NE", "NN", "ART"):
            return None
    elif entry.kind == "spokes" or entry.kind == "group":
        if doc[first].tag_ not in ("ART", "CARD", "PIAT") or not (
            entry.kind == "spokes" or _speaks(token) or unnamed(sentence.text)
        ):
            return None
    else:
        return None
    phrase = read_phrase(doc, first, last)
    if phrase is None or (phrase.plural and phrase.noun.kind != "group"):
        return None
    stop = phrase.complement_span[1] if phrase.complement_span else phrase.end
    return phrase.start, stop


def _body_phrase(resolver: Resolver, token: Token) -> tuple[int, int] | None:
    """The definite phrase of a subject for a body or an outlet that the article has named: "das Blatt", "die Werft"."""
    entry = tables.noun(token.text)
    doc = resolver.doc
    first = token.i
    while first > token.sent.start and doc[first - 1].tag_ in ("ART", "ADJA"):
        first -= 1
    if entry is None or entry.plural or doc[first].text.lower() not in ("der", "die", "das"):
        return None
    if resolver.named_in(token.idx, token.idx + len(token.text) + 3):
        return None
    kinds = {"outlet": ("outlet",), "agency": ("agency",), "organisation": ("organisation",)}.get(entry.kind, ())
    if entry.kind == "organisation" and entry.generic in ("", "own"):
        return None
    known = any(c.kind in kinds and not c.credited and c.last_before(token.idx) is not None for c in resolver.clusters)
    return (doc[first].idx, token.idx + len(token.text)) if known else None


def _speaks(token: Token) -> bool:
    particle = "".join(child.text for child in token.head.children if child.dep_ == "compound:prt")
    return token.head.lemma_ in reporting() or particle + token.head.lemma_ in reporting()


def _printer(document: Document, clusters: list[Cluster], outlet_id: str | None, name: str | None) -> Cluster | None:
    if not document.outlet:
        return None
    if outlet_id is not None:
        for c in clusters:
            if c.outlet_id == outlet_id:
                return c
        c = Cluster("outlet", "ORG", name or document.outlet, ("outlet", outlet_id), outlet_id=outlet_id)
    else:
        key = ("outlet", organisation_key(document.outlet))
        for c in clusters:
            if c.key == key:
                return c
        c = Cluster("outlet", "ORG", document.outlet, key)
    clusters.append(c)
    return c


def _source_id(c: Cluster) -> str:
    return stable_id("source", c.entity_id)


def _entities(clusters: Sequence[Cluster]) -> list[Entity]:
    seen: dict[str, Entity] = {}
    for c in clusters:
        roles = [role for role, _ in c.roles] + c.parties
        role = ", ".join(dict.fromkeys(roles)) or None
        entity = Entity(c.entity_id, c.name, c.label, c.kind, role, c.gender, c.country, c.named)
        seen.setdefault(c.entity_id, entity)
    return [seen[key] for key in sorted(seen)]


def _mentions(clusters: Sequence[Cluster]) -> list[ResolvedMention]:
    found = {ResolvedMention(s, e, c.label, c.entity_id, form) for c in clusters for s, e, form in c.places}
    return sorted(found, key=lambda m: (m.start, m.end, m.entity_id))


def _source(c: Cluster) -> Source:
    country = "|".join(c.countries) or c.country
    unnamed = not c.named and c.kind in ("person", "anonymous")
    return Source(
        _source_id(c),
        c.name,
        _SOURCE_KIND[c.kind],
        c.entity_id,
        c.count if unnamed else None,
        c.description,
        country,
        c.reason,
    )


def _roles(clusters: Sequence[Cluster], document: Document) -> list[Role]:
    found = []
    for c in clusters:
        for role, organisation in c.roles:
            found.append(Role(c.entity_id, role, organisation, document.published))
        found += [Role(c.entity_id, "Mitglied", party, document.published) for party in c.parties]
    return sorted(dict.fromkeys(found), key=lambda r: (r.entity_id, r.role, r.organisation or ""))
