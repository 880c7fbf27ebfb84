"""The terms by which a word is found, and the forms by which one may ask for a term.

A term is a lemma as :func:`~quellenlage.terms.folding.folded` writes it: "Häuser" is found by ``haus``, and so by every
form of Haus that the lemmatizer knows. A word that it does not know, most often a name, is its own term, without the
genitive's s; beside it stands one without umlauts, with ``~`` in front: "Ozdemir" finds Özdemir, as "Muller" Müller.
Where what is left without umlauts is a word itself, it is that word: "fordern" is not fördern. A verb's form that is a
noun too is found within phrases only, as it stands, with ``=`` in front.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quellenlage.terms.compounds import Compounds
from quellenlage.terms.folding import folded, plain

if TYPE_CHECKING:
    from quellenlage.pipeline.lemmas import GermanLemmatizer

PLAIN = "~"
VERBATIM = "="
_SHORTEST_NAME = 4  # letters that are left without the s
_NO_GENITIVE_BEHIND = "sxz"
_BEFORE_N_OF_DATIVES = ("e", "er", "el")
_SHORTEST_CAPITALS = 5  # letters: what is shorter is an abbreviation


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """``place`` counts the pieces of a word with hyphens from 0; ``part``: it is only a part of a compound."""

    term: str
    place: int
    part: bool


@dataclass(frozen=True, slots=True)
class Found:
    """By what a word is found: its terms, and the lemmas among them, as :meth:`WordTerms.forms` takes them."""

    terms: tuple[Term, ...]
    lemmas: frozenset[str]


class WordTerms:
    """Terms of words, and forms of lemmas, by the tables of the lemmatizer."""

    def __init__(self, lemmatizer: GermanLemmatizer) -> None:
        tables = lemmatizer.tables
        self._nouns, self._verbs, self._adjectives = tables["noun"], tables["verb"], tables["adj"]
        self._closed = tables["word"]
        self.compounds = Compounds(self._nouns, self._verbs, self._adjectives)

    def find(self, word: str, persons: Collection[str] = ()) -> Found:
        """Every term by which ``word``, as it stands in a text, is found; sorted, each once.

        Words of ``persons``, as :func:`name_words` gives them, are not taken apart: Klingbeil is no Beil.
        """
        terms: set[Term] = set()
        lemmas: set[str] = set()
        pieces = [piece for piece in word.split("-") if piece]
        for place, piece in enumerate(map(_not_in_capitals, pieces)):
            whole = self._lemmas(piece)
            parts = self._parts(piece, persons)
            names = {folded(lemma) for lemma in whole} | self._name(piece, whole)
            terms |= {Term(term, place, False) for term in names}
            if not whole and plain(word_itself := nominative(folded(piece))) not in self._words:
                terms.add(Term(PLAIN + plain(word_itself), place, False))
            terms |= {Term(folded(part), place, True) for part in parts}
            if not piece[:1].isupper() and self._asked_as_noun(piece):
                terms.add(Term(VERBATIM + folded(piece), place, False))
            lemmas |= whole | set(parts)
        if len(pieces) > 1:  # Ukraine-Krieg is Ukrainekrieg
            joined = pieces[0] + "".join(pieces[1:]).lower()
            whole = self._lemmas(joined)
            terms |= {Term(term, 0, False) for term in {folded(lemma) for lemma in whole} | self._name(joined, whole)}
            lemmas |= whole
        return Found(tuple(sorted(terms)), frozenset(lemmas))

    def forms(self, lemma: str) -> list[str]:
        """The forms, folded, by which one may ask for a lemma, itself among them; those of a compound are its end's."""
        known = self._forms.get(lemma)
        if known is None:
            place = self.compounds.seam(lemma.lower())
            end = self.compounds.lemma(lemma[place:]) if place else None
            known = [lemma[:place] + form for form in self._forms.get(end, ())] if end else []
        found = {folded(form) for form in known} | {folded(lemma)}
        return sorted(found | {bare for bare in map(plain, found) if bare not in self._words})

    def _lemmas(self, piece: str) -> set[str]:
        """The lemmas that a word may have as a whole: those of nouns where it has a capital and is known as one."""
        low = piece.lower()
        others = {table[low] for table in (self._verbs, self._adjectives) if low in table}
        if not piece[:1].isupper():
            return others
        noun = self._nouns.get(piece)
        if noun is None and not others:
            noun = self.compounds.lemma(piece)
        if noun:
            return {noun}
        if others:  # at the beginning of a sentence
            return others
        place = self.compounds.seam(low)
        end = self.compounds.lemma(low[place:]) if place else None
        return {piece[:place] + end.lower()} if end else set()

    def _name(self, piece: str, lemmas: set[str]) -> set[str]:
        """The word itself as a term, where it may be a name or is not known."""
        known = piece in self._nouns if piece[:1].isupper() else bool(lemmas)
        return set() if known else {nominative(folded(piece))}

    def _parts(self, piece: str, persons: Collection[str]) -> tuple[str, ...]:
        low = piece.lower()
        if piece in persons or piece.removesuffix("s") in persons:
            return ()
        adjective_or_verb = piece not in self._nouns and (low in self._verbs or low in self._adjectives)
        return self.compounds.parts(piece) if piece[:1].isupper() and not adjective_or_verb else ()

    def _asked_as_noun(self, form: str) -> bool:
        """Whether a verb's form is a noun too: who asks for "Schule" does not mean "ich schule"."""
        return not form.endswith("n") and form in self._nouns_in_lower_case

    @cached_property
    def _nouns_in_lower_case(self) -> frozenset[str]:
        return frozenset(map(str.lower, self._nouns))

    @cached_property
    def _forms(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for table in (self._nouns, self._verbs, self._adjectives):
            for form, lemma in table.items():
                if table is not self._verbs or not self._asked_as_noun(form):
                    found[lemma].append(form)
                if table is self._nouns and form != lemma and form.endswith(_BEFORE_N_OF_DATIVES):
                    found[lemma].append(f"{form}n")
        return dict(found)

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word form that is known, in lower case."""
        closed = (form.rpartition(" ")[2] for form in self._closed)
        return frozenset(map(str.lower, (*self._nouns, *self._verbs, *self._adjectives, *closed)))


def name_words(names: Iterable[str]) -> frozenset[str]:
    """The words of names as articles have them."""
    return frozenset(word for name in names for word in re.split(r"[\s-]+", name))


def nominative(name: str) -> str:
    """A folded name without the genitive's s. ``search_nominative`` in ``search.sql`` does the same."""
    shorter = name.removesuffix("s")
    if shorter == name or len(shorter) < _SHORTEST_NAME or shorter[-1] in _NO_GENITIVE_BEHIND:
        return name
    return shorter


def _not_in_capitals(piece: str) -> str:
    """HAUSHALT as Haushalt, EZB as it is."""
    return piece.capitalize() if len(piece) >= _SHORTEST_CAPITALS and piece.isupper() else piece
