"""How the clauses of a sentence hang together: what belongs to a frame, to its content, to its verb."""

from __future__ import annotations

from quellenlage.claims.attribution import Sources
from quellenlage.claims.drafts import Range
from quellenlage.reading.clauses import QUOTE_MARKS, Chunk
from quellenlage.reading.phrases import (
    BE,
    BECOME,
    CORRELATES,
    HAVE,
    MODAL,
    Cue,
    find_cue,
    noun_phrase,
)
from quellenlage.reading.tokens import INFINITIVE_FORM, PARTICIPLE_FORM, ZU_FORM
from quellenlage.words.verbs import grammar, verbs, words

ADVERBIAL = ("rel", "frag", "sub")
ANSWERS = grammar("answers")
PLAIN_V2 = grammar("plain_v2")
SAY = next(verb for verb in verbs() if verb.entry == "sagen")


def content_sub(chunk: Chunk) -> bool:
    table = words("subordinators.csv")
    return chunk.kind == "sub" and chunk.intro in table and table[chunk.intro]["kind"] in ("content", "wh")


def asks(chunk: Chunk) -> bool:
    return (chunk.kind == "sub" and chunk.intro in ("ob", "wie", "wo", "was")) or (
        chunk.kind == "sub" and words("subordinators.csv").get(chunk.intro, {}).get("kind") == "wh"
    )


class Clauses(Sources):
    """Questions that the rules for frames ask of the clauses of one sentence."""

    def _spoken_of(self, k: int) -> bool:
        """Whether a frame of its own follows the quotation in chunk ``k``: "…: „…“, sagte sie"."""
        if k + 1 >= len(self.chunks):
            return False
        c = self.chunks[k + 1]
        if c.kind != "main" or c.fin != c.first:
            return False
        cue = find_cue(self.text, c.a, c.b, c.fin, frozenset(("direct",)))
        return cue is not None and cue.verb is not None and "direct" in cue.verb.takes

    def _long_subject(self, k: int) -> bool:
        """Whether what stands before chunk ``k`` is one noun phrase with its clauses, among them an infinitive."""
        chunk, before = self.chunks[k], self.chunks[:k]
        if before[0].kind != "frag" or any(c.kind not in ("frag", "rel", "inf") for c in before):
            return False
        return chunk.fin + 1 >= chunk.b or self.ws[chunk.fin + 1].tag != "PPER"

    def _answer(self, c: Chunk) -> bool:
        """Whether a chunk is a whole answer: "Ja, sagt der Arzt"."""
        return c.kind == "frag" and c.b - c.a == 1 and self.ws[c.a].lower in ANSWERS

    def _inserted(self, k: int, so: bool) -> bool:
        """Whether chunk ``k`` is a frame between the first constituent of its content and the verb of that.

        ``so``: it opens with "so", as nothing but a frame does: "Im Mai, so schätzt das Amt, ist der Damm fertig".
        """
        c = next((c for c in self.chunks[k + 1 :] if c.kind not in ADVERBIAL), None)
        if c is None or c.kind != "main" or c.fin != c.first or c.sep != "," or c.conj:
            return False
        cue = find_cue(self.text, self.chunks[k].a, self.chunks[k].b, self.chunks[k].fin, frozenset(("v2",)))
        if cue is None or cue.verb is None:
            return self.ws[c.fin].mood == "k1"
        if not cue.verb.takes & {"direct", "v2"}:
            return False
        return (so and "v2" in cue.verb.takes) or self.ws[c.fin].mood in ("k1", "k2") or cue.verb.entry in PLAIN_V2

    def _wanted(self, m: int) -> frozenset[str]:
        """What kind of complement follows chunk ``m``."""
        if m + 1 >= len(self.chunks):
            return frozenset()
        c = self.chunks[m + 1]
        if c.kind == "quote" or c.sep == ":":
            return frozenset(("direct",))
        if c.kind == "inf":
            return frozenset(("zu",))
        if asks(c):
            return frozenset(("wh",))
        return frozenset(("dass",)) if c.kind == "sub" else frozenset(("v2",))

    def _unknown(self, k: int, b: int) -> Cue | None:
        """A verb that the lexicon lacks is one of saying all the same behind words in Konjunktiv I."""
        ws, chunk, before = self.ws, self.chunks[k], self.chunks[k - 1]
        after = next((c for c in self.chunks[k + 1 :] if c.kind not in ADVERBIAL), before)
        said = next((c for c in (before, after) if c.kind == "main" and c.fin >= 0), None)
        if said is None or ws[said.fin].mood != "k1" or ws[chunk.fin].mood != "ind" or chunk.fin != chunk.first:
            return None
        if ws[chunk.fin].lower in HAVE | BE | BECOME | MODAL:
            return None
        return Cue(SAY, self._complex(chunk.a, b, chunk.fin), chunk.fin, chunk.fin, False)

    def _object(self, k: int, b: int, cue: Cue) -> bool:
        """Whether the verb of a clause that follows a main clause has another object, so that it reports nothing."""
        return cue.verb is not None and cue.verb.entry in ("finden", "entscheiden", "erkennen", "schließen")

    def _shown(self, first: int, m: int, said: Chunk) -> bool:
        """Whether what follows a colon is said though no verb says so: "Der Chef wurde deutlicher: Das sei falsch"."""
        chunk = next((c for c in self.chunks[first : m + 1] if c.kind == "main" and c.fin >= 0), None)
        if chunk is None or said.kind != "main" or said.fin < 0 or self.ws[said.fin].mood != "k1":
            return False
        found = self._speaker(self.chunks[first].a, self.chunks[m].b, self.chunks.index(chunk), None)
        return self.ws[chunk.fin].mood == "ind" and found is not None and self._speaks(*found)

    def _quoted(self, speaker: Range, fin: int, b: int) -> Range | None:
        """Whom a medium lets speak: "Das Blatt zitierte den Minister mit den Worten"."""
        a = max(speaker[1], fin + 1)
        end = noun_phrase(self.text, a, b, loose=False)
        return (a, end) if end > a and end < b and self.ws[end].lower == "mit" else None

    def _end(self, m: int) -> int:
        """The last chunk of the content that begins with chunk ``m``."""
        ws, chunks = self.ws, self.chunks
        head = chunks[m]
        subjunctive = head.fin >= 0 and ws[head.fin].mood in ("k1", "k2")
        j = m
        while j + 1 < len(chunks):
            c = chunks[j + 1]
            if ws[c.a].depth and ws[c.a - 1].depth and c.kind != "quote":
                j += 1
                continue
            if c.sep == ";" and not (c.fin >= 0 and ws[c.fin].mood in ("k1", "k2")):
                break
            if c.kind == "main" and c.fin >= 0:
                mood = ws[c.fin].mood
                if c.conj and mood not in ("k1", "k2"):
                    leaves = c.fin == c.first or head.kind in ("sub", "inf", "quote") or subjunctive
                    if leaves and not (head.kind == "sub" and c.sep == "conj" and self._final(c)):
                        break
                elif not c.conj and c.fin == c.first and mood == "ind" and c.sep == ",":
                    if find_cue(self.text, c.a, c.b, c.fin):
                        break
                elif not c.conj and subjunctive and mood == "ind" and c.sep in (",", "–") and c.fin != c.first:
                    break
            if c.kind == "frag" and ws[c.first].lower == "so" and c.sep == ",":
                break
            if head.kind == "quote" and c.sep in (",", "quote") and c.kind != "quote":
                break
            j += 1
        return j

    def _final(self, c: Chunk) -> bool:
        return c.fin >= c.b - 2 and c.fin > c.first

    def _correlate(self, chunk: Chunk, cue: Cue | None) -> bool:
        return cue is not None and any(self.ws[i].lower in CORRELATES for i in cue.words)

    def _complex(self, a: int, b: int, fin: int) -> tuple[int, ...]:
        ws = self.ws
        found = {fin}
        for i in range(fin + 1, b):
            w = ws[i]
            if w.form in (PARTICIPLE_FORM, INFINITIVE_FORM, ZU_FORM) and ws[fin].lower in HAVE | BE | BECOME | MODAL:
                found.add(i)
            if (w.dep == "compound:prt" and w.head == fin) or w.lower in CORRELATES:
                found.add(i)
        return tuple(sorted(found))

    def _noun(self, a: int, b: int) -> frozenset[str]:
        table = words("speech_nouns.csv")
        for w in reversed(self.ws[a:b]):
            if w.text in QUOTE_MARKS or w.text == ",":
                continue
            row = table.get(w.lower)
            if row and w.text[0].isupper() and row["takes"]:
                return frozenset(row["takes"].split())
        return frozenset()

    def _noun_words(self, a: int, b: int) -> tuple[int, ...]:
        table = words("speech_nouns.csv")
        for w in reversed(self.ws[a:b]):
            row = table.get(w.lower)
            if row and w.text[0].isupper() and row["takes"]:
                i = w.i
                if i > a and self.ws[i - 1].pos in ("DET", "ADP"):
                    return (i - 1, i)
                return (i,)
        return ()
