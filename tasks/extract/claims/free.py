"""Sentences that carry on a speech after its frame is gone: in Konjunktiv, or with sollen and wollen."""

from __future__ import annotations

from tasks.extract.claims.frames import Draft, Range
from tasks.extract.claims.text import Sentence, Text

HEARSAY = frozenset(("soll", "sollen"))


def continuation(text: Text, sentence: Sentence) -> str | None:
    """IndirectFreeIndirect, FreeIndirect or None for a sentence without a frame of its own."""
    ws = text.words
    mains = [c for c in sentence.chunks if c.kind == "main" and c.fin >= 0 and not ws[c.fin].depth]
    if not mains:
        return None
    moods = [ws[c.fin].mood for c in mains]
    if "k1" in moods:
        return "IndirectFreeIndirect"
    if moods[0] == "k2" and ws[mains[0].fin].lower in ("hätte", "hätten", "wäre", "wären", "seien"):
        return "IndirectFreeIndirect"
    if any(ws[c.fin].lower in HEARSAY for c in mains):
        return "FreeIndirect"
    return None


def is_pronoun(text: Text, speaker: Range) -> bool:
    """Whether a speaker is only pointed at: er, diese, demnach."""
    a, b = speaker
    return b - a == 1 and text.words[a].pos in ("PRON", "ADV", "DET") or text.words[a].lower in ("demnach", "danach")


def free(text: Text, drafts: list[Draft]) -> list[Draft]:
    """The claims that carry on, each with the speaker of the claim before it."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    result: list[Draft] = []
    speaker: Range | None = None
    antecedent: Range | None = None
    last: Draft | None = None
    for n, sentence in enumerate(text.sentences):
        own = by_sentence.get(n)
        if own:
            named = [d for d in own if d.speaker]
            if named:
                speaker = named[-1].speaker
                if speaker is not None and antecedent is not None and is_pronoun(text, speaker):
                    speaker = antecedent
                else:
                    antecedent = speaker
            last = None
            continue
        kind = continuation(text, sentence)
        if kind is None:
            last = None
            continue
        if last is not None and last.type == kind:
            last.content[-1] = (last.content[-1][0], sentence.b)
            continue
        if kind == "FreeIndirect" and speaker is None:
            continue
        last = Draft(kind, [(sentence.a, sentence.b)], n, speaker, source="free")
        result.append(last)
    return result
