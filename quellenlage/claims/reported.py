"""Claims without a frame of saying: acts ("kritisierte die Pläne scharf"), reasons ("ging, weil es spät sei")."""

from __future__ import annotations

from quellenlage.claims.complements import SAY, content_sub
from quellenlage.claims.drafts import Draft
from quellenlage.claims.frames import Frames
from quellenlage.reading.clauses import Chunk, extent
from quellenlage.reading.phrases import Cue, find_cue
from quellenlage.reading.text import Text
from quellenlage.reading.tokens import PARTICIPLE_FORM
from quellenlage.words.verbs import grammar

BESIDE = ("frag", "rel", "sub", "inf")
NP = frozenset(("np",))
NOBODY = grammar("nobody")
WANT = frozenset(("will", "wollen", "wollte", "wollten"))
HEARSAY = grammar("hearsay")
PERFECT = frozenset(("haben", "sein"))


def reported(text: Text, drafts: list[Draft]) -> list[Draft]:
    """Clauses with a verb of saying and its object, and reasons in Konjunktiv, where no other claim stands."""
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
            first, last = extent(sentence.chunks, k, BESIDE, BESIDE)
            a, b = sentence.chunks[first].a, sentence.chunks[last].b
            if any(x < b and a < y for d in own for x, y in d.content + d.frame):
                continue
            end = sentence.chunks[last].b if last == k + 1 and sentence.chunks[last].kind == "frag" else chunk.b
            cue = find_cue(text, chunk.a, end, chunk.fin, NP)
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
            if cue.verb.entry == "verurteilen" and any(w.lower in ("zu", "zur") for w in text.words[a : chunk.b]):
                continue  # "wurde zu einer Geldstrafe verurteilt"
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
    found = taken.keys() | {d.sentence for d in result}
    return result + [d for n in range(len(text.sentences)) if n not in found for d in hanging(text, n)]


def evidential(text: Text, chunk: Chunk) -> Cue | None:
    """Who will have seen or meant something says so: "Der Wirt will den Dieb gesehen haben"."""
    ws, end = text.words, chunk.b - 1
    if ws[chunk.fin].lower not in WANT or end - chunk.fin < 3 or ws[end].lower not in PERFECT:
        return None
    if ws[end - 1].form != PARTICIPLE_FORM:
        return None
    return Cue(SAY, (chunk.fin, end - 1, end), end - 1, chunk.fin, False)


def hanging(text: Text, n: int) -> list[Draft]:
    """What hangs in Konjunktiv I on a clause that says nothing is its subject's: "Er schwieg, weil es spät sei"."""
    ws, chunks = text.words, text.sentences[n].chunks
    main = next((k for k, c in enumerate(chunks) if c.kind == "main" and c.fin >= 0), None)
    if main is None or ws[chunks[main].fin].mood != "ind" or ws[chunks[main].fin].depth:
        return []
    for c in chunks[main + 1 :]:
        if c.kind not in ("sub", "rel") or c.fin < 0 or ws[c.fin].mood != "k1" or ws[c.fin].depth:
            continue
        first, _ = extent(chunks, main)
        frames = Frames(text, n)
        speaker = frames._speaker(chunks[first].a, chunks[main].b, main, None)
        if speaker is None or not frames._speaks(*speaker) or any(w.lower == "ich" for w in ws[c.a : c.b]):
            return []
        governor = chunks[main]
        cue = frames._complex(governor.a, governor.b, governor.fin) if content_sub(c) else ()
        return [Draft("Indirect", [(c.a, c.b)], n, speaker, cue, [(chunks[first].a, c.a)], source="hanging")]
    return []
