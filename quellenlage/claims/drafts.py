"""A claim while it is found, and what every rule needs of a sentence: who speaks in a clause, and to whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from quellenlage.reading.clauses import QUOTE_MARKS
from quellenlage.reading.phrases import (
    CORRELATES,
    Cue,
    is_time,
    noun_phrase,
    subject,
)
from quellenlage.reading.text import Sentence, Text
from quellenlage.reading.voices import has_voice, is_paper
from quellenlage.words.verbs import Verb, grammar, words

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
    continues: bool = False  # free indirect speech that goes on with the sentence before it


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
        table = words("speech_nouns.csv")
        for w in self.ws[a:b]:
            if w.pos in ("NOUN", "PROPN") or w.text[0].isupper():
                low = w.lower
                if low in table and table[low]["after"] == "yes":
                    return True
                return any(low.endswith(end) for end in SOURCE_ENDS)
        return False

    def _speaks(self, a: int, b: int) -> bool:
        """Whether a noun phrase names somebody, or is a pronoun that may."""
        head = next((w for w in self.ws[a:b] if w.pos in ("NOUN", "PROPN")), self.ws[a])
        return head.pos == "PROPN" or head.lower in ("er", "sie") or has_voice(head)

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
        if cue and cue.verb and cue.verb.entry in FROM_PAPERS:
            return self._from(a, b)
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
            if behind is None or behind.tag != "PPER" or behind.lower == "es":
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

    def _from(self, a: int, b: int) -> Range | None:
        """What a statement is taken from: "geht aus einem Brief hervor"."""
        i = next((i for i in range(a, b - 1) if self.ws[i].lower == "aus"), b)
        end = noun_phrase(self.text, i + 1, b) if i < b else i
        named = self._names_source(i + 1, end) or any(is_paper(w) or has_voice(w) for w in self.ws[i + 1 : end])
        return (i + 1, end) if named else None

    def _addressee(self, a: int, b: int, cue: Cue | None, speaker: Range | None) -> Range | None:
        """Who is told, in the clause from ``a`` to ``b``: by gegenüber or an, or as the object the verb takes."""
        ws = self.ws
        if cue is None or cue.verb is None:
            return None
        told = cue.verb.addressee

        def free(i: int) -> bool:
            return speaker is None or not speaker[0] <= i < speaker[1]

        for i in range(a, b):
            low = ws[i].lower
            if low == "gegenüber" or (low == "an" and told == "an"):
                end = noun_phrase(self.text, i + 1, b, loose=False)
                if end > i + 1:
                    return i + 1, end
        anyone = cue.verb.act in ("demand", "accuse", "warn")  # what these act on is a person, whatever its case
        if cue.passive and (told == "dative" or (told == "accusative" and anyone)):
            for i in (a, cue.fin + 1):
                end = noun_phrase(self.text, i, b)
                if not anyone and ws[i].lower not in DATIVE:
                    continue
                if end > i and ws[i].pos not in ("ADV", "ADP") and ws[i].lower not in ("es", "das", "dies"):
                    return i, end
            return None
        if cue.passive or told not in ("accusative", "dative"):
            return None
        if speaker is None:
            return None
        starts = [i for i in (cue.fin + 1, speaker[1], a) if a <= i < b]
        for i in starts:
            while i < b and (ws[i].tag in ("PRF", "ADV", "PAV") or ws[i].lower in CORRELATES) and free(i):
                i += 1
            if i >= b or not free(i) or i in cue.words:
                continue
            w = ws[i]
            if w.pos not in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM") and w.text not in QUOTE_MARKS:
                continue
            end = noun_phrase(self.text, i, b, loose=False)
            if end == i or any(is_time(x) for x in ws[i : i + 2]):
                continue
            if told == "accusative" or w.lower in DATIVE or (w.lower == "der" and w.case == "Dat"):
                return i, end
            if i == cue.fin + 1 and (w.lower == "der" or (w.pos == "NOUN" and w.lower.endswith("n"))):
                return i, end
        return None


SOURCE_ENDS = tuple(sorted(grammar("source_ends")))
DATIVE = grammar("dative")
FROM_PAPERS = frozenset(("hervor|gehen", "sich ergeben"))
NOMINATIVE_RELATIVES = grammar("nominative_relatives")
