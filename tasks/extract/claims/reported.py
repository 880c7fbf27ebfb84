"""Reported acts: a clause that is itself what somebody said ("kritisierte die Pläne scharf")."""

from __future__ import annotations

from tasks.extract.claims.clauses import SAY
from tasks.extract.claims.drafts import Draft
from tasks.extract.claims.frames import Frames
from tasks.extract.claims.lexicon import grammar
from tasks.extract.claims.phrases import Cue, find_cue
from tasks.extract.claims.text import Chunk, Text
from tasks.extract.claims.tokens import PARTICIPLE_FORM

NP = frozenset(("np",))
NOBODY = grammar("nobody")
WANT = frozenset(("will", "wollen", "wollte", "wollten"))
HEARSAY = grammar("hearsay")
PERFECT = frozenset(("haben", "sein"))


def reported(text: Text, drafts: list[Draft]) -> list[Draft]:
    """Clauses with a verb of saying and its object, where no other claim stands."""
    taken: dict[int, list[Draft]] = {}
    for draft in drafts:
        taken.setdefault(draft.sentence, []).append(draft)
    result: list[Draft] = []
    for n, sentence in enumerate(text.sentences):
        if text.words[sentence.b - 1].text == "?":
            continue
        own = taken.get(n, [])
        for k, chunk in enumerate(sentence.chunks):
            if chunk.kind != "main" or chunk.fin < 0 or text.words[chunk.fin].mood in ("k1", "k2"):
                continue
            first, last = k, k
            while first > 0 and sentence.chunks[first - 1].kind in ("frag", "rel", "sub", "inf"):
                first -= 1
            while last + 1 < len(sentence.chunks) and (sentence.chunks[last + 1].kind in ("frag", "rel", "sub", "inf")):
                last += 1
            a, b = sentence.chunks[first].a, sentence.chunks[last].b
            if any(x < b and a < y for d in own for x, y in d.content + d.frame):
                continue
            cue = find_cue(text, chunk.a, sentence.chunks[last].b if last == k + 1 else chunk.b, chunk.fin, NP)
            if cue is None or cue.verb is None or "np" not in cue.verb.takes:
                cue = evidential(text, chunk)
            if cue is None or cue.verb is None:
                continue
            if text.words[chunk.fin].depth or (
                text.words[chunk.fin].lower in HEARSAY and text.words[chunk.b - 1].lower in PERFECT
            ):
                continue  # who is said to have promised something has not said so here
            speaker = Frames(text, n)._speaker(a, chunk.b, k, cue)
            if speaker is None or text.words[speaker[0]].lower in NOBODY:
                continue
            if cue.verb.entry == "raten" and cue.passive:
                continue  # "ist in Not geraten"
            if text.words[chunk.fin].lower in ("hatte", "hatten") and cue.participle:
                continue  # what was said before is the background of a report
            if "label" in cue.verb.takes and any(w.depth for w in text.words[chunk.a : chunk.b]):
                continue  # the words in marks are the claim
            tail = sentence.chunks[last]
            if last > k and tail.kind in ("rel", "sub") and text.words[tail.fin].mood in ("k1", "k2") and tail.fin > 0:
                # What hangs on it in Konjunktiv is said in other words than the act.
                result.append(
                    Draft(
                        "Indirect",
                        [(tail.a, tail.b)],
                        n,
                        speaker,
                        cue.words,
                        [(a, tail.a)],
                        verb=cue.verb,
                        act=cue.verb.act,
                        source="attached",
                    )
                )
                b = tail.a - 1
            if b == sentence.stop:
                b = sentence.b
            result.append(
                Draft("Reported", [(a, b)], n, speaker, verb=cue.verb, act=cue.verb.act, source=cue.verb.entry)
            )
    return result


def evidential(text: Text, chunk: Chunk) -> Cue | None:
    """Who will have seen or meant something says so: "Der Wirt will den Dieb gesehen haben"."""
    ws, end = text.words, chunk.b - 1
    if ws[chunk.fin].lower not in WANT or end - chunk.fin < 3 or ws[end].lower not in PERFECT:
        return None
    if ws[end - 1].form != PARTICIPLE_FORM:
        return None
    return Cue(SAY, (chunk.fin, end - 1, end), end - 1, chunk.fin, False)
