"""Units that carry on a speech after its frame is gone: in Konjunktiv, or with sollen and wollen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quellenlage.claims.cues import find_cue
from quellenlage.claims.drafts import Draft, Range, by_unit, within
from quellenlage.claims.frames import frame_at, is_supposed
from quellenlage.claims.speakers import acting, can_speak
from quellenlage.claims.speakers import speaker as find_speaker
from quellenlage.claims.speech_nouns import CHARGES, defends, is_pointer, leaves_open
from quellenlage.claims.told_by_others import is_perfect, tail_of
from quellenlage.reading.words import MODAL
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit

REACH, HEARD = 1, 2  # units that sollen may stand after the last claim: as a plan, as hearsay
HEARSAY = grammar("hearsay")
DUTY = grammar("duty")
ONCE_PLANNED = grammar("once_planned")
PLAIN_KONJUNKTIV_2 = grammar("plain_konjunktiv_2")
VIEWS = frozenset(entry.replace("_", " ") for entry in grammar("views"))
LONG_AGO = -99
TELLING_NOTHING = ("demand", "praise", "promise", "question")  # acts behind which "soll" is what others say


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks as a unit begins, in which framed claim, and what the unit carries on of it."""

    speaker: Range | None
    origin: Draft | None
    draft: Draft | None


def free(reading: Reading, found: Sequence[Draft], course: Sequence[Turn]) -> list[Draft]:
    """The units that carry on a speech, each with the speaker of the claim before it."""
    return [turn.draft for turn in course if turn.draft is not None]


def turns(reading: Reading, found: Sequence[Draft]) -> list[Turn]:
    """The turn of every unit, by the claims that the rules for units have found."""
    drafts = by_unit(found)
    result: list[Turn] = []
    speaker: Range | None = None
    origin: Draft | None = None
    last: Draft | None = None
    spoke = LONG_AGO
    for n, unit in enumerate(reading.units):
        draft = None
        begins = speaker, origin
        if n in drafts:
            outer = _outermost(reading, drafts[n])
            if outer is None and (framed := next((d for d in drafts[n] if d.cue and d.kind == "quoted"), None)):
                speaker, origin = None, framed  # "Es wurde betont, das sei gut. Es sei …": nobody tells by whom
            if outer is not None and outer.speaker is not None:
                related = reading.words[outer.speaker[0]].relative  # means what stands before it in its own unit
                if speaker is None or related or not is_pointer(reading, outer.speaker):
                    speaker = outer.speaker
                origin = outer if outer.cue else None
            spoke = n
        else:
            kind = _kind(reading, unit, last, origin is not None and spoke == n - 1)
            draft = _carried_on(reading, unit, kind, begins, last, n - spoke) if kind else None
            if draft is not None and not draft.continues:
                spoke = n
            named = None if kind else acting(reading, unit)
            if named is not None:
                speaker, origin = named, None
        last = draft
        result.append(Turn(*begins, draft))
    return result


def _carried_on(
    reading: Reading,
    unit: Unit,
    kind: str,
    begins: tuple[Range | None, Draft | None],
    last: Draft | None,
    distance: int,
) -> Draft | None:
    """What a unit without a claim of its own carries on, ``distance`` units after the last claim."""
    speaker, origin = begins
    content = ((unit.a, unit.b),)
    if kind == "IndirectFreeIndirect" and (speaker is None or distance > REACH):
        speaker = _charge(reading, unit) or _of_view(reading, unit) or speaker
    if last is not None and last.type == kind:
        return Draft("free", kind, unit.number, content, last.speaker or speaker, origin=last.origin, continues=True)
    heard = _is_hearsay(reading, unit)
    if kind == "FreeIndirect" and _is_scheduled(reading, unit):
        return None  # a plan that the article tells: "Die Gespräche sollen am 3. Mai fortgesetzt werden"
    if kind == "FreeIndirect" and (speaker is None or distance > (HEARD if heard else REACH)):
        return None
    if heard and kind == "FreeIndirect" and (origin is None or origin.act in TELLING_NOTHING):
        return None  # who only acts or demands before it need not have said it
    return Draft("free", kind, unit.number, content, speaker, origin=origin)


def _of_view(reading: Reading, unit: Unit) -> Range | None:
    """Who holds the view that a unit in Konjunktiv I tells of, where nobody says so: "Das Amt halte ihn für echt"."""
    k = next((k for k, c in enumerate(unit.clauses) if c.kind == "main" and c.fin >= 0), None)
    if k is None or reading.words[unit.clauses[k].fin].mood != "subjunctive1":
        return None
    clause = unit.clauses[k]
    cue = find_cue(reading, clause.a, clause.b, clause.fin)
    if cue is None or cue.passive or cue.lexical != clause.fin or cue.entry not in VIEWS:
        return None
    who = find_speaker(reading, unit, clause.a, clause.b, k, cue)
    return who if who is not None and can_speak(reading, *who) and not is_pointer(reading, who) else None


def _charge(reading: Reading, unit: Unit) -> Range | None:
    """The charge that a unit tells and somebody answers in the one before: "… gegen den Vorwurf. Er habe gelogen"."""
    ws, before = reading.words, reading.units[unit.number - 1] if unit.number else None
    if before is None or before.paragraph != unit.paragraph or not defends(reading, before.a, before.b):
        return None
    if ws[unit.a].tag != "PPER" or ws[unit.a + 1].mood != "subjunctive1":
        return None
    return next(((w.i, w.i + 1) for w in ws[before.a : before.b] if w.lower in CHARGES), None)


def _kind(reading: Reading, unit: Unit, last: Draft | None, told: bool) -> str | None:
    """IndirectFreeIndirect, FreeIndirect or None for a unit without a frame of its own.

    ``last`` is what the unit before it carried on; ``told``: that has a frame. Either makes Konjunktiv II enough.
    """
    ws = reading.words
    mains = [c for c in unit.clauses if c.kind == "main" and c.fin >= 0 and not ws[c.fin].depth]
    if not mains:
        return None
    speaks_on = last is not None and last.type == "IndirectFreeIndirect"
    first, verb = mains[0], ws[mains[0].fin]
    if any(ws[c.fin].mood == "subjunctive1" and not _supposed(reading, unit, c) for c in mains):
        return "IndirectFreeIndirect"
    if verb.lower == "hätten" and ws[first.b - 1].form == "participle":
        return "IndirectFreeIndirect"  # Konjunktiv I in the plural; "hätten warnen können" tells what was not
    if verb.mood == "subjunctive2" and (
        speaks_on or (told and (verb.lower in PLAIN_KONJUNKTIV_2 or verb.lower not in MODAL))
    ):
        return "IndirectFreeIndirect"
    if any(ws[c.fin].lower in HEARSAY for c in mains):
        return "FreeIndirect"
    if verb.lower in DUTY and _is_past_plan(reading, unit, first):
        return None
    behind = told and not first.verb_first and reading.units[unit.number - 1].paragraph == unit.paragraph
    return "IndirectFreeIndirect" if (speaks_on or behind) and verb.lower in DUTY else None


def _is_past_plan(reading: Reading, unit: Unit, first: Clause) -> bool:
    """Whether sollte tells what once was to be: "Ursprünglich sollte sie bleiben", "Als er gehen sollte, …"."""
    ws = reading.words
    if ws[unit.a].tag == "KOUS" and first.fin == first.b - 1:
        return True
    return any(w.lower in ONCE_PLANNED for w in ws[first.a : first.b])


def _supposed(reading: Reading, unit: Unit, clause: Clause) -> bool:
    """Whether a clause is what somebody only might say: "Wenn sie sagt, sie gehe", "Sagte sie, sie gehe?"."""
    k = unit.clauses.index(clause)
    if k == 0 or clause.verb_first or (unit.clauses[k - 1].fin < 0 and unit.clauses[k - 1].kind != "subordinate"):
        return False
    return is_supposed(frame_at(reading, unit, k - 1))


def _is_hearsay(reading: Reading, unit: Unit) -> bool:
    """Whether sollen passes on what is past: "soll gesehen worden sein"."""
    ws = reading.words
    soll = [c for c in unit.clauses if c.fin >= 0 and ws[c.fin].lower in HEARSAY]
    return any(is_perfect(tail_of(ws[c.a : c.b], ws[c.fin])) for c in soll)


def _is_scheduled(reading: Reading, unit: Unit) -> bool:
    """Whether sollen tells what is to be done, by nobody whom the sentence names: "soll wiederholt werden".

    Not where a pronominal adverb ties the unit to what was said: "Damit soll der Deich erneuert werden".
    """
    ws = reading.words
    return ws[unit.a].tag != "PAV" and any(
        c.fin >= 0 and ws[c.fin].lower in HEARSAY and ws[c.b - 1].lower == "werden" and ws[c.b - 2].form == "participle"
        for c in unit.clauses
    )


def _outermost(reading: Reading, drafts: Sequence[Draft]) -> Draft | None:
    """The claim of a unit in whose content no other of them has its frame; the last of several."""
    named = [d for d in drafts if d.speaker]
    named = [d for d in named if d.speaker and not leaves_open(reading, d.speaker)] or named
    # "„…“, sagte Abel laut dem Blatt": the paper only hands it on
    hops = [
        e
        for e in named
        if e.rule == "preposition" and any(d.rule == "post" and within(d.frame, e.cue[0]) for d in named)
    ]
    named = [d for d in named if d not in hops] or named
    outer = [
        d for d in named if not d.cue or not any(within(e.content, d.cue[0]) for e in named if e is not d and e.cue)
    ]
    return outer[-1] if outer else (named[-1] if named else None)
