"""The article as the claim rules see it: its words, quotations, sentences and clauses.

Everything is computed once per article in one pass over its words.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quellenlage.reading.clauses import CLOSERS, CONJUNCTIONS, END_MARKS, OPENERS, QUOTE_MARKS, Chunk, mended
from quellenlage.reading.insertions import breaks
from quellenlage.reading.quotes import Quote, find_quotes
from quellenlage.reading.tokens import (
    FINITE_FORM,
    INFINITIVE_FORM,
    PARTICIPLE_FORM,
    Word,
    make_finite,
    read_word,
)
from quellenlage.reading.voices import mark_names
from quellenlage.words.verbs import FINITE, forms

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from quellenlage.claims.drafts import Draft

LONGEST_QUOTE = 1500
LONGEST_SENTENCE = 400  # words; what is longer is no sentence and is cut, which keeps every rule linear
AFTER_SENTENCE = frozenset('.!?…„“”"‟»«:;)') | {"...", "?!", "!!", "!?"}
DASHES = frozenset("–—-") | {"--", "––"}


@dataclass(slots=True)
class Sentence:
    """Words ``a`` to ``b`` (exclusive), cut into chunks; ``stop`` is where its closing marks begin."""

    a: int
    b: int
    stop: int
    paragraph: int
    chunks: list[Chunk] = field(default_factory=list)


LONG = 8  # words of a quotation that stands for a clause though no comma parts it from its verb


class Text:
    """An article's words, quotations and sentences."""

    def __init__(self, doc: Doc) -> None:
        self.text: str = doc.text
        self.words: list[Word] = [w for w in (read_word(token) for token in doc) if w is not None]
        renumber = {w.i: n for n, w in enumerate(self.words)}
        for n, w in enumerate(self.words):
            w.head = renumber.get(w.head, n)
            w.i = n
        mark_names(self.words)
        self.starts = [w.start for w in self.words]
        self.quotes = find_quotes(self.text)
        for n, w in enumerate(self.words):
            # "ich habe" is no Konjunktiv.
            if w.mood == "k1" and any(x.lower == "ich" for x in self.words[max(n - 2, 0) : n + 4]):
                w.mood = "ind"
        for quote in self.quotes:
            for w in self.words[self.at(quote.start) : self.at(quote.end)]:
                w.depth += 1
        self.sentences = self._sentences(doc)
        # Who speaks as each sentence begins, and in which claim; filled as claims are found.
        self.context: list[tuple[tuple[int, int] | None, Draft | None]] = []
        for sentence in self.sentences:
            sentence.chunks = self._chunks(sentence)

    def at(self, char: int) -> int:
        """Index of the first word that starts at or after a character."""
        return bisect_left(self.starts, char)

    def quotes_at(self, char: int) -> list[Quote]:
        """The quotations that start at a character."""
        at = bisect_left(self.quotes, char, key=lambda q: q.start)
        return self.quotes[at : at + 1] if at < len(self.quotes) and self.quotes[at].start == char else []

    def _sentences(self, doc: Doc) -> list[Sentence]:
        ws = self.words
        starts = {sent.start_char for sent in doc.sents}
        outer = [q for q in self.quotes if q.depth == 0]
        inside = {i for q in outer for i in range(self.at(q.start) + 1, self.at(q.end))}
        closing = {self.at(q.end) - 1 for q in outer}
        cuts = {self.at(char) for char in breaks(self.text)}
        found: list[Sentence] = []
        a, paragraph = 0, 0

        def close(b: int) -> None:
            nonlocal a
            if b > a:
                stop = b
                while stop > a and (ws[stop - 1].text in END_MARKS):
                    stop -= 1
                found.append(Sentence(a, b, stop, paragraph))
            a = b

        for i in range(1, len(ws)):
            gap = self.text[ws[i - 1].end : ws[i].start]
            if i - a >= LONGEST_SENTENCE and (i not in inside or i - a >= LONGEST_QUOTE):
                close(i)
                continue
            if i in cuts:
                close(i)
                continue
            if ws[i - 1].text == ":" and (ws[i].text in QUOTE_MARKS or "\n" not in gap):
                continue
            if "\n" in gap:
                if i in inside:
                    continue
                close(i)
                paragraph += 1
            elif i in inside or ws[i - 1].text == ",":
                continue
            elif ws[i].start in starts or (i - 1 in closing and i >= 2 and ws[i - 2].text in END_MARKS):
                begins = ws[i].lower != ws[i].text or ws[i].text in QUOTE_MARKS or ws[i].text[0].isdigit()
                if begins and (ws[i].start in starts or ws[i - 1].text in AFTER_SENTENCE):
                    close(i)
        close(len(ws))
        return found

    def _chunks(self, sentence: Sentence) -> list[Chunk]:
        ws, a, stop = self.words, sentence.a, sentence.stop
        opaque = self._opaque(sentence)
        chunks: list[Chunk] = []
        start, sep, i, bracket = a, "", a, 0

        def close(end: int, following: str) -> None:
            nonlocal start, sep
            if end > start:
                chunks.append(Chunk(start, end, sep))
            start, sep = end + 1, following

        while i < stop:
            if i in opaque:
                quote = opaque[i]
                end = self.at(quote.end)
                if i > start:
                    close(i, sep)
                    sep = "quote"
                chunks.append(Chunk(i, end, sep, "quote", quote=quote))
                start, sep = end, "quote"
                i = end
                if end + 1 < stop and ws[end].text == "," and not ws[end + 1].form:
                    verb = ws[end + 1]
                    if any(f.kind == FINITE for f in forms().get(verb.lower, ())) and verb.text == verb.lower:
                        make_finite(verb)
                continue
            text = ws[i].text
            if text in OPENERS:
                bracket += 1
            elif text in CLOSERS:
                bracket = max(0, bracket - 1)
            elif not bracket and (text in ",;:" or text in DASHES):
                if i == start:
                    start, sep = i + 1, text
                else:
                    close(i, text)
            i += 1
        if stop > start:
            chunks.append(Chunk(start, stop, sep))
        result: list[Chunk] = []
        for chunk in chunks:
            result.extend([chunk] if chunk.kind == "quote" else self._split(chunk))
        return mended(self.words, result)

    def _opaque(self, sentence: Sentence) -> dict[int, Quote]:
        """Quotations that stand for a clause of their own, by their first word."""
        ws = self.words
        found: dict[int, Quote] = {}
        lo = bisect_left(self.quotes, ws[sentence.a].start, key=lambda q: q.start)
        hi = bisect_right(self.quotes, ws[sentence.b - 1].end, key=lambda q: q.start)
        for quote in self.quotes[lo:hi]:
            if quote.depth:
                continue
            a, b = self.at(quote.start), self.at(quote.end)
            if b > sentence.b or a + 1 >= b:
                continue
            before = ws[a - 1].text if a > sentence.a else ""
            after = ws[b].text if b < sentence.b else ""
            verb = any(w.form == FINITE_FORM for w in ws[a:b])
            closed = b >= 2 and ws[b - 2].text in END_MARKS
            opens = before in ("", ":", ",", ";") or before in DASHES
            ends = after in ("", ",", ";", ":") or after in END_MARKS or after in DASHES
            told = opens and verb and b - a >= LONG and b < sentence.b and _tells(ws[b])
            if before == ":" or told or (closed and (opens or ends)) or (opens and ends and (verb or not before)):
                found[a] = quote
        return found

    def _coordinated(self, chunk: Chunk) -> None:
        """Makes finite what the tagger took for a participle: "Er bezeichnet es als Fehler und nimmt …"."""
        ws = self.words
        fin = next((i for i in range(chunk.a, chunk.b) if ws[i].form == FINITE_FORM), -1)
        if fin <= chunk.a + 1 or not any(ws[i].pos == "CCONJ" for i in (fin - 1, fin - 2)):
            return
        for i in range(chunk.a + 1, min(fin, chunk.a + 14)):
            if ws[i].form in (PARTICIPLE_FORM, INFINITIVE_FORM) and ws[i - 1].lower != "zu":
                if any(f.kind == FINITE and not f.joined for f in forms().get(ws[i].lower, ())) and (
                    i + 1 < fin and ws[i + 1].pos not in ("NOUN", "PROPN")
                ):
                    make_finite(ws[i])
                return

    def _split(self, chunk: Chunk) -> list[Chunk]:
        """Divides a chunk at the conjunction before a second finite verb."""
        ws = self.words
        self._coordinated(chunk)
        fins = [i for i in range(chunk.a, chunk.b) if ws[i].form == FINITE_FORM]
        if len(fins) < 2:
            return [chunk]
        parts, start, sep = [], chunk.a, chunk.sep
        for left, right in itertools.pairwise(fins):
            conj = [i for i in range(left + 1, right) if ws[i].pos == "CCONJ" and ws[i].lower in CONJUNCTIONS]
            if conj:
                parts.append(Chunk(start, conj[-1], sep))
                start, sep = conj[-1], "conj"
        parts.append(Chunk(start, chunk.b, sep))
        return parts

    def span(self, a: int, b: int) -> tuple[int, int]:
        """Characters of the words from ``a`` to ``b`` (exclusive)."""
        return self.words[a].start, self.words[b - 1].end


def _tells(w: Word) -> bool:
    """Whether a word is a finite verb that introduces quotations."""
    return w.form == FINITE_FORM and any("direct" in f.verb.takes for f in forms().get(w.lower, ()) if f.kind == FINITE)
