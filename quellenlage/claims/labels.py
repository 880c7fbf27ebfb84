"""Quoted words within a clause: a label ("nannte es einen „…“"), a judgement, a wording, words of its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quellenlage.claims.cues import find_cue
from quellenlage.claims.drafts import Draft, Range
from quellenlage.claims.speakers import acting, paper, speaker
from quellenlage.reading.clauses import ClauseKind, extent
from quellenlage.reading.noun_phrases import noun_phrase
from quellenlage.reading.voices import has_voice
from quellenlage.reading.words import BE, BECOME, QUOTE_MARKS
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit

BEFORE_QUOTE = grammar("before_quote")
BEFORE_NAME = grammar("naming")
WORDINGS = grammar("wordings")
MANY = 4  # fewer quoted words than these are a name or irony as often as speech
LABEL = frozenset(("label",))
BESIDE: tuple[ClauseKind, ...] = ("fragment", "relative", "subordinate")


def label(reading: Reading, unit: Unit, clause: Clause, a: int, b: int) -> Draft | None:
    """Words in marks, from ``a`` to ``b`` (exclusive), that somebody uses of something: nannte es einen „…“."""
    if clause.fin < 0:
        return None
    judged = _judgement(reading, unit, clause, a, b)
    if judged is not None:
        return judged
    ws, k = reading.words, unit.clauses.index(clause)
    cue = find_cue(reading, clause.a, clause.b, clause.fin, LABEL)
    if cue is None or "label" not in cue.takes:
        return _several_words(reading, unit, clause, a, b)
    if clause.kind == "main" and a < clause.fin and ws[clause.first].lower not in BEFORE_QUOTE:
        return None
    start = unit.clauses[extent(unit.clauses, k, BESIDE)[0]].a if clause.kind == "main" else clause.a
    who = speaker(reading, unit, start, clause.b, k, cue)
    if who is not None and a <= who[0] < b:
        return None  # "Seit Montag halten „Rot-Hemden“ den Platz besetzt"
    before = next((i for i in range(max(a - 3, start), a) if ws[i].lower in BEFORE_QUOTE), None)
    words = {*cue.words} if before is None else {*cue.words, before}
    frame = ((start, a),) if a > start else ()
    if max(words) >= b:
        frame = (*frame, (b, clause.b))
    cue_words = tuple(sorted(words))
    return Draft("label", "Direct", unit.number, ((a, b),), who, cue_words, frame, verb=cue.verb, act=cue.act)


def _around(clause: Clause, a: int, b: int) -> tuple[Range, ...]:
    return ((clause.a, a), (b, clause.b)) if b < clause.b else ((clause.a, a),)


def wording(reading: Reading, unit: Unit, clause: Clause, a: int, b: int) -> Draft | None:
    """Words in marks behind a noun for words: "Stoffbänder mit der Aufschrift „…“"."""
    ws = reading.words
    if b - a < MANY or a < clause.a + 2 or ws[a - 1].lower not in WORDINGS or clause.fin < 0:
        return None
    who: Range | None
    if a - clause.a > 4 and ws[a - 3].lower == "mit" and ws[a - 4].pos == "NOUN":
        who = (a - 4, a - 3)
    else:
        who = speaker(reading, unit, clause.a, clause.b, unit.clauses.index(clause), None)
        if who is None or who[0] <= a < who[1] or ws[who[1] - 1].lower in WORDINGS:
            who = paper(reading, clause.a, a, True)
    if who is None:
        return None
    return Draft("wording", "Direct", unit.number, ((a, b),), who, frame=_around(clause, a, b))


def _judgement(reading: Reading, unit: Unit, clause: Clause, a: int, b: int) -> Draft | None:
    """Words in marks by which somebody judges: "Für den Minister ist die Lage „ernst“"."""
    ws = reading.words
    if ws[clause.fin].lower not in BE:
        return None
    for i in range(clause.a, min(a, clause.b)):
        if ws[i].lower != "für":
            continue
        end = noun_phrase(reading, i + 1, a)
        if end > i + 1 and any(w.pos == "PROPN" or has_voice(w) for w in ws[i + 1 : min(end, i + 6)]):
            return Draft("view", "Direct", unit.number, ((a, b),), (i + 1, end), frame=_around(clause, a, b))
    return None


def _several_words(reading: Reading, unit: Unit, clause: Clause, a: int, b: int) -> Draft | None:
    """Several quoted words in a clause whose verb reports nothing: they are its subject's, where that has a voice."""
    if clause.kind == "relative" and reading.words[clause.fin].lower in BECOME:
        return None  # "Reden, in denen „die Kritik am Kapital“ gefordert wird"
    inner = [w for w in reading.words[a:b] if w.text not in QUOTE_MARKS]
    if len(inner) < MANY or not any(w.text == w.lower and w.text.isalpha() for w in inner):
        return None
    who = acting(reading, unit)
    return Draft("words", "Direct", unit.number, ((a, b),), who) if who and not a <= who[0] < b else None
