"""How the clauses of a unit hang together: what belongs to a frame, and what to its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quellenlage.claims.cues import PLAIN_V2, Cue, find_cue, unknown_cue
from quellenlage.claims.speakers import can_speak, speaker
from quellenlage.reading.clauses import ClauseKind
from quellenlage.reading.noun_phrases import OBLIQUE, noun_phrase
from quellenlage.reading.words import BE, BECOME, HAVE, MODAL
from quellenlage.words.verbs import grammar, words

if TYPE_CHECKING:
    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit

ADVERBIAL: tuple[ClauseKind, ...] = ("relative", "fragment", "subordinate")
ANSWERS = grammar("answers")
DUTY = grammar("duty")
THAT = grammar("that")
QUESTION_OPENERS = grammar("question_openers")
NO_REPORT_BEHIND = grammar("no_report_behind")
DIRECT, V2 = frozenset(("direct",)), frozenset(("v2",))


def _subordinator(clause: Clause) -> str:
    return words("subordinators.csv").get(clause.opener, {}).get("kind", "") if clause.kind == "subordinate" else ""


def is_content(clause: Clause) -> bool:
    """Whether a subordinate clause may be what is said: dass, ob, wer."""
    return _subordinator(clause) in ("content", "wh")


def states(clause: Clause) -> bool:
    """Whether it is a clause with dass."""
    return clause.kind == "subordinate" and clause.opener in THAT


def asks(clause: Clause) -> bool:
    """Whether it is an indirect question: ob, wie, wann."""
    return _subordinator(clause) == "wh" or (clause.kind == "subordinate" and clause.opener in QUESTION_OPENERS)


def is_answer(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is a whole answer: "Ja, sagt der Arzt"."""
    return clause.kind == "fragment" and clause.b - clause.a == 1 and reading.words[clause.a].lower in ANSWERS


def has_frame_behind(reading: Reading, unit: Unit, k: int) -> bool:
    """Whether a frame of its own follows the quotation in clause ``k``: "…: „…“, sagte sie"."""
    if k + 1 >= len(unit.clauses):
        return False
    c = unit.clauses[k + 1]
    if c.kind != "main" or not c.verb_first:
        return False
    cue = find_cue(reading, c.a, c.b, c.fin, DIRECT)
    return cue is not None and "direct" in cue.takes


def follows_long_subject(reading: Reading, unit: Unit, k: int) -> bool:
    """Whether what stands before clause ``k`` is one noun phrase with its clauses: "Ein Wirt, der sich weigert, …"."""
    clause, before = unit.clauses[k], unit.clauses[:k]
    # "Eva Lang, die Richterin war und im Rat sitzt, sagte": a relative clause with a second verb
    ends = clause.fin + 1 >= clause.b
    second = [c for c in before if ends and c.verb_last and (c.conj or c.separator == "conj")]
    if before[0].kind != "fragment" or any(
        c.kind not in ("fragment", "relative", "infinitive") for c in before if c not in second
    ):
        return False
    return ends or reading.words[clause.fin + 1].tag != "PPER"


def is_inserted(reading: Reading, unit: Unit, k: int, so: bool) -> bool:
    """Whether clause ``k`` is a frame between the first constituent of its content and the verb of that.

    ``so``: it opens with "so", as nothing but a frame does: "Im Mai, so schätzt das Amt, ist der Damm fertig".
    """
    ws, clause = reading.words, unit.clauses[k]
    c = next((c for c in unit.clauses[k + 1 :] if c.kind not in ADVERBIAL), None)
    if c is None or c.kind != "main" or not c.verb_first or c.separator != "," or c.conj:
        return False
    cue = find_cue(reading, clause.a, clause.b, clause.fin, V2)
    if cue is None:
        return ws[c.fin].mood == "subjunctive1"
    if not cue.takes & {"direct", "v2"}:
        return False
    return (so and "v2" in cue.takes) or ws[c.fin].subjunctive or cue.entry in PLAIN_V2


def is_resumed(reading: Reading, before: Clause, c: Clause) -> bool:
    """Whether fragment ``c`` behind an inserted frame goes on with the clause before that: "Man habe, so Abel, nichts
    gewusst"."""
    ws = reading.words
    if c.kind != "fragment" or c.separator != "," or before.kind != "main" or before.fin != before.b - 1:
        return False
    if ws[before.fin].lower in HAVE | BE | BECOME | MODAL:
        return True
    opening = ws[c.first]
    return opening.tag in ("PTKNEG", "ADV", "ADJD", "APPR") or any(w.form for w in ws[c.a : c.b])


def complement_behind(unit: Unit, m: int) -> frozenset[str]:
    """What kind of complement follows clause ``m``: direct, zu, wh, dass or v2."""
    if m + 1 >= len(unit.clauses):
        return frozenset()
    c = unit.clauses[m + 1]
    if c.kind == "quotation" or c.separator == ":":
        return DIRECT
    if c.kind == "infinitive":
        return frozenset(("zu",))
    if asks(c):
        return frozenset(("wh",))
    return frozenset(("dass",)) if c.kind == "subordinate" else V2


def cue_by_subjunctive(reading: Reading, unit: Unit, k: int, b: int) -> Cue | None:
    """A verb that the lexicon lacks is one of saying all the same behind words in Konjunktiv I."""
    ws, clause, before = reading.words, unit.clauses[k], unit.clauses[k - 1]
    after = next((c for c in unit.clauses[k + 1 :] if c.kind not in ADVERBIAL), before)
    said = next((c for c in (before, after) if c.kind == "main" and c.fin >= 0), None)
    if said is None or ws[said.fin].mood != "subjunctive1":
        return None
    if ws[clause.fin].mood != "indicative" or not clause.verb_first:
        return None
    return unknown_cue(reading, clause.a, b, clause.fin)


def has_other_object(reading: Reading, cue: Cue, b: int) -> bool:
    """Whether a verb behind a main clause has another object, so that it reports nothing: "…, finden einen Weg".

    Nothing but a subject may stand behind it up to word ``b``: "…, finden die Händler".
    """
    if cue.entry not in NO_REPORT_BEHIND:
        return False
    start = cue.fin + 1
    alone = start < b and noun_phrase(reading, start, b) == b and reading.words[start].lower not in OBLIQUE
    return not (alone and can_speak(reading, start, b))


def shows_speech(reading: Reading, unit: Unit, first: int, m: int, said: Clause) -> bool:
    """Whether what follows a colon is said though no verb says so: "Der Chef wurde deutlicher: Das sei falsch"."""
    ws, clauses = reading.words, unit.clauses
    k = next((k for k in range(first, m + 1) if clauses[k].kind == "main" and clauses[k].fin >= 0), None)
    if k is None or said.kind != "main" or said.fin < 0 or ws[said.fin].mood != "subjunctive1":
        return False
    found = speaker(reading, unit, clauses[first].a, clauses[m].b, k, None)
    return ws[clauses[k].fin].mood == "indicative" and found is not None and can_speak(reading, *found)


def content_end(reading: Reading, unit: Unit, m: int) -> int:
    """The last clause of the content that begins with clause ``m``."""
    clauses, j = unit.clauses, m
    while j + 1 < len(clauses):
        c = clauses[j + 1]
        quoted = reading.words[c.a].depth and reading.words[c.a - 1].depth and c.kind != "quotation"
        if not quoted and _leaves(reading, clauses[m], c):
            break
        j += 1
    return j


def _leaves(reading: Reading, head: Clause, c: Clause) -> bool:
    """Whether clause ``c`` belongs no more to the content that begins with the clause ``head``."""
    ws = reading.words
    subjunctive = c.fin >= 0 and ws[c.fin].subjunctive
    if c.separator == ";" and not subjunctive:
        return True
    if c.kind == "quotation" and c.separator == ":" and head.kind != "quotation":
        return True  # "Abel betonte, dass er bleibe: „Ich gehe nicht.“"
    if c.kind == "main" and c.fin >= 0 and _goes_on_otherwise(reading, head, c):
        return True
    if c.kind == "fragment" and ws[c.first].lower == "so" and c.separator == ",":
        return True
    return head.kind == "quotation" and c.separator in (",", "quote") and c.kind != "quotation"


def _goes_on_otherwise(reading: Reading, head: Clause, c: Clause) -> bool:
    """Whether a main clause goes on with what the article tells: "Er sagte, er komme, und ging"."""
    ws = reading.words
    subjunctive = head.fin >= 0 and ws[head.fin].subjunctive
    if c.conj:
        if ws[c.fin].subjunctive or (subjunctive and ws[c.fin].lower in DUTY):
            return False  # "Sie sagte, sie wehre sich, und er sollte das wissen"
        leaves = c.verb_first or head.kind in ("subordinate", "infinitive", "quotation") or subjunctive
        return leaves and not (head.kind == "subordinate" and c.separator == "conj" and c.verb_last)
    if ws[c.fin].mood != "indicative":
        return False
    if c.verb_first:
        return c.separator == "," and find_cue(reading, c.a, c.b, c.fin) is not None
    return subjunctive and c.separator in (",", "–")
