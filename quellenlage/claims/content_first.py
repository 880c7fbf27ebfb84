"""Claims whose content goes before their frame, or around it: "„…“, sagte sie", "Im Mai, schätzt das Amt, ist …"."""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.claims.addressees import addressee
from quellenlage.claims.complements import asks, cue_by_subjunctive, has_other_object, is_resumed
from quellenlage.claims.cues import Cue, find_cue
from quellenlage.claims.drafts import Draft, Range, trimmed
from quellenlage.claims.frame_first import frame_first
from quellenlage.claims.frames import Frame, frame_at, is_supposed
from quellenlage.claims.speakers import is_nobody, medium_cites, speaker
from quellenlage.claims.speech_nouns import noun_cue, noun_owner
from quellenlage.words.verbs import grammar

CONSEQUENCES = grammar("consequences")
CONTRAST = grammar("contrast")


def content_first(frame: Frame, found: Sequence[Draft]) -> list[Draft] | None:
    """The claim of a frame that stands behind its content: "Das Wasser steige, sagte der Wirt"."""
    if not frame.behind or _announces(frame):
        return None
    reading, unit, clause = frame.reading, frame.unit, frame.clause
    cue = frame.cue or cue_by_subjunctive(reading, unit, frame.k, frame.b)
    if cue is not None and _is_second_verb(frame):
        return None
    if (charge := _charge_answered(frame)) is not None:
        return [charge, *(frame_first(frame, found) or [])]
    if cue is None or not _takes_what_stands_before(frame, cue) or _only_supposed(frame):
        return []
    ws, before = reading.words, unit.clauses[frame.k - 1]
    a = clause.a - 1 if ws[clause.a - 1].text in (",", "–") else clause.a
    end, rest = _goes_on(frame)
    start = before.a if before.kind == "quotation" and before.separator == ":" else unit.a
    pieces = ((start, a), *rest)
    around = [c for c in unit.clauses if any(x <= c.a < y for x, y in pieces)]
    words = tuple(sorted({clause.first, *cue.words})) if frame.so and ws[clause.first].lower == "so" else cue.words
    who = speaker(reading, unit, clause.a, frame.b, frame.k, cue)
    if who is not None and cue.base == "zitieren" and not cue.passive:
        who = medium_cites(reading, who, clause.fin, frame.b, behind=True) or who
    if who is None and ws[clause.fin].mood == "subjunctive1" and not frame.within:
        return []  # "Dass er das Gold habe, sei nicht bewiesen" goes on with an earlier speech
    if who is not None and ws[clause.fin].depth and is_nobody(reading, who):
        return []  # "„Je eher wir gehen, denke ich, desto besser“" is of who is quoted
    told = addressee(reading, clause.a, frame.b, cue, who)
    behind = frame.complement
    quoted: list[Draft] = []
    if behind is not None and behind.kind == "quotation" and behind.separator == ":":
        content, around_it = ((behind.a, behind.b),), ((clause.a, behind.a),)
        quoted.append(Draft("pre", "Direct", unit.number, content, who, cue.words, around_it, told, cue.verb, cue.act))
    return [
        *quoted,
        Draft(
            "post",
            "Direct" if all(c.kind == "quotation" for c in around) else "Indirect",
            unit.number,
            trimmed(ws, pieces),
            who,
            words,
            ((a, end),),
            told,
            cue.verb,
            cue.act,
        ),
    ]


def _charge_answered(frame: Frame) -> Draft | None:
    """The words of others that a frame answers: "Auf den Vorwurf der CDU, es sei zu teuer, entgegnete der Chef, …"."""
    reading, clauses = frame.reading, frame.unit.clauses
    if frame.k != 2 or clauses[0].fin >= 0 or clauses[1].kind != "main" or clauses[1].separator != ",":
        return None
    noun = noun_cue(reading, clauses[0].a, clauses[0].b)
    owner = noun_owner(reading, noun, clauses[0].b)
    if owner is None or not reading.words[clauses[1].fin].subjunctive:
        return None
    content = trimmed(reading.words, ((clauses[1].a, frame.clause.a),))
    return Draft("pre", "Indirect", frame.unit.number, content, owner, noun, ((clauses[0].a, clauses[1].a),))


def _announces(frame: Frame) -> bool:
    """Whether a frame introduces the quotation behind it, whatever opens it: "Auf die Frage, ob …, sagte er: „"."""
    behind, clauses = frame.complement, frame.unit.clauses
    quotes = behind is not None and behind.kind == "quotation" and behind.separator == ":"
    return quotes and all(c.kind in ("fragment", "subordinate", "relative") for c in clauses[: frame.k])


def _is_second_verb(frame: Frame) -> bool:
    """Whether a frame has the subject of the clause before it: "Sie bejahte das, teilte jedoch mit, es sei vorbei"."""
    ws, unit, clause = frame.reading.words, frame.unit, frame.clause
    before, behind = unit.clauses[frame.k - 1], clause.fin + 1
    contrasts = clause.verb_first and clause.separator == "," and behind < frame.b and ws[behind].lower in CONTRAST
    told = before.kind == "main" and ws[before.fin].mood == "indicative"
    return frame.complement is not None and contrasts and told


def _only_supposed(frame: Frame) -> bool:
    """Whether what stands before a frame is what somebody only might say: "Wenn Abel sagt, er gehe, lachen alle"."""
    reading, unit = frame.reading, frame.unit
    if frame.k < 2 or (unit.clauses[0].fin < 0 and unit.clauses[0].kind != "subordinate"):
        return False
    told = unit.clauses[1]
    consequence = reading.words[told.first].lower in CONSEQUENCES  # "Sollte es regnen, so gehe er"
    said = told.kind == "main" and not (told.verb_first or consequence) and reading.words[told.fin].subjunctive
    first = frame_at(reading, unit, 0)
    reports = unit.clauses[0].fin < 0 or first.cue is not None
    return said and reports and is_supposed(first)


def _takes_what_stands_before(frame: Frame, cue: Cue) -> bool:
    """Whether what stands before a frame can be its content."""
    ws, unit, clause = frame.reading.words, frame.unit, frame.clause
    before = unit.clauses[frame.k - 1]
    takes = cue.takes
    behind_main = before.kind == "infinitive" and any(c.kind == "main" for c in unit.clauses[: frame.k - 1])
    if before.kind in ("quotation", "main") or behind_main:
        if not takes & {"direct", "v2"}:
            return False
    elif before.kind == "infinitive":
        return "zu" in takes
    elif before.kind == "subordinate":
        return ("wh" if asks(before) else "dass") in takes
    if frame.so and cue.base == "nennen":
        return False  # "Seit Montag halten „Rot-Hemden“, so werden sie genannt, den Platz"
    if before.kind != "main" or frame.so:
        return frame.so or not _shares_subject(frame)
    indicative = ws[before.fin].mood == "indicative"
    if (before.verb_first and indicative) or has_other_object(frame.reading, cue, frame.b):
        return False
    behind = ws[clause.fin + 1].lower if clause.fin + 1 < frame.b else ""
    if behind in CONTRAST and _goes_on_behind(frame):
        return False  # "Er sagte, der Damm halte, forderte aber mehr Geld"
    return not (behind in CONTRAST and indicative)  # one subject, two verbs: "begrüßten den Plan, fordern aber …"


def _goes_on_behind(frame: Frame) -> bool:
    """Whether what stands before a frame has been introduced by another clause before it, whose subject says both."""
    unit, ws = frame.unit, frame.reading.words
    before = unit.clauses[frame.k - 2] if frame.k > 1 else None
    told = before is not None and before.kind == "main" and before.fin >= 0 and not before.verb_first
    return told and before is not None and ws[before.fin].mood == "indicative" and not ws[before.fin].depth


def _shares_subject(frame: Frame) -> bool:
    """Whether a verb goes on behind a clause that another interrupts.

    "Sie beziffert die Toten, die man fand, auf drei, befürchtet aber mehr."
    """
    ws, clause = frame.reading.words, frame.clause
    mains = [c for c in frame.unit.clauses[: frame.k] if c.kind == "main" and c.fin >= 0]
    told = bool(mains) and ws[mains[-1].fin].mood == "indicative" and not mains[-1].verb_first
    behind = ws[clause.fin + 1].lower if clause.fin + 1 < frame.b else ""
    return told and clause.verb_first and clause.separator == "," and behind in CONTRAST


def _goes_on(frame: Frame) -> tuple[int, tuple[Range, ...]]:
    """Where a frame behind its content ends, and the content that goes on behind it."""
    reading, unit, clauses = frame.reading, frame.unit, frame.unit.clauses
    behind = frame.complement
    if behind is None:
        return frame.b, ()
    quoted = clauses[frame.k - 1].kind == "quotation" and behind.separator == "conj"
    if quoted and frame.last + 2 < len(clauses) and clauses[frame.last + 2].kind == "quotation":
        behind = clauses[frame.last + 2]  # "„…“, sagt sie und zeigt auf das Haus, „…“"
    if behind.kind == "quotation" and behind.separator == ":":
        return behind.a, ()
    rest = ((behind.a, unit.stop),)
    resumed = is_resumed(reading, clauses[frame.k - 1], behind)
    if (
        behind.kind == "quotation"
        or resumed
        or (behind.separator in (",", "quote", "–") and behind.kind in ("main", "subordinate", "infinitive"))
    ):
        if behind.conj and behind.fin >= 0 and find_cue(reading, behind.a, behind.b, behind.fin):
            return behind.a - (behind.separator == ","), ()
        return behind.a, rest
    if behind.separator == ";" and behind.fin >= 0 and reading.words[behind.fin].subjunctive:
        return frame.b, rest
    return (behind.a if behind.separator == "conj" else frame.b), ()
