"""German compounds taken apart, by the nouns, verbs and adjectives that the pipeline's lemmatizer knows.

"Haushaltsloch" is Haushalt and Loch; "Kommission" has no part, though "miss" stands in it. Some words look like
compounds and mean something else ("Haushalt" is no Halt, "Bundestag" no Tag): these stand in ``opaque.csv``, each with
what it may still be found by. What is never a part, though it is a word, stands in ``no_parts.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from quellenlage.words.table import cell, rows

_HERE = Path(__file__).parent
_LEAST = 4  # letters of a part that is not in short_parts.csv
_SHORTEST = 5  # letters of a compound
_LONGEST = 60  # letters: what is longer is an address or a slip
#: What may stand between two parts beside a form of the first: Arbeit-s-amt, Schmerz-ens-geld.
_LINKS = ("s", "es", "n", "en", "ens", "ns")
_DATIVES = ("en", "ern", "eln")
_ADJECTIVAL = ("en", "er", "em", "es", "e", "n", "r")


class Compounds:
    """Takes apart what the tables of the lemmatizer tell to be a compound; each word once.

    ``nouns``, ``verbs`` and ``adjectives`` lead from a form to its lemma.
    """

    def __init__(self, nouns: Mapping[str, str], verbs: Mapping[str, str], adjectives: Mapping[str, str]) -> None:
        self._nouns = {form.lower(): lemma for form, lemma in nouns.items()}
        self._nouns |= {lemma.lower(): lemma for form, lemma in nouns.items() if form == lemma}
        self._nouns |= {row["part"].lower(): row["part"] for row in rows("short_parts.csv", _HERE)}
        self._verbs, self._adjectives = verbs, adjectives
        self._parts: dict[str, tuple[str, ...]] = {}

    def parts(self, noun: str) -> tuple[str, ...]:
        """The nouns that ``noun`` is made of, as lemmas, the last one first; none where it is no compound."""
        low = (self.lemma(noun) or self.lemma(noun.removesuffix("s")) or noun).lower()
        found = self._parts.get(low)
        if found is None:
            found = self._parts[low] = self._taken_apart(low)
        return found

    def lemma(self, noun: str) -> str | None:
        """The lemma of a noun's form in whatever case, None where the tables do not know it.

        They lack some datives: Häusern is one of Häuser.
        """
        low = noun.lower()
        return self._nouns.get(low) or (self._nouns.get(low[:-1]) if low.endswith(_DATIVES) else None)

    def seam(self, low: str) -> int:
        """Where the last part of a word in lower case begins, the longest there is; 0 where it has none."""
        if not _SHORTEST <= len(low) <= _LONGEST or low in _opaque() or self._is_adjectival(low):
            return 0
        if (place := len(_first_modifier(low))) and (self._is_part(low[place:]) or self.seam(low[place:])):
            return place if self._is_part(low[place:]) else place + self.seam(low[place:])
        for place in range(2, len(low) - 1):
            if self._is_part(low[place:]) and self._may_stand_before(low[:place]):
                return place
        return 0

    def _taken_apart(self, low: str) -> tuple[str, ...]:
        if (opaque := _opaque().get(low)) is not None:
            return opaque
        place = self.seam(low)
        if not place:
            return ()
        last = self._nouns[low[place:]]
        found = [last, *self.parts(last)]
        if (first := self._noun_before(low[:place])) and low[:place] not in _modifiers():
            found += [first, *self.parts(first)]
        return tuple(dict.fromkeys(found))

    def _is_part(self, word: str) -> bool:
        if len(word) < _LEAST and word not in _short_parts():
            return False
        lemma = self._nouns.get(word)
        return lemma is not None and word not in _no_parts() and lemma.lower() not in _no_parts()

    def _is_adjectival(self, low: str) -> bool:
        """Whether it is an adjective or participle as a noun, the Reisende."""
        stems = (low.removesuffix(ending) for ending in _ADJECTIVAL if low.endswith(ending))
        return any(
            self._adjectives.get(stem) == stem or (stem.endswith("end") and stem in self._verbs) for stem in stems
        )

    def _may_stand_before(self, before: str) -> bool:
        if before in _modifiers() or self._noun_before(before):
            return True
        known = f"{before}en" in self._verbs or self._adjectives.get(before) == before
        return known and len(before) >= _LEAST - 1 and before not in _no_parts()

    def _noun_before(self, before: str) -> str | None:
        """The lemma of the noun that is the first part of a compound, with what links it to the next; None of none."""
        adjective = self._adjectives.get(before) == before
        if self._is_part(before) and not (adjective and self._nouns[before].lower() != before):
            return self._nouns[before]
        for link in _LINKS:
            stem = before.removesuffix(link)
            if stem != before and self._is_part(stem):
                return self._nouns[stem]
        if len(before) >= _LEAST and not adjective and self._is_part(f"{before}e"):  # Schul-leiter
            return self._nouns[f"{before}e"]
        for stem in (before, before.removesuffix("s")):
            if len(stem) >= 2 * _LEAST and self.seam(stem):
                return stem.capitalize()
        return None


@cache
def _opaque() -> dict[str, tuple[str, ...]]:
    return {row["word"].lower(): cell(row, "parts") for row in rows("opaque.csv", _HERE)}


@cache
def _short_parts() -> frozenset[str]:
    return frozenset(row["part"].lower() for row in rows("short_parts.csv", _HERE))


@cache
def _no_parts() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in rows("no_parts.csv", _HERE))


def _first_modifier(low: str) -> str:
    return next((modifier for modifier in sorted(_modifiers()) if low.startswith(modifier)), "")


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(row["modifier"].lower() for row in rows("modifiers.csv", _HERE))
