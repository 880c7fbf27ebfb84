"""Possessors: who is told by whose they are ("Merkels Sprecher"), and whose words "eigene Worte" are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster, organisation_key
from quellenlage.identity.discourse import Discourse, Resolved, introduce, mention, nearest, sentence_at
from quellenlage.identity.extents import end_of, opens_sentence, sentence_of, tokens_between
from quellenlage.identity.nominals import Phrase, read_phrase
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

APOSTROPHES = ("'", "’")
_GENITIVE = ("s", "x", "z", *APOSTROPHES)


def phrase_with_possessor(d: Discourse, named: tuple[tuple[int, int], Cluster], first: int, last: int) -> Phrase | None:
    """The phrase for somebody who is only told by whose they are: "Londons Bürgermeister", "ein Sprecher Mehrins".

    ``named`` is the first name among the tokens ``first`` to ``last`` (exclusive); None where it is no genitive.
    """
    (start, stop), c = named
    apostrophe = d.text[stop : stop + 1] in APOSTROPHES
    if d.text[stop - 1 : stop] not in _GENITIVE and not apostrophe:
        return None
    at, behind = tokens_between(d.doc, start, stop)
    while behind < last and d.doc[behind].text in APOSTROPHES:
        behind += 1
    bare = d.text[start:stop].rstrip("s'’")
    genitive = d.text[start:stop] != c.name and (bare in c.name or c.kind in ("place", "government"))
    if not genitive and not apostrophe:
        return None
    owned = read_phrase(d.doc, d.reading, behind, last) if behind < last else None
    if owned is not None and owned.noun.kind in tables.HUMAN and owned.start <= d.doc[behind].idx + 30:
        opens = at == first or (at == first + 1 and d.doc[first].tag_ == "APPR")  # "aus Sicht von Abels Leuten"
        return replace(owned, definite=True, complement=f"von {c.name}") if opens else None
    body = owned is not None and owned.noun.kind == "organisation" and c.kind == "person" and at == first
    if owned is not None and body and owned.start <= d.doc[behind].idx + 30:
        return replace(owned, definite=True, complement=f"von {c.name}")  # "Abels Kampagne"
    owned = read_phrase(d.doc, d.reading, first, at)
    if owned is not None and owned.noun.kind in tables.HUMAN and owned.end + 1 == start and c.kind == "person":
        return replace(owned, complement=f"von {c.name}")  # "ein Sprecher Mehrins", "der behandelnde Arzt Mehrins"
    return None


def maker_of_words(d: Discourse, first: int, last: int) -> Resolved | None:
    """Who made what a compound names: the police, of "Polizeiangaben"; tokens, ``last`` exclusive."""
    words = [t for t in d.doc[first:last] if t.tag_ not in ("APPR", "ART", "ADJA")]
    maker = tables.maker(words[0].text) if len(words) == 1 else None
    if maker is None:
        return None
    start, end = words[0].idx, words[0].idx + len(maker)
    noun = tables.noun(maker)
    kind = "organisation" if noun is None or noun.kind not in ("group", "person") else "anonymous"
    for c in d.clusters:
        if c.kind == kind and (c.name == maker or c.name.startswith(maker + " ")):
            return mention(d, c, start, end)
    local = (d.document_id,) if noun is not None and noun.generic else ()
    key = (kind, *local, organisation_key(maker))
    label = "ORG" if kind == "organisation" else "PER"
    return mention(d, introduce(d, Cluster(kind, label, maker, key)), start, end)


def own_words(d: Discourse, first: int, last: int) -> tuple[int, int] | None:
    """The subject whose words "nach eigenen Worten" are, as characters; None where the words are no such thing."""
    words = d.doc[first:last]
    own = next((t for t in words if t.text.lower().startswith("eigen")), None)
    if own is None or not any(_wraps(t.text) for t in words if t.tag_ not in ("APPR", "ART", "ADJA")):
        return None
    subject = next((t for t in sentence_of(own) if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
    if subject is None:
        return None
    modifiers = [t for t in subject.subtree if t.i < subject.i and t.tag_ in ("ART", "ADJA", "CARD", "PIAT")]
    return min(t.idx for t in (subject, *modifiers)), end_of(subject)


def owner_of_words(d: Discourse, first: int, last: int) -> Resolved | None:
    """The person whose words a possessive pronoun tells: "ihren Worten"; tokens, ``last`` exclusive."""
    words = [t for t in d.doc[first:last] if t.tag_ not in ("APPR", "ART", "ADJA")]
    about = len(words) > 2 and d.doc[words[1].i + 1].tag_ in ("APPR", "APPRART")  # "seine Meinung zu Abel"
    if len(words) < 2 or (len(words) > 2 and not about) or not _wraps(words[1].text):
        return None
    owns = words[0].text.lower()
    if words[0].tag_ != "PPOSAT" and owns not in grammar("possessors"):
        return None
    gender = "m" if owns.startswith(("sein", "des")) else "f"
    people = [c for c in d.clusters if c.kind == "person" and c.gender in (gender, None) and not c.credited]
    if owns in grammar("possessors") and gender == "f":
        people += [c for c in d.clusters if c.kind == "anonymous" and c.plural]  # "nach deren Angaben"
    owner = nearest(d, people, words[0].idx)
    body = _body(d, words[0], gender)
    if body is not None and (owner is None or not _here(d, owner, words[0].idx)):
        owner = body  # "Greenpeace warnt vor dem Damm. Ihrer Ansicht nach ist er zu alt"
    return Resolved(owner, words[0].idx, end_of(words[0])) if owner is not None else None


def _here(d: Discourse, c: Cluster, at: int) -> bool:
    """Whether somebody is mentioned in the sentence of a character or the one before."""
    last = c.last_before(at)
    return last is not None and sentence_at(d, at) - sentence_at(d, last) <= 1


def _body(d: Discourse, possessive: Token, gender: str) -> Cluster | None:
    """The body or group whose words a possessive tells: mentioned in its sentence or the one before, no country.

    Not what a relative clause that it stands in is about: "der Sturz der Regierung, die ihrer Ansicht nach lügt".
    """
    if possessive.text[0].isupper() and not opens_sentence(possessive):
        return None  # whoever is addressed: "Inwieweit ist der Damm Ihrer Meinung nach zu alt?"
    at = possessive.idx
    relative = next((t for t in d.doc[max(possessive.i - 2, 0) : possessive.i] if t.tag_ == "PRELS"), None)
    before = d.doc[max(relative.i - 2, 0)].idx if relative is not None else at
    bodies = [
        c
        for c in d.clusters
        if (c.kind in ("organisation", "party") or (c.kind == "anonymous" and c.plural)) and not c.credited
        if gender == "f" or not c.plural
        if relative is None or not c.is_mentioned_in(before, relative.idx)
        if not any(n.gender not in ("", gender) for n in (tables.noun(c.lemma),) if c.lemma and n is not None)
    ]
    return nearest(d, bodies, before, reach=1)


def _wraps(word: str) -> bool:
    """Whether a noun only says that words are somebody's: Worte, Angaben."""
    entry = tables.noun(word)
    return entry is not None and entry.kind == "wrapper"
