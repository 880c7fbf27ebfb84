"""Claims by a source that is named without a verb: laut, nach Angaben von, zufolge, so, demnach, wonach."""

from __future__ import annotations

from quellenlage.claims.drafts import Draft, Range, View
from quellenlage.reading.clauses import QUOTE_MARKS, Chunk
from quellenlage.reading.phrases import (
    apposition,
    is_time,
    noun_phrase,
)
from quellenlage.reading.voices import is_paper
from quellenlage.words.verbs import grammar, words

OWNERS = grammar("owners")
SHORTLY = grammar("shortly")
WORK = grammar("work")
HEARSAY = grammar("hearsay")


class Sources(View):
    """Finds the source phrases of one sentence."""

    def phrases(self) -> None:
        ws, s = self.ws, self.sentence
        for k, chunk in enumerate(self.chunks):
            if chunk.kind == "quote":
                continue
            i = chunk.a
            while i < chunk.b:
                w = ws[i]
                low = w.lower
                if w.depth and low not in ("laut", "zufolge"):
                    i += 1
                    continue
                if (
                    (low in ("laut", "gemäß") and w.pos not in ("NOUN",))
                    or low == "laut"
                    or low == "nach"
                    or low == "aus"
                ):
                    behind = low == "nach" and i > chunk.first and self._owned(i)
                    if behind:
                        self._emit_phrase(k, i - 2, i + 1, (i,), (i - 2, i))
                        i += 1
                    else:
                        i = self._preposition(k, i, low) or i + 1
                elif low == "zufolge" and i > s.a:
                    self._zufolge(k, i)
                    i += 1
                elif low in ("demnach", "danach") and (i == chunk.first or low == "demnach"):
                    self._adverb(k, i, low)
                    i += 1
                elif low == "so" and i == chunk.first and chunk.kind == "frag":
                    self._so(k, i)
                    i += 1
                else:
                    i += 1
            self._relative(k, chunk)

    def _relative(self, k: int, chunk: Chunk) -> None:
        """wonach, laut dem, nach deren Angaben: the frame is the main clause that they hang on."""
        ws = self.ws
        first = ws[chunk.first]
        if first.lower == "wonach":
            cue, end = (chunk.first,), chunk.first + 1
        elif first.lower in ("laut", "nach", "gemäß") and chunk.first + 1 < chunk.b:
            nxt = ws[chunk.first + 1]
            if (
                nxt.lower not in ("dem", "der", "denen", "dessen", "deren")
                or not chunk.fin >= chunk.b - 2 > chunk.first
            ):
                return
            if not nxt.relative and (chunk.kind != "rel" and first.lower != "laut"):
                return
            cue, end = (chunk.first,), chunk.first + 2
            if nxt.lower in ("dessen", "deren"):
                end = max(end, noun_phrase(self.text, chunk.first + 2, chunk.b))
        else:
            return
        if k == 0 or end >= chunk.b:
            return
        j = k
        while j > 0 and self.chunks[j - 1].kind in ("frag", "rel"):
            j -= 1
        start = self.chunks[j - 1].a if j > 0 and self.chunks[j - 1].kind in ("main", "sub") else self.chunks[j].a
        while j - 2 >= 0 and self.chunks[j - 1].kind == "main" and self.chunks[j - 1].fin == self.chunks[j - 1].first:
            start = self.chunks[j - 2].a
            j -= 1
        before = chunk.a - 1
        speaker = None
        for x in range(max(start, before - 14), before):
            if ws[x].pos in ("DET", "NOUN", "PROPN", "ADJ") and noun_phrase(self.text, x, before) == before:
                speaker = (x, before)
                break
        if speaker is None:
            speaker = (chunk.first + 1, end) if end > chunk.first + 1 else None
        subjunctive = chunk.fin >= 0 and ws[chunk.fin].mood in ("k1", "k2")
        rumour = speaker is not None and self.ws[speaker[1] - 1].lower in words("speech_nouns.csv")
        named = speaker is not None and (rumour or self._names_source(*speaker))
        if first.lower == "nach" and not subjunctive and not named:
            return
        self.found = [d for d in self.found if d.cue != cue]
        stop = chunk.b
        m = k
        while m + 1 < len(self.chunks) and self.chunks[m + 1].kind in ("rel", "frag", "inf", "sub"):
            m += 1
            stop = self.chunks[m].b
        self.found.append(
            Draft("Indirect", [(end, stop)], self.number, speaker, cue, [(start, end)], source="relative")
        )

    def _preposition(self, k: int, i: int, low: str) -> int | None:
        ws, chunk = self.ws, self.chunks[k]
        if i + 1 >= chunk.b:
            return None
        nxt = ws[i + 1]
        if low == "laut" and nxt.pos in ("VERB", "AUX", "PUNCT", "CCONJ", "ADV") and nxt.text not in QUOTE_MARKS:
            return None
        if low == "laut" and ws[i].pos in ("ADJ", "ADV") and nxt.pos in ("ADP",):
            return None
        end = noun_phrase(self.text, i + 1, chunk.b, loose=False)
        if end == i + 1:
            return None
        if low in ("nach", "aus"):
            if not self._names_source(i + 1, end) or self._afterwards(i):
                return None
            if low == "aus" and not any(w.lower == "sicht" for w in ws[i + 1 : end]):
                return None
        if low == "gemäß" and not self._names_source(i + 1, end):
            head = next((w for w in ws[i + 1 : end] if w.pos in ("NOUN", "PROPN")), None)
            if head is None or head.dep == "":
                return None
        speaker = (i + 1, end)
        if i == chunk.first and chunk.kind == "main" and chunk.fin > i and (k == 0 or chunk.sep in ("conj", ";", ":")):
            if ws[chunk.fin - 1].text != ",":
                end = chunk.fin
                speaker = (i + 1, end)
        elif i == chunk.first and chunk.kind == "frag" and k == 0:
            # The first constituent runs on over its relative clause to the finite verb.
            m = k + 1
            while m < len(self.chunks) and self.chunks[m].kind in ("rel", "frag", "sub"):
                m += 1
            c = self.chunks[m] if m < len(self.chunks) else None
            if c is not None and m > k + 1 and c.kind == "main" and c.fin == c.first:
                end = c.a
        elif end == chunk.b:
            longer = apposition(self.text, end, self.sentence.stop)
            if longer > end:
                speaker = (i + 1, longer)
                end = longer + (1 if longer < self.sentence.stop else 0)
        self._emit_phrase(k, i, end, (i,), speaker)
        return end

    def _afterwards(self, i: int) -> bool:
        """Whether "nach" tells a time: "drei Tage nach dem Urteil", "nach der Auswertung"."""
        before = self.ws[i - 1] if i > self.sentence.a else None
        if before is not None and (is_time(before) or before.lower in SHORTLY):
            return True
        return self.ws[i + 1].lower in ("dem", "den", "der") and any(w.lower in WORK for w in self.ws[i + 2 : i + 4])

    def _owned(self, i: int) -> bool:
        """Whether "nach" stands behind its noun: "seiner Ansicht nach"."""
        if self.ws[i].tag == "PTKVZ" or i - 2 < self.sentence.a:
            return False
        return self.ws[i - 2].lower in OWNERS and self._names_source(i - 1, i)

    def _zufolge(self, k: int, i: int) -> None:
        ws, chunk = self.ws, self.chunks[k]
        start = chunk.first
        if not (chunk.fin > i and chunk.kind == "main"):
            j = i - 1
            best = None
            while j >= chunk.a and i - j < 14:
                end = noun_phrase(self.text, j, i)
                if end == i:
                    best = j
                    if (
                        (ws[j].pos == "DET" and ws[j].lower not in ("der", "des", "eines"))
                        or (ws[j].lower == "der" and best)
                    ) and ws[j].case != "Gen":
                        break
                j -= 1
            if best is None:
                return
            start = best
            if start < chunk.fin < i:
                return
        if start < i:
            self._emit_phrase(k, start, i + 1, (i,), (start, i))

    def _adverb(self, k: int, i: int, low: str) -> None:
        chunk = self.chunks[k]
        if chunk.kind != "main":
            return
        verb = self.ws[chunk.fin]
        if low == "danach" and verb.mood not in ("k1", "k2") and verb.lower not in HEARSAY and not self._after_paper():
            return  # it tells the time
        self._emit_phrase(k, i, i + 1, (i,), (i, i + 1))

    def _after_paper(self) -> bool:
        """Whether the sentence before names a study or paper, which "danach" then points to."""
        before = self.text.sentences[self.number - 1] if self.number else self.sentence
        return any(is_paper(w) for w in self.ws[before.a : min(before.b, self.sentence.a)])

    def _so(self, k: int, i: int) -> None:
        chunk, ws = self.chunks[k], self.ws
        if i + 1 >= chunk.b or k == 0:
            return
        end = noun_phrase(self.text, i + 1, chunk.b)
        if end == i + 1:
            return
        if chunk.b - end > 14:
            return
        a = chunk.a - 1 if chunk.sep in (",",) else chunk.a
        b = chunk.b
        speaker = (i + 1, end)
        closing = b < self.sentence.stop and ws[b].text == ","
        last = b
        for m in range(k + 1, len(self.chunks)):
            if self.chunks[m].kind in ("frag", "rel") and self.chunks[m].sep == ",":
                last = self.chunks[m].b
            else:
                break
        if last == self.sentence.stop:
            b, closing = last, False
        elif last > b:
            b = last
        if closing:
            b += 1
        self._emit_phrase(k, a, b, (i,), speaker)

    def _emit_phrase(self, k: int, a: int, b: int, cue: tuple[int, ...], speaker: Range | None) -> None:
        """A claim whose content is what stands around the words from ``a`` to ``b``."""
        s, ws = self.sentence, self.ws
        chunk = self.chunks[k]
        start, stop = s.a, s.stop
        if chunk.kind in ("sub", "rel") and k > 0 and chunk.a < a:
            start, stop = chunk.a, chunk.b
        self.framed.append((a, b))
        content = [r for r in ((start, a), (b, stop)) if r[1] > r[0]]
        pieces = []
        for x, y in content:
            while x < y and ws[x].text in ",;:–":
                x += 1
            while y > x and ws[y - 1].text in ",;:–":
                y -= 1
            if y > x:
                pieces.append((x, y))
        if not pieces:
            return
        quotes = [c for c in self.chunks if c.kind == "quote"]
        kind = "Indirect"
        if len(quotes) == 1 and ws[cue[0]].lower == "so" and pieces == [(quotes[0].a, quotes[0].b)]:
            kind = "Direct"
        self.found.append(Draft(kind, pieces, self.number, speaker, cue, [(a, b)], source=ws[cue[0]].lower))
