"""Claims by a source that is named without a verb: laut, nach Angaben von, zufolge, so, demnach, wonach."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quellenlage.claims.complements import is_resumed
from quellenlage.claims.drafts import Draft, Range, RuleName, trimmed, within
from quellenlage.claims.speakers import antecedent
from quellenlage.claims.speech_nouns import SOURCE_ADVERBS, is_speech, names_source
from quellenlage.reading.clauses import Clause, extent
from quellenlage.reading.noun_phrases import apposition, noun_phrase
from quellenlage.reading.subject import subject
from quellenlage.reading.voices import has_voice, is_paper
from quellenlage.reading.words import DASHES, QUOTE_MARKS, is_time
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit
    from quellenlage.reading.words import Word

OWNERS = grammar("owners")
OWN = grammar("own")
SHORTLY = grammar("shortly")
WORK = grammar("work")
HEARSAY = grammar("hearsay")
QUOTED_SOURCES = grammar("quoted_sources")
POSSESSORS = grammar("possessors")
SOURCE_PREPOSITIONS = grammar("source_prepositions")
INNER_ARTICLES = grammar("inner_articles")
TEMPORAL_ARTICLES = grammar("temporal_articles")
RELATIVES_AFTER_PREPOSITION = grammar("relatives_after_preposition")
GLOSSES = grammar("glosses")
AS_TOLD = frozenset(("gemäß", "gemäss"))
REACH = 14  # words between a source and what marks it


def sources(reading: Reading, unit: Unit, found: Sequence[Draft]) -> list[Draft]:
    """Whatever names a source in a unit without a verb, in order, and makes what stands around it a claim."""
    result: list[Draft] = []
    for k, clause in enumerate(unit.clauses):
        if clause.kind != "quotation":
            result += _in_clause(reading, unit, k)
        relative = _relative(reading, unit, k)
        if relative is not None:
            result = [*(d for d in result if d.cue != relative.cue), relative]
    return _each_its_clause(reading, unit, result)


def _each_its_clause(reading: Reading, unit: Unit, found: list[Draft]) -> list[Draft]:
    """Several sources of a unit, each with what stands in its own main clauses: "Laut A sind es zwei, laut B drei"."""
    result = list(found)
    for left, right in itertools.pairwise(range(len(found))):
        i, j = result[left].cue[0], result[right].cue[0]
        cut = next((c for c in reversed(unit.clauses) if i < c.a <= j and c.kind == "main" and c.separator), None)
        if cut is None or cut.separator == "quote":
            continue
        before = [(x, min(y, cut.a)) for x, y in result[left].content if x < cut.a]
        behind = [(max(x, cut.a), y) for x, y in result[right].content if y > cut.a]
        if before and behind:
            result[left] = replace(result[left], content=trimmed(reading.words, before))
            result[right] = replace(result[right], content=trimmed(reading.words, behind))
    return [draft for draft in result if draft.content]


def _in_clause(reading: Reading, unit: Unit, k: int) -> list[Draft]:
    ws, clause = reading.words, unit.clauses[k]
    result: list[Draft | None] = []
    i = clause.a
    while i < clause.b:
        low = ws[i].lower
        end = i + 1
        if ws[i].depth and low not in QUOTED_SOURCES:
            pass
        elif low == "nach" and i > clause.first and _behind_noun(reading, unit, i):
            result.append(around(reading, unit, k, "postposition", i - 2, i + 1, (i,), (i - 2, i)))
        elif low in SOURCE_PREPOSITIONS and (low not in AS_TOLD or ws[i].pos != "NOUN"):
            phrase = _preposition(reading, unit, k, i)
            if phrase is not None:
                end, speaker = phrase
                speaker = _who_owns(reading, clause, speaker)
                result.append(around(reading, unit, k, "preposition", i, end, (i,), speaker))
        elif low == "zufolge" and i > unit.a:
            result.append(_zufolge(reading, unit, k, i))
        elif low == "so" and i == clause.first and clause.kind == "fragment":
            result.append(_so(reading, unit, k, i))
        i = end
    return [draft for draft in result if draft is not None]


def around(
    reading: Reading, unit: Unit, k: int, rule: RuleName, a: int, b: int, cue: tuple[int, ...], speaker: Range | None
) -> Draft | None:
    """The claim whose content is what stands around the words from ``a`` to ``b`` in clause ``k``; None without any."""
    clause = unit.clauses[k]
    start, stop = unit.a, unit.stop
    if clause.kind in ("subordinate", "relative") and k > 0 and clause.a < a:
        start, stop = clause.a, clause.b
    if not reading.words[a].depth:  # "Die Wirte sehen das anders: Nach Angaben der Stadt gingen drei"
        start = max((c.a for c in unit.clauses[1 : k + 1] if _behind_statement(unit, c)), default=start)
    stop = next((c.a - 1 for c in unit.clauses if c.a > b and _is_gloss(reading, c)), stop)
    content = trimmed(reading.words, ((start, a), (b, stop)))
    if not content:
        return None
    quotations = [(c.a, c.b) for c in unit.clauses if c.kind == "quotation"]
    direct = rule == "so" and len(quotations) == 1 and list(content) == quotations
    return Draft(rule, "Direct" if direct else "Indirect", unit.number, content, speaker, cue, ((a, b),))


def _behind_statement(unit: Unit, clause: Clause) -> bool:
    """Whether a main clause stands behind the colon of another one, which is no heading for it."""
    first = unit.clauses[0]
    opens = clause.kind in ("main", "subordinate") and first.kind == "main"
    return clause.separator == ":" and opens and first.fin >= 0


def _is_gloss(reading: Reading, clause: Clause) -> bool:
    """Whether the article explains in its own words what somebody said: "– sprich, die Mieten steigen"."""
    return clause.separator in DASHES and reading.words[clause.first].lower in GLOSSES


def _preposition(reading: Reading, unit: Unit, k: int, i: int) -> tuple[int, Range] | None:
    """Where the frame ends that a preposition opens, and its source: "laut Polizei", "nach Angaben von Augenzeugen"."""
    ws, clause = reading.words, unit.clauses[k]
    if i + 1 >= clause.b or (ws[i].lower == "laut" and _is_loud(reading, i)):
        return None
    end = noun_phrase(reading, i + 1, clause.b, loose=False)
    if end == i + 1 or not _is_source(reading, unit, i, end):
        return None
    if i == clause.first and clause.kind == "main" and clause.fin > i and _opens(unit, k):
        if ws[clause.fin - 1].text != ",":
            end = clause.fin
        return end, (i + 1, end)
    if i == clause.first and clause.kind == "fragment" and k == 0:
        return _over_relatives(unit, end), (i + 1, end)
    if end == clause.b:
        longer = apposition(reading, end, unit.stop)
        if longer > end:
            return longer + (1 if longer < unit.stop else 0), (i + 1, longer)
    return end, (i + 1, end)


def _who_owns(reading: Reading, clause: Clause, source: Range) -> Range:
    """A source, or whose it is where that is the subject: "Nach eigenen Angaben war sie dort"."""
    if reading.words[source[0]].lower not in OWN or clause.fin < 0:
        return source
    before = clause.fin < source[0]
    start = clause.a if before else max(source[1], clause.fin + 1) - 1
    fin = clause.fin if before else start
    return subject(reading, start, clause.b, fin, clause.kind, clause.fin) or source


def _opens(unit: Unit, k: int) -> bool:
    return k == 0 or unit.clauses[k].separator in ("conj", ";", ":")


def _over_relatives(unit: Unit, end: int) -> int:
    """Where the first constituent ends if it runs on over its relative clause to the finite verb."""
    last = extent(unit.clauses, 0, after=("relative", "fragment", "subordinate"))[1]
    verb = unit.clauses[last + 1] if 0 < last < len(unit.clauses) - 1 else None
    return verb.a if verb is not None and verb.kind == "main" and verb.verb_first else end


def _is_loud(reading: Reading, i: int) -> bool:
    """Whether "laut" is an adjective: "rief laut nach Hilfe"."""
    w, after = reading.words[i], reading.words[i + 1]
    if after.pos in ("VERB", "AUX", "PUNCT", "CCONJ", "ADV") and after.text not in QUOTE_MARKS:
        return True
    return w.pos in ("ADJ", "ADV") and after.pos == "ADP"


def _is_source(reading: Reading, unit: Unit, i: int, end: int) -> bool:
    """Whether the phrase behind a preposition is one that statements come from: "nach Ansicht", not "nach Berlin"."""
    ws, low = reading.words, reading.words[i].lower
    named = names_source(reading, i + 1, end)
    if low in AS_TOLD:
        head = next((w for w in ws[i + 1 : end] if w.pos in ("NOUN", "PROPN")), None)
        return named or (head is not None and head.dep != "")
    if low == "laut":
        return True
    if not named or _afterwards(reading, unit, i):
        return False
    if ws[i + 1].pos == "ADJ" and (low == "aus" or (ws[i + 2 : i + 3] and ws[i + 2].lower.startswith("vorstellung"))):
        return False  # "aus deutscher Sicht", "nach starken Vorstellungen"
    return low != "aus" or any(w.lower == "sicht" for w in ws[i + 1 : end])


def _afterwards(reading: Reading, unit: Unit, i: int) -> bool:
    """Whether "nach" tells a time: "drei Tage nach dem Urteil", "nach der Auswertung"."""
    ws = reading.words
    before = ws[i - 1] if i > unit.a else None
    if before is not None and (is_time(before) or before.lower in SHORTLY):
        return True
    return ws[i + 1].lower in TEMPORAL_ARTICLES and any(w.lower in WORK for w in ws[i + 2 : i + 4])


def _behind_noun(reading: Reading, unit: Unit, i: int) -> bool:
    """Whether "nach" stands behind its noun: "seiner Ansicht nach"."""
    if reading.words[i].tag == "PTKVZ" or i - 2 < unit.a:
        return False
    return reading.words[i - 2].lower in OWNERS and names_source(reading, i - 1, i)


def _zufolge(reading: Reading, unit: Unit, k: int, i: int) -> Draft | None:
    """A source before "zufolge": "Der Brand brach der Polizei zufolge im Keller aus"."""
    clause = unit.clauses[k]
    start: int | None = clause.first
    if not (clause.fin > i and clause.kind == "main"):
        start = _phrase_before(reading, clause, i)
        if start is None or start < clause.fin < i:
            return None
    if start is None or start >= i or _of_a_norm(reading, clause, start, i):
        return None
    end = unit.clauses[extent(unit.clauses, k, (), ("relative",))[1]].b if i + 1 == clause.b else i + 1
    return around(reading, unit, k, "postposition", start, end, (i,), (start, i))


def _of_a_norm(reading: Reading, clause: Clause, start: int, i: int) -> bool:
    """Whether a relative pronoun before "zufolge" takes up what is no source: "Grundsätze, denen zufolge er geht"."""
    if i - start > 1 or reading.words[start].lower not in RELATIVES_AFTER_PREPOSITION:
        return False
    noun = antecedent(reading, clause)
    told = reading.words[slice(*noun)] if noun else ()
    return bool(told) and not any(w.pos == "PROPN" or has_voice(w) or is_paper(w) or is_speech(w) for w in told)


def _phrase_before(reading: Reading, clause: Clause, i: int) -> int | None:
    """Where the noun phrase begins that ends before word ``i``; None where there is none."""
    ws, best = reading.words, None
    for j in range(i - 1, max(clause.a - 1, i - REACH), -1):
        if noun_phrase(reading, j, i) == i:
            if best is not None and _no_dative(ws[j]):
                break  # "können Passagiere der Werft zufolge warten"
            best = j
            outer = ws[j].pos == "DET" and ws[j].lower not in INNER_ARTICLES
            if (outer or ws[j].lower == "der") and ws[j].case != "Gen":
                break
    return best


def _no_dative(w: Word) -> bool:
    """Whether a noun without an article is a plural that is no dative: Passagiere, which were "Passagieren"."""
    return w.pos == "NOUN" and w.plural and not w.lower.endswith(("n", "s"))


def by_adverb(reading: Reading, unit: Unit) -> list[Draft]:
    """The claims by a source named before, to which an adverb points: "Demnach war die Tür offen"."""
    ws = reading.words
    found = []
    for k, clause in enumerate(unit.clauses):
        if clause.kind != "main":
            continue
        for i in range(clause.a, clause.b):
            if ws[i].lower in SOURCE_ADVERBS and not ws[i].depth and _points_to_source(reading, unit, clause, i):
                found.append(around(reading, unit, k, "adverb", i, i + 1, (i,), (i, i + 1)))
    return [draft for draft in found if draft is not None]


def _points_to_source(reading: Reading, unit: Unit, clause: Clause, i: int) -> bool:
    """Whether an adverb points to a source, as "danach" does only before words of others or behind a paper."""
    if reading.words[i].lower != "danach":
        return True
    verb = reading.words[clause.fin]
    if i != clause.first:
        return False
    if verb.subjunctive or verb.lower in HEARSAY:
        return True
    before = reading.units[unit.number - 1].a if unit.number else unit.a
    return any(is_paper(w) for w in reading.words[before : unit.a])


def adverbs(reading: Reading, unit: Unit, found: Sequence[Draft]) -> list[Draft]:
    """What :func:`by_adverb` finds, but for adverbs amid what somebody says, who then is the source."""
    said = [r for d in found for r in d.content]
    return [draft for draft in by_adverb(reading, unit) if not within(said, draft.cue[0])]


def _so(reading: Reading, unit: Unit, k: int, i: int) -> Draft | None:
    """A source behind "so": "Die Bank senke die Zinsen, so der Minister"."""
    ws, clause = reading.words, unit.clauses[k]
    if i + 1 >= clause.b or k == 0:
        return None
    end = noun_phrase(reading, i + 1, clause.b)
    if end == i + 1 or clause.b - end > REACH:
        return None
    last = clause.b
    for c in unit.clauses[k + 1 :]:
        if c.kind not in ("fragment", "relative") or c.separator != "," or is_resumed(reading, unit.clauses[k - 1], c):
            break
        last = c.b
    closing = last != unit.stop and clause.b < unit.stop and ws[clause.b].text == ","
    a = clause.a - 1 if clause.separator == "," else clause.a
    return around(reading, unit, k, "so", a, last + closing, (i,), (i + 1, end))


def _relative(reading: Reading, unit: Unit, k: int) -> Draft | None:
    """wonach, laut dem, nach deren Angaben: the frame is the main clause that they hang on."""
    ws, clause = reading.words, unit.clauses[k]
    end = _relative_end(reading, clause)
    if k == 0 or end is None or end >= clause.b:
        return None
    start = _governing_start(unit.clauses, k)
    before = clause.a - 1
    speaker: Range | None = next(
        (
            (x, before)
            for x in range(max(start, before - REACH), before)
            if ws[x].pos in ("DET", "NOUN", "PROPN", "ADJ") and noun_phrase(reading, x, before) == before
        ),
        None,
    )
    if speaker is None and end > clause.first + 1:
        speaker = (clause.first + 1, end)
    subjunctive = clause.fin >= 0 and ws[clause.fin].subjunctive
    named = speaker is not None and (is_speech(ws[speaker[1] - 1]) or names_source(reading, *speaker))
    if ws[clause.first].lower == "nach" and not subjunctive and not named:
        return None
    last = extent(unit.clauses, k, after=("relative", "fragment", "infinitive", "subordinate"))[1]
    content = ((end, unit.clauses[last].b),)
    return Draft("relative", "Indirect", unit.number, content, speaker, (clause.first,), ((start, end),))


def _relative_end(reading: Reading, clause: Clause) -> int | None:
    """Where what opens such a clause ends; None where nothing does."""
    ws = reading.words
    first = ws[clause.first]
    if first.lower == "wonach":
        return clause.first + 1
    if first.lower not in SOURCE_PREPOSITIONS - {"aus"} or clause.first + 1 >= clause.b:
        return None
    pronoun = ws[clause.first + 1]
    if pronoun.lower not in RELATIVES_AFTER_PREPOSITION or not clause.verb_last:
        return None
    if not pronoun.relative and clause.kind != "relative" and first.lower != "laut":
        return None
    end = clause.first + 2
    return max(end, noun_phrase(reading, end, clause.b)) if pronoun.lower in POSSESSORS else end


def _governing_start(clauses: Sequence[Clause], k: int) -> int:
    """Where the clause begins that a relative clause hangs on, with what belongs to it."""
    j, _ = extent(clauses, k)
    hangs = j > 0 and clauses[j - 1].kind in ("main", "subordinate")
    start = clauses[j - 1].a if hangs else clauses[j].a
    while j > 1 and clauses[j - 1].kind == "main" and clauses[j - 1].verb_first:
        start = clauses[j - 2].a
        j -= 1
    return start
