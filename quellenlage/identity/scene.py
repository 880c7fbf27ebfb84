"""One article while its speakers are resolved: its entities so far, and what every rule asks of text and parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.reading.quotes import find_quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REACH = 4  # sentences that a pronoun or a noun phrase reaches back
_SAID_BY = frozenset(("nach", "laut", "gemäß", "zufolge"))
_ACTORS = frozenset(("person", "organisation", "party", "government", "outlet", "agency", "anonymous"))


class Scene:
    """The entities of an article so far; every resolved phrase is added to its entity's places."""

    def __init__(self, doc: Doc, document_id: str, clusters: list[Cluster], printed_by: str | None) -> None:
        self.doc, self.text, self.document_id = doc, doc.text, document_id
        self.clusters = clusters
        self.printed_by = printed_by
        self.spoke: list[tuple[int, Cluster]] = []
        self.quotations = [(q.start, q.end) for q in find_quotes(self.text) if q.depth == 0]
        self._quotes = [(start, end) for start, end in self.quotations if end - start > 40]
        #: Sentences that only say where the one before is from: "Das geht aus einem Vermerk hervor."
        self.pointing_back = {
            at: (sentence.start_char, sentence.end_char)
            for at, sentence in enumerate(doc.sents)
            if sentence[0].text in ("Das", "Dies") and len(sentence) > 1 and sentence[1].tag_ in ("VVFIN", "VAFIN")
        }
        self._sentence = {i: at for at, sentence in enumerate(doc.sents) for i in range(sentence.start, sentence.end)}

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return (span.start, span.end) if span is not None else (0, 0)

    def _at(self, char: int) -> int:
        first, _ = self._tokens(char, char + 1)
        return self._sentence.get(first, 0)

    def _quoted(self, char: int) -> bool:
        """Whether somebody is only spoken of there, in another's words: no pronoun outside means them."""
        return any(start < char < end for start, end in self._quotes)

    def _in_quotes(self, char: int) -> bool:
        return any(start < char < end for start, end in self.quotations)

    def sentence_at(self, char: int) -> int:
        """The number of the sentence that a character is in."""
        return self._at(char)

    def named_in(self, start: int, end: int) -> list[tuple[tuple[int, int], Cluster]]:
        """Named entities with a name between two characters, in order of the text."""
        found = [
            ((s, e), c) for c in self.clusters for s, e, form in c.places if form == "name" and s < end and start < e
        ]
        return sorted(found, key=lambda pair: pair[0])

    def _nearest(self, candidates: Sequence[Cluster], before: int, reach: int = REACH) -> Cluster | None:
        """The one of ``candidates`` that was meant last before a character, at most ``reach`` sentences back."""
        near = [
            (at, i)
            for i, c in enumerate(candidates)
            if (at := c.last_before(before)) is not None and self._at(before) - self._at(at) <= reach
        ]
        return candidates[max(near)[1]] if near else None

    def _place(self, c: Cluster, start: int, end: int, form: str) -> Cluster:
        if not any(s < end and start < e for s, e, _ in c.places):
            c.places.append((start, end, form))
        return c

    def refer(self, c: Cluster, start: int, end: int) -> None:
        """Note that the words between two characters mean ``c``, unless they are known to mean somebody."""
        self._place(c, start, end, "nominal")

    def _new(self, kind: str, label: str, name: str, *key: str, **known: object) -> Cluster:
        full = (kind, *key)
        for c in self.clusters:
            if c.key == full:
                return c
        c = Cluster(kind, label, name, full)
        for attribute, value in known.items():
            setattr(c, attribute, value)
        self.clusters.append(c)
        return c

    def acting(self, spoken: Sequence[tuple[int, int]]) -> list[tuple[int, Cluster]]:
        """Who is the subject of a clause outside the stretches ``spoken``, and where, in order of the text."""
        found = [
            (start, c)
            for c in self.clusters
            if c.kind in _ACTORS and not c.credited
            for start, _, _ in c.places
            if not any(a <= start < b for a, b in spoken) and not self._quoted(start) and self._is_subject(start)
            if not (c.kind == "anonymous" and self._verb(start).lemma_ in tables.still_verbs())
        ]
        return sorted(found, key=lambda pair: pair[0])

    def _head(self, at: int) -> Token:
        """The head of the noun phrase that the name at a character stands in."""
        first, _ = self._tokens(at, at + 1)
        token = self.doc[first]
        while token.dep_ in ("flat", "flat:name", "appos") and token.head.i != token.i:
            token = token.head
        return token

    def _verb(self, at: int) -> Token:
        return self._head(at).head

    def _is_subject(self, at: int) -> bool:
        return self._head(at).dep_ == "nsubj"

    def _beside(self, at: int, pronoun: Token) -> bool:
        """Whether the name at a character stands beside ``pronoun`` in its clause, behind a preposition.

        "Mit Abel lenkte er das Boot": he is not Abel. "In Abels Boot" and "nach den Worten von Abel" leave it open.
        """
        token = self._head(at)
        for _ in range(6):
            if token.head.i in (pronoun.head.i, token.i):
                break
            if token.dep_.startswith("nmod"):
                return False
            token = token.head
        cases = [child.lower_ for child in token.children if child.dep_ == "case"]
        return token.head.i == pronoun.head.i and token.i < pronoun.i and bool(cases) and not _SAID_BY & set(cases)
