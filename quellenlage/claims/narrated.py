"""Claims that quotation corpora do not mark: plans, acts, tellings within tellings, the outlet's own statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quellenlage.claims.acts import ACT, NP, end_with_fragments, tells_no_speech
from quellenlage.claims.addressees import addressee
from quellenlage.claims.complements import is_content, states
from quellenlage.claims.cues import PERFECT, find_cue
from quellenlage.claims.drafts import Draft, Range, by_unit, units_of_content
from quellenlage.claims.introduced import introduced
from quellenlage.claims.qualities import qualities
from quellenlage.claims.sources import sources
from quellenlage.claims.speakers import can_speak, is_nobody, speaker
from quellenlage.reading.clauses import ClauseKind, extent
from quellenlage.reading.words import MODAL
from quellenlage.words.nouns import human
from quellenlage.words.verbs import grammar, verbs

if TYPE_CHECKING:
    from quellenlage.claims.free import Turn
    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit

HEARSAY = grammar("hearsay")
PLANS = grammar("plans")
SURMISE = grammar("surmise")
NO_TELLING = grammar("conditions") | grammar("reasons")
REFLEXIVE_VERBS = frozenset(verb.entry for verb in verbs() if verb.entry.startswith("sich "))
WORDED = frozenset(("direct", "zu"))
BEHIND: tuple[ClauseKind, ...] = ("fragment", "relative", "subordinate", "infinitive")
SHORTEST = 3  # words of a statement of the outlet's own


def nested(reading: Reading, found: Sequence[Draft], course: Sequence[Turn]) -> list[Draft]:
    """What somebody is told to have said by another: "Sie habe ihm zugesagt, nichts zu ändern", within a speech."""
    result = []
    for unit in reading.units:
        told = [c for c in unit.clauses if c.kind == "main" and reading.words[c.fin].mood == "subjunctive1"]
        if not told:
            continue
        for draft in introduced(reading, unit, sources(reading, unit, ()), within=True):
            if draft.rule != "pre" or draft.type != "Indirect" or draft.verb is None or draft.speaker is None:
                continue
            a, b = draft.frame[0]
            verb = next((reading.words[c.fin] for c in told if a <= c.fin < b), None)
            if verb is None or verb.lower in MODAL or not draft.verb.takes & WORDED:
                continue  # "Er müsse erklären, warum", "Sie habe gezeigt, dass"
            if not is_nobody(reading, draft.speaker):
                result.append(replace(draft, rule="nested"))
    return result


def narrated(reading: Reading, found: Sequence[Draft], course: Sequence[Turn]) -> list[Draft]:
    """Plans with wollen and acts with an object, in clauses that no other claim has."""
    taken = _taken(reading, found)
    result = []
    for unit in reading.units:
        if reading.words[unit.b - 1].text == "?":
            continue
        for k, clause in enumerate(unit.clauses):
            verb = reading.words[clause.fin]
            told = not verb.subjunctive or verb.lower in PLANS  # möchte
            if clause.fin < 0 or not told or verb.depth:
                continue
            before = taken.get(unit.number, ())
            draft = _narrated(reading, unit, k, before) if clause.kind == "main" else _beside(reading, unit, k, before)
            if draft is not None:
                result.append(draft)
    return result


def _taken(reading: Reading, found: Sequence[Draft]) -> dict[int, list[Range]]:
    """What other claims have of each unit, contents and frames."""
    taken: dict[int, list[Range]] = {}
    for draft in found:
        for a, b in draft.content + draft.frame:
            first = draft.unit - (a < reading.units[draft.unit].a)  # "Dies teilte sie mit" has the unit before
            for unit in reading.units[first:]:
                if unit.a >= b:
                    break
                taken.setdefault(unit.number, []).append((a, b))
    return taken


def _narrated(reading: Reading, unit: Unit, k: int, taken: Sequence[Range]) -> Draft | None:
    clauses, clause = unit.clauses, unit.clauses[k]
    first, last = extent(clauses, k, after=BEHIND)
    a, b = clauses[first].a, clauses[last].b
    if any(x < b and a < y for x, y in taken):
        return None
    end = end_with_fragments(clauses, k, last)
    rest = [i for c in clauses[k : last + 1] if c is clause or c.kind == "fragment" for i in range(c.a, c.b)]
    plans = _plans(reading, clause.fin, rest, last > k and states(clauses[k + 1]))
    act = plans or _act(reading, clause, end)
    who = speaker(reading, unit, a, clause.b, k, None) if act else None
    if act is None or who is None or is_nobody(reading, who) or not (plans == "plan" or _is_somebody(reading, *who)):
        return None
    content = ((a, unit.b if b == unit.stop else b),)
    cue = None if plans else find_cue(reading, clause.a, end, clause.fin, ACT)
    told = addressee(reading, clause.a, end, cue, who)
    draft = Draft("plan" if plans else "told", "Reported", unit.number, content, who, addressee=told, act=act)
    # A plan that the outlet only infers is its own word.
    return None if plans and qualities(reading, draft).hedge else draft


def _beside(reading: Reading, unit: Unit, k: int, taken: Sequence[Range]) -> Draft | None:
    """The act that a relative or adverbial clause tells of its own subject: "Nachdem Ämter vor dem Gift warnten, …"."""
    clause = unit.clauses[k]
    if clause.kind not in ("relative", "subordinate") or is_content(clause) or clause.opener in NO_TELLING:
        return None
    _, last = extent(unit.clauses, k, after=("fragment", "relative"))
    a, b = clause.a, unit.clauses[last].b
    if reading.words[clause.fin].lower in MODAL or any(x < b and a < y for x, y in taken):
        return None
    cue = find_cue(reading, clause.a, clause.b, clause.fin, NP | ACT)
    if cue is None or cue.passive or not cue.takes & (NP | ACT) or cue.act in ("assert", "plan", "announce"):
        return None
    who = speaker(reading, unit, clause.a, clause.b, k, cue)
    inside = who is not None and clause.first < who[0] and who[1] <= clause.b
    if who is None or not inside or is_nobody(reading, who) or not _is_somebody(reading, *who):
        return None
    told = addressee(reading, clause.a, clause.b, cue, who)
    return Draft("told", "Reported", unit.number, ((a, b),), who, addressee=told, verb=cue.verb, act=cue.act)


def _plans(reading: Reading, fin: int, rest: Sequence[int], that: bool) -> str | None:
    """What a clause with a verb of wanting tells: a plan ("will die Zahlen prüfen") or a demand ("will neue Zahlen").

    ``rest`` are its words, with those of the fragments behind it; ``that``: a clause with dass hangs on it.
    """
    words = [reading.words[i] for i in rest if i > fin]
    if reading.words[fin].lower not in PLANS or not (words or that):
        return None
    if any(w.form == "infinitive" for w in words):
        seen = len(words) > 1 and words[-1].lower in PERFECT and words[-2].form == "participle"  # will … gesehen haben
        return None if seen else "plan"
    wish = that or any(w.pos in ("NOUN", "PROPN") for w in words)
    return "demand" if wish else None


def _is_somebody(reading: Reading, a: int, b: int) -> bool:
    """Whether a noun phrase names somebody: by its noun or its ending, or with a person: "Funktionär Karl Abel"."""
    if can_speak(reading, a, b):
        return True
    named = any(a < y and x < b for x, y in reading.people)
    head = next((w for w in reading.words[a:b] if w.pos == "NOUN"), None)
    return named or (head is not None and human(head.text))


def _act(reading: Reading, clause: Clause, end: int) -> str | None:
    """The act that a clause, up to word ``end``, tells with its object, None for one that tells none."""
    cue = find_cue(reading, clause.a, end, clause.fin, ACT)
    if cue is None or cue.passive or "act" not in cue.takes:
        return None
    if tells_no_speech(reading, cue, clause.a, end):
        return None
    words = reading.words
    if words[clause.fin].lower in HEARSAY and words[clause.b - 1].lower in PERFECT:
        return None  # "Die Männer sollen geplant haben, …" is what others say of them
    reflexive = any(w.tag == "PRF" for w in reading.words[clause.a : end]) and f"sich {cue.entry}" in REFLEXIVE_VERBS
    return None if reflexive else cue.act  # "meldete sich" is not "meldete zwei Verletzte"


def own(reading: Reading, found: Sequence[Draft], course: Sequence[Turn]) -> list[Draft]:
    """The outlet's own hedged statements: "offenbar", "wohl" or "soll" where nobody else answers for it."""
    ws = reading.words
    taken = {unit.number for draft in found for unit in units_of_content(reading, draft)}
    # "Das geht aus einem Brief hervor": the content is the unit before
    taken |= {draft.unit - 1 for draft in found if draft.content[0][0] < reading.units[draft.unit].a}
    by = by_unit(found)
    result = []
    for unit in reading.units:
        if unit.number in taken or unit.stop - unit.a < SHORTEST or (ws[unit.a].depth and ws[unit.stop - 1].depth):
            continue
        draft = Draft("own", "FreeIndirect", unit.number, ((unit.a, unit.b),))
        if any(c.kind == "main" and c.fin >= 0 for c in unit.clauses) and qualities(reading, draft).hedge:
            said = _goes_on(reading, unit, by[unit.number - 1]) if unit.number and unit.number - 1 in by else None
            result.append(draft if said is None else replace(draft, rule="free", speaker=said.speaker, origin=said))
    return result


def _goes_on(reading: Reading, unit: Unit, before: Sequence[Draft]) -> Draft | None:
    """The claim right before a sentence with könnte or dürfte, which goes on with it rather than being the outlet's."""
    main = next(c for c in unit.clauses if c.kind == "main" and c.fin >= 0)
    verb = reading.words[main.fin]
    if reading.units[unit.number - 1].paragraph != unit.paragraph or verb.lower not in SURMISE:
        return None
    last = max(before, key=lambda d: d.content[-1][1])
    told = last.kind == "quoted" and last.type in ("Direct", "Indirect", "IndirectFreeIndirect")
    return last if told and last.speaker is not None else None
