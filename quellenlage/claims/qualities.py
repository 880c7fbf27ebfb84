"""What a claim is besides its words: act, mood, certainty, negation, and the day on which it was said."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.claims.drafts import Draft, Range
from quellenlage.reading.clauses import QUOTE_MARKS, Chunk
from quellenlage.reading.text import Text
from quellenlage.reading.tokens import FINITE_FORM, INFINITIVE_FORM, PARTICIPLE_FORM, ZU_FORM, Word
from quellenlage.records import TimeExpression
from quellenlage.words.verbs import grammar, words

MOODS = {"ind": "indicative", "k1": "subjunctive1", "k2": "subjunctive2"}
NEGATIONS = grammar("negations")
OBLIGING = grammar("obliging")
CLAUSE_ENDS = frozenset(",;:.!?")
UNSURE = grammar("unsure")


@dataclass(frozen=True, slots=True)
class Qualities:
    """How a claim was made."""

    act: str
    mood: str | None
    certainty: str
    hedge: str | None
    negated: bool


def governing(text: Text, content: Sequence[Range], sentences: Sequence[int]) -> tuple[Chunk | None, Word | None]:
    """The clause that governs a content, and its verb."""
    a, b = content[0][0], content[-1][1]
    chunks = [c for n in sentences for c in text.sentences[n].chunks if c.b > a and c.a < b]
    ws = text.words
    for kinds in (("main", "sub", "inf"), ("quote", "rel", "frag")):
        for c in chunks:
            if c.kind in kinds:
                if c.kind == "quote":
                    verb = next((w for w in ws[c.a : c.b] if w.form == FINITE_FORM), None)
                elif c.fin >= 0 and any(x <= c.fin < y for x, y in content):
                    verb = ws[c.fin]
                else:
                    verb = next(
                        (w for w in ws[max(c.a, a) : min(c.b, b)] if w.form in (ZU_FORM, FINITE_FORM)),
                        None,
                    ) or next((w for w in ws[max(c.a, a) : min(c.b, b)] if w.form == INFINITIVE_FORM), None)
                if verb is not None:
                    return c, verb
    return None, None


def qualities(text: Text, draft: Draft) -> Qualities:
    """Act, mood, certainty and negation of a claim, from its cue and its governing clause."""
    ws = text.words
    chunk, verb = governing(
        text, draft.content, (draft.sentence - 1, draft.sentence) if draft.source == "that" else _sentences(text, draft)
    )
    a, b = draft.content[0][0], draft.content[-1][1]
    mood = None
    if verb is not None:
        mood = MOODS.get(verb.mood) if verb.form == FINITE_FORM else "infinitive"
        if verb.tag.endswith("IMP"):
            mood = "imperative"
    lo, hi = (max(chunk.a, a), min(chunk.b, b)) if chunk is not None else (a, b)
    if chunk is not None and verb is not None and chunk.kind == "quote":
        hi = next((i for i in range(verb.i, hi) if ws[i].text in CLAUSE_ENDS), hi)
    inner = [w for w in ws[lo:hi] if any(x <= w.i < y for x, y in draft.content)]
    act = draft.act
    question = (
        chunk is not None and chunk.kind == "sub" and chunk.intro not in ("dass", "daß") and draft.type == "Indirect"
    )
    if act == "assert":
        closing = [w.text for w in ws[max(a, b - 2) : b] if w.text not in QUOTE_MARKS]
        if draft.type == "Direct" and closing[-1:] == ["?"] and b - a > 4:
            act = "question"
        elif mood == "imperative" or (verb is not None and verb.lower in OBLIGING and draft.type != "Direct"):
            act = "demand"
    denied = any(ws[i].lower in NEGATIONS for x, y in draft.frame for i in range(x, y) if not _inside(draft.content, i))
    if denied and draft.verb is not None and draft.verb.base in UNSURE | {"schließen"} and draft.type != "Direct":
        act = "leave open"
    hedge = _hedge(text, draft, inner)
    certainty = "open" if (act in ("leave open", "question") and question) or act == "leave open" else "asserted"
    if certainty == "asserted" and hedge:
        certainty = "hedged"
    negated = any(w.lower in NEGATIONS or w.lower.startswith("kein") for w in inner)
    return Qualities(act, mood, certainty, hedge, negated)


def _hedge(text: Text, draft: Draft, inner: Sequence[Word]) -> str | None:
    """The word that weakens a claim: in its governing clause, else in another main clause of it."""
    if draft.type == "FreeIndirect" and draft.source != "own":
        marker = next((w.text for w in inner if w.lower in ("soll", "sollen")), None)
        if marker:
            return marker
    for clause in [
        inner,
        *(
            [w for w in text.words[c.a : c.b] if _inside(draft.content, w.i)]
            for n in _sentences(text, draft)
            for c in text.sentences[n].chunks
            if c.kind == "main"
        ),
    ]:
        found = next((w.text for w in clause if _hedges(w, clause)), None)
        if found:
            return found
    return None


def _inside(content: Sequence[Range], i: int) -> bool:
    return any(x <= i < y for x, y in content)


def _sentences(text: Text, draft: Draft) -> tuple[int, ...]:
    last = draft.sentence
    while last + 1 < len(text.sentences) and text.sentences[last + 1].a < draft.content[-1][1]:
        last += 1
    return tuple(range(draft.sentence, last + 1))


def _hedges(w: Word, clause: Sequence[Word]) -> bool:
    row = words("hedges.csv").get(w.lower)
    if row is None:
        return False
    if row["kind"] == "hedge":
        return True
    if w.form != FINITE_FORM:
        return False
    if w.lower in ("soll", "sollen"):
        # Hearsay needs a perfect infinitive or "sein"; a plan ("soll gebaut werden") is no doubt.
        tail = [x.lower for x in clause if x.i > w.i]
        return tail[-1:] in (["sein"], ["haben"]) and (
            "worden" in tail or any(x.form == PARTICIPLE_FORM for x in clause) or tail[-1:] == ["sein"]
        )
    return True


def said_on(text: Text, drafts: Sequence[Draft], dates: Sequence[TimeExpression]) -> dict[int, dt.date]:
    """The day of each draft (by ``id``) whose frame names one.

    A claim without a date of its own takes that of the claim before it in the paragraph, where the speaker is the same
    or a pronoun.
    """
    days = sorted((d.start, d.end, d.first_day) for d in dates if d.first_day and d.first_day == d.last_day)
    result: dict[int, dt.date] = {}
    starts = [d[0] for d in days]
    for draft in drafts:
        for x, y in draft.frame:
            lo, hi = text.words[x].start, text.words[y - 1].end
            k = bisect_left(starts, lo)
            while k < len(days) and days[k][0] < hi:
                start, end, day = days[k]
                if end <= hi and day is not None and not _inside(draft.content, text.at(start)):
                    result[id(draft)] = day
                k += 1
    previous: Draft | None = None
    names: set[str] = set()
    for draft in sorted(drafts, key=lambda d: (d.content[0], d.content[-1])):
        if draft.speaker is None:
            continue
        own = {w.lower for w in text.words[slice(*draft.speaker)] if w.pos == "PROPN"}
        goes_on = (
            previous is not None
            and text.sentences[previous.sentence].paragraph == text.sentences[draft.sentence].paragraph
            and (previous.speaker == draft.speaker or bool(names & own) or text.words[draft.speaker[0]].tag == "PPER")
        )
        if goes_on and previous is not None and id(draft) not in result and id(previous) in result:
            result[id(draft)] = result[id(previous)]
        names = names | own if goes_on else own
        previous = draft
    return result
