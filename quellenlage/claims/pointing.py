"""Frames that point to what is said: "Das teilte die Polizei mit", "wie das Blatt schrieb", "mit diesen Worten"."""

from __future__ import annotations

from quellenlage.claims.complements import Clauses
from quellenlage.claims.drafts import FROM_PAPERS, Draft
from quellenlage.reading.clauses import Chunk
from quellenlage.reading.phrases import (
    Cue,
    find_cue,
    subject,
)


class Pointing(Clauses):
    """Claims whose frame stands for its content by a word."""

    def _these_words(self, k: int, chunk: Chunk) -> bool:
        """ "„…“: Mit diesen Worten begann der Chef", "„…“: So nennt sie ihr Buch"."""
        ws, i = self.ws, chunk.first
        so = ws[i].lower == "so" and chunk.sep == ":"
        with_words = [w.lower for w in ws[i : i + 3]] == ["mit", "diesen", "worten"]
        if not (so or with_words) or chunk.kind != "main":
            return False
        quoted = self.chunks[k - 1] if k else None
        if k == 0 and self.number:
            quoted = next(iter(self.text.sentences[self.number - 1].chunks[-1:]), None)
        cue = find_cue(self.text, i, chunk.b, chunk.fin, frozenset(("direct",)))
        if quoted is None or quoted.kind != "quote" or (so and cue is None):
            return False
        speaker = self._speaker(i, chunk.b, k, cue)
        if speaker is None:
            return False
        words_ = cue.words if cue else self._complex(i, chunk.b, chunk.fin)
        act = cue.verb.act if cue and cue.verb else "assert"
        content, frame = [(quoted.a, quoted.b)], [(quoted.b if k else chunk.a, chunk.b)]
        self.found.append(Draft("Direct", content, self.number, speaker, words_, frame, act=act, source="post"))
        self.framed += frame
        return True

    def _that(self, k: int, cue: Cue) -> None:
        """ "Das teilte die Polizei mit": the content is the sentence before, and the pronoun."""
        s, chunk = self.sentence, self.chunks[k]
        before = self.text.sentences[self.number - 1]
        if before.paragraph != s.paragraph and before.b - before.a > 60:
            return
        speaker = self._speaker(chunk.a, chunk.b, k, cue)
        if speaker is None:
            return
        pronoun = chunk.first + 1
        self.found.append(
            Draft(
                "Indirect",
                [(before.a, before.stop), *([(chunk.first, pronoun)] if pronoun == chunk.fin else [])],
                self.number,
                speaker,
                cue.words,
                [(pronoun if pronoun == chunk.fin else chunk.first, s.stop)],
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
        if cue.verb and cue.verb.entry in FROM_PAPERS:
            speaker = self._from(intro, chunk.b)
        a = chunk.a - 1 if chunk.sep == "," else chunk.a
        b = chunk.b
        if b < s.stop and ws[b].text == ",":
            b += 1
        self._emit_phrase(k, a, b, tuple(sorted({intro, *cue.words})), speaker)
        self.found[-1].verb = cue.verb
        self.found[-1].act = cue.verb.act if cue.verb else "assert"
