"""Frames: the clause whose verb introduces a content, with what belongs to it, and on which side its content stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quellenlage.claims.complements import (
    ADVERBIAL,
    DIRECT,
    V2,
    complement_behind,
    follows_long_subject,
    is_answer,
    is_content,
    is_inserted,
    is_resumed,
)
from quellenlage.claims.cues import PLAIN_V2, Cue, find_cue, with_es
from quellenlage.claims.speakers import from_paper_verb, taken_from
from quellenlage.claims.speech_nouns import noun_complements
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit

BEFORE_MAIN = ("subordinate", "relative", "fragment", "infinitive")
BEFORE_INSERTED_VERB = grammar("before_inserted_verb")
OPEN_QUESTIONS = grammar("open_questions")
CONDITIONS = grammar("conditions")
NOBODY_AT_ALL = grammar("nobody_at_all")
QUOTED = ("quotation", ":")


@dataclass(frozen=True)
class Frame:
    """Clause ``k`` of a unit as a frame.

    It reaches from clause ``first`` to clause ``last``, and to word ``b`` (exclusive).
    ``behind``: it stands behind its content, or amid it. ``so``: it opens with a word that points to its content.
    ``within``: it counts though it is in Konjunktiv itself, which is to say in the words of somebody else.
    """

    reading: Reading
    unit: Unit
    k: int
    first: int
    last: int
    b: int
    behind: bool
    so: bool
    within: bool

    @property
    def clause(self) -> Clause:
        """The clause with its verb."""
        return self.unit.clauses[self.k]

    @property
    def a(self) -> int:
        """Its first word."""
        return self.unit.clauses[self.first].a

    @property
    def end(self) -> int:
        """Where its last clause ends."""
        return self.unit.clauses[self.last].b

    @property
    def complement(self) -> Clause | None:
        """The clause behind it; None where it is the last."""
        clauses = self.unit.clauses
        return clauses[self.last + 1] if self.last + 1 < len(clauses) else None

    @cached_property
    def cue(self) -> Cue | None:
        """Its reporting verb; None where it has none, or lacks what that needs."""
        clauses, clause = self.unit.clauses, self.clause
        wanted = DIRECT | V2 if self.behind else complement_behind(self.unit, self.last)
        inner = frozenset(
            i
            for j in range(self.first, self.last + 1)
            if (j != self.k and clauses[j].kind in ("subordinate", "relative"))
            or (j < self.k and clauses[j].kind == "infinitive")
            for i in range(clauses[j].a, clauses[j].b)
        )
        a = self.a if clause.kind == "main" else clause.a
        cue = find_cue(self.reading, a, self.b, clause.fin, wanted, inner)
        if cue and from_paper_verb(cue) and taken_from(self.reading, self.a, self.b) is None:
            return None
        if cue and cue.entry == "heißen":
            return with_es(self.reading, cue, self.a, self.b)
        return cue


def frame_at(reading: Reading, unit: Unit, k: int, within: bool = False) -> Frame:
    """Clause ``k`` of a unit, which has a finite verb, as a frame."""
    clause = unit.clauses[k]
    so = _points(reading, unit, k)
    first, behind = _begin(reading, unit, k, so)
    last = _last(reading, unit, k) if clause.kind == "main" else k
    return Frame(reading, unit, k, first, last, unit.clauses[last].b, behind, so, within)


def is_supposed(frame: Frame) -> bool:
    """Whether nobody says that something was said: "Hätte er gesagt, …", "Sagte er wirklich, …?", "Wenn er sagt, …".

    Likewise with a frame of nobody's: "Niemand sagt, …".
    """
    clause, ws = frame.clause, frame.reading.words
    if clause.kind == "subordinate":
        return clause.opener in CONDITIONS
    if ws[clause.first].lower in NOBODY_AT_ALL:
        return True
    asked = ws[frame.unit.b - 1].text == "?"
    return frame.k == 0 and clause.verb_first and (asked or ws[clause.fin].mood == "subjunctive2")


def _points(reading: Reading, unit: Unit, k: int) -> bool:
    """Whether a word before the verb points to the content: ", so vermutet X", ", das teilte X mit"."""
    clause = unit.clauses[k]
    opener = reading.words[clause.first].lower
    if opener not in BEFORE_INSERTED_VERB or clause.fin != clause.first + 1 or k == 0:
        return False
    return opener == "so" or (clause.separator == "," and unit.clauses[k - 1].kind == "main")


def _begin(reading: Reading, unit: Unit, k: int, so: bool) -> tuple[int, bool]:
    """The first clause that belongs to the frame in clause ``k``, and whether its content goes before it."""
    clauses, clause = unit.clauses, unit.clauses[k]
    if clause.kind != "main" or not (clause.verb_first or so) or clause.conj or k == 0:
        return k, False
    j = adverbial_start(unit, k)
    if _after_adverbial_clause(unit, k):
        if is_inserted(reading, unit, k, so):
            return k, True  # "Wenn die Werft schließe, sagte Abel, gehe er"
        unclear = any(c.kind == "infinitive" or is_content(c) for c in clauses[:k])
        return (k if unclear else 0), False
    if j == 0:
        inserted = is_inserted(reading, unit, k, so) or (k == 1 and _said_in_short(reading, unit))
        return (k, True) if inserted else (0, False)
    before = clauses[j - 1]
    behind = clauses[k + 1] if k + 1 < len(clauses) else None
    if j < k and clause.b == clause.first + 1 and behind is not None and (behind.kind, behind.separator) == QUOTED:
        return j, False  # "Lahn wies das zurück, die Ärztin, Petra Olm, sagte: „…“"
    if follows_long_subject(reading, unit, k):
        return 0, False  # "Ein Wirt, der sich weigert, zu gehen, sagte …"
    if (
        is_content(before)
        and j == 2
        and clauses[0].kind == "fragment"
        and noun_complements(reading, clauses[0].a, clauses[0].b)
    ):
        return 0, False  # "Auf die Frage, ob er gehe, sagte er: „Nein.“"
    if before.kind in ("main", "quotation", "infinitive") or is_content(before):
        opens = before.kind == "infinitive" and before.a == unit.a
        return k, opens or clause.separator in (",", "quote", "–", "-", "—")
    return j, False


def _said_in_short(reading: Reading, unit: Unit) -> bool:
    """Whether the second of two clauses frames the first, which has no verb: "Ja, sagt er", "Ein Sieg, sagt er"."""
    short, clause = unit.clauses[0], unit.clauses[1]
    if is_answer(reading, short):
        return True
    if short.kind != "fragment" or len(unit.clauses) > 2 or clause.separator != "," or clause.fin + 1 >= clause.b:
        return False
    cue = find_cue(reading, clause.a, clause.b, clause.fin, DIRECT | V2)
    spoken = cue is not None and cue.entry in PLAIN_V2
    return spoken and reading.words[clause.fin + 1].pos in ("NOUN", "PROPN", "DET", "PRON")


def adverbial_start(unit: Unit, k: int) -> int:
    """The first of the clauses before clause ``k`` that only go with it: relative, adverbial, fragments."""
    j = k
    while j > 0 and unit.clauses[j - 1].kind in ADVERBIAL and not is_content(unit.clauses[j - 1]):
        j -= 1
    return j


def _after_adverbial_clause(unit: Unit, k: int) -> bool:
    """Whether a subordinate clause opens the unit with nothing else before clause ``k``: "Da es spät war, sagte er"."""
    opening = unit.clauses[0]
    return (
        opening.kind == "subordinate"
        and not is_content(opening)
        and all(c.kind in BEFORE_MAIN or (c.separator == "conj" and c.fin >= c.b - 2) for c in unit.clauses[:k])
    )


def _is_told(reading: Reading, before: Clause, after: Clause) -> bool:
    """Whether an adverbial clause behind a frame is said too: "Die Tür bleibe zu, sagte Abel, da es kalt sei"."""
    ws = reading.words
    told = before.kind == "main" and before.fin >= 0 and ws[before.fin].mood == "subjunctive1"
    return told and after.fin >= 0 and ws[after.fin].mood == "subjunctive1"


def _last(reading: Reading, unit: Unit, k: int) -> int:
    """The last clause that belongs to a frame whose verb stands in the main clause ``k``."""
    clauses, clause = unit.clauses, unit.clauses[k]
    m = k
    while m + 1 < len(clauses) and clauses[m + 1].kind in ADVERBIAL and not is_content(clauses[m + 1]):
        after = clauses[m + 1]
        if after.separator in (":", ";", "conj", "quote") or (k and is_resumed(reading, clauses[k - 1], after)):
            break
        if k and after.kind == "subordinate" and _is_told(reading, clauses[k - 1], after):
            break
        if after.opener in OPEN_QUESTIONS and after.kind == "subordinate":
            cue = find_cue(reading, clause.a, clauses[m].b, clause.fin, frozenset(("wh",)))
            if cue is not None and "wh" in cue.takes:
                break
        m += 1
    return m
