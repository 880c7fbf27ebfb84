"""Frames that point to what is said, or have no verb: "Das teilte die Polizei mit", "wie das Blatt schrieb"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quellenlage.claims.addressees import addressee
from quellenlage.claims.complements import DIRECT, has_frame_behind
from quellenlage.claims.cues import find_cue, verb_complex
from quellenlage.claims.drafts import Draft, Range
from quellenlage.claims.frames import Frame
from quellenlage.claims.sources import around
from quellenlage.claims.speakers import agent, can_speak, from_paper_verb, paper, speaker, taken_from
from quellenlage.reading.clauses import extent
from quellenlage.reading.noun_phrases import apposition, noun_phrase
from quellenlage.reading.subject import subject
from quellenlage.reading.voices import has_voice
from quellenlage.words.places import country_of_name
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.claims.cues import Cue
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit

ASKS_HOW = grammar("asks_how")
POINTING_BACK = grammar("pointing_back")
ON_IT = grammar("on_it")
FIRST_PERSON = grammar("first_person")
PERSONAL_SPEAKERS = grammar("personal_speakers")
LONGEST_BEFORE = 60  # words of a unit in another paragraph to which a pronoun may point


def these_words(frame: Frame, found: Sequence[Draft]) -> list[Draft] | None:
    """ "„…“: Mit diesen Worten begann der Chef", "„…“: So nennt sie ihr Buch"."""
    reading, unit, clause, k = frame.reading, frame.unit, frame.clause, frame.k
    i = clause.first
    opening = [w.lower for w in reading.words[i : i + 3]]
    so = opening[0] == "so" and clause.separator == ":"
    if not (so or opening == ["mit", "diesen", "worten"]) or clause.kind != "main":
        return None
    before = unit.clauses[k - 1] if k else None
    if k == 0 and unit.number:
        before = next(iter(reading.units[unit.number - 1].clauses[-1:]), None)
    cue = find_cue(reading, i, clause.b, clause.fin, DIRECT)
    if before is None or before.kind != "quotation" or (so and cue is None):
        return None
    who = speaker(reading, unit, i, clause.b, k, cue)
    if who is None:
        return None
    words = cue.words if cue else verb_complex(reading, i, clause.b, clause.fin)
    start = before.b if k else clause.a
    return [
        Draft(
            "these words",
            "Direct",
            unit.number,
            ((before.a, before.b),),
            who,
            words,
            ((start, clause.b),),
            act=cue.act if cue else "assert",
        )
    ]


def like(frame: Frame, found: Sequence[Draft]) -> list[Draft] | None:
    """ "Der Damm, wie die Zeitung berichtet, ist zu alt": the content stands around the clause with wie."""
    reading, unit, clause, cue = frame.reading, frame.unit, frame.clause, frame.cue
    if clause.kind != "subordinate" or clause.opener != "wie" or cue is None or "dass" not in cue.takes:
        return None
    ws = reading.words
    if _is_asked(frame):
        return None  # "Sie verstehe nicht, wie er behaupten könne, sie fehle"
    compared = [w.lower for w in ws[clause.first + 1 : clause.first + 3]]
    if len(compared) == 2 and compared[0] in PERSONAL_SPEAKERS and compared[1] == "es":
        return []  # "wie er es angekündigt hat" compares, and frames nothing
    if cue.act == "demand" and (cue.passive or any(w.lower == "es" for w in ws[clause.first + 1 : clause.first + 3])):
        return []  # "so wie es die Vorschrift verlange", "wie von den Gästen gefordert wurde" compare too
    intro = next(i for i in range(clause.a, clause.b) if ws[i].lower == "wie")
    if cue.passive:
        who = agent(reading, intro, clause.b) or paper(reading, intro, clause.b, cue.base == "heißen")
    else:
        who = subject(reading, intro, clause.b, clause.fin, "subordinate", cue.lexical)
    if from_paper_verb(cue):
        who = taken_from(reading, intro, clause.b)
    a = clause.a - 1 if clause.separator == "," else clause.a
    end = unit.clauses[extent(unit.clauses, frame.k, (), ("relative",))[1]].b
    b = end + (end < unit.stop and ws[end].text == ",")
    draft = around(reading, unit, frame.k, "wie", a, b, tuple(sorted({intro, *cue.words})), who)
    told = addressee(reading, intro + 1, clause.b, cue, who)
    return [replace(draft, addressee=told, verb=cue.verb, act=cue.act)] if draft else []


def _is_asked(frame: Frame) -> bool:
    """Whether the verb before a clause with wie asks or tells how: "Sie verstehe nicht, wie er das sagen könne"."""
    before = frame.unit.clauses[frame.k - 1] if frame.k else None
    if before is None or before.fin < 0 or frame.clause.separator != ",":
        return False
    words = frame.reading.words[before.a : before.b]
    return any(w.lemma in ASKS_HOW for w in words if w.form)


def that(frame: Frame, found: Sequence[Draft]) -> list[Draft] | None:
    """ "Das teilte die Polizei mit": the content is the unit before, and the pronoun."""
    reading, unit, clause, cue = frame.reading, frame.unit, frame.clause, frame.cue
    if frame.first or unit.number == 0 or len(unit.clauses) > 3 or not _points_back(frame):
        return None
    if cue is None or "dass" not in cue.takes or (cue.passive and not _told_by_somebody(frame, cue)):
        return None
    if reading.words[clause.fin].mood == "subjunctive1" and not frame.within:
        return None  # "Das habe der Rat beschlossen" goes on with what somebody says
    before = reading.units[unit.number - 1]
    if before.paragraph != unit.paragraph and before.b - before.a > LONGEST_BEFORE:
        return []
    pronoun = clause.first + 1
    alone = pronoun == clause.fin
    who = speaker(reading, unit, clause.a, clause.b, frame.k, cue)
    if who is None and alone:  # "Das" may look like the subject: "Das berichtet die Zeitung"
        who = subject(reading, clause.fin, clause.b, clause.fin, clause.kind, cue.lexical)
    if who is None:
        return []
    content = ((before.a, before.stop), *([(clause.first, pronoun)] if alone else []))
    start = pronoun if alone else clause.first
    return [
        Draft(
            "that",
            "Indirect",
            unit.number,
            content,
            who,
            cue.words,
            ((start, unit.stop),),
            verb=cue.verb,
            act=cue.act,
        )
    ]


def _told_by_somebody(frame: Frame, cue: Cue) -> bool:
    """Whether the passive of a verb of saying names who said it: "Das wurde von der Polizei bestätigt"."""
    return cue.act in ("assert", "announce") and agent(frame.reading, frame.clause.fin, frame.b) is not None


def _points_back(frame: Frame) -> bool:
    """Whether a frame opens with what points to the unit before: "Das sagte …", "Zu diesem Schluss kam …"."""
    clause = frame.clause
    opening = [w.lower for w in frame.reading.words[clause.first : clause.first + 2]]
    if clause.fin == clause.first + 1 and opening[0] in POINTING_BACK:
        return True
    return opening == ["zu", "diesem"] and frame.complement is None


def heading(reading: Reading, unit: Unit, k: int) -> list[Draft]:
    """A frame without a verb: "Der Trainer nach dem Spiel: „…“"."""
    clause = unit.clauses[k]
    if k == 0 or clause.separator != ":" or any(c.kind != "fragment" for c in unit.clauses[:k]):
        return []
    end = noun_phrase(reading, unit.a, unit.clauses[0].b)
    if end == unit.a or has_frame_behind(reading, unit, k):
        return []
    who: Range | None = (unit.a, _before_brackets(reading, unit.a, apposition(reading, end, clause.a)))
    if country_of_name(reading.text[slice(*reading.span(unit.a, end))]) is not None:
        who = None  # "Schweden: „Wir haben verloren“" tells where it happened
    return [Draft("heading", "Direct", unit.number, ((clause.a, clause.b),), who, frame=((unit.a, clause.a),))]


def without_marks(reading: Reading, unit: Unit) -> Draft | None:
    """Words without marks behind a frame without a verb: "Vera Holm dazu: Ich gehe. Mir reicht es."

    They go on within their paragraph while somebody says I.
    """
    ws, (opening, said) = reading.words, unit.clauses[:2]
    end = noun_phrase(reading, unit.a, opening.b)
    if opening.kind != "fragment" or said.separator != ":" or end == unit.a or said.kind in ("quotation", "fragment"):
        return None
    if end + 1 != opening.b or ws[end].lower not in ON_IT or not can_speak(reading, unit.a, end):
        return None
    last = unit
    for after in reading.units[unit.number + 1 :]:
        told = any(w.lower in FIRST_PERSON for w in reading.words[after.a : after.b])
        if after.paragraph != unit.paragraph or not told:
            break
        last = after
    frame = ((unit.a, said.a),)
    return Draft("heading", "Direct", unit.number, ((said.a, last.b),), (unit.a, end), frame=frame)


def _before_brackets(reading: Reading, a: int, b: int) -> int:
    """Where a name ends before brackets that tell who it is: "Eva Lang (Trainerin der Werft): „…“"."""
    ws = reading.words
    opens = next((i for i in range(a + 1, b) if ws[i].text == "("), b)
    return opens if any(has_voice(w) for w in ws[opens:b]) else b
