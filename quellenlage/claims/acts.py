"""Claims without a frame of saying: acts ("kritisierte die Pläne scharf"), and what hangs on them in Konjunktiv."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quellenlage.claims.addressees import addressee
from quellenlage.claims.complements import content_end, is_content
from quellenlage.claims.cues import PERFECT, Cue, evidential, find_cue, verb_complex
from quellenlage.claims.drafts import Draft, within
from quellenlage.claims.quotations import is_name
from quellenlage.claims.speakers import can_speak, contrasts, is_nobody, speaker
from quellenlage.reading.clauses import ClauseKind, extent
from quellenlage.reading.words import is_time
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.claims.free import Turn
    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit

BESIDE: tuple[ClauseKind, ...] = ("fragment", "relative", "subordinate", "infinitive")
ONE_WORD = 3  # words of a quotation of one, marks included
OBJECT_PREPOSITIONS = grammar("object_prepositions")
NO_ACTS = grammar("no_acts")
NP, ACT = frozenset(("np",)), frozenset(("act",))
CAN = grammar("can")
COMPARED, COMPARING = grammar("compared"), ("ADJ", "ADV")
DENOTING = grammar("denoting")
DENOTING_BY = grammar("denoting_by")
HEARSAY = grammar("hearsay")
PLUPERFECT = grammar("pluperfect")
SALES = grammar("sales")
SALES_BY = grammar("sales_by")
SENTENCING = grammar("sentencing")
CASUALTIES = grammar("casualties")


def acts(reading: Reading, unit: Unit, found: Sequence[Draft]) -> list[Draft]:
    """Clauses with a verb of saying and its object, where no other claim stands."""
    if reading.words[unit.b - 1].text == "?":
        return []
    taken = [r for d in found for r in d.content + d.frame]
    return [
        draft
        for k, clause in enumerate(unit.clauses)
        if clause.kind == "main" and clause.fin >= 0 and not reading.words[clause.fin].subjunctive
        for draft in _act(reading, unit, k, taken)
    ]


def _act(reading: Reading, unit: Unit, k: int, taken: Sequence[tuple[int, int]]) -> list[Draft]:
    clauses, clause = unit.clauses, unit.clauses[k]
    first, last = extent(clauses, k, BESIDE, BESIDE)
    if contrasts(reading, clause) and clause.verb_first:
        first = k  # "…, auf drei, fürchtet aber weitere Tote"
    a, b, tail = clauses[first].a, clauses[last].b, clauses[last]
    if any(x < b and a < y for x, y in taken):
        return []
    end = end_with_fragments(clauses, k, last)
    cue = find_cue(reading, clause.a, end, clause.fin, NP | ACT)
    if cue is None or "np" not in cue.takes:
        cue = evidential(reading, clause)
    if cue is None or cue.verb is None or _tells_otherwise(reading, clause, cue, a):
        return []
    who = speaker(reading, unit, a, clause.b, k, cue)
    if who is None or is_nobody(reading, who):
        return []
    told = addressee(reading, clause.a, end, cue, who)
    result = []
    if last > k and tail.kind in ("relative", "subordinate") and tail.fin > 0 and reading.words[tail.fin].subjunctive:
        # What hangs on it in Konjunktiv is said in other words than the act.
        content, frame = ((tail.a, tail.b),), ((a, tail.a),)
        result.append(
            Draft("attached", "Indirect", unit.number, content, who, cue.words, frame, told, cue.verb, cue.act)
        )
        b = tail.a - 1
    if _is_frame_only(reading, (a, b), who, cue):
        return result
    if b == unit.stop:
        b = unit.b
    if cue.participle and reading.words[clause.fin].lower in PLUPERFECT:
        # What was said before is the background of a report.
        return [Draft("told", "Reported", unit.number, ((a, b),), who, addressee=told, verb=cue.verb, act=cue.act)]
    return [*result, Draft("act", "Reported", unit.number, ((a, b),), who, addressee=told, verb=cue.verb, act=cue.act)]


def end_with_fragments(clauses: Sequence[Clause], k: int, last: int) -> int:
    """Where clause ``k`` ends with the fragments behind it, up to clause ``last``: "schlug Holm, die Lotsin, vor"."""
    end = clauses[k].b
    for c in clauses[k + 1 : last + 1]:
        if c.kind != "fragment":
            break
        end = c.b
    return end


def _is_frame_only(reading: Reading, clause: tuple[int, int], who: tuple[int, int], cue: Cue) -> bool:
    """Whether a clause holds nothing but a speaker and a verb that wants a content: "Zwei Medien berichteten"."""
    if not cue.takes & {"dass", "v2", "direct"} or cue.act not in ("assert", "announce"):
        return False
    rest = (w for w in reading.words[slice(*clause)] if not who[0] <= w.i < who[1] and w.i not in cue.words)
    return not any(w.pos in ("NOUN", "PROPN", "NUM", "PRON") and not is_time(w) for w in rest)


def _tells_otherwise(reading: Reading, clause: Clause, cue: Cue, a: int) -> bool:
    """Whether a clause with such a verb tells no act of its subject in the time of the report."""
    ws = reading.words
    fin = ws[clause.fin]
    if fin.lower in NO_ACTS:
        return True  # "Die Gäste dürfen sich freuen"
    if fin.depth or (fin.lower in HEARSAY and ws[clause.b - 1].lower in PERFECT):
        return True  # who is said to have promised something has not said so here
    if cue.entry == "verurteilen" and any(w.lower in SENTENCING for w in ws[a : clause.b]):
        return True  # "wurde zu einer Geldstrafe verurteilt"
    if tells_no_speech(reading, cue, a, clause.b):
        return True
    if cue.entry == "fordern" and any(w.lower in CASUALTIES for w in ws[a : clause.b]):
        return True  # "Der Sturm forderte zwei Todesopfer"
    quoted = sum(w.depth > 0 for w in ws[clause.a : clause.b])
    if quoted and cue.act != "assert" and _quotes_only_names(reading, clause):
        return False  # "warnt vor dem Mittel „Reduce Weight“"
    single = quoted <= ONE_WORD and cue.act == "accuse"  # "warf ihr „Maßlosigkeit“ vor"
    return "label" in cue.takes and quoted > 0 and not single  # the words in marks are the claim


def tells_no_speech(reading: Reading, cue: Cue, a: int, b: int) -> bool:
    """Whether a verb of saying has another sense between the words ``a`` and ``b`` (exclusive).

    "Das Wort bezeichnet einen Fisch", "bot das Boot zum Verkauf an", "können einen Gewinn erwarten".
    """
    lowers = [w.lower for w in reading.words[a:b]]
    if cue.entry in DENOTING:
        return not DENOTING_BY & set(lowers)
    if cue.entry == "an|bieten":
        return any(x in SALES_BY and y in SALES for x, y in itertools.pairwise(lowers))
    if cue.entry == "als sehen":
        told = itertools.pairwise(reading.words[a:b])  # "sahen mehr als drei Tore", "sieht besser aus als früher"
        return any(y.lower == "als" and x.pos in COMPARING and x.lower.endswith(tuple(COMPARED)) for x, y in told)
    return cue.entry == "erwarten" and reading.words[cue.fin].lower in CAN


def _quotes_only_names(reading: Reading, clause: Clause) -> bool:
    """Whether all that stands in marks in a clause are names behind their nouns."""
    start, end = reading.span(clause.a, clause.b)
    quotes = [q for q in reading.quotes if start <= q.start < end]
    behind_noun = all(reading.words[reading.at(q.start) - 1].pos == "NOUN" for q in quotes)
    return bool(quotes) and behind_noun and all(is_name(reading, q) for q in quotes)


def hanging(reading: Reading, unit: Unit, found: Sequence[Draft]) -> list[Draft]:
    """What hangs in Konjunktiv I on a clause that says nothing is its subject's: "Er schwieg, weil es spät sei"."""
    ws, clauses = reading.words, unit.clauses
    main = next((k for k, c in enumerate(clauses) if c.kind == "main" and c.fin >= 0), None)
    if found or main is None or ws[clauses[main].fin].mood != "indicative" or ws[clauses[main].fin].depth:
        return []
    c = next((c for c in clauses[main + 1 :] if _is_told(reading, c)), None)
    if c is None:
        return []
    governor = clauses[main]
    a = clauses[extent(clauses, main)[0]].a
    who = speaker(reading, unit, a, governor.b, main, None)
    if who is None or not can_speak(reading, *who) or any(w.lower == "ich" for w in ws[c.a : c.b]):
        return []
    cue = verb_complex(reading, governor.a, governor.b, governor.fin) if is_content(c) else ()
    end = clauses[content_end(reading, unit, clauses.index(c))].b if is_content(c) else c.b
    return [Draft("hanging", "Indirect", unit.number, ((c.a, end),), who, cue, ((a, c.a),))]


def _is_told(reading: Reading, c: Clause) -> bool:
    """Whether a clause that hangs on another is in Konjunktiv I, outside quotation marks."""
    verb = reading.words[c.fin]
    return c.kind in ("subordinate", "relative") and c.fin >= 0 and verb.mood == "subjunctive1" and not verb.depth


def announcing(reading: Reading, found: Sequence[Draft], course: Sequence[Turn]) -> list[Draft]:
    """Acts with an object of their own before a colon: "Der Trainer lobte den Torwart: „…“"."""
    result = []
    for draft in found:
        verb = draft.verb
        if draft.rule != "pre" or verb is None or draft.speaker is None or not draft.frame:
            continue
        acts = bool(verb.takes & {"np", "act"}) and (verb.act not in ("assert", "announce") or "act" in verb.takes)
        a, b = draft.frame[0]
        if acts and reading.words[b - 1].text == ":" and _has_object(reading, draft, a, b - 1):
            content = ((a, b - 1),)
            result.append(Draft("announcing", "Reported", draft.unit, content, draft.speaker, verb=verb, act=draft.act))
    return result


def _has_object(reading: Reading, draft: Draft, a: int, b: int) -> bool:
    """Whether a frame has an object beside its speaker, its cue and whom it addresses."""
    ws = reading.words
    other = [r for r in (draft.speaker, draft.addressee) if r is not None]
    for w in ws[a:b]:
        if within(other, w.i) or w.i in draft.cue or is_time(w):
            continue
        if w.tag == "PDS" and w.lower in ("das", "dies"):
            return True
        start = next((i for i in range(w.i - 1, a - 1, -1) if ws[i].pos not in ("DET", "ADJ", "NUM", "PRON")), a)
        governed = ws[start].pos == "ADP" and ws[start].lower not in OBJECT_PREPOSITIONS
        if w.pos in ("NOUN", "PROPN") and not governed:
            return True
    return False


def naming(reading: Reading, found: Sequence[Draft], course: Sequence[Turn]) -> list[Draft]:
    """Clauses in which somebody uses words in marks of something, as a whole: "Der Leiter nannte sie „fahrlässig“"."""
    result = []
    for draft in found:
        if draft.rule != "label" or draft.speaker is None or any(_within_one(draft, other) for other in found):
            continue
        unit = reading.units[draft.unit]
        k = next(k for k, c in enumerate(unit.clauses) if c.a <= draft.content[0][0] < c.b)
        first, last = extent(unit.clauses, k, BESIDE, BESIDE)
        a, b = unit.clauses[first].a, unit.clauses[last].b
        whole = ((a, unit.b if b == unit.stop else b),)
        result.append(replace(draft, rule="naming", type="Reported", content=whole, cue=(), frame=(), origin=None))
    return result


def _within_one(draft: Draft, other: Draft) -> bool:
    """Whether the words of a claim stand within another one."""
    (a, b), *_ = draft.content
    return other is not draft and any(x <= a and b <= y for x, y in other.content)
