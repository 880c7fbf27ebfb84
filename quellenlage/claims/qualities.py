"""What is known of a claim beyond who and what: act, mood, certainty and negation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quellenlage.claims.complements import states
from quellenlage.claims.cues import PERFECT
from quellenlage.claims.drafts import Draft, units_of_content, within
from quellenlage.reading.words import QUOTE_MARKS, Word
from quellenlage.words.verbs import grammar, words

if TYPE_CHECKING:
    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit

NEGATIONS = grammar("negations")
OBLIGING = grammar("obliging")
HEARSAY = grammar("hearsay")
UNSURE = grammar("unsure")
CLAUSE_ENDS = frozenset(",;:.!?")
GOVERNING = (("main", "subordinate", "infinitive"), ("quotation", "relative", "fragment"))
SHORT = 4  # words, marks included, of a quotation that is no question by itself


@dataclass(frozen=True, slots=True)
class Qualities:
    """How a claim was made."""

    act: str
    mood: str | None
    certainty: str
    hedge: str | None
    negated: bool


def qualities(reading: Reading, draft: Draft) -> Qualities:
    """Act, mood, certainty and negation of a claim, from its cue and its governing clause."""
    clause, verb = _governing(reading, draft)
    inner = _inner(reading, draft, clause, verb)
    mood = _mood(verb)
    act = _act(reading, draft, verb, mood)
    hedge = _hedge(reading, draft, inner)
    question = clause is not None and clause.kind == "subordinate" and not states(clause) and draft.type == "Indirect"
    certainty = "hedged" if hedge else "asserted"
    if act == "leave open" or (act == "question" and question):
        certainty = "open"
    negated = any(w.lower in NEGATIONS or w.lower.startswith("kein") for w in inner)
    return Qualities(act, mood, certainty, hedge, negated)


def _governing(reading: Reading, draft: Draft) -> tuple[Clause, Word] | tuple[None, None]:
    """The clause that governs a content, and its verb."""
    units: Sequence[Unit] = units_of_content(reading, draft)
    if draft.rule == "that":
        units = reading.units[draft.unit - 1 : draft.unit + 1]
    a, b = draft.content[0][0], draft.content[-1][1]
    clauses = [c for unit in units for c in unit.clauses if c.b > a and c.a < b]
    for kinds in GOVERNING:
        for c in clauses:
            verb = _verb(reading, draft, c) if c.kind in kinds else None
            if verb is not None:
                return c, verb
    return None, None


def _verb(reading: Reading, draft: Draft, c: Clause) -> Word | None:
    """The verb of a clause that is part of a content."""
    ws = reading.words
    if c.kind == "quotation":
        return next((w for w in ws[c.a : c.b] if w.form == "finite"), None)
    if c.fin >= 0 and within(draft.content, c.fin):
        return ws[c.fin]
    shared = ws[max(c.a, draft.content[0][0]) : min(c.b, draft.content[-1][1])]
    return next((w for w in shared if w.form in ("zu", "finite")), None) or next(
        (w for w in shared if w.form == "infinitive"), None
    )


def _inner(reading: Reading, draft: Draft, clause: Clause | None, verb: Word | None) -> list[Word]:
    """The words of a content that its governing clause has; of a quotation, up to the end of its first clause."""
    ws = reading.words
    lo, hi = draft.content[0][0], draft.content[-1][1]
    if clause is not None and verb is not None:
        lo, hi = max(clause.a, lo), min(clause.b, hi)
        if clause.kind == "quotation":
            hi = next((i for i in range(verb.i, hi) if ws[i].text in CLAUSE_ENDS), hi)
    return [w for w in ws[lo:hi] if within(draft.content, w.i)]


def _mood(verb: Word | None) -> str | None:
    if verb is None:
        return None
    if verb.tag.endswith("IMP"):
        return "imperative"
    return verb.mood or None if verb.form == "finite" else "infinitive"


def _act(reading: Reading, draft: Draft, verb: Word | None, mood: str | None) -> str:
    """What the speaker does: what the cue says, unless the content is a question or a demand, or is left open."""
    ws = reading.words
    outside = (i for x, y in draft.frame for i in range(x, y) if not within(draft.content, i))
    unsure = draft.verb is not None and draft.verb.base in UNSURE and draft.type != "Direct"
    if unsure and any(ws[i].lower in NEGATIONS for i in outside):
        return "leave open"
    if draft.act != "assert":
        return draft.act
    a, b = draft.content[0][0], draft.content[-1][1]
    closing = [w.text for w in ws[max(a, b - 2) : b] if w.text not in QUOTE_MARKS]
    if draft.type == "Direct" and closing[-1:] == ["?"] and b - a > SHORT:
        return "question"
    obliges = verb is not None and verb.lower in OBLIGING and draft.type != "Direct"
    return "demand" if obliges or mood == "imperative" else draft.act


def _hedge(reading: Reading, draft: Draft, inner: Sequence[Word]) -> str | None:
    """The word that weakens a claim: in its governing clause, else in another main clause of it."""
    if draft.type == "FreeIndirect" and draft.rule != "own":
        marker = next((w.text for w in inner if w.lower in HEARSAY), None)
        if marker:
            return marker
    mains = (
        [w for w in reading.words[c.a : c.b] if within(draft.content, w.i)]
        for unit in units_of_content(reading, draft)
        for c in unit.clauses
        if c.kind == "main"
    )
    hedges = (w.text for clause in (inner, *mains) for w in clause if _hedges(w, clause))
    return next(hedges, None)


def _hedges(w: Word, clause: Sequence[Word]) -> bool:
    row = words("hedges.csv").get(w.lower)
    if row is None:
        return False
    if row["kind"] == "hedge":
        return True
    if w.form != "finite":
        return False
    if w.lower in HEARSAY:
        # Hearsay needs a perfect infinitive or "sein"; a plan ("soll gebaut werden") is no doubt.
        tail = [x.lower for x in clause if x.i > w.i]
        return tail[-1:] == ["sein"] or (
            bool(PERFECT & set(tail[-1:])) and ("worden" in tail or any(x.form == "participle" for x in clause))
        )
    return True
