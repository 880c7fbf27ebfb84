"""Claims whose frame goes before their content: "Sie sagte: „…“", "Sie sagte, dass …", "Sie sagte, er sei …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quellenlage.claims.addressees import addressee
from quellenlage.claims.complements import (
    ADVERBIAL,
    asks,
    content_end,
    has_frame_behind,
    shows_speech,
    states,
)
from quellenlage.claims.cues import PLAIN_V2, cue_without_verb, has_correlate
from quellenlage.claims.drafts import SOURCES, Draft, Range, RuleName, trimmed, within
from quellenlage.claims.frames import Frame, adverbial_start, frame_at
from quellenlage.claims.sources import by_adverb
from quellenlage.claims.speakers import agent, is_nobody, is_thing, medium_cites, speaker
from quellenlage.claims.speech_nouns import defends, noun_complements, noun_cue, noun_owner
from quellenlage.reading.clauses import extent
from quellenlage.reading.words import BE, BECOME
from quellenlage.words.verbs import grammar, verbs

if TYPE_CHECKING:
    from quellenlage.claims.cues import Cue
    from quellenlage.reading.clauses import Clause

HEARSAY = grammar("hearsay")
SUSPICIONS = grammar("under_suspicion")
ADVERBIAL_THAT = grammar("adverbial_that")
STANDING = grammar("standing")
REMAIN = grammar("remain")
UNSETTLED = grammar("unsettled")
DENY = next(verb for verb in verbs() if verb.entry == "zurück|weisen")
#: Rules whose frames stand amid the content of another claim, and are no part of it.
INSERTED: frozenset[RuleName] = frozenset(("preposition", "postposition", "so", "adverb", "wie", "post", "these words"))


def frame_first(frame: Frame, found: Sequence[Draft]) -> list[Draft] | None:
    """The claim of a frame that stands before its content."""
    reading, unit, clause, content = frame.reading, frame.unit, frame.clause, frame.complement
    nouns = noun_complements(reading, frame.a, frame.end)
    if content is None or _nobody_said(frame) or not _introduces(frame, content, nouns, found):
        return []
    if _introduced_within(frame, content):
        return []
    cue = frame.cue
    if content.kind == "quotation" and not nouns and _tells_an_act(cue) and _of_a_source(frame, found):
        return []  # "Nach Angaben des Amts haben die Firmen reagiert: „Es gab Antworten.“" is said by the office
    by_noun = bool(nouns) and not _governs_by_verb(cue, content)
    if by_noun and (_is_suspected(frame) or (asks(content) and _is_left_open(frame))):
        return []
    if cue is None:
        if content.kind == "subordinate" and not nouns:
            return []
        if _of_a_source(frame, found) or (states(clause) and not nouns):
            return []  # "Sie rechnet damit, dass er geht: „…“" is said by her
        cue = cue_without_verb(reading, frame.a, frame.end, clause.fin)
        if nouns:
            cue = replace(cue, words=tuple(sorted({*cue.words, *noun_cue(reading, frame.a, frame.end)})))
    told = clause.kind == "main" and reading.words[clause.fin].mood == "subjunctive1"
    if told and content.kind != "quotation" and content.separator != ":" and not frame.within:
        return []  # the frame itself is somebody's words: the sentence goes on with an earlier speech
    if by_noun and defends(reading, frame.a, frame.end):
        cue = replace(cue, verb=DENY)  # "trat auf, um sich gegen den Vorwurf zu wehren, er habe gelogen"
    owner = noun_owner(reading, noun_cue(reading, frame.a, frame.end), frame.end) if by_noun else None
    who = owner or _speaker(frame, cue)
    if who is None and content.kind == "fragment":
        return []
    if who is not None and _says_nothing(frame, content, who):
        return []
    direct = content.kind == "quotation"
    return [
        Draft(
            "pre",
            "Direct" if direct else "Indirect",
            unit.number,
            trimmed(reading.words, _content(frame, content, found)),
            who,
            cue.words,
            ((_start(frame), content.a),),
            addressee(reading, frame.a, frame.end, cue, who),
            cue.verb,
            cue.act,
        )
    ]


def _says_nothing(frame: Frame, content: Clause, who: Range) -> bool:
    """Whether the subject of a frame is a thing that tells, or nobody in somebody else's words.

    "Der Film erzählt, wie zwei Brüder einen Hof erben"; "…, von denen man glaube, dass sie alt seien".
    """
    told = frame.reading.words[frame.clause.fin].mood == "subjunctive1" and is_nobody(frame.reading, who)
    return told or (content.kind != "quotation" and is_thing(frame.reading, who))


def _introduced_within(frame: Frame, content: Clause) -> bool:
    """Whether a relative clause of a frame introduces what follows: "Sie schrieb einen Brief, in dem es heißt, …"."""
    last = frame.unit.clauses[frame.last]
    if frame.last == frame.k or last.kind != "relative" or last.fin < 0 or content.kind == "quotation":
        return False
    cue = frame_at(frame.reading, frame.unit, frame.last).cue
    return cue is not None and bool(cue.takes & {"v2", "dass"}) and (not cue.passive or cue.base == "heißen")


def _is_suspected(frame: Frame) -> bool:
    """Whether others say of the subject what a noun governs: "Abel stand im Verdacht, bestochen zu haben"."""
    noun = noun_cue(frame.reading, frame.a, frame.end)
    ws = frame.reading.words
    return bool(noun) and ws[noun[-1]].lower in SUSPICIONS and ws[noun[-1] - 1].lower == "im"


def _is_left_open(frame: Frame) -> bool:
    """Whether a frame only tells that there is a question: "Offen ist die Frage, ob", "Es gibt die Frage, ob"."""
    ws, clause = frame.reading.words, frame.clause
    lowers = {w.lower for w in ws[frame.a : frame.end]}
    there = "es" in lowers and any(w.lemma == "geben" for w in ws[clause.a : clause.b] if w.form)
    return there or (ws[clause.fin].lower in BE | REMAIN and bool(lowers & (UNSETTLED | {"offen"})))


def _governs_by_verb(cue: Cue | None, content: Clause) -> bool:
    """Whether the verb itself introduces a content, rather than a noun beside it: "reagierte auf Abels Ruf, …"."""
    if content.kind == "quotation" or content.separator == ":":
        return True
    return cue is not None and bool(cue.takes & ({"zu"} if content.kind == "infinitive" else {"dass", "v2", "wh"}))


def _tells_an_act(cue: Cue | None) -> bool:
    """Whether a verb tells what somebody does rather than what they say: reagieren, of a clause that a source has."""
    return cue is None or not cue.takes & {"direct", "dass", "v2"} or "act" in cue.takes


def _nobody_said(frame: Frame) -> bool:
    """Whether a frame only asks or supposes: "Sagte Abel, er gehe?", "Hätte Abel gesagt, er gehe, …"."""
    clause, ws = frame.clause, frame.reading.words
    if not clause.verb_first or clause.conj or frame.k:
        return False
    return ws[frame.unit.b - 1].text == "?" or ws[clause.fin].mood == "subjunctive2"


def _speaker(frame: Frame, cue: Cue) -> Range | None:
    who = speaker(frame.reading, frame.unit, frame.a, frame.end, frame.k, cue)
    if cue.verb is None and _is_passive(frame) and (who is None or not any(who[0] <= i < who[1] for i in cue.words)):
        return agent(frame.reading, frame.a, frame.end)  # "wurde mit dem Hinweis verweigert, sie sei fremd"
    if who and cue.base == "zitieren" and not cue.passive:
        return medium_cites(frame.reading, who, frame.clause.fin, frame.end) or who
    return who


def _is_passive(frame: Frame) -> bool:
    """Whether something is done in a frame, by nobody whom its subject tells."""
    words = frame.reading.words[frame.clause.a : frame.b]
    told = any(w.form == "participle" for w in words)
    return told and (frame.reading.words[frame.clause.fin].lower in BECOME or any(w.lower == "worden" for w in words))


def _introduces(frame: Frame, content: Clause, nouns: frozenset[str], found: Sequence[Draft]) -> bool:
    """Whether a frame introduces the clause behind it; ``nouns`` is what its nouns of speech govern."""
    cue = frame.cue
    takes = cue.takes if cue else frozenset()
    if content.kind == "quotation":
        return _introduces_quotation(frame, content, bool(takes & {"direct"} or nouns))
    if content.separator == ":":
        return _introduces_behind_colon(frame, content, bool(takes & {"direct", "v2"}))
    if states(content):
        if frame.reading.words[content.a].lower in ADVERBIAL_THAT:
            return False  # so dass, ohne dass
        return "dass" in takes or bool(nouns) or has_correlate(frame.reading, cue)
    if asks(content):
        return "wh" in takes or "wh" in nouns
    if content.kind == "infinitive":
        suspected = frame.reading.words[frame.clause.fin].lower in STANDING  # "Er stand im Verdacht, zu betrügen"
        return "zu" in takes or ("zu" in nouns and not suspected)
    if content.kind == "main" and content.separator in (",", "–") and not content.conj and not content.verb_first:
        return _introduces_main_clause(frame, content, bool(takes & {"v2", "direct"} or nouns), found)
    return False


def _of_a_source(frame: Frame, found: Sequence[Draft]) -> bool:
    """Whether a frame is itself what a source says: "Nach Ansicht von Lange hat sie eine Rolle: Sie müsse …"."""
    return any(d.rule in SOURCES and within(d.content, frame.clause.fin) for d in found)


def _introduces_quotation(frame: Frame, content: Clause, takes: bool) -> bool:
    """ "Sie sagte: „…“": behind a colon any frame introduces a quotation, unless that has another behind it."""
    if content.separator == ":":
        return not has_frame_behind(frame.reading, frame.unit, frame.last + 1)
    return content.separator in ("quote", ",", "–") and takes


def _introduces_behind_colon(frame: Frame, content: Clause, takes: bool) -> bool:
    """ "Sie sagte: Das reiche nicht.\""""
    cue = frame.cue
    answered = cue is not None and cue.entry in PLAIN_V2 and content.a - 2 in cue.words
    if content.kind == "infinitive" or (content.kind == "fragment" and not answered):
        return False  # but "Der Landrat sagt: frühestens im Mai"
    if not takes and not shows_speech(frame.reading, frame.unit, frame.first, frame.last, content):
        return False
    after = next((d for d in frame.unit.clauses[frame.last + 2 :] if d.kind not in ADVERBIAL), None)
    # Another frame follows: "Der Senat kritisierte das: So sagte Abel: „…“"
    other = after is not None and after.kind == "quotation" and after.separator == ":"
    return not (content.kind == "main" and other)


def _introduces_main_clause(frame: Frame, content: Clause, takes: bool, found: Sequence[Draft]) -> bool:
    """ "Sie sagte, er sei weg": in the indicative only behind a few verbs, in Konjunktiv I behind any."""
    ws, cue, clause = frame.reading.words, frame.cue, frame.clause
    mood = ws[content.fin].mood
    if mood == "indicative":
        if cue is None or "v2" not in cue.takes or clause.kind != "main" or cue.passive:
            return False
        return cue.entry in PLAIN_V2 or ws[content.fin].lower in HEARSAY
    if takes:
        return True
    if mood != "subjunctive1" or ws[clause.fin].mood == "subjunctive1" or clause.kind != "main":
        return False
    return not within((r for d in found for r in d.content), clause.a)


def _start(frame: Frame) -> int:
    """The first word of a frame with the adverbial clauses before it."""
    clauses, clause, first = frame.unit.clauses, frame.clause, frame.first
    if clause.kind in ("relative", "subordinate"):
        j, _ = extent(clauses, frame.k)
        governed = clause.kind == "relative" and j > 0 and clauses[j - 1].kind == "main"
        return clauses[j - 1 if governed else j].a
    if clause.conj or clause.separator == "conj":
        return clauses[first].a
    j = adverbial_start(frame.unit, first)
    return clauses[first if any(c.kind == "infinitive" for c in clauses[:j]) else j].a


def _content(frame: Frame, content: Clause, found: Sequence[Draft]) -> list[Range]:
    """The words that a frame introduces, without other frames that stand amid them."""
    if content.kind == "quotation":
        return [(content.a, content.b)]
    stop = frame.unit.clauses[content_end(frame.reading, frame.unit, frame.last + 1)].b
    pieces = [(content.a, stop)]
    named = (*found, *by_adverb(frame.reading, frame.unit))
    for x, y in (r for d in named if d.rule in INSERTED for r in d.frame):
        if content.a < x and y == stop:
            pieces = [(content.a, x)]
        elif content.a < x and y < stop:
            halves = (half for lo, hi in pieces for half in ((lo, min(hi, x)), (max(lo, y), hi)))
            pieces = [(lo, hi) for lo, hi in halves if hi > lo]
    return pieces
