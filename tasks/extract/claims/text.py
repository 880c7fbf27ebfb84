"""The article as the claim rules see it: its words, quotations, sentences and clauses.

Everything is computed once per article in one pass over its words.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tasks.extract.claims.lexicon import FINITE, PARTICIPLE, forms, grammar, words
from tasks.extract.claims.marks import breaks
from tasks.extract.claims.quotes import Quote, find_quotes
from tasks.extract.claims.tokens import (
    FINITE_FORM,
    INFINITIVE_FORM,
    PARTICIPLE_FORM,
    ZU_FORM,
    Word,
    make_finite,
    read_word,
)
from tasks.extract.claims.voices import mark_names

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from tasks.extract.claims.drafts import Draft

LONGEST_QUOTE = 1500
LONGEST_SENTENCE = 400  # words; what is longer is no sentence and is cut, which keeps every rule linear
QUOTE_MARKS = frozenset('„“”"‟»«‚‘’›‹') | {"''", "``"}
AFTER_SENTENCE = frozenset('.!?…„“”"‟»«:;)') | {"...", "?!", "!!", "!?"}
END_MARKS = frozenset(".!?…") | {"...", "?!", "!!", "!?"}
OPENERS = frozenset("([{")
CLOSERS = frozenset(")]}")
DASHES = frozenset("–—-") | {"--", "––"}


@dataclass(slots=True)
class Chunk:
    """What stands between two separators: ``kind`` is main, sub, rel, inf, frag or quote.

    ``sep`` is the separator before it ("" at a sentence's start, "conj" where a conjunction divides two verbs),
    ``fin`` the index of its finite verb or -1, ``intro`` the word that makes it subordinate, ``first`` its first word
    of weight.
    """

    a: int
    b: int
    sep: str
    kind: str = "frag"
    fin: int = -1
    intro: str = ""
    first: int = -1
    conj: bool = False
    quote: Quote | None = None


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
        for chunk in result:
            if chunk.kind != "quote":
                self._classify(chunk)
        self._participle(result)
        self._repair(result)
        self._subjunctive(result)
        self._conditional(result)
        return self._joined(result)

    def _participle(self, chunks: list[Chunk]) -> None:
        """Finds the participle of a perfect behind an insertion in commas: "hatte der Wirt, Max Abel, erklärt"."""
        for k, told in enumerate(chunks):
            if told.kind != "main" or told.fin < 0 or self.words[told.fin].lemma != "haben":
                continue
            if any(w.form for w in self.words[told.fin + 1 : told.b]) or told.b - told.fin > 12:
                continue
            c = next((c for c in chunks[k + 1 :] if c.kind not in ("rel", "sub", "frag")), None)
            if c is None or c.kind != "main" or c.sep != "," or c.fin != c.b - 1 or c.conj:
                continue
            w = self.words[c.fin]
            if any(f.kind == PARTICIPLE for f in forms().get(w.lower, ())):
                w.form, w.mood, w.tag = PARTICIPLE_FORM, "", "VVPP"
                self._classify(c)

    def _repair(self, chunks: list[Chunk]) -> None:
        """Finds the finite verb of a sentence in which the tagger saw none: a form of the lexicon in second place."""
        if (
            chunks
            and chunks[0].kind == "frag"
            and len(chunks) > 1
            and chunks[1].kind == "main"
            and chunks[1].sep == ","
        ):
            chunks = chunks[: int(chunks[1].fin != chunks[1].first)]
        elif any((c.fin >= 0 and c.kind == "main") or c.kind == "quote" for c in chunks):
            colon = next((k for k, c in enumerate(chunks) if c.sep == ":" and c.kind == "frag"), None)
            if colon is None or any(c.kind == "main" and c.fin >= 0 for c in chunks[colon:]):
                return
            if not any(c.kind == "sub" and c.sep == "," for c in chunks[colon + 1 :]):
                return
            chunks = chunks[colon : colon + 1]
        for c in chunks:
            if c.kind != "frag":
                continue
            for i in range(c.first + 1, min(c.b, c.first + 14)):
                w = self.words[i]
                if w.text != w.lower or w.tag[:1] not in "VA" or self.words[i - 1].lower == "zu":
                    continue
                after = self.words[i + 1] if i + 1 < c.b else None
                if w.tag == "ADJA" and after is not None and after.pos in ("NOUN", "PROPN", "ADJ"):
                    continue
                if any(f.kind == FINITE for f in forms().get(w.lower, ())):
                    make_finite(w)
                    self._classify(c)
                    return

    def _subjunctive(self, chunks: list[Chunk]) -> None:
        """Finds the Konjunktiv I behind a verb of saying where the tagger knew no verb: "meldete, der Kahn treibe"."""
        for told, c in itertools.pairwise(chunks):
            if c.kind != "frag" or c.sep not in (",", ":") or told.kind != "main" or told.fin < 0:
                continue
            if c.sep == "," and not any(w.lower in forms() for w in self.words[told.a : told.b] if w.pos == "VERB"):
                continue
            for i in range(c.first + 1, min(c.b, c.first + 9)):
                w, before = self.words[i], self.words[i - 1]
                if w.text != w.lower or not w.lower.endswith("e") or len(w.text) < 4 or w.lower in ADVERBS_IN_E:
                    continue
                if w.tag in UNKNOWN and (before.pos in ("NOUN", "PROPN", "PRON", "NUM") or before.tag == "PAV"):
                    make_finite(w)
                    w.mood = "k1"
                    self._classify(c)
                    break

    def _conditional(self, chunks: list[Chunk]) -> None:
        """A clause that opens with its verb and goes before the main clause is a condition: "Käme er, so …"."""
        if len(chunks) < 2 or chunks[0].kind != "main" or chunks[0].fin != chunks[0].first:
            return
        after = next((c for c in chunks[1:] if c.kind == "main" and c.sep == ","), None)
        if after and (after.fin == after.first or self.words[after.first].lower in ("so", "dann")) and not after.conj:
            chunks[0].kind, chunks[0].intro = "sub", "wenn"

    def _joined(self, chunks: list[Chunk]) -> list[Chunk]:
        """Puts a subordinate clause together again that an apposition in commas cuts before its verb."""
        joined: list[Chunk] = []
        k = 0
        while k < len(chunks):
            c = chunks[k]
            if c.kind in ("sub", "frag") and c.fin < 0 and self.words[c.first].lower in INTERRUPTED:
                for m in range(k + 1, min(k + 4, len(chunks))):
                    d = chunks[m]
                    if d.kind == "quote" or d.sep not in (",", "–"):
                        break
                    if (d.fin >= d.b - 2 and d.fin > d.first) or (d.fin == d.first and d.b - d.a == 1):
                        c.b, c.fin, c.kind, c.intro = d.b, d.fin, "sub", self.words[c.first].lower
                        k = m
                        break
                    if d.kind not in ("frag", "rel"):
                        break
            joined.append(c)
            k += 1
        return joined

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

    def _classify(self, chunk: Chunk) -> None:
        ws = self.words
        i = chunk.a
        while i < chunk.b and (ws[i].text in QUOTE_MARKS or ws[i].lower in CONJUNCTIONS):
            chunk.conj = chunk.conj or ws[i].lower in CONJUNCTIONS
            i += 1
        chunk.first = min(i, chunk.b - 1)
        fins = [k for k in range(chunk.a, chunk.b) if ws[k].form == FINITE_FORM]
        chunk.fin = fins[0] if fins else -1
        table = words("subordinators.csv")
        j = i
        while j < chunk.b - 1 and ws[j].lower in BEFORE_SUBORDINATORS and ws[j + 1].lower in table:
            j += 1
        intro = ws[j].lower if j < chunk.b else ""
        row = table.get(intro)
        if not fins:
            zu = any(w.form == ZU_FORM for w in ws[chunk.a : chunk.b])
            chunk.kind = "inf" if zu else "frag"
            if (zu and row and row["kind"] == "purpose") or (
                row and row["kind"] != "maybe" and row["kind"] != "purpose"
            ):
                chunk.kind, chunk.intro = "sub", intro
            return
        late = fins[-1]
        if (
            late > i
            and len(fins) == 1
            and ws[late].lower == "werden"
            and any(w.form == ZU_FORM for w in ws[late - 2 : late])
        ):
            chunk.kind, chunk.fin = "inf", -1
            return
        rest = []
        for w in ws[late + 1 : chunk.b]:
            if w.text in OPENERS or w.text in END_MARKS:
                break
            if w.text not in QUOTE_MARKS:
                rest.append(w)
        final = late > i and all(w.form or w.pos in ("PUNCT", "PART") for w in rest)
        if row and (row["kind"] in ("always", "content") or (fins[0] > j + 1 and (final or row["kind"] == "wh"))):
            chunk.kind, chunk.intro, chunk.fin = "sub", intro, late
            return
        pronoun = i
        if i + 1 < chunk.b and ws[i].pos == "ADP":
            pronoun = i + 1
        opener = ws[pronoun] if pronoun < chunk.b else None
        if opener and opener.lower in RELATIVES and chunk.sep in (",", "conj", "–", "quote"):
            follows = ws[pronoun + 1] if pronoun + 1 < chunk.b else None
            if pronoun > i:
                article = opener.tag == "ART" and (follows is None or follows.pos not in ("ADP", "PRON"))
                relative = (final and not article) or (opener.relative and len(rest) <= 3)
            elif opener.tag in ("PRELS", "PRELAT", "PWS", "PWAV"):
                relative = final or (len(rest) <= 4 and fins[0] > pronoun + 1)
            elif opener.tag == "ART":
                noun = follows is not None and follows.pos in ("NOUN", "PROPN", "ADJ", "NUM")
                # Before a last verb "den Abel" is no object of a main clause, which had its subject behind the verb.
                relative = final and (not noun or (opener.lower in ("den", "dem") and late > pronoun + 2))
            else:
                relative = final
            if relative:
                chunk.kind, chunk.intro, chunk.fin = "rel", opener.lower, late
                return
        chunk.kind = "main"

    def span(self, a: int, b: int) -> tuple[int, int]:
        """Characters of the words from ``a`` to ``b`` (exclusive)."""
        return self.words[a].start, self.words[b - 1].end


CONJUNCTIONS = grammar("conjunctions")
BEFORE_SUBORDINATORS = grammar("before_subordinators")
RELATIVES = grammar("relatives")
ADVERBS_IN_E = grammar("adverbs_in_e")
INTERRUPTED = grammar("interrupted")
UNKNOWN = frozenset(("ADV", "ADJD", "$(", "XY", "FM", "NE", "NN", "VVPP", "VVINF", "VVIMP", "PTKVZ"))


def _tells(w: Word) -> bool:
    """Whether a word is a finite verb that introduces quotations."""
    return w.form == FINITE_FORM and any("direct" in f.verb.takes for f in forms().get(w.lower, ()) if f.kind == FINITE)
