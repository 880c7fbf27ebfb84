"""Whether the name of a country, capital or seat of power stands for the government: it acts, and is no place.

``acting_adjectives.csv``  attitudes that make it a government all the same ("Oslo ist bereit")
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.nominals import FINITE
from quellenlage.identity.references import Gatherer
from quellenlage.words.verbs import verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOCATIVE = frozenset(("in", "im", "nach", "aus", "bei", "um", "über", "bis", "Nach", "In", "Aus", "Bei", "vor", "ins"))


@cache
def _attitudes() -> frozenset[str]:
    return frozenset(row["adjective"] for row in tables.rows("acting_adjectives.csv"))


@cache
def reporting() -> frozenset[str]:
    """The infinitives of the verbs that introduce a claim."""
    return frozenset(verb.particle + verb.base for verb in verbs())


def acts(g: Gatherer, start: int, end: int, acting: Sequence[tuple[int, int]]) -> bool:
    """Whether the name between two characters acts; ``acting`` are stretches that are known to speak."""
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
    if _before_verb(token) or (before >= 0 and _only_subject(g.doc[before], token)):
        return True
    head = _root(g, start, end)
    while head.dep_ in ("flat", "appos", "flat:name", "conj") and head.head.i != head.i:
        head = head.head
    if head.dep_ != "nsubj" or _subject_before(head):
        return False
    verb = head.head
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    if any(word.text in _attitudes() for word in (verb, *verb.children)):
        return True
    modal = verb.tag_ == "VMFIN" or any(child.tag_ == "VMFIN" for child in verb.children)
    return (modal or (verb.tag_.startswith("VV") and verb.lemma_ not in tables.still_verbs())) and not passive


def _root(g: Gatherer, start: int, end: int) -> Token:
    span = g.doc.char_span(start, end, alignment_mode="expand")
    assert span is not None  # both are inside the text
    return span.root


def _place(token: Token) -> bool:
    return token.text in tables.places().capitals or token.text in tables.places().names


def _finite(verb: Token) -> Token | None:
    """The finite word of a verb's group."""
    words = (verb, *(child for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")))
    return next((word for word in words if word.tag_ in FINITE), None)


def _before_verb(token: Token) -> bool:
    """Whether a finite verb follows at once that only somebody can be the subject of: "Oslo werde zahlen"."""
    if token.i + 1 >= len(token.doc):
        return False
    verb = token.nbor()
    if verb.tag_ == "VVFIN" and token.dep_ == "appos":
        return verb.lemma_ in reporting()  # a headline: "Streit um Gas Oslo warnt Europa"
    if token.text not in tables.places().capitals:
        return verb.tag_ == "VMFIN" and verb.text.startswith(("woll", "will"))
    future = verb.text in ("wird", "werde", "werden", "würde") and verb.head.tag_ == "VVINF"
    return future or verb.tag_ == "VMFIN"


def _only_subject(verb: Token, token: Token) -> bool:
    """Whether a modal verb right before a name agrees with it alone: "Soldaten wolle Oslo nicht schicken"."""
    if verb.tag_ != "VMFIN" or verb.morph.get("Number", []) != ["Sing"] or token.text not in tables.places().capitals:
        return False
    subjects = [child for child in verb.head.children if child.dep_ == "nsubj"]
    return bool(subjects) and all(child.morph.get("Number", []) == ["Plur"] for child in subjects)


def _subject_before(subject: Token) -> bool:
    """Whether a country right before the finite verb is the subject rather than the one behind it."""
    finite = _finite(subject.head)
    if finite is None or finite.i == 0 or subject.i < finite.i:
        return False
    before = finite.nbor(-1)
    return _place(before) and before.dep_ != "nsubj" and (before.i == 0 or before.nbor(-1).tag_ != "APPR")


def _owns(g: Gatherer, token: Token) -> bool:
    """Whether a name in the genitive only tells whose somebody is: "Londons Bürgermeister"."""
    if not token.text.endswith("s") or token.i + 1 >= len(g.doc):
        return False
    named = token.text[:-1] in tables.places().capitals or token.text[:-1] in tables.places().names
    return named and token.text not in tables.places().names and token.nbor().tag_ in ("NN", "ADJA")
