"""Places, and the governments that they stand for: countries, capitals, seats of power, and towns beside "in"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract.sources import tables
from tasks.extract.sources.references import Gatherer, Reference

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOCATIVE = frozenset(("in", "im", "nach", "aus", "bei", "um", "über", "bis", "Nach", "In", "Aus", "Bei", "vor", "ins"))
_NEAR = frozenset(("in", "aus", "nach", "bei", "von", "In", "Aus", "Nach", "Bei", "zwischen", "Zwischen"))
_DATELINE = re.compile(
    r"^[^\S\n]*([A-ZÄÖÜ][\w-]+(?:/[A-ZÄÖÜ][\w-]+)*)(?:\.[^\S\n]+(?=[A-ZÄÖÜ\"„»])|[^\S\n]*\(|[^\S\n]+[-–])", re.M
)


@cache
def _still() -> frozenset[str]:
    return frozenset(row["lemma"] for row in tables.rows("still_verbs.csv"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(row["ending"] for row in tables.rows("town_endings.csv"))


@cache
def _attitudes() -> frozenset[str]:
    return frozenset(row["adjective"] for row in tables.rows("acting_adjectives.csv"))


def government_name(code: str) -> str:
    """The name that the ledger gives the government of a country; the EU and the UN are their own."""
    shown = tables.places().display.get(code, code)
    return shown if code in ("EU", "UN", "VA") else f"Regierung ({shown})"


def seats(g: Gatherer, acting: Sequence[tuple[int, int]]) -> None:
    """The Kremlin, the Chancellery, ...: governments where they act, else places."""
    for start, end, name in g.words(tables.seats()):
        seat = tables.seats()[name]
        if seat.stands_for != "government":
            g.add(Reference(start, end, "organisation", seat.stands_for, country=seat.country))
        elif _acts(g, start, end, acting):
            g.add(Reference(start, end, "government", government_name(seat.country), country=seat.country))
        else:
            g.add(Reference(start, end, "place", seat.name, country=seat.country))


def countries(g: Gatherer, acting: Sequence[tuple[int, int]]) -> None:
    """Countries and capitals: governments where they act, else places."""
    places = tables.places()
    datelines = [match.span(1) for match in _DATELINE.finditer(g.text)]
    for start, end, name in g.words([*places.names, *places.capitals]):
        if name in places.demonyms and name not in ("Polen", "Schweden", "Ungarn"):
            continue
        capital = name in places.capitals and name not in places.names
        code = places.capitals[name] if capital else places.names[name]
        shown = name if capital else places.display.get(code, name)
        dateline = any(a <= start and end <= b for a, b in datelines)
        if not dateline and _acts(g, start, end, acting):
            g.add(Reference(start, end, "government", government_name(code), country=code))
        else:
            kind = "organisation" if code in ("EU", "UN") and not capital else "place"
            g.add(Reference(start, end, kind, shown, country=code))


def towns(g: Gatherer) -> None:
    """Towns that the pipeline missed: in a dateline, or a name after "in", "aus", "nach"."""
    for match in _DATELINE.finditer(g.text):
        at = match.start(1)
        for part in match[1].split("/"):
            word = part.capitalize() if part.isupper() and len(part) > 3 else part
            token = g.token(at)
            known = tables.noun(part) is not None or part in tables.common_words() or tables.titles().get(part)
            named = token is not None and token.tag_ in ("NE", "NN") and not known and token.i + 1 < len(g.doc)
            if g.free(at, at + len(part)) and (part.isupper() or named):
                g.add(Reference(at, at + len(part), "place", word))
            at += len(part) + 1
    for token in g.doc:
        town = token.tag_ == "NE" or (token.tag_ == "NN" and token.text.endswith(_endings()) and "-" not in token.text)
        if not town or not token.text[:1].isupper() or len(token.text) < 3 or token.i == 0:
            continue
        before = g.doc[token.i - 1].text
        nearby = before in _NEAR or (before == "und" and token.i > 1 and g.doc[token.i - 2].ent_type_ == "LOC")
        end = token.idx + len(token.text)
        if nearby and g.free(token.idx, end) and g.text[end : end + 1] != "-":
            g.add(Reference(token.idx, end, "place", token.text))


def _before_verb(token: Token) -> bool:
    """Whether a finite verb follows at once that only somebody can be the subject of: "Oslo werde zahlen"."""
    if token.i + 1 >= len(token.doc) or token.text not in tables.places().capitals:
        return False
    verb = token.nbor()
    future = verb.text in ("wird", "werde", "werden", "würde") and verb.head.tag_ == "VVINF"
    return future or verb.tag_ == "VMFIN"


def _owns(g: Gatherer, token: Token) -> bool:
    """Whether a name in the genitive only tells whose somebody is: "Londons Bürgermeister"."""
    if not token.text.endswith("s") or token.i + 1 >= len(g.doc):
        return False
    named = token.text[:-1] in tables.places().capitals or token.text[:-1] in tables.places().names
    return named and token.text not in tables.places().names and token.nbor().tag_ in ("NN", "ADJA")


def _acts(g: Gatherer, start: int, end: int, acting: Sequence[tuple[int, int]]) -> bool:
    token = g.token(start)
    if token is None:
        return False
    before = token.i - 1
    while before >= 0 and g.doc[before].tag_ in ("ART", "ADJA"):
        before -= 1
    left = g.doc[before].text if before >= 0 else ""
    if left in _LOCATIVE or _owns(g, token):
        return False
    if any(a <= start and end <= b for a, b in acting):
        return True
    if left in ("gegenüber", "zwischen", "Zwischen", "seitens") and token.text in tables.places().capitals:
        return True
    if _before_verb(token):
        return True
    head = token
    while head.dep_ in ("flat", "appos", "flat:name", "conj") and head.head is not head:
        head = head.head
    if head.dep_ != "nsubj":
        return False
    verb = head.head
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    if any(word.text in _attitudes() for word in (verb, *verb.children)):
        return True
    modal = verb.tag_ == "VMFIN" or any(child.tag_ == "VMFIN" for child in verb.children)
    return (modal or (verb.tag_.startswith("VV") and verb.lemma_ not in _still())) and not passive
