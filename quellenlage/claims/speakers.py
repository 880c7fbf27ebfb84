"""Who speaks in a clause: its subject, the agent of a passive, the paper that a statement is taken from."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from quellenlage.claims.drafts import Range
from quellenlage.claims.speech_nouns import is_pointer, is_speech, names_source
from quellenlage.reading.clauses import Clause, extent
from quellenlage.reading.noun_phrases import noun_phrase
from quellenlage.reading.subject import subject
from quellenlage.reading.voices import has_voice, is_mute, is_paper
from quellenlage.reading.words import BECOME
from quellenlage.words import human, noun, still_verbs
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.claims.cues import Cue
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit

FROM_PAPERS = grammar("from_papers")
NOMINATIVE_RELATIVES = grammar("nominative_relatives")
PASSIVE_AGENTS = grammar("passive_agents")
ASKED_OF = grammar("asked_of")
POSSESSORS = grammar("possessors")
REQUESTS = grammar("requests")
PAPER_PREPOSITIONS = grammar("paper_prepositions")
KREISE_PREPOSITIONS = grammar("kreise_prepositions")
CITING = grammar("citing")
CLAUSAL_PRONOUNS = grammar("clausal_pronouns")
PERSONAL_SPEAKERS = grammar("personal_speakers")
NOBODY = grammar("nobody")
CONTRAST = grammar("contrast")
LEADING = grammar("leading")
WRITTEN = grammar("written_orders")
SILENT = grammar("silent_verbs")
SEVERAL = grammar("plural_quantifiers")
LONGEST_BEFORE = 14  # words of a noun phrase before a relative clause


def speaker(reading: Reading, unit: Unit, a: int, b: int, k: int, cue: Cue | None) -> Range | None:
    """Who speaks in clause ``k`` of a unit, which reaches from word ``a`` to ``b`` (exclusive) with what belongs to it.

    None where nobody does, or the subject is a pronoun for what is said.
    """
    clause, ws = unit.clauses[k], reading.words
    if cue and cue.passive and cue.base != "zitieren":
        by = None if cue.entry in ASKED_OF else _agent_beside(reading, unit, a, b, k)
        if clause.kind == "relative" and by is None and cue.base == "heißen":
            return antecedent(reading, clause)
        return by or paper(reading, a, b, cue.base == "heißen")
    if cue and from_paper_verb(cue):
        return taken_from(reading, a, b)
    lexical = cue.lexical if cue else clause.fin
    if clause.kind == "relative":
        return _relative(reading, clause, lexical)
    shared = _sharing_clauses(reading, unit, b, k)
    if shared is not None:
        first, last = shared
        return speaker(reading, unit, unit.clauses[first].a, unit.clauses[last].b, last, None)
    found = subject(reading, a, b, clause.fin, clause.kind, lexical)
    if cue and cue.passive and found:
        found = _without_medium(reading, found)
    if found and found[1] == found[0] + 1 and ws[found[0]].lower in CLAUSAL_PRONOUNS:
        return None
    return _with_name_before(reading, unit, k, found)


def _without_medium(reading: Reading, found: Range) -> Range:
    """Who is cited without the medium that cites: "wird der Däne im Fachblatt „Werft“ zitiert"."""
    ws, (a, b) = reading.words, found
    cut = next((i for i in range(a + 1, b) if ws[i].lower in CITING and _names_medium(reading, i, b)), b)
    return a, cut


def _names_medium(reading: Reading, i: int, b: int) -> bool:
    """Whether what stands behind the preposition ``i``, up to word ``b``, is a place where words are printed."""
    if reading.words[i].lower not in PASSIVE_AGENTS:
        return True  # in, im, auf
    entry = next((noun(w.text) for w in reading.words[i + 1 : b] if w.pos in ("NOUN", "PROPN")), None)
    return entry is not None and entry.kind in ("outlet", "agency", "report")


def _with_name_before(reading: Reading, unit: Unit, k: int, found: Range | None) -> Range | None:
    """A subject with the name that it is in apposition to, where no comma ends that: "Ole Ihde, der Chef sagte"."""
    ws, clause, before = reading.words, unit.clauses[k], unit.clauses[k - 1]
    if found is None or k != 1 or before.kind != "fragment" or clause.separator != "," or found[0] != clause.first:
        return found
    name = all(w.pos == "PROPN" for w in ws[before.a : before.b])
    head = next((w for w in ws[found[0] : found[1]] if w.pos in ("NOUN", "PROPN")), ws[found[0]])
    apposed = head.pos == "NOUN" and (has_voice(head) or human(head.text)) and not head.plural
    between = ws[found[1] : clause.fin]  # of a foreign name: "der Sekretär von Tongas Maritime Authority teilte mit"
    told = name and apposed and found[1] <= clause.fin and all(w.text[0].isupper() for w in between)
    return (before.a, clause.fin) if told else found


def from_paper_verb(cue: Cue) -> bool:
    """Whether the source of a verb stands behind "aus": hervorgehen, sich ergeben."""
    return cue.entry.replace(" ", "_") in FROM_PAPERS


def _agent_beside(reading: Reading, unit: Unit, a: int, b: int, k: int) -> Range | None:
    """Who does it in a passive clause ``k``, and not in what hangs on it: "In dem Brief, der vom Amt kam, heißt es"."""
    beside = (c for c in unit.clauses if c.a < b and a < c.b and (c is unit.clauses[k] or c.kind == "fragment"))
    found = (agent(reading, max(a, c.a), min(b, c.b)) for c in beside)
    return next((who for who in found if who is not None), None)


def agent(reading: Reading, a: int, b: int) -> Range | None:
    """Who does it in the passive: "wurde von der Polizei mitgeteilt"."""
    for i in range(a, b):
        if reading.words[i].lower in PASSIVE_AGENTS:
            end = noun_phrase(reading, i + 1, b)
            if end > i + 1 and not _is_attribute(reading, i, end):
                return i + 1, end
    return None


def _is_attribute(reading: Reading, i: int, end: int) -> bool:
    """Whether the preposition ``i`` only ties its phrase to the noun before it: "die Benachteiligung von Frauen"."""
    ws = reading.words
    if i > 0 and ws[i - 1].text in LEADING:
        return True  # "unter der Führung von Abel wird ihr vorgeworfen"
    asked = i > 0 and ws[i - 1].lower.rsplit("-", 1)[-1] in REQUESTS  # "hieß es auf Anfrage aus dem Büro"
    if (
        i == 0
        or asked
        or ws[i - 1].pos != "NOUN"
        or not any(w.head == i - 1 and w.dep == "nmod" for w in ws[i + 1 : end])
    ):
        return False
    bare = ws[i].lower == "von" and ws[i + 1].pos in ("NOUN", "ADJ", "NUM")
    if i > 2 and "ADP" in (ws[i - 2].pos, ws[i - 3].pos):
        bare = ws[i].lower == "von"  # "Über die Rolle von Abel wurde gestritten"
    return bare or ws[i].lower not in PASSIVE_AGENTS  # "die Gefahr vom Amt" were no German


def paper(reading: Reading, a: int, b: int, anything: bool = False) -> Range | None:
    """The paper or place that speaks where nobody does: "in einem Brief heißt es".

    ``anything``: it need not be named by a noun of speech.
    """
    for i in range(a, b - 1):
        low = reading.words[i].lower
        if low in PAPER_PREPOSITIONS:
            end = noun_phrase(reading, i + 1, b)
            if end == i + 1 or _is_attribute(reading, i, end):
                continue
            if any(w.lower.rsplit("-", 1)[-1] in REQUESTS for w in reading.words[i + 1 : end]):
                continue  # "Auf Anfrage der Zeitung hieß es", "auf APA-Anfrage"
            circle = low in KREISE_PREPOSITIONS and any(w.pos == "NOUN" for w in reading.words[i + 1 : end])
            told = next((w for w in reading.words[i + 1 : end] if w.pos == "NOUN"), None)
            written = told is not None and (is_paper(told) or told.lower in WRITTEN)
            if anything or circle or written or names_source(reading, i + 1, end):
                return i + 1, end
    return None


def antecedent(reading: Reading, clause: Clause) -> Range | None:
    """The noun phrase right before a relative clause that it hangs on: "ein Brief, in dem es heißt"."""
    ws, end = reading.words, clause.a - 1
    while end > 0 and (ws[end - 1].tag == "PTKVZ" or ws[end - 1].form):
        end -= 1  # "legte einen Bericht vor, in dem es heißt"
    starts = (x for x in range(max(0, end - LONGEST_BEFORE), end) if ws[x].pos in ("DET", "NOUN", "PROPN", "ADJ"))
    return next(((x, end) for x in starts if noun_phrase(reading, x, end) == end), None)


def taken_from(reading: Reading, a: int, b: int) -> Range | None:
    """What a statement is taken from: "geht aus einem Brief hervor"."""
    ws = reading.words
    i = next((i for i in range(a, b - 1) if ws[i].lower == "aus"), b)
    end = noun_phrase(reading, i + 1, b) if i < b else i
    named = names_source(reading, i + 1, end) or any(is_paper(w) or has_voice(w) for w in ws[i + 1 : end])
    return (i + 1, end) if named else None


def _relative(reading: Reading, clause: Clause, lexical: int) -> Range | None:
    """The subject of a relative clause: the pronoun itself, or what follows it."""
    ws = reading.words
    pronoun = next((w for w in ws[clause.a : clause.b] if w.lower == clause.opener), None)
    alone = pronoun is not None and pronoun.lower in NOMINATIVE_RELATIVES
    if pronoun and alone and pronoun.i == clause.first and pronoun.dep.startswith("nsubj"):
        return pronoun.i, pronoun.i + 1
    start = pronoun.i if pronoun else clause.a
    if pronoun and pronoun.i > clause.a and pronoun.lower in POSSESSORS and ws[pronoun.i - 1].pos == "ADP":
        start = max(start, noun_phrase(reading, start + 1, clause.b) - 1)  # "in dessen Folge das Gericht feststellte"
    found = subject(reading, start, clause.b, clause.fin, "relative", lexical)
    if found is None and pronoun and alone:
        return pronoun.i, pronoun.i + 1
    return found


def _sharing_clauses(reading: Reading, unit: Unit, b: int, k: int) -> tuple[int, int] | None:
    """The first and last clause before clause ``k`` whose subject it shares: "Er kam und sagte, …".

    What is told in between is passed over: "Er sagte, sie sei gesund, und lobte die Ärzte".
    """
    clause, ws = unit.clauses[k], reading.words
    if clause.kind != "main" or not clause.verb_first or not (clause.conj or contrasts(reading, clause)):
        return None
    behind = ws[clause.fin + 1] if clause.fin + 1 < b else None
    if behind is not None and behind.tag == "PPER" and behind.lower != "es":
        return None
    told = ws[clause.fin].mood == "indicative"
    before = next(
        (
            j
            for j in range(k - 1, -1, -1)
            if unit.clauses[j].kind == clause.kind and not (told and ws[unit.clauses[j].fin].mood == "subjunctive1")
            if ws[unit.clauses[j].fin].depth <= ws[clause.fin].depth  # „…, das glaubt keiner“, und
        ),
        None,
    )
    return None if before is None else (extent(unit.clauses, before)[0], before)


def contrasts(reading: Reading, clause: Clause) -> bool:
    """Whether a clause that opens with its verb is a second conjunct: "…, lehnt das Gesetz aber ab"."""
    contrast = any(w.lower in CONTRAST for w in reading.words[clause.fin : clause.b])
    return clause.separator == "conj" or (clause.separator == "," and contrast)


def can_speak(reading: Reading, a: int, b: int) -> bool:
    """Whether a noun phrase names somebody, or is a pronoun that may."""
    phrase = reading.words[a:b]
    head = next((w for w in phrase if w.pos in ("NOUN", "PROPN")), phrase[0])
    return head.pos == "PROPN" or head.lower in PERSONAL_SPEAKERS or has_voice(head)


def is_nobody(reading: Reading, found: Range) -> bool:
    """Whether a speaker is none of whom an article tells: man, ich, wir, the reader whom it addresses as Sie."""
    w = reading.words[found[0]]
    addressed = w.text == "Sie" and found[0] > 0 and reading.words[found[0] - 1].text.isalnum()
    return w.lower in NOBODY or addressed


def is_thing(reading: Reading, found: Range) -> bool:
    """Whether a subject is a thing, which says nothing: "Der Nebel kündigte den Herbst an"."""
    head = next((w for w in reading.words[slice(*found)] if w.pos in ("NOUN", "PROPN")), None)
    return head is not None and is_mute(head) and not reading.has_person(*found)


def medium_cites(reading: Reading, found: Range, fin: int, b: int, behind: bool = False) -> Range | None:
    """Whom a medium lets speak: "Das Blatt zitierte den Minister mit den Worten", "zitierte aus dem Brief".

    ``behind``: what is said stands before: "„…“, zitierte das Blatt den Minister".
    """
    a = max(found[1], fin + 1)
    if a < b and reading.words[a].lower == "aus":
        paper_end = noun_phrase(reading, a + 1, b)
        return (a + 1, paper_end) if paper_end > a + 1 else None
    end = noun_phrase(reading, a, b, loose=False)
    introduced = end < b and reading.words[end].lower == "mit"
    return (
        (a, end) if end > a and (introduced or (behind and reading.words[a].pos in ("DET", "NOUN", "PROPN"))) else None
    )


def acting(reading: Reading, unit: Unit) -> Range | None:
    """Who acts in a unit that reports nothing: a name, or somebody with a voice, as its subject."""
    clauses, ws = unit.clauses, reading.words
    k = next((k for k, c in enumerate(clauses) if c.kind == "main" and c.fin >= 0), None)
    if k is None:
        return None
    clause = clauses[k]
    first, _ = extent(clauses, k, ("fragment", "relative", "infinitive"))
    found = speaker(reading, unit, clauses[first].a, clause.b, k, None)
    if found is None or is_pointer(reading, found):
        return None
    phrase = ws[found[0] : found[1]]
    if is_speech(next((w for w in phrase if w.pos == "NOUN"), phrase[0])):
        found = agent(reading, clause.fin + 1, clause.b) or found  # "Die Mitteilung kam von der Polizei"
        phrase = ws[found[0] : found[1]]
    if any(w.lemma in SILENT or w.lower in SILENT for w in ws[clause.a : clause.b] if w.form):
        return None  # "Dabei starb Abel. Das Auto sei …" is said by another
    perfect = any(w.form == "participle" for w in ws[clause.fin : clause.b])
    if ws[clause.fin].lower in BECOME and perfect:
        return None  # what is done to somebody is not said by them
    if ws[clause.fin].lemma in still_verbs() - {"sein"} and not perfect and not any(w.pos == "PROPN" for w in phrase):
        return None  # "Alle Opfer stammen aus dem Ort"
    if phrase[0].lower in SEVERAL:
        return None  # "In dem Bund sind mehrere Vereine vereint": none whom the article speaks of
    head = next((w for w in phrase if w.pos in ("NOUN", "PROPN")), None)
    voice = head is not None and has_voice(head) and not (head.plural and head is phrase[0])
    apposed = any(w.text == "," and after.pos == "PROPN" for w, after in itertools.pairwise(phrase))
    return found if voice or apposed or any(w.pos == "PROPN" for w in phrase[:4]) else None
