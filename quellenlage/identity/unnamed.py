"""People left unnamed: groups, circles, "ein Beamter", "zwei weitere", and why the article does not name them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse, Resolved, introduce, mention, nearest
from quellenlage.identity.extents import end_of, phrase_start, sentence_of, tokens_between
from quellenlage.identity.nominals import Phrase, numerals
from quellenlage.identity.nominative import in_nominative
from quellenlage.identity.several import together_before
from quellenlage.words.verbs import grammar
from quellenlage.words.wordings import wording

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Words for two who have been told of.
BOTH = (["die", "beiden"], ["beide"], ["diese", "beiden"])


def reason_in(sentence: str) -> str | None:
    """The words of a sentence that say that somebody does not want to be named, and why; None where none do."""
    found = re.search(rf"(?:{wording('withheld name')})[^,.;]*(?:,\s+(?:weil|da)\s[^,.;]*)?", sentence, re.IGNORECASE)
    return found[0].strip() if found else None


def group(d: Discourse, p: Phrase) -> Cluster:
    """The unnamed people whom a phrase means: the same again where the article speaks of them as known."""
    again = p.definite or (not p.determiner and not p.count)
    for c in reversed(d.clusters):
        same = c.kind == "anonymous" and c.lemma == p.noun.lemma
        if again and same and (not p.complement or p.complement == c.complement):
            return c
    told = f"{p.description} {p.complement}".strip()
    return introduce(
        d,
        Cluster(
            "anonymous",
            "PER",
            f"{p.name} {p.complement}".strip(),
            ("anonymous", d.document_id, told, str(p.start)),
            named=False,
            lemma=p.noun.lemma,
            complement=p.complement,
            plural=p.plural,
            gender=p.gender,
            count=p.count,
            description=told,
            countries=list(p.countries),
            reason=reason_in(sentence_of(d.doc[tokens_between(d.doc, p.start, p.end)[0]]).text),
        ),
    )


def one_unnamed(d: Discourse, p: Phrase) -> Cluster | None:
    """The one unnamed person whom a definite phrase means again under another word: "der Beamte"."""
    single = [c for c in d.clusters if c.kind == "anonymous" and c.count == 1 and c.gender in (p.gender, None)]
    return nearest(d, single, p.start, reach=2)


def both(d: Discourse, first: int, last: int) -> Resolved | None:
    """The two unnamed people whom "die beiden" means; tokens, ``last`` exclusive."""
    if [token.text.lower() for token in d.doc[first:last]] not in BOTH:
        return None
    start, end = d.doc[first].idx, end_of(d.doc[last - 1])
    two = nearest(d, [c for c in d.clusters if c.kind == "anonymous" and c.count == 2], start)
    return mention(d, two, start, end) if two is not None else None


def quantified(d: Discourse, first: int, last: int) -> Resolved | None:
    """Somebody told only by number: "einer von ihnen", "zwei weitere"; tokens, ``last`` exclusive."""
    words = [token.text.lower() for token in d.doc[first:last]]
    if not words or words[0] not in grammar("lone_quantifiers"):
        return None
    start, end = d.doc[first].idx, end_of(d.doc[last - 1])
    name = d.text[start:end]
    new = Cluster(
        "anonymous",
        "PER",
        name,
        ("anonymous", d.document_id, name, str(start)),
        named=False,
        count=numerals().get(words[0].replace("einer", "ein")),
        description=name,
        plural=words[0] not in ("einer", "eine"),
    )
    return mention(d, introduce(d, new), start, end)


def unknown_noun(d: Discourse, first: int, last: int, certain: bool) -> Resolved | None:
    """A speaker whose noun no table has: a group where it is plural, a woman where it ends in -in, else a body.

    ``certain``: it stands where nothing but a source does, behind "laut" or "Angaben", and may be a thing.
    """
    from_there = next((t for t in d.doc[first:last] if t.ent_type_ == "LOC" and t.nbor(-1).tag_ == "ART"), None)
    head = next((t for t in d.doc[first:last] if t.tag_ in ("NN", "NE") and t.text[:1].isupper()), from_there)
    if head is None:
        return quantified(d, first, last)
    start = phrase_start(d.reading, head.i, first)
    begin, end = d.doc[start].idx, end_of(head)
    if head.text in grammar("shares"):
        end = end_of(d.doc[last - 1])
        told = d.text[begin:end]
        key = ("anonymous", d.document_id, told, str(begin))
        return mention(d, introduce(d, Cluster("anonymous", "PER", told, key, named=False, plural=True)), begin, end)
    for c in reversed(d.clusters):
        if c.lemma == head.lemma_:
            return mention(d, c, begin, end)
    name = in_nominative([head], head)
    voiced = tables.voiced(head.text) or tables.voiced(name)
    if head.tag_ == "NN" and not head.ent_type_ and not voiced and not (certain and _may_tell(head)):
        return None  # a thing: water, per cent, an incident
    short = head.text.isupper() and len(head.text) > 1
    plural = head.morph.get("Number", []) == ["Plur"] and not short
    human = plural or tables.human(name) or (from_there is not None and head.i == from_there.i)
    if human:
        unnamed_one = plural or d.doc[start].text.lower() in ("ein", "eine")
        kind = "anonymous" if unnamed_one else "person"
    else:
        kind = "organisation"
    new = Cluster(
        kind,
        "PER" if human else "ORG",
        _with_adjectives(d, start, head) if plural else name,
        (kind, d.document_id, d.text[begin:end], str(begin)),
        named=False,
        lemma=head.lemma_,
        plural=plural,
        description=name if human else None,
    )
    if kind == "person":
        new.gender = "f" if name.endswith("in") else "m"
    return mention(d, introduce(d, new), begin, end)


def _may_tell(head: Token) -> bool:
    """Whether a noun that no table has can be a source where only a source stands: no time, sum or rule."""
    return head.text not in grammar("laut_no_source") and not head.text.lower().endswith(
        tuple(grammar("laut_no_source_ends"))
    )


def _with_adjectives(d: Discourse, start: int, head: Token) -> str:
    """The noun for a group with the adjectives before it, in the nominative: "religiöse Führer"."""
    words = d.doc[start : head.i + 1]
    first = next((t.i for t in words if t.tag_ == "ADJA" or t.i == head.i), head.i)
    told = d.doc[first : head.i + 1]
    counted = any(t.tag_ not in ("ADJA", "NN", "NE") or t.lower_ in grammar("quantities") for t in told)
    return in_nominative([head] if counted else list(told), head, plural=True)


def two_of_a_kind(d: Discourse, first: int, last: int) -> Resolved | None:
    """Those named together before whom "die beiden" means with a noun for people: "die beiden Sängerinnen"."""
    words = [t.lower_ for t in d.doc[first : last - 1]]
    entry = tables.noun(d.doc[last - 1].text) if words in (["die", "beiden"], ["beide"]) else None
    people = entry is not None and entry.kind in tables.HUMAN
    if not people and not (words in (["die", "beiden"], ["beide"]) and tables.human(d.doc[last - 1].text)):
        return None
    persons = together_before(d, d.doc[first].idx, subjects=False)
    if len(persons) != 2:
        return None
    resolved = mention(d, persons[0][1], d.doc[first].idx, end_of(d.doc[last - 1]), "pronoun")
    d.together[resolved.start] = persons[1:]
    return resolved
