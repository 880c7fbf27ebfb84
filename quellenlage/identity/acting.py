"""Whether the name of a country, capital or seat of power stands for the government: it acts, and is no place.

``acting_adjectives.csv``  attitudes that make it a government all the same ("Oslo ist bereit")
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.extents import FINITE, row_start
from quellenlage.identity.named_mentions import NamedMentions
from quellenlage.words.verbs import grammar, infinitives

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _attitudes() -> frozenset[str]:
    return frozenset(row["adjective"] for row in tables.rows("acting_adjectives.csv"))


def acts(named: NamedMentions, start: int, end: int, acting: Sequence[tuple[int, int]]) -> bool:
    """Whether the name between two characters acts; ``acting`` are stretches that are known to speak.

    It is a place behind a preposition of place ("in Oslo") and as a possessor ("Oslos Bürgermeister"); it acts where it
    speaks, deals with another state, or is the subject of a verb that tells of doing something.
    """
    token = named.token(start)
    if token is None:
        return False
    before = row_start(named.doc, token.i, ("ART", "ADJA")) - 1
    left = named.doc[before].text if before >= 0 else ""
    if left in grammar("place_prepositions") or _owns(named, token):
        return False
    return (
        any(a <= start and end <= b for a, b in acting)
        or (left in grammar("between_states") and token.text in tables.places().capitals)
        or _before_verb(token)
        or (before >= 0 and _only_subject(named.doc[before], token))
        or _does_something(_root(named, start, end))
    )


def _does_something(head: Token) -> bool:
    """Whether the phrase that a name stands in is the subject of a modal, an attitude, or a verb that is not still."""
    while head.dep_ in ("flat", "appos", "flat:name", "conj") and head.head.i != head.i:
        head = head.head
    if head.dep_ != "nsubj" or _subject_before(head):
        return False
    verb = head.head
    if any(word.text in _attitudes() for word in (verb, *verb.children)):
        return True
    if any(child.dep_ == "aux:pass" for child in verb.children) or verb.lemma_ in grammar("game_verbs"):
        return False
    modal = verb.tag_ == "VMFIN" or any(child.tag_ == "VMFIN" for child in verb.children)
    return modal or (verb.tag_.startswith("VV") and verb.lemma_ not in tables.still_verbs())


def _root(named: NamedMentions, start: int, end: int) -> Token:
    span = named.doc.char_span(start, end, alignment_mode="expand")
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
        return verb.lemma_ in infinitives()  # a headline: "Streit um Gas Oslo warnt Europa"
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


def _owns(named: NamedMentions, token: Token) -> bool:
    """Whether a name in the genitive only tells whose somebody is: "Londons Bürgermeister"."""
    if not token.text.endswith("s") or token.i + 1 >= len(named.doc):
        return False
    is_place = token.text[:-1] in tables.places().capitals or token.text[:-1] in tables.places().names
    return is_place and token.text not in tables.places().names and token.nbor().tag_ in ("NN", "ADJA")
