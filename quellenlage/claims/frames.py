"""Claims with a frame in their own sentence: a reporting verb before, behind or amid its content."""

from __future__ import annotations

from quellenlage.claims.complements import ADVERBIAL, PLAIN_V2, asks, content_sub
from quellenlage.claims.drafts import FROM_PAPERS, Draft, Range
from quellenlage.claims.pointing import Pointing
from quellenlage.reading.clauses import Chunk
from quellenlage.reading.phrases import (
    Cue,
    apposition,
    find_cue,
    noun_phrase,
)

BEFORE_MAIN = ("sub", "rel", "frag", "inf")
COMPARED = (["er", "es"], ["sie", "es"])  # "wie er es angekündigt hat" compares, and frames nothing
CONTRAST = ("aber", "jedoch", "dann", "allerdings", "dagegen")


class Frames(Pointing):
    """Finds the framed claims of one sentence.

    ``within``: also those whose frame is in Konjunktiv, which is to say in the words of somebody else.
    """

    within = False

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

    def verb(self, k: int, chunk: Chunk) -> None:
        ws, s, chunks = self.ws, self.sentence, self.chunks
        if self._these_words(k, chunk):
            return
        first = k
        post = False
        # ", so vermutet X", ", das teilte X mit"
        so = ws[chunk.first].lower in ("so", "das", "dies") and chunk.fin == chunk.first + 1 and k > 0
        if so and ws[chunk.first].lower != "so" and (chunk.sep != "," or chunks[k - 1].kind != "main"):
            so = False
        if chunk.kind == "main" and (chunk.fin == chunk.first or so) and not chunk.conj and k > 0:
            j = k
            while j > 0 and chunks[j - 1].kind in ADVERBIAL and not content_sub(chunks[j - 1]):
                j -= 1
            if (
                chunks[0].kind == "sub"
                and not content_sub(chunks[0])
                and all(c.kind in BEFORE_MAIN or (c.sep == "conj" and c.fin >= c.b - 2) for c in chunks[:k])
            ):
                first = k if any(c.kind == "inf" or content_sub(c) for c in chunks[:k]) else 0
            elif j > 0 and self._long_subject(k):
                first = 0  # "Ein Wirt, der sich weigert, zu gehen, sagte …"
            elif j > 0 and (chunks[j - 1].kind in ("main", "quote", "inf") or content_sub(chunks[j - 1])):
                post = chunk.sep in (",", "quote", "–", "-", "—")
                if chunks[j - 1].kind == "inf" and chunks[j - 1].a == s.a:
                    post = True
            elif j == 0 and (self._inserted(k, so) or (k == 1 and self._answer(chunks[0]))):
                post = True
            else:
                first = j
        a = chunks[first].a
        # forward: what belongs to the clause
        m = k
        while m + 1 < len(chunks) and chunks[m + 1].kind in ADVERBIAL and not content_sub(chunks[m + 1]):
            if chunks[m + 1].sep in (":", ";", "conj", "quote"):
                break
            if chunks[m + 1].intro in ("wie", "was", "wo") and chunks[m + 1].kind == "sub":
                question = find_cue(self.text, chunk.a, chunks[m].b, chunk.fin, frozenset(("wh",)))
                if question is not None and question.verb is not None and "wh" in question.verb.takes:
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
            if (j != k and chunks[j].kind in ("sub", "rel")) or (j < k and chunks[j].kind == "inf")
            for i in range(chunks[j].a, chunks[j].b)
        )
        cue = find_cue(self.text, chunk.a if chunk.kind != "main" else a, b, chunk.fin, wanted, inner)
        if cue and cue.verb and cue.verb.entry in FROM_PAPERS and self._from(a, b) is None:
            cue = None
        if cue and cue.verb and cue.verb.base == "heißen" and not cue.verb.particle:
            es = next((i for i in (chunk.fin + 1, chunk.fin - 1) if a <= i < b and ws[i].lower == "es"), None)
            cue = None if es is None else Cue(cue.verb, tuple(sorted({*cue.words, es})), cue.lexical, cue.fin, True)
        if chunk.kind == "sub" and chunk.intro == "wie" and cue and cue.verb and "dass" in cue.verb.takes | {"direct"}:
            if [w.lower for w in ws[chunk.first + 1 : chunk.first + 3]] not in COMPARED:
                self._wie(k, cue)
            return
        if post:
            self._post(k, m, b, cue, so)
            return
        opens = [w.lower for w in ws[chunk.first : chunk.first + 2]]
        points_back = first == 0 and chunk.fin == chunk.first + 1 and opens[0] in ("das", "dies")
        points_back = points_back or (first == 0 and opens == ["zu", "diesem"] and m + 1 == len(chunks))
        says = cue is not None and cue.verb is not None and "dass" in cue.verb.takes and not cue.passive
        if points_back and says and self.number and len(chunks) <= 3 and cue is not None:
            self._that(k, cue)
            return
        self._pre(k, first, m, cue)

    def _post(self, k: int, m: int, b: int, cue: Cue | None, so: bool) -> None:
        """Content first: "…, sagte sie"."""
        ws, s, chunk, chunks = self.ws, self.sentence, self.chunks[k], self.chunks
        before = chunks[k - 1]
        if cue is None or cue.verb is None:
            cue = self._unknown(k, b)
        if cue is None or cue.verb is None:
            return
        takes = cue.verb.takes
        main_first = before.kind == "inf" and any(c.kind == "main" for c in chunks[: k - 1])
        if (before.kind in ("quote", "main") or main_first) and not takes & {"direct", "v2"}:
            return
        if before.kind == "main" and before.fin == before.first and not so and ws[before.fin].mood == "ind":
            return
        if (before.kind == "inf" and not main_first and "zu" not in takes) or (
            before.kind == "sub" and ("wh" if asks(before) else "dass") not in takes
        ):
            return
        if before.kind == "main" and not so and self._object(k, b, cue):
            return
        behind = ws[chunk.fin + 1].lower if chunk.fin + 1 < b else ""
        if before.kind == "main" and not so and behind in CONTRAST and ws[before.fin].mood == "ind":
            return  # one subject, two verbs: "begrüßten den Plan, fordern aber …"
        a = chunk.a - 1 if ws[chunk.a - 1].text in (",", "–") else chunk.a
        start = s.a
        end = b
        stop = s.stop
        following = chunks[m + 1] if m + 1 < len(chunks) else None
        rest: Range | None = None
        if (
            following is not None
            and before.kind == "quote"
            and following.sep == "conj"
            and m + 2 < len(chunks)
            and chunks[m + 2].kind == "quote"
        ):
            # "„…“, sagt sie und zeigt auf das Haus, „…“"
            following = chunks[m + 2]
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
            elif following.sep == ";" and following.fin >= 0 and ws[following.fin].mood in ("k1", "k2"):
                rest = (following.a, stop)
            elif following.sep == "conj":
                end, rest = following.a, None
        pieces = [(start, a)]
        if rest:
            pieces.append(rest)
        words_ = cue.words
        if so:
            words_ = tuple(sorted({chunk.first, *words_})) if ws[chunk.first].lower == "so" else words_
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

    def _pre(self, k: int, first: int, m: int, cue: Cue | None) -> None:
        """Frame first: "Sie sagte, …"."""
        ws, _s, chunk, chunks = self.ws, self.sentence, self.chunks[k], self.chunks
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
            answered = cue is not None and cue.verb is not None and cue.verb.entry in PLAIN_V2 and c.a - 2 in cue.words
            if c.kind == "inf" or (c.kind == "frag" and not answered):
                return  # but "Der Landrat sagt: frühestens im Mai"
            if not takes & {"direct", "v2"} and not self._shown(first, m, c):
                return
            after = next((d for d in chunks[m + 2 :] if d.kind not in ADVERBIAL), None)
            if c.kind == "main" and after is not None and after.kind == "quote" and after.sep == ":":
                return  # another frame: "Der Senat kritisierte das: So sagte Abel: „…“"
        elif c.kind == "sub" and c.intro in ("dass", "daß"):
            if not ("dass" in takes or noun or (self._correlate(chunk, cue) and cue)):
                return
        elif asks(c):
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
            elif not (takes & {"v2", "direct"} or noun) and (
                mood != "k1" or ws[chunk.fin].mood == "k1" or chunk.kind != "main" or self._within(chunk.a)
            ):
                return
        else:
            return
        fin = chunk.fin
        if cue is None or cue.verb is None:
            if c.kind == "sub" and not noun and not cue:
                return
            cue = Cue(None, self._complex(chunks[first].a, chunks[m].b, fin), fin, fin, False)
        told = chunk.kind == "main" and ws[chunk.fin].mood == "k1" and c.kind != "quote" and c.sep != ":"
        if told and not self.within:
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
            while j > 0 and chunks[j - 1].kind in ADVERBIAL and not content_sub(chunks[j - 1]):
                j -= 1
            if any(c.kind == "inf" for c in chunks[:j]):
                j = first
            start = chunks[j].a
        end = self._end(m + 1)
        speaker = self._speaker(chunks[first].a, chunks[m].b, k, cue)
        if speaker and cue.verb and cue.verb.base == "zitieren" and not cue.passive:
            speaker = self._quoted(speaker, chunk.fin, chunks[m].b) or speaker
        if speaker is None and c.kind == "frag":
            return
        frame_end = c.a
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
