"""Who is meant by every name, phrase and pronoun of one article: the names, then the rest in order of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage.identity.antecedent_phrases import named_before_relative
from quellenlage.identity.clusters import Cluster, cluster, organisation_key
from quellenlage.identity.discourse import Discourse, Resolved, begin, mention
from quellenlage.identity.gather import gather
from quellenlage.identity.media import documents_held
from quellenlage.identity.mention_detection import subjects
from quellenlage.identity.referents import speaker
from quellenlage.outlets.registry import by_name
from quellenlage.records import Claim, Credit, Document, Mention
from quellenlage.words.wordings import wording

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from quellenlage.reading import Reading


def resolve(
    document: Document,
    doc: Doc,
    reading: Reading,
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
    credits: Sequence[Credit],
) -> Discourse:
    """Who is meant by every name, phrase and pronoun of one article, and by the speaker of each claim.

    ``doc`` is what the pipeline has made of ``document.text``, ``reading`` the one reading of it. Everything follows
    from this one article and the tables: neither other articles nor the order of arrival matter. Ids are hashes of a
    canonical form of what is named, so that the same one in another article gets the same id; who is unnamed gets an
    id of this article.
    """
    outlet = by_name(document.outlet) if document.outlet else None
    speaking = [(span.start, span.end) for claim in claims for span in claim.speaker]
    speaking += [place for start, end in speaking if (place := named_before_relative(doc, start, end)) is not None]
    headline = max(document.text.find("\n"), 0)
    clusters = cluster(gather(doc, mentions, credits, speaking), document.document_id, headline)
    d = begin(doc, reading, document.document_id, clusters, outlet.outlet_id if outlet else None)
    if document.outlet:
        d.printer = _printer(d, outlet.name if outlet else document.outlet)
    _read_in_order(d, claims)
    if d.printer is not None:
        for own in re.finditer(wording("outlet of itself"), document.text):
            mention(d, d.printer, own.start(), own.end())
    return d


def _read_in_order(d: Discourse, claims: Sequence[Claim]) -> None:
    """Reads speakers, subjects and documents as they stand in the text: each may mean who was mentioned before."""
    speaking = {i: (claim.speaker[0].start, claim.speaker[-1].end) for i, claim in enumerate(claims) if claim.speaker}
    held = [phrase for _, phrase in documents_held(d) if phrase is not None]
    places: list[tuple[int, int, int]] = [(start, end, i) for i, (start, end) in speaking.items()]
    places += [(start, end, -1) for start, end in subjects(d, list(speaking.values()))]
    places += [(phrase.start, phrase.end, -1) for phrase in held]
    known: dict[tuple[int, int], Resolved | None] = {}
    d.speakers = [None] * len(claims)
    for start, end, i in sorted(places):
        if (start, end) not in known:
            known[start, end] = speaker(d, start, end)
        resolved = known[start, end]
        if i >= 0:
            d.speakers[i] = resolved
            if resolved is not None:
                d.spoke.append((start, resolved.cluster))


def _printer(d: Discourse, name: str) -> Cluster:
    """The outlet that prints the article, which it need not name."""
    key = ("outlet", d.printed_by or organisation_key(name))
    for c in d.clusters:
        if (c.outlet_id == d.printed_by) if d.printed_by is not None else (c.key == key):
            return c
    d.clusters.append(Cluster("outlet", "ORG", name, key, outlet_id=d.printed_by))
    return d.clusters[-1]
