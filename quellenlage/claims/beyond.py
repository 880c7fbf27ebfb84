"""Claims that a reader looks for and quotation corpora do not mark: plans, acts, and tellings within tellings."""

from __future__ import annotations

from quellenlage.claims.drafts import Draft, Range
from quellenlage.claims.frames import Frames
from quellenlage.claims.qualities import qualities
from quellenlage.reading.clauses import Chunk, extent
from quellenlage.reading.phrases import find_cue
from quellenlage.reading.text import Text
from quellenlage.reading.tokens import INFINITIVE_FORM, PARTICIPLE_FORM
from quellenlage.words.verbs import grammar

PLANS = grammar("plans")
NOBODY = grammar("nobody")
ACT = frozenset(("act",))


def nested(text: Text) -> list[Draft]:
    """What somebody is told to have said by another: "Sie habe ihm zugesagt, nichts zu ändern", within a speech."""
    found = []
    for n, sentence in enumerate(text.sentences):
        frames = Frames(text, n)
        frames.within = True
        subjunctive = {c.a: c for c in sentence.chunks if c.kind == "main" and text.words[c.fin].mood == "k1"}
        for draft in frames.run() if subjunctive else ():
            frame = next(iter(draft.frame), None)
            governs = frame is not None and any(frame[0] <= c.fin < frame[1] for c in subjunctive.values())
            somebody = draft.speaker is not None and text.words[draft.speaker[0]].lower not in NOBODY
            if draft.source == "pre" and draft.type == "Indirect" and draft.verb is not None and governs and somebody:
                draft.source = "nested"
                found.append(draft)
    return found


def narrated(text: Text, drafts: list[Draft]) -> list[Draft]:
    """Plans with wollen and acts with an object, in clauses that no other claim has."""
    taken: dict[int, list[Range]] = {}
    for draft in drafts:
        for a, b in draft.content + draft.frame:
            for n in range(draft.sentence, len(text.sentences)):
                if text.sentences[n].a >= b:
                    break
                taken.setdefault(n, []).append((a, b))
    found = []
    for n, sentence in enumerate(text.sentences):
        if text.words[sentence.b - 1].text == "?":
            continue
        for k, chunk in enumerate(sentence.chunks):
            if chunk.kind != "main" or chunk.fin < 0 or text.words[chunk.fin].mood in ("k1", "k2"):
                continue
            first, last = extent(sentence.chunks, k, after=("frag", "rel", "sub", "inf"))
            a, b = sentence.chunks[first].a, sentence.chunks[last].b
            if text.words[chunk.fin].depth or any(x < b and a < y for x, y in taken.get(n, ())):
                continue
            act = _plan(text, chunk) or _act(text, chunk)
            speaker = Frames(text, n)._speaker(a, chunk.b, k, None) if act else None
            if act is None or speaker is None or text.words[speaker[0]].lower in NOBODY:
                continue
            if act != "plan" and not Frames(text, n)._speaks(*speaker):
                continue
            end = sentence.b if b == sentence.stop else b
            draft = Draft("Reported", [(a, end)], n, speaker, act=act, source="narrated")
            if act != "plan" or not qualities(text, draft).hedge:  # a plan that the outlet only infers is its own word
                found.append(draft)
    return found


def _plan(text: Text, chunk: Chunk) -> str | None:
    """Whether a clause says what somebody is set to do: "will die Zahlen prüfen"."""
    ws = text.words
    if ws[chunk.fin].lower not in PLANS:
        return None
    verb = ws[chunk.b - 1]
    perfect = verb.lower in ("haben", "sein") and ws[chunk.b - 2].form == PARTICIPLE_FORM
    return "plan" if verb.form == INFINITIVE_FORM and not perfect and chunk.b - 1 > chunk.fin else None


def _act(text: Text, chunk: Chunk) -> str | None:
    """The act that a clause tells with its object, None for one that tells none."""
    cue = find_cue(text, chunk.a, chunk.b, chunk.fin, ACT)
    if cue is None or cue.verb is None or cue.passive or "act" not in cue.verb.takes:
        return None
    if text.words[chunk.fin].lower in ("hatte", "hatten"):
        return None  # the background of a report
    return cue.verb.act
