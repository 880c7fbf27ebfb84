"""Sentences that carry on a speech after its frame is gone: in Konjunktiv, or with sollen and wollen."""

from __future__ import annotations

from quellenlage.claims.drafts import Draft, Range
from quellenlage.claims.frames import Frames
from quellenlage.reading.clauses import extent
from quellenlage.reading.phrases import BECOME, MODAL
from quellenlage.reading.text import Sentence, Text
from quellenlage.reading.tokens import PARTICIPLE_FORM
from quellenlage.reading.voices import has_voice
from quellenlage.words import still_verbs
from quellenlage.words.verbs import grammar, words

REACH, HEARD = 1, 2  # sentences that sollen may stand after the last claim: as a plan, as hearsay
HEARSAY = grammar("hearsay")
DUTY = frozenset(("sollte", "sollten"))
POINTING = grammar("pointing")


def continuation(text: Text, sentence: Sentence, within: bool = False, told: bool = False) -> str | None:
    """IndirectFreeIndirect, FreeIndirect or None for a sentence without a frame of its own.

    ``within``: the sentence before is free indirect speech, so that Konjunktiv II is enough.
    """
    ws = text.words
    mains = [c for c in sentence.chunks if c.kind == "main" and c.fin >= 0 and not ws[c.fin].depth]
    if not mains:
        return None
    moods = [ws[c.fin].mood for c in mains]
    if "k1" in moods:
        return "IndirectFreeIndirect"
    first = mains[0]
    if ws[first.fin].lower == "hätten" and ws[first.b - 1].form == PARTICIPLE_FORM:
        return "IndirectFreeIndirect"  # Konjunktiv I in the plural; "hätten warnen können" tells what was not
    if (within or told) and moods[0] == "k2" and ws[first.fin].lower in ("hätte", "hätten", "wäre", "wären"):
        return "IndirectFreeIndirect"
    if told and moods[0] == "k2" and ws[first.fin].lower not in MODAL:
        return "IndirectFreeIndirect"
    if within and moods[0] == "k2":
        return "IndirectFreeIndirect"
    if any(ws[c.fin].lower in HEARSAY for c in mains):
        return "FreeIndirect"
    if within and ws[first.fin].lower in DUTY:
        return "IndirectFreeIndirect"
    return None


def is_pronoun(text: Text, speaker: Range) -> bool:
    """Whether a speaker is only pointed at: er, diese, demnach, seiner Ansicht."""
    a, b = speaker
    first = text.words[a].lower
    if b - a == 1:
        return text.words[a].pos in ("PRON", "ADV", "DET") or first in ("demnach", "danach")
    return points(text, speaker)


def points(text: Text, speaker: Range) -> bool:
    """Whether a source leaves open whose it is: seiner Ansicht, dem Vernehmen."""
    a, b = speaker
    noun = words("speech_nouns.csv").get(text.words[a + 1].lower) if b - a == 2 else None
    return noun is not None and noun["after"] == "yes" and text.words[a].lower in POINTING


def free(text: Text, drafts: list[Draft]) -> list[Draft]:
    """The claims that carry on, each with the speaker of the claim before it."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    result: list[Draft] = []
    speaker: Range | None = None
    last: Draft | None = None
    origin: Draft | None = None
    spoke = -99
    for n, sentence in enumerate(text.sentences):
        own = by_sentence.get(n)
        text.context.append((speaker, origin))
        if own:
            outer = outermost(text, own)
            if outer is not None and outer.speaker is not None:
                if not (speaker is not None and is_pronoun(text, outer.speaker)):
                    speaker = outer.speaker
                origin = outer if outer.cue else None
            last, spoke = None, n
            continue
        within = last is not None and last.type == "IndirectFreeIndirect"
        kind = continuation(text, sentence, within, origin is not None and spoke == n - 1)
        if kind is None:
            last = None
            named = agent(text, n)
            if named is not None:
                speaker, origin = named, None
            continue
        if last is not None and last.type == kind:
            goes_on = Draft(kind, [(sentence.a, sentence.b)], n, last.speaker, source="free", origin=last.origin)
            goes_on.continues = True
            result.append(goes_on)
            continue
        if kind == "FreeIndirect" and (speaker is None or n - spoke > (HEARD if heard(text, sentence) else REACH)):
            last = None
            continue
        spoke = n
        last = Draft(kind, [(sentence.a, sentence.b)], n, speaker, source="free", origin=origin)
        result.append(last)
    return result


def heard(text: Text, sentence: Sentence) -> bool:
    """Whether sollen passes on what is past: "soll gesehen worden sein"."""
    ws = text.words
    return any(
        c.fin >= 0
        and ws[c.fin].lower in HEARSAY
        and ws[c.b - 1].lower in ("haben", "sein")
        and ws[c.b - 2].form == PARTICIPLE_FORM
        for c in sentence.chunks
    )


def outermost(text: Text, drafts: list[Draft]) -> Draft | None:
    """The claim of a sentence in whose content no other of them has its frame; the last of several."""
    named = [d for d in drafts if d.speaker]
    named = [d for d in named if d.speaker and not points(text, d.speaker)] or named
    outer = [
        d
        for d in named
        if not d.cue or not any(x <= d.cue[0] < y for e in named if e is not d and e.cue for x, y in e.content)
    ]
    return outer[-1] if outer else (named[-1] if named else None)


def agent(text: Text, n: int) -> Range | None:
    """Who acts in a sentence that reports nothing: a name, or somebody with a voice, as its subject."""
    sentence = text.sentences[n]
    k = next((k for k, c in enumerate(sentence.chunks) if c.kind == "main" and c.fin >= 0), None)
    if k is None:
        return None
    first, _ = extent(sentence.chunks, k, ("frag", "rel", "inf"))
    found = Frames(text, n)._speaker(sentence.chunks[first].a, sentence.chunks[k].b, k, None)
    if found is None or is_pronoun(text, found):
        return None
    phrase = text.words[found[0] : found[1]]
    chunk = sentence.chunks[k]
    if text.words[chunk.fin].lower in BECOME and any(w.form == "part" for w in text.words[chunk.fin : chunk.b]):
        return None  # what is done to somebody is not said by them
    if text.words[chunk.fin].lemma in still_verbs() - {"sein"} and not any(w.pos == "PROPN" for w in phrase):
        return None  # "Alle Opfer stammen aus dem Ort"
    head = next((w for w in phrase if w.pos in ("NOUN", "PROPN")), None)
    voice = head is not None and has_voice(head) and not (head.plural and head is phrase[0])
    return found if voice or any(w.pos == "PROPN" for w in phrase[:4]) else None
