"""Claims with a frame in their own sentence: reporting verbs, prepositions, so, wie, demnach."""

from __future__ import annotations

from dataclasses import dataclass, field

from tasks.extract.claims.lexicon import Verb, words
from tasks.extract.claims.phrases import (
    BE,
    BECOME,
    CORRELATES,
    HAVE,
    MODAL,
    OBLIQUE,
    Cue,
    apposition,
    find_cue,
    noun_phrase,
    subject,
)
from tasks.extract.claims.text import (
    INFINITIVE_FORM,
    PARTICIPLE_FORM,
    QUOTE_MARKS,
    ZU_FORM,
    Chunk,
    Sentence,
    Text,
)

Range = tuple[int, int]
ADVERBIAL = ("rel", "frag", "sub")


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


def _content_sub(chunk: Chunk) -> bool:
    table = words("subordinators.csv")
    return chunk.kind == "sub" and chunk.intro in table and table[chunk.intro]["kind"] in ("content", "wh")


def _wh(chunk: Chunk) -> bool:
    return (chunk.kind == "sub" and chunk.intro in ("ob", "wie", "wo", "was")) or (
        chunk.kind == "sub" and words("subordinators.csv").get(chunk.intro, {}).get("kind") == "wh"
    )


class Frames:
    """Finds the framed claims of one sentence."""

    def __init__(self, text: Text, number: int) -> None:
        self.text, self.number = text, number
        self.sentence: Sentence = text.sentences[number]
        self.chunks = self.sentence.chunks
        self.ws = text.words
        self.found: list[Draft] = []
        self.framed: list[Range] = []

    def run(self) -> list[Draft]:
        self.phrases()
        adverbs = [d for d in self.found if d.source in ("demnach", "danach")]
        self.found = [d for d in self.found if d not in adverbs]
        for k, chunk in enumerate(self.chunks):
            if chunk.kind in ("main", "sub", "rel") and chunk.fin >= 0:
                self.verb(k, chunk)
            elif chunk.kind == "quote" and k and chunk.sep == ":" and all(c.kind == "frag" for c in self.chunks[:k]):
                self._heading(k, chunk)
        self.found += [d for d in adverbs if not self._within(d.cue[0])]
        return self.found

    def _heading(self, k: int, chunk: Chunk) -> None:
        """A frame without a verb: "Der Trainer nach dem Spiel: „…“"."""
        a = self.sentence.a
        end = noun_phrase(self.text, a, self.chunks[0].b)
        if end == a or self._spoken_of(k):
            return
        end = apposition(self.text, end, chunk.a)
        self.found.append(
            Draft("Direct", [(chunk.a, chunk.b)], self.number, (a, end), (), [(a, chunk.a)], source="heading")
        )

    def _spoken_of(self, k: int) -> bool:
        """Whether a frame of its own follows the quotation in chunk ``k``: "…: „…“, sagte sie"."""
        if k + 1 >= len(self.chunks):
            return False
        c = self.chunks[k + 1]
        if c.kind != "main" or c.fin != c.first:
            return False
        cue = find_cue(self.text, c.a, c.b, c.fin, frozenset(("direct",)))
        return cue is not None and cue.verb is not None and "direct" in cue.verb.takes

    # -- prepositions and adverbs ------------------------------------------------------------------------------------

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
        if first.lower == "nach" and (speaker is None or not self._names_source(*speaker)):
            if ws[chunk.fin].mood not in ("k1", "k2") or chunk.fin < 0:
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

    def _names_source(self, a: int, b: int) -> bool:
        table = words("nouns.csv")
        for w in self.ws[a:b]:
            if w.pos in ("NOUN", "PROPN") or w.text[0].isupper():
                low = w.lower
                if low in table and table[low]["after"] == "yes":
                    return True
                return any(low.endswith(end) for end in SOURCE_ENDS)
        return False

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
            if not self._names_source(i + 1, end):
                return None
            if low == "aus":
                if not any(w.lower == "sicht" for w in ws[i + 1 : end]):
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
            if m < len(self.chunks) and self.chunks[m].kind == "main" and self.chunks[m].fin == self.chunks[m].first:
                if m > k + 1:
                    end = self.chunks[m].a
        elif end == chunk.b:
            longer = apposition(self.text, end, self.sentence.stop)
            if longer > end:
                speaker = (i + 1, longer)
                end = longer + (1 if longer < self.sentence.stop else 0)
        self._emit_phrase(k, i, end, (i,), speaker)
        return end

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
                    if (ws[j].pos == "DET" and ws[j].lower not in ("der", "des", "eines")) or (
                        ws[j].lower == "der" and best
                    ):
                        if ws[j].case != "Gen":
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
        if low == "danach" and self.ws[chunk.fin].mood not in ("k1", "k2"):
            if self.ws[chunk.fin].lower not in ("soll", "sollen"):
                return
        self._emit_phrase(k, i, i + 1, (i,), (i, i + 1))

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

    # -- verbs ---------------------------------------------------------------------------------------------------------

    def verb(self, k: int, chunk: Chunk) -> None:
        ws, s, chunks = self.ws, self.sentence, self.chunks
        first = k
        post = False
        so = ws[chunk.first].lower == "so" and chunk.fin == chunk.first + 1 and k > 0
        if chunk.kind == "main" and (chunk.fin == chunk.first or so) and not chunk.conj and k > 0:
            j = k
            while j > 0 and chunks[j - 1].kind in ADVERBIAL and not _content_sub(chunks[j - 1]):
                j -= 1
            if (
                chunks[0].kind == "sub"
                and not _content_sub(chunks[0])
                and all(c.kind in ("sub", "rel", "frag", "inf") for c in chunks[:k])
            ):
                first = k if any(c.kind == "inf" or _content_sub(c) for c in chunks[:k]) else 0
            elif j > 0 and (chunks[j - 1].kind in ("main", "quote", "inf") or _content_sub(chunks[j - 1])):
                post = chunk.sep in (",", "quote", "–", "-", "—")
                if chunks[j - 1].kind == "inf" and chunks[j - 1].a == s.a:
                    post = True
            else:
                first = j
                if (
                    j < k
                    and all(c.kind in ("frag",) for c in chunks[j:k]) is False
                    and chunks[j].kind == "sub"
                    and j == 0
                ):
                    first = j
        a = chunks[first].a
        # forward: what belongs to the clause
        m = k
        while m + 1 < len(chunks) and chunks[m + 1].kind in ADVERBIAL and not _content_sub(chunks[m + 1]):
            if chunks[m + 1].sep in (":", ";", "conj", "quote"):
                break
            if chunks[m + 1].intro in ("wie", "was", "wo") and chunks[m + 1].kind == "sub":
                asks = find_cue(self.text, chunk.a, chunks[m].b, chunk.fin, frozenset(("wh",)))
                if asks is not None and asks.verb is not None and "wh" in asks.verb.takes:
                    break
            m += 1
        b = chunks[m].b
        if chunk.kind in ("sub", "rel"):
            b = chunk.b
            m = k
        wanted = frozenset(("direct", "v2")) if post else self._wanted(m)
        inner = frozenset(
            i
            for j in range(first, m + 1)
            if j != k and chunks[j].kind in ("sub", "rel")
            for i in range(chunks[j].a, chunks[j].b)
        )
        cue = find_cue(self.text, chunk.a if chunk.kind != "main" else a, b, chunk.fin, wanted, inner)
        if cue and cue.verb and cue.verb.base == "heißen" and not cue.verb.particle:
            es = next((i for i in (chunk.fin + 1, chunk.fin - 1) if a <= i < b and ws[i].lower == "es"), None)
            if es is None:
                cue = None
            else:
                cue = Cue(cue.verb, tuple(sorted({*cue.words, es})), cue.lexical, cue.fin, True)
        if chunk.kind == "sub" and chunk.intro == "wie" and cue and cue.verb and "dass" in cue.verb.takes | {"direct"}:
            self._wie(k, cue)
            return
        if post:
            self._post(k, m, b, cue, so)
            return
        if first == 0 and chunk.fin == chunk.first + 1 and ws[chunk.first].lower in ("das", "dies") and self.number:
            if cue and cue.verb and cue.verb.takes & {"dass"} and not cue.passive and len(chunks) <= 3:
                self._that(k, cue)
                return
        self._pre(k, first, m, cue)

    def _wanted(self, m: int) -> frozenset[str]:
        """What kind of complement follows chunk ``m``."""
        if m + 1 >= len(self.chunks):
            return frozenset()
        c = self.chunks[m + 1]
        if c.kind == "quote" or c.sep == ":":
            return frozenset(("direct",))
        if c.kind == "inf":
            return frozenset(("zu",))
        if _wh(c):
            return frozenset(("wh",))
        return frozenset(("dass",)) if c.kind == "sub" else frozenset(("v2",))

    def _that(self, k: int, cue: Cue) -> None:
        """ "Das teilte die Polizei mit": the content is the sentence before, and the pronoun."""
        s, chunk = self.sentence, self.chunks[k]
        before = self.text.sentences[self.number - 1]
        if before.paragraph != s.paragraph and before.b - before.a > 60:
            return
        speaker = self._speaker(chunk.a, chunk.b, k, cue)
        if speaker is None:
            return
        self.found.append(
            Draft(
                "Indirect",
                [(before.a, before.stop), (chunk.first, chunk.first + 1)],
                self.number,
                speaker,
                cue.words,
                [(chunk.first + 1, s.stop)],
                None,
                cue.verb,
                cue.verb.act if cue.verb else "assert",
                "that",
            )
        )

    def _wie(self, k: int, cue: Cue) -> None:
        ws, chunk, s = self.ws, self.chunks[k], self.sentence
        intro = next(i for i in range(chunk.a, chunk.b) if ws[i].lower == "wie")
        speaker = subject(self.text, intro, chunk.b, chunk.fin, "sub", cue.lexical) if not cue.passive else None
        a = chunk.a - 1 if chunk.sep == "," else chunk.a
        b = chunk.b
        if b < s.stop and ws[b].text == ",":
            b += 1
        self._emit_phrase(k, a, b, tuple(sorted({intro, *cue.words})), speaker)
        self.found[-1].verb = cue.verb
        self.found[-1].act = cue.verb.act if cue.verb else "assert"

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
                if w.lower in OBLIQUE and w.lower not in ("sich", "uns") and w.pos in ("DET", "PRON"):
                    if i > a and ws[i - 1].pos == "ADP":
                        continue
                    end = noun_phrase(self.text, i, b)
                    if end > i:
                        return i, end
        return None

    def _post(self, k: int, m: int, b: int, cue: Cue | None, so: bool) -> None:
        """Content first: "…, sagte sie"."""
        ws, s, chunk, chunks = self.ws, self.sentence, self.chunks[k], self.chunks
        before = chunks[k - 1]
        if cue is None or cue.verb is None:
            return
        takes = cue.verb.takes
        main_first = before.kind == "inf" and any(c.kind == "main" for c in chunks[: k - 1])
        if (before.kind in ("quote", "main") or main_first) and not takes & {"direct", "v2"}:
            return
        if before.kind == "main" and before.fin == before.first and not so and ws[before.fin].mood == "ind":
            return
        if (
            before.kind == "inf"
            and not main_first
            and "zu" not in takes
            or before.kind == "sub"
            and not takes & {"dass", "wh"}
        ):
            return
        if before.kind == "main" and not so and self._object(k, b, cue):
            return
        a = chunk.a - 1 if ws[chunk.a - 1].text in (",", "–") else chunk.a
        start = s.a
        end = b
        stop = s.stop
        following = chunks[m + 1] if m + 1 < len(chunks) else None
        rest: Range | None = None
        if following is not None:
            if following.kind == "quote" or (
                following.sep in (",", "quote", "–") and following.kind in ("main", "sub", "inf")
            ):
                end = following.a
                rest = (following.a, stop)
                if (
                    following.conj
                    and following.fin >= 0
                    and find_cue(self.text, following.a, following.b, following.fin)
                ):
                    rest = None
                    end = following.a - (1 if following.sep == "," else 0)
            elif following.sep == "conj":
                end, rest = following.a, None
        pieces = [(start, a)]
        if rest:
            pieces.append(rest)
        words_ = cue.words
        if so:
            words_ = tuple(sorted({chunk.first, *words_}))
        if before.kind == "quote" and before.sep == ":":
            pieces[0] = (before.a, a)
        direct = all(c.kind == "quote" for c in chunks if any(x <= c.a < y for x, y in pieces))
        speaker = self._speaker(chunk.a, b, k, cue)
        frame = (a, end)
        kind = "Direct" if direct else "Indirect"
        self.found.append(
            Draft(
                kind,
                self._clean(pieces),
                self.number,
                speaker,
                words_,
                [frame],
                self._addressee(chunk.a, b, cue, speaker),
                cue.verb,
                cue.verb.act,
                "post",
            )
        )
        self.framed.append(frame)

    def _object(self, k: int, b: int, cue: Cue) -> bool:
        """Whether the verb of a clause that follows a main clause has another object, so that it reports nothing."""
        return cue.verb is not None and cue.verb.entry in ("finden", "entscheiden", "erkennen", "schließen")

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

    def _pre(self, k: int, first: int, m: int, cue: Cue | None) -> None:
        """Frame first: "Sie sagte, …"."""
        ws, s, chunk, chunks = self.ws, self.sentence, self.chunks[k], self.chunks
        if m + 1 >= len(chunks):
            return
        c = chunks[m + 1]
        takes = cue.verb.takes if cue and cue.verb else frozenset()
        noun = self._noun(chunks[first].a, chunks[m].b)
        kind = "Indirect"
        if c.kind == "quote":
            if c.sep not in (":", "quote", ",", "–"):
                return
            if c.sep != ":" and not (takes & {"direct"} or noun):
                return
            if c.sep == ":" and self._spoken_of(m + 1):
                return
            kind = "Direct"
        elif c.sep == ":":
            if (
                not takes & {"direct", "v2"}
                or c.kind in ("frag", "inf")
                or "plan" in (cue.verb.entry if cue and cue.verb else "")
            ):
                return
        elif c.kind == "sub" and c.intro in ("dass", "daß"):
            if not ("dass" in takes or noun or (self._correlate(chunk, cue) and cue)):
                return
        elif _wh(c):
            if not ("wh" in takes or "wh" in noun):
                return
        elif c.kind == "inf":
            if not ("zu" in takes or "zu" in noun):
                return
        elif c.kind == "main" and c.sep in (",", "–") and not c.conj:
            if c.fin == c.first:
                return
            mood = ws[c.fin].mood
            if mood == "ind":
                if not (cue and cue.verb and "v2" in takes and chunk.kind == "main" and not cue.passive):
                    return
                if cue.verb.entry not in PLAIN_V2 and ws[c.fin].lower not in ("soll", "sollen"):
                    return
            elif not ("v2" in takes or "direct" in takes or noun):
                if mood != "k1" or ws[chunk.fin].mood == "k1" or chunk.kind != "main" or self._within(chunk.a):
                    return
        else:
            return
        fin = chunk.fin
        if cue is None or cue.verb is None:
            if c.kind == "sub" and not noun and not cue:
                return
            cue = Cue(None, self._complex(chunks[first].a, chunks[m].b, fin), fin, fin, False)
        if chunk.kind == "main" and ws[chunk.fin].mood == "k1" and c.kind != "quote" and c.sep != ":":
            return  # the frame itself is somebody's words: the sentence goes on with an earlier speech
        cue_words = set(cue.words)
        if noun and cue.verb is None:
            cue_words |= set(self._noun_words(chunks[first].a, chunks[m].b))
        start = chunks[first].a
        if chunk.kind == "rel" or chunk.kind == "sub":
            j = k
            while j > 0 and chunks[j - 1].kind in ("frag", "rel"):
                j -= 1
            start = (
                chunks[max(j - 1, 0)].a
                if chunk.kind == "rel" and j > 0 and chunks[j - 1].kind == "main"
                else chunks[j].a
            )
        elif not (chunk.conj or chunk.sep == "conj"):
            j = first
            while j > 0 and chunks[j - 1].kind in ADVERBIAL and not _content_sub(chunks[j - 1]):
                j -= 1
            if any(c.kind == "inf" for c in chunks[:j]):
                j = first
            start = chunks[j].a
        end = self._end(m + 1)
        speaker = self._speaker(chunks[first].a, chunks[m].b, k, cue)
        frame_end = c.a
        if frame_end > start and ws[frame_end - 1].text in QUOTE_MARKS and c.kind == "quote":
            pass
        stop = chunks[end].b
        content = [(c.a, stop)]
        for x, y in self.framed:
            if c.a < x and y <= stop:
                content = (
                    [r for lo, hi in content for r in ((lo, min(hi, x)), (max(lo, y), hi)) if r[1] > r[0]]
                    if y < stop
                    else [(c.a, x)]
                )
        if kind == "Direct" and end > m + 1:
            content = [(c.a, c.b)]
        self.found.append(
            Draft(
                kind,
                self._clean(content),
                self.number,
                speaker,
                tuple(sorted(cue_words)),
                [(start, frame_end)],
                self._addressee(chunks[first].a, chunks[m].b, cue, speaker),
                cue.verb,
                cue.verb.act if cue.verb else "assert",
                "pre",
            )
        )

    def _within(self, i: int) -> bool:
        """Whether a word lies in the content of a claim found already."""
        return any(x <= i < y for d in self.found for x, y in d.content)

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
                    if c.fin == c.first or head.kind in ("sub", "inf", "quote") or subjunctive:
                        if not (head.kind == "sub" and c.sep == "conj" and self._final(c)):
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
        table = words("nouns.csv")
        for w in reversed(self.ws[a:b]):
            if w.text in QUOTE_MARKS or w.text == ",":
                continue
            row = table.get(w.lower)
            if row and w.text[0].isupper() and row["takes"]:
                return frozenset(row["takes"].split())
        return frozenset()

    def _noun_words(self, a: int, b: int) -> tuple[int, ...]:
        table = words("nouns.csv")
        for w in reversed(self.ws[a:b]):
            row = table.get(w.lower)
            if row and w.text[0].isupper() and row["takes"]:
                i = w.i
                if i > a and self.ws[i - 1].pos in ("DET", "ADP"):
                    return (i - 1, i)
                return (i,)
        return ()


SOURCE_ENDS = [
    "angaben",
    "angabe",
    "informationen",
    "bericht",
    "berichten",
    "berichte",
    "aussagen",
    "aussage",
    "meldungen",
    "meldung",
    "erkenntnissen",
    "schätzungen",
    "einschätzung",
    "ansicht",
    "meinung",
    "auffassung",
    "darstellung",
    "schilderung",
    "worten",
    "mitteilung",
    "statistik",
    "prognosen",
]
NOMINATIVE_RELATIVES = frozenset(("der", "die", "das", "welche", "welcher", "welches"))
PLAIN_V2 = frozenset(
    ("sagen", "erklären", "meinen", "glauben", "behaupten", "berichten", "finden", "denken", "schreiben", "versichern")
)
