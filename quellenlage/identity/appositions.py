"""Names beside a noun phrase: in apposition they are who is meant, in its complement mostly they are not."""

from __future__ import annotations

import re

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse, Resolved, named_in
from quellenlage.identity.extents import tokens_between
from quellenlage.identity.nominals import Phrase
from quellenlage.words.verbs import grammar
from quellenlage.words.wordings import wording

_SHORT_ATTRIBUTE = r"(?:am|an|auf|aus|beim?|der|des|für|im|in|mit|von|vom|zu[mr]?) [^,.;:()\n]{2,40}?"
_FARTHEST = 40  # characters behind a speaker's words in which the name in apposition may stand


def named_in_apposition(d: Discourse, p: Phrase, end: int) -> Resolved | None:
    """The person whose name follows an office: "Frau Dr. Lange", "der Sprecher der Grünen, Ingmar Peters,".

    ``end`` is where the words that are to be resolved end.
    """
    titles = wording("title before a name")
    for (start, stop), c in named_in(d, p.end, end + _FARTHEST):
        genitive = d.text[start:stop].endswith("s") and not c.name.endswith("s")  # "der Gefährte Lanes, Ole Ihde,"
        if c.kind != "person" or start < p.end or (genitive and d.text[stop : stop + 1] == ","):
            continue
        between = d.text[p.end : start]
        close = re.fullmatch(rf"\s+(?:(?:{titles})\s+)*", between)
        apart = re.fullmatch(rf"(?:\s+{_SHORT_ATTRIBUTE})?,\s+(?:(?:{titles})\s+)*", between)
        if apart and d.text[stop : stop + 1] in (",", ")", "."):
            return Resolved(c, start, stop)  # "der Chef der Agentur für Arbeit, Ole Ihde,"
        if close or (start <= end + 3 and re.search(rf",\s+(?:(?:{titles})\s+)*$", between)):
            return Resolved(c, start, stop)
        break
    return None


def body_in_apposition(d: Discourse, p: Phrase, end: int) -> Resolved | None:
    """The body whose name stands in commas behind a phrase for it: "die größte deutsche Bank, die Credit Nord,"."""
    if p.noun.kind != "organisation" or p.plural or p.indefinite:
        return None
    for (start, stop), c in named_in(d, p.end, end + _FARTHEST):
        between = re.fullmatch(r",\s+(?:(?:die|der|das|dem|den|des)\s+)?", d.text[p.end : start])
        closed = d.text[stop : stop + 1] in (",", ".", "") or stop == end
        if between and closed and c.kind in ("organisation", "outlet"):
            c.sorts |= tables.sorts(p.noun.lemma)
            return Resolved(c, start, stop)
        break
    return None


def governs(p: Phrase, start: int, c: Cluster) -> bool:
    """Whether a phrase, not the name at ``start`` in it, is who speaks: "ein Sprecher der Werft"."""
    if start < p.end:
        return False
    if p.noun.kind in ("outlet", "agency", "report"):
        return c.kind not in ("outlet", "agency")
    if c.kind == "person" and any(role == p.head for role, _ in c.roles):
        return False
    if p.noun.kind == "government":
        return True
    inside = p.complement_span is not None and p.complement_span[0] <= start < p.complement_span[1]
    attached = inside and p.complement.split(" ", 1)[0].islower()
    if p.noun.kind in tables.HUMAN or p.noun.kind == "document":
        return attached
    if c.kind in ("place", "government"):
        return inside
    return attached and (c.kind == "person" or c.kind == p.noun.kind == "organisation")


def only_where(d: Discourse, first: int, start: int, c: Cluster) -> bool:
    """Whether the name at ``start`` is but the place of a thing: "die Proteste in Tibet"; ``first`` is a token."""
    at, _ = tokens_between(d.doc, start, start + 1)
    head = next((token for token in d.doc[first:at] if token.tag_ == "NN"), None)
    local = c.kind in ("place", "government") and at > 0 and d.doc[at - 1].text in grammar("locative")
    return local and head is not None and tables.noun(head.text) is None and not tables.voiced(head.text)
