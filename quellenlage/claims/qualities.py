"""What is known of a claim beyond who and what: act, mood, certainty and negation."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quellenlage.claims.complements import states
from quellenlage.claims.content_acts import (
    MAY_PLURAL,
    called,
    content_act,
    judgement,
    judges,
    predicates,
    to_come,
    told_act,
)
from quellenlage.claims.cues import find_cue
from quellenlage.claims.drafts import Draft, units_of_content, within
from quellenlage.claims.told_by_others import is_told_by_others
from quellenlage.reading.clauses import clauses_of
from quellenlage.reading.sentences import Unit
from quellenlage.reading.words import BE, END_MARKS, HAVE, MODAL, QUOTE_MARKS, Word
from quellenlage.words.verbs import grammar, words

if TYPE_CHECKING:
    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.reading import Reading

NEGATIONS = grammar("negations")
NEG_RAISING = grammar("neg_raising")
NOT_ONLY = grammar("not_only")
HEARSAY = grammar("hearsay")
UNSURE = grammar("unsure")
SELF, SPEAKERS_OWN = frozenset(("ich", "wir")), grammar("speakers_own")
CAN = grammar("can")
OWN_VERBS = grammar("own_verbs")
DENYING = frozenset(("deny", "question"))
JUDGING = grammar("judging")
HOLDING = grammar("holding")
GOVERNING = (("main",), ("subordinate", "infinitive"), ("quotation", "relative", "fragment"))
SHORT = 4  # words, marks included, of a quotation that is no question by itself
LABEL = 8  # words, marks included, of a quotation that names rather than tells


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
    clauses = _clauses(reading, draft)
    clause, verb = _governing(reading, draft, clauses)
    inner = _inner(reading, draft, clause, verb)
    mood = _mood(verb)
    beside = [_words(reading, draft, c) for c in _beside(clauses, clause)]
    negated = any(_negates(part) for part in (inner, *beside))
    unlike = _frame_negates(reading, draft)
    whole = _to_its_end(reading, draft, clauses, clause, verb, inner)
    act = _act(reading, draft, verb, mood, whole, negated)
    hedge = _hedge(reading, draft, whole, clauses)
    if act == "demand" and hedge is not None and hedge.lower() in MAY_PLURAL:
        hedge = None
    question = clause is not None and clause.kind == "subordinate" and not states(clause) and draft.type == "Indirect"
    certainty = "hedged" if hedge else "asserted"
    if act == "leave open" or (act == "question" and question):
        certainty = "open"
    raised = unlike and draft.verb is not None and draft.verb.base in NEG_RAISING
    return Qualities(act, mood, certainty, hedge, negated != raised)


def _clauses(reading: Reading, draft: Draft) -> list[Clause]:
    """The clauses of a content; those within quotation marks are read as if the marks were not there."""
    units: Sequence[Unit] = units_of_content(reading, draft)
    if draft.rule == "that":
        units = reading.units[draft.unit - 1 : draft.unit + 1]
    found: list[Clause] = []
    for unit in units:
        for c in unit.clauses:
            for a, b in draft.content:
                if c.b > a and c.a < b:
                    found += _within_marks(reading, max(a, c.a), min(b, c.b)) if c.kind == "quotation" else [c]
                    break
    return found


def _within_marks(reading: Reading, a: int, b: int) -> list[Clause]:
    """The clauses of a sentence, or a part of one, within quotation marks."""
    ws = reading.words
    while a < b and ws[a].text in QUOTE_MARKS:
        a += 1
    while b > a and (ws[b - 1].text in QUOTE_MARKS or ws[b - 1].text in END_MARKS):
        b -= 1
    return clauses_of(reading, Unit(0, a, b, b, 0)) if b > a else []


def _governing(reading: Reading, draft: Draft, clauses: Sequence[Clause]) -> tuple[Clause, Word] | tuple[None, None]:
    """The clause that governs a content, and its verb."""
    for kinds in GOVERNING:
        for c in clauses:
            verb = _verb(reading, draft, c) if c.kind in kinds else None
            if verb is not None:
                return c, verb
    return None, None


def _verb(reading: Reading, draft: Draft, c: Clause) -> Word | None:
    """The verb of a clause that is part of a content."""
    if c.fin >= 0 and within(draft.content, c.fin):
        return reading.words[c.fin]
    shared = _words(reading, draft, c)
    return next((w for w in shared if w.form in ("zu", "finite")), None) or next(
        (w for w in shared if w.form == "infinitive"), None
    )


def _words(reading: Reading, draft: Draft, c: Clause) -> list[Word]:
    """The words of a content that a clause has."""
    own = {i for a, b in draft.content for i in range(max(a, c.a), min(b, c.b))}
    return [reading.words[i] for i in sorted(own)]


def _inner(reading: Reading, draft: Draft, clause: Clause | None, verb: Word | None) -> list[Word]:
    """The words of a content that its governing clause has; all of them where it has none."""
    if clause is not None and verb is not None:
        return _words(reading, draft, clause)
    return [w for a, b in draft.content for w in reading.words[a:b]]


def _beside(clauses: Sequence[Clause], clause: Clause | None) -> list[Clause]:
    """The clauses that are coordinated with the governing one: "Sie gingen zu weit und seien nicht umsetzbar"."""
    if clause is None or clause.kind != "main" or clause not in clauses:
        return []
    behind = clauses[clauses.index(clause) + 1 :]
    return [c for c in behind if c.kind == "main" and (c.conj or c.separator == "conj") and c.verb_first]


def _to_its_end(
    reading: Reading,
    draft: Draft,
    clauses: Sequence[Clause],
    clause: Clause | None,
    verb: Word | None,
    inner: list[Word],
) -> list[Word]:
    """The words of a modal verb's clause with those behind its commas: "solle, in Kiel, gesehen worden sein".

    Where they end in no infinitive yet, also those behind "und": "soll zwischen zwei und drei Euro erhalten haben".
    """
    if clause is None or verb is None or verb.lower not in MODAL or clause not in clauses:
        return inner
    behind = itertools.takewhile(lambda c: c.kind == "fragment", clauses[clauses.index(clause) + 1 :])
    marks = (",",) if inner and inner[-1].form in ("infinitive", "zu") else (",", "conj")
    return [*inner, *(w for c in behind if c.separator in marks for w in _words(reading, draft, c))]


def _negates(clause: Sequence[Word]) -> bool:
    """Whether a clause is negated, otherwise than by "nicht nur … sondern auch"."""
    for k, w in enumerate(clause):
        if w.lower in NEGATIONS or w.lower.startswith("kein"):
            behind = clause[k + 1].lower if k + 1 < len(clause) else ""
            if behind not in NOT_ONLY:
                return True
    return False


def _frame_negates(reading: Reading, draft: Draft) -> bool:
    """Whether the clause of the frame is negated: "Dass er geht, glaubt sie nicht"."""
    ws = reading.words
    clause = next((c for c in reading.units[draft.unit].clauses if draft.cue and c.a <= draft.cue[0] < c.b), None)
    return clause is not None and _negates([w for w in ws[clause.a : clause.b] if not within(draft.content, w.i)])


def _mood(verb: Word | None) -> str | None:
    if verb is None:
        return None
    if verb.tag.endswith("IMP"):
        return "imperative"
    return verb.mood or None if verb.form == "finite" else "infinitive"


def _act(
    reading: Reading, draft: Draft, verb: Word | None, mood: str | None, inner: Sequence[Word], negated: bool
) -> str:
    """What the speaker does: what the cue says, unless the content is a question or a demand, or is left open."""
    ws = reading.words
    unlike = _frame_negates(reading, draft)
    if unlike and draft.verb is not None and draft.verb.base in UNSURE and draft.type != "Direct":
        return "leave open"
    if unlike and draft.act in DENYING:
        return "assert"
    a, b = draft.content[0][0], draft.content[-1][1]
    closing = [w.text for w in ws[max(a, b - 2) : b] if w.text not in QUOTE_MARKS]
    direct = draft.type == "Direct"
    asks = closing[-1:] == ["?"]
    if direct and asks and b - a > SHORT and draft.act in ("assert", "question"):
        return "question"
    acts = draft.rule in ("act", "told", "announcing", "naming")
    if (
        draft.act == "promise"
        and not acts
        and draft.verb is not None
        and "v2" in draft.verb.takes
        and _is_over(inner, verb)
    ):
        return "assert"
    if draft.act not in ("assert", "question", "announce") or (draft.act == "question" and (asks or not direct)):
        return draft.act
    if mood == "imperative":
        return "demand"
    found = None if acts else (content_act(inner, verb, direct, negated) or _own_act(reading, draft, inner, verb))
    if draft.act == "announce" and not acts and draft.verb is not None and draft.verb.takes & {"dass", "v2"}:
        return _announced(inner, verb, found)
    entry = draft.verb.entry.replace(" ", "_") if draft.verb is not None else ""
    names = entry in JUDGING
    if entry in HOLDING and (found in ("announce", "plan") or to_come(inner)):
        return "expect"
    if found is None and draft.act != "announce":
        found = None if acts and not names else told_act(inner, negated)
    if found is None and names:
        found = judgement(called(inner, verb, "für" if entry.endswith("halten") else "als"))
    elif found is None and direct and (b - a <= LABEL or judges(inner, verb)):
        found = judgement(inner)
    elif found is None and judges(inner, verb) and not (acts or negated):
        found = judgement(predicates(inner))
    return found or ("assert" if draft.act == "question" else draft.act)


def _own_act(reading: Reading, draft: Draft, inner: Sequence[Word], verb: Word | None) -> str | None:
    """The act of a verb of thinking of which the speaker is the subject again: "Er sagte, er erwarte keine Krise"."""
    if verb is None or verb.form != "finite" or verb.past or not inner:
        return None
    ws, own = reading.words, SELF if draft.type == "Direct" else SPEAKERS_OWN
    beside = (verb.i - 1, verb.i + 1)
    if not any(0 <= i < len(ws) and within(draft.content, i) and ws[i].lower in own for i in beside):
        return None
    cue = find_cue(reading, inner[0].i, inner[-1].i + 1, verb.i)
    return cue.act if cue is not None and cue.entry in OWN_VERBS and cue.lexical == verb.i else None


def _announced(inner: Sequence[Word], verb: Word | None, found: str | None) -> str:
    """What a verb of announcing does with a content: what is over, or is so already, is only told."""
    state = verb is not None and verb.lower in BE | HAVE | CAN
    return "assert" if found is None and (state or _is_over(inner, verb)) else "announce"


def _is_over(inner: Sequence[Word], verb: Word | None) -> bool:
    """Whether a clause is in the past or the perfect."""
    if verb is None or verb.form != "finite":
        return False
    return verb.past or (verb.lower in HAVE | BE and any(w.form == "participle" for w in inner))


def _hedge(reading: Reading, draft: Draft, inner: Sequence[Word], clauses: Sequence[Clause]) -> str | None:
    """The word that weakens a claim: in its governing clause, else in another main clause of it."""
    if draft.type == "FreeIndirect" and draft.rule != "own":
        marker = next((w.text for w in inner if w.lower in HEARSAY), None)
        if marker:
            return marker
    mains = (_words(reading, draft, c) for c in clauses if c.kind == "main")
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
    return w.lower not in HEARSAY or is_told_by_others(clause, w)  # a plan ("soll gebaut werden") is no doubt
