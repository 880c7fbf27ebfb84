"""Antecedents of phrases for outlets, reports and documents: "das Blatt", "ein Bericht", "das Papier".

``outlet_nouns.csv``  nouns that call outlets of some kinds only
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster, organisation_key
from quellenlage.identity.discourse import REACH, Discourse, introduce, named_in, nearest, sentence_at
from quellenlage.identity.extents import phrase_start, sentence_of, tokens_between
from quellenlage.identity.nominals import Phrase, read_phrase
from quellenlage.identity.papers import told_in_full
from quellenlage.outlets.registry import by_id
from quellenlage.words.verbs import grammar
from quellenlage.words.wordings import wording

_PAPER = "zeitung"
_INTRODUCING = 30  # characters before a name in which the noun that introduces it stands
_GENERAL = ("report", "outlet", "agency")  # classes of nouns that call media in general in the plural
_BETWEEN = 14  # tokens between a document and the words that say who has it


def general(d: Discourse, p: Phrase) -> Cluster | None:
    """The media in general, whom nobody names: "Medienberichten zufolge", "israelische Medien"; else None.

    A single report ("einem Medienbericht zufolge") and one of a named outlet are theirs.
    """
    named = named_in(d, *p.complement_span) if p.complement_span is not None else []
    if not p.plural or p.noun.kind not in _GENERAL or any(c.kind in ("outlet", "agency") for _, c in named):
        return None
    media = [c for c in d.clusters if c.kind in ("outlet", "agency") and not c.credited]
    before = [c for c in media if c.last_before(p.start) is not None]
    if p.definite and p.noun.lemma not in grammar("press_reports"):  # "den Berichten zufolge", of media told of before
        told = [c for c in d.clusters if c.kind == "anonymous" and c.label == "ORG"]
        known = nearest(d, told, p.start)
        if known is not None or (before and " " not in p.name):
            return known
    key = ("anonymous", d.document_id, p.name)
    new = Cluster("anonymous", "ORG", p.name, key, named=False, lemma=p.noun.lemma, plural=True, description=p.name)
    return introduce(d, new)


def outlet(d: Discourse, p: Phrase) -> Cluster:
    """The outlet or agency that a phrase means: of the noun's kind, named last before it, else next behind it."""
    if p.determiner.startswith("dies") and p.noun.kind == "outlet" and d.printer is not None:
        return d.printer
    if _is_a_name(d, p):
        return introduce(d, Cluster("outlet", "ORG", p.head, ("outlet", organisation_key(p.head))))
    candidates = _outlets_for(d, p)
    before = [(at, c) for c in candidates if (at := c.last_before(p.start)) is not None]
    if before and not (p.indefinite and p.noun.kind != "report"):
        c = max(before, key=lambda pair: pair[0])[1]
    elif (following := _named_next(d, p.start, candidates)) and not (p.definite and p.noun.kind == "outlet"):
        c = following
    else:
        key = ("outlet", d.document_id, p.noun.lemma)
        c = introduce(d, Cluster("outlet", "ORG", p.name, key, named=False))
    describe(c, p)
    return c


def _is_a_name(d: Discourse, p: Phrase) -> bool:
    """Whether a compound is the name of a paper, not a word for its sort: die Ärztezeitung, but die Tageszeitung."""
    first = p.head[: -len(_PAPER)] if p.definite and p.head.endswith(_PAPER) else ""
    sort = first.removesuffix("s").casefold() in grammar("sorts_of_papers") or first.endswith("-")
    if not first or sort or p.plural:
        return False
    return not any(p.head in d.text[s:e] for c in d.clusters if c.kind == "outlet" for s, e, _ in c.mentions)


def _outlets_for(d: Discourse, p: Phrase) -> list[Cluster]:
    """The outlets that are named and that the noun of a phrase can mean; not the one that prints the article."""
    outlets = [
        c
        for c in d.clusters
        if c.kind in ("outlet", "agency")
        and not c.credited
        and c.mentions
        and (d.printed_by is None or c.outlet_id != d.printed_by)
    ]
    if p.noun.kind == "agency":
        return [c for c in outlets if c.kind == "agency"]
    if p.noun.kind != "outlet":
        return outlets
    papers = [c for c in outlets if c.kind == "outlet"]
    kinds = kinds_called().get(p.noun.lemma)
    fitting = [c for c in papers if c.outlet_id is None or kinds is None or by_id()[c.outlet_id].kind in kinds]
    return [c for c in fitting if _introduced(d, c, p.noun.lemma)] or fitting or papers


@cache
def kinds_called() -> dict[str, tuple[str, ...]]:
    """The kinds of outlets of the registry that a noun calls: Magazin to magazine, weekly and online."""
    return {row["noun"]: tables.cell(row, "kinds") for row in tables.rows("outlet_nouns.csv")}


def _introduced(d: Discourse, c: Cluster, noun: str) -> bool:
    """Whether a name stands somewhere beside the noun that calls it again: "der Kanal »Nebo«", "der Kanal"."""
    return any(noun in d.text[max(0, start - _INTRODUCING) : start] for start, _, form in c.mentions if form == "name")


def _named_next(d: Discourse, at: int, outlets: Sequence[Cluster]) -> Cluster | None:
    """The outlet that the next sentences name: "… heißt es in einem Bericht. Das »Blatt« schreibt …"."""
    behind = [(min(s for s, _, _ in c.mentions), i) for i, c in enumerate(outlets) if c.last_before(at) is None]
    first = min(behind, default=None)
    near = first is not None and sentence_at(d, first[0]) - sentence_at(d, at) <= REACH
    return outlets[first[1]] if first is not None and near else None


def describe(c: Cluster, p: Phrase) -> None:
    """Keeps how else the article calls an outlet: "US-Blatt"."""
    words = c.description.split("|") if c.description else []
    if p.description and p.description not in words:
        c.description = "|".join([*words, p.description])


def of_media(d: Discourse, p: Phrase) -> bool:
    """Whether a report is one of the press: it says so, or an outlet is named near it and no other author.

    One that an outlet has before it ("der dem NDR vorliegt") is not.
    """
    if any(held is not None and held.start == p.start for _, held in documents_held(d)):
        return False
    owned = p.complement_span is not None and p.complement[:1].islower()
    press = p.head.startswith(tuple(grammar("press_compounds"))) or p.noun.lemma in grammar("press_reports")
    if press and not owned:
        return True
    if p.head != p.noun.lemma and p.head.rstrip("en") != p.noun.lemma and len(p.head) > len(p.noun.lemma) + 2:
        return False  # Verfassungsschutzbericht
    if p.definite and p.complement_span is None and _known_report(d, p) is not None:
        return False
    if p.complement_span is not None:
        named = named_in(d, *p.complement_span)
        return any(c.kind in ("outlet", "agency") for _, c in named) or not p.complement[:1].islower()
    here = sentence_at(d, p.start)
    media = [c for c in d.clusters if c.kind in ("outlet", "agency") and not c.credited]
    return any(-1 <= sentence_at(d, s) - here <= REACH for c in media for s, _, _ in c.mentions)


def _known_report(d: Discourse, p: Phrase) -> str | None:
    """The compound that a noun for a report shortens: "Lagebericht", of "in dem Bericht", a few sentences before."""
    here, ending = sentence_at(d, p.start), p.noun.lemma.casefold()
    for token in reversed(d.doc[: tokens_between(d.doc, p.start, p.start + 1)[0]]):
        if here - d.sentence_of_token.get(token.i, 0) > REACH:
            return None
        stem = token.lemma_.casefold()
        if token.tag_ == "NN" and stem.endswith(ending) and stem != ending:
            press = token.text.startswith(tuple(grammar("press_compounds")))
            return None if press else token.text
    return None


def _reported_on(d: Discourse, p: Phrase) -> str | None:
    """The only compound that an article has for what a noun calls by its end: "Deichbericht", of "der Bericht"."""
    ending = p.noun.lemma.casefold()
    before = d.doc[: tokens_between(d.doc, p.start, p.start + 1)[0]]
    found = {t.lemma_ for t in before if t.tag_ == "NN" and t.lemma_.casefold().endswith(ending)}
    compounds = sorted(found - {p.noun.lemma})
    press = any(word.startswith(tuple(grammar("press_compounds"))) for word in compounds)
    return compounds[0] if len(compounds) == 1 and not press else None


def document(d: Discourse, p: Phrase) -> Cluster:
    """The document that a phrase means: the last of this noun, else the last of all, else one of its own."""
    if not p.indefinite:
        for c in reversed(d.clusters):
            same = c.kind == "document" and c.lemma == p.noun.lemma
            if same and (not p.complement or p.complement == c.complement):
                return c
    again = p.definite and not p.complement
    papers = [c for c in d.clusters if c.kind == "document"] if again else []
    if (near := nearest(d, papers, p.start)) is not None:
        return near
    known = (told_in_full(d, p) or _reported_on(d, p)) if again and p.name in (p.head, p.noun.lemma) else None
    name = f"{known or p.name} {p.complement}".strip()
    key = ("document", d.document_id, name)
    return introduce(
        d, Cluster("document", "MISC", name, key, named=False, lemma=p.noun.lemma, complement=p.complement)
    )


@cache
def _held() -> str:
    before, behind = wording("before the holder"), wording("behind the holder")
    return rf"(?:{before})\s+([^,.;]{{2,40}}?)\s+(?:exklusiv\s+|auch\s+)?(?:{behind})\b"


def documents_held(d: Discourse) -> Iterator[tuple[re.Match[str], Phrase | None]]:
    """Places that say who has a document, "eine Mail, die der »Zeit« vorliegt", each with the phrase for the document.

    Group 1 of the match is who has it.
    """
    for match in re.finditer(_held(), d.text):
        yield match, _document_before(d, match.start())


def _document_before(d: Discourse, at: int) -> Phrase | None:
    """The phrase for a document that stands last before a character in the same sentence."""
    last = tokens_between(d.doc, at, at + 1)[0]
    floor = sentence_of(d.doc[last]).start
    for head in range(last - 1, max(floor, last - _BETWEEN) - 1, -1):
        entry = tables.noun(d.doc[head].text) if d.doc[head].tag_ == "NN" else None
        if entry is not None and entry.kind in ("document", "finding", "report"):
            first = phrase_start(d.reading, head, sentence_of(d.doc[head]).start)
            return read_phrase(d.doc, d.reading, first, head + 1)
    return None
