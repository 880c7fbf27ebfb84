"""What the parse says of a mention: its head, the verb that governs it, whether it is a subject and acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse, only_quoted
from quellenlage.identity.extents import covered, tokens_between
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTORS = frozenset(("person", "organisation", "party", "government", "outlet", "agency", "anonymous"))


def head_at(d: Discourse, char: int) -> Token:
    """The head of the noun phrase that the name at a character stands in."""
    first, _ = tokens_between(d.doc, char, char + 1)
    token = d.doc[first]
    while token.dep_ in ("flat", "flat:name", "appos") and token.head.i != token.i:
        token = token.head
    return token


def is_subject(d: Discourse, char: int) -> bool:
    """Whether the noun phrase at a character is a subject."""
    return head_at(d, char).dep_ == "nsubj"


def beside(d: Discourse, char: int, pronoun: Token) -> bool:
    """Whether the name at a character stands beside ``pronoun`` in its clause, behind a preposition.

    "Mit Abel lenkte er das Boot": he is not Abel. "In Abels Boot" and "nach den Worten von Abel" leave it open.
    """
    token = head_at(d, char)
    for _ in range(6):
        if token.head.i in (pronoun.head.i, token.i):
            break
        if token.dep_.startswith("nmod"):
            return False
        token = token.head
    cases = {child.lower_ for child in token.children if child.dep_ == "case"}
    in_clause = token.head.i == pronoun.head.i and token.i < pronoun.i
    return in_clause and bool(cases) and not grammar("attributing_prepositions") & cases


def acting(d: Discourse, spoken: Sequence[tuple[int, int]]) -> list[tuple[int, Cluster]]:
    """Who is the subject of a clause outside the stretches ``spoken``, and where, in order of the text.

    Of people left unnamed only those whose verb tells that they do something.
    """
    in_words = covered(len(d.text), spoken)
    found = [
        (start, c)
        for c in d.clusters
        if c.kind in _ACTORS and not c.credited
        for start, _, _ in c.mentions
        if not in_words[start] and not only_quoted(d, start) and is_subject(d, start)
        if head_at(d, start).head.lemma_ not in grammar("silent_verbs")
        if not (c.kind == "anonymous" and head_at(d, start).head.lemma_ in tables.still_verbs())
    ]
    return sorted(found, key=lambda pair: pair[0])
