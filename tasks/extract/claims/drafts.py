"""A claim while it is found, and what every rule needs of a sentence: who speaks in a clause, and to whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from tasks.extract.claims.lexicon import Verb, grammar, words
from tasks.extract.claims.phrases import (
    OBLIQUE,
    Cue,
    noun_phrase,
    subject,
)
from tasks.extract.claims.text import (
    Sentence,
    Text,
)

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """A claim in words rather than characters."""

    type: str
    content: list[Range]
    sentence: int
    speaker: Range | None = None
    cue: tuple[int, ...] = ()
    frame: list[Range] = field(default_factory=list)
    addressee: Range | None = None
    verb: Verb | None = None
    act: str = "assert"
    source: str = ""  # which rule found it
    origin: Draft | None = None  # the framed claim that free indirect speech carries on


class View:
    """One sentence of a text, and the claims found in it so far."""

    def __init__(self, text: Text, number: int) -> None:
        self.text, self.number = text, number
        self.sentence: Sentence = text.sentences[number]
        self.chunks = self.sentence.chunks
        self.ws = text.words
        self.found: list[Draft] = []
        self.framed: list[Range] = []

    def _names_source(self, a: int, b: int) -> bool:
        table = words("nouns.csv")
        for w in self.ws[a:b]:
            if w.pos in ("NOUN", "PROPN") or w.text[0].isupper():
                low = w.lower
                if low in table and table[low]["after"] == "yes":
                    return True
                return any(low.endswith(end) for end in SOURCE_ENDS)
        return False

    def _within(self, i: int) -> bool:
        """Whether a word lies in the content of a claim found already."""
        return any(x <= i < y for d in self.found for x, y in d.content)

    def _clean(self, pieces: list[Range]) -> list[Range]:
        ws, result = self.ws, []
        for x, y in pieces:
            while x < y and ws[x].text in ",;:–":
                x += 1
            while y > x and ws[y - 1].text in ",;:–":
                y -= 1
            if y > x:
                result.append((x, y))
        return result

    def _speaker(self, a: int, b: int, k: int, cue: Cue | None) -> Range | None:
        chunk, ws = self.chunks[k], self.ws
        lexical = cue.lexical if cue else chunk.fin
        if cue and cue.passive and (cue.verb is None or cue.verb.base != "zitieren"):
            for i in range(a, b):
                if ws[i].lower in ("von", "vom", "durch", "seitens"):
                    end = noun_phrase(self.text, i + 1, b)
                    if end > i + 1:
                        return i + 1, end
            return self._document(a, b, cue.verb is not None and cue.verb.base == "heißen")
        if chunk.kind == "rel":
            w = next((w for w in ws[chunk.a : chunk.b] if w.lower == chunk.intro), None)
            if w and w.lower in NOMINATIVE_RELATIVES and w.i == chunk.first and w.dep.startswith("nsubj"):
                return w.i, w.i + 1
            found = subject(self.text, w.i if w else chunk.a, chunk.b, chunk.fin, "rel", lexical)
            if found is None and w and w.lower in ("der", "die", "das", "welche", "welcher", "welches"):
                return w.i, w.i + 1
            return found
        if chunk.kind == "main" and chunk.fin == chunk.first and (chunk.conj or chunk.sep == "conj") and k > 0:
            behind = ws[chunk.fin + 1] if chunk.fin + 1 < b else None
            if behind is None or behind.tag != "PPER":
                before = next((j for j in range(k - 1, -1, -1) if self.chunks[j].kind == chunk.kind), None)
                if before is not None:
                    j = before
                    while j > 0 and self.chunks[j - 1].kind in ("frag", "rel"):
                        j -= 1
                    return self._speaker(self.chunks[j].a, self.chunks[before].b, before, None)
        found = subject(self.text, a, b, chunk.fin, chunk.kind, lexical)
        if found and ws[found[0]].lower in ("es", "das", "dies") and found[1] == found[0] + 1:
            return None
        return found

    def _document(self, a: int, b: int, anything: bool = False) -> Range | None:
        """The paper or place that speaks where nobody does: "in einem Brief heißt es"."""
        for i in range(a, b - 1):
            if self.ws[i].lower in ("in", "im", "auf", "aus", "bei", "beim"):
                end = noun_phrase(self.text, i + 1, b)
                if end > i + 1 and (anything or self.ws[i].lower in ("aus", "bei") or self._names_source(i + 1, end)):
                    return i + 1, end
        return None

    def _addressee(self, a: int, b: int, cue: Cue | None, speaker: Range | None) -> Range | None:
        ws = self.ws
        if cue is None or cue.verb is None:
            return None
        for i in range(a, b):
            w = ws[i]
            if speaker and speaker[0] <= i < speaker[1]:
                continue
            if w.lower == "gegenüber":
                end = noun_phrase(self.text, i + 1, b)
                if end > i + 1:
                    return i + 1, end
                for j in range(i - 1, max(a, i - 8), -1):
                    if noun_phrase(self.text, j, i) == i and ws[j].lower in OBLIQUE | {"der"}:
                        return j, i
            if cue.verb.base in ("fordern", "werfen", "teilen", "legen", "weisen", "bitten", "schuldigen") or (
                cue.verb.act in ("accuse", "demand") and i != cue.fin
            ):
                if w.lower not in OBLIQUE or w.lower in ("sich", "uns") or w.pos not in ("DET", "PRON"):
                    continue
                governed = i > a and ws[i - 1].pos == "ADP"
                end = noun_phrase(self.text, i, b)
                if end > i and not governed:
                    return i, end
        return None


SOURCE_ENDS = tuple(sorted(grammar("source_ends")))
NOMINATIVE_RELATIVES = grammar("nominative_relatives")
