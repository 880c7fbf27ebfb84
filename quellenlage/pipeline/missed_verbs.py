"""Finite verbs and participles that the tagger missed, told by the clauses of their sentence."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from spacy.language import Language

from quellenlage.pipeline.word_classes import make_finite, make_infinite, mood_of
from quellenlage.reading.clauses import Clause, classify, cut, divide, quotations_as_clauses
from quellenlage.reading.reading import outline
from quellenlage.words.verbs import FINITE, PARTICIPLE, forms, grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from quellenlage.reading.quotes import Quote
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit
    from quellenlage.reading.words import Mood, Word

ADVERBS_IN_E = grammar("adverbs_in_e")
SHORTEST_WITH_SUBJECT = 3  # words of a clause with opener, subject and verb: "Wie berichtet" has no subject
UNKNOWN = frozenset(("ADV", "ADJD", "$(", "XY", "FM", "NE", "NN", "VVPP", "VVINF", "VVIMP", "PTKVZ"))


@Language.component(
    "german_missed_verbs",
    assigns=["token.pos", "token.tag", "token.morph"],
    requires=["token.tag", "token.pos", "doc.sents"],
)
def german_missed_verbs(doc: Doc) -> Doc:
    """Pipeline component: finds the verbs that the tagger missed."""
    reading = outline(doc)
    tagged = [(w.tag, w.mood) for w in reading.words]
    for unit in reading.units:
        _mend(reading, unit)
    for w, before in zip(reading.words, tagged, strict=True):
        if (w.tag, w.mood) != before:
            _write(doc[w.token], w)
    return doc


def _write(token: Token, w: Word) -> None:
    token.pos_, token.tag_ = w.pos, w.tag
    if w.form == "finite":
        make_finite(token, "Sub|Pres" if w.mood == "subjunctive1" else mood_of(token))
    else:
        make_infinite(token, "PP")


def _make_finite(w: Word, mood: Mood = "indicative") -> None:
    w.form, w.mood, w.pos, w.tag = "finite", mood, "VERB", "VVFIN"


def _mend(reading: Reading, unit: Unit) -> None:
    """Puts the words of a unit right."""
    ws = reading.words
    quotations = quotations_as_clauses(reading, unit)
    mend_behind_quotations(reading, unit, quotations)
    clauses: list[Clause] = []
    for piece in cut(reading, unit, quotations):
        if piece.kind != "quotation":
            mend_coordinated(ws, piece)
        clauses += divide(ws, piece)
    for clause in clauses:
        if clause.kind != "quotation":
            classify(ws, clause)
    mend_participle(ws, clauses)
    mend_behind_opener(ws, clauses)
    mend_behind_pronoun(ws, clauses)
    mend_second_place(ws, clauses)
    mend_subjunctive(ws, clauses)


def _can_be(w: Word, kind: str) -> bool:
    return any(f.kind == kind for f in forms().get(w.lower, ()))


def mend_behind_quotations(reading: Reading, unit: Unit, quotations: Mapping[int, Quote]) -> None:
    """Makes finite what follows a quotation and its comma as a form of the lexicon: "„Nein“, rufe der Wirt"."""
    ws = reading.words
    for quote in quotations.values():
        end = reading.at(quote.end)
        if end + 1 < unit.stop and ws[end].text == "," and not ws[end + 1].form:
            verb = ws[end + 1]
            if _can_be(verb, FINITE) and verb.text == verb.lower:
                _make_finite(verb)


def mend_coordinated(ws: Sequence[Word], piece: Clause) -> None:
    """Makes finite what the tagger took for a participle: "Er bezeichnet es als Fehler und nimmt …"."""
    fin = next((i for i in range(piece.a, piece.b) if ws[i].form == "finite"), -1)
    if fin <= piece.a + 1 or not any(ws[i].pos == "CCONJ" for i in (fin - 1, fin - 2)):
        return
    for i in range(piece.a + 1, min(fin, piece.a + 14)):
        if ws[i].form in ("participle", "infinitive") and ws[i - 1].lower != "zu":
            if any(f.kind == FINITE and not f.joined for f in forms().get(ws[i].lower, ())) and (
                i + 1 < fin and ws[i + 1].pos not in ("NOUN", "PROPN")
            ):
                _make_finite(ws[i])
            return


def mend_participle(ws: Sequence[Word], clauses: Sequence[Clause]) -> None:
    """Finds the participle of a perfect behind an insertion in commas: "hatte der Wirt, Max Abel, erklärt"."""
    for k, told in enumerate(clauses):
        if told.kind != "main" or told.fin < 0 or ws[told.fin].lemma != "haben":
            continue
        if any(w.form for w in ws[told.fin + 1 : told.b]) or told.b - told.fin > 12:
            continue
        c = next((c for c in clauses[k + 1 :] if c.kind not in ("relative", "subordinate", "fragment")), None)
        if c is None or c.kind != "main" or c.separator != "," or c.fin != c.b - 1 or c.conj:
            continue
        w = ws[c.fin]
        if _can_be(w, PARTICIPLE):
            w.form, w.mood, w.tag = "participle", "", "VVPP"
            classify(ws, c)


def mend_behind_opener(ws: Sequence[Word], clauses: Sequence[Clause]) -> None:
    """Finds the verb at the end of a clause with "wie" taken for a participle: "Wie die Zeitung berichtet, …"."""
    for c in clauses:
        if c.kind != "fragment" or c.b - c.first < SHORTEST_WITH_SUBJECT or ws[c.first].tag != "KOUS":
            continue
        w, inner = ws[c.b - 1], ws[c.first + 1 : c.b - 1]
        subject = any(x.dep == "nsubj" or x.tag == "PPER" for x in inner)
        if w.form == "participle" and subject and not any(x.form for x in inner) and _can_be(w, FINITE):
            _make_finite(w)
            classify(ws, c)


def mend_behind_pronoun(ws: Sequence[Word], clauses: Sequence[Clause]) -> None:
    """Finds the Konjunktiv I behind its subject taken for an adjective: "Er spare Geld"."""
    for c in _verbless(clauses):
        if c.kind != "fragment" or c.b - c.first < SHORTEST_WITH_SUBJECT or ws[c.first].tag != "PPER":
            continue
        w = ws[c.first + 1]
        if w.tag == "ADJA" and w.text == w.lower and w.lower.endswith("e") and w.lower not in ADVERBS_IN_E:
            _make_finite(w, "subjunctive1")
            classify(ws, c)


def mend_second_place(ws: Sequence[Word], clauses: Sequence[Clause]) -> None:
    """Finds the finite verb of a sentence in which the tagger saw none: a form of the lexicon in second place."""
    for c in _verbless(clauses):
        if c.kind != "fragment":
            continue
        for i in range(c.first + 1, min(c.b, c.first + 14)):
            w = ws[i]
            if w.text != w.lower or w.tag[:1] not in "VA" or ws[i - 1].lower == "zu":
                continue
            after = ws[i + 1] if i + 1 < c.b else None
            if w.tag == "ADJA" and after is not None and after.pos in ("NOUN", "PROPN", "ADJ"):
                continue
            if _can_be(w, FINITE):
                _make_finite(w)
                classify(ws, c)
                return


def _verbless(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses of a sentence among which the main clause's verb must be, where it was not found."""
    if len(clauses) > 1 and clauses[0].kind == "fragment" and clauses[1].kind == "main" and clauses[1].separator == ",":
        return clauses[: int(not clauses[1].verb_first)]
    if not any((c.fin >= 0 and c.kind == "main") or c.kind == "quotation" for c in clauses):
        return clauses
    colon = next((k for k, c in enumerate(clauses) if c.separator == ":" and c.kind == "fragment"), None)
    if colon is None or any(c.kind == "main" and c.fin >= 0 for c in clauses[colon:]):
        return ()
    hangs = any(c.kind == "subordinate" and c.separator == "," for c in clauses[colon + 1 :])
    return clauses[colon : colon + 1] if hangs else ()


def mend_subjunctive(ws: Sequence[Word], clauses: Sequence[Clause]) -> None:
    """Finds the Konjunktiv I beside a verb of saying where the tagger knew no verb.

    Behind it ("meldete, der Kahn treibe") and, with a subject of its own, before it: "Der Kahn treibe, sagte sie".
    """
    for told, c in itertools.pairwise(clauses):
        if c.kind == "fragment" and c.separator in (",", ":") and _tells(ws, told, by_colon=c.separator == ":"):
            _find_subjunctive(ws, c)
    for c, told in itertools.pairwise(clauses[:2]):
        inserted = told.separator == "," and told.verb_first and _tells(ws, told)
        if c.kind == "fragment" and inserted and any(w.dep == "nsubj" for w in ws[c.a : c.b]):
            _find_subjunctive(ws, c)


def _tells(ws: Sequence[Word], clause: Clause, *, by_colon: bool = False) -> bool:
    """Whether a clause has a verb of saying; before a colon, any main clause will do."""
    if clause.kind != "main" or clause.fin < 0:
        return False
    return by_colon or any(w.lower in forms() for w in ws[clause.a : clause.b] if w.pos == "VERB")


def _find_subjunctive(ws: Sequence[Word], c: Clause) -> None:
    for i in range(c.first + 1, min(c.b, c.first + 9)):
        w, before = ws[i], ws[i - 1]
        if w.text != w.lower or not w.lower.endswith("e") or len(w.text) < 4 or w.lower in ADVERBS_IN_E:
            continue
        if w.tag in UNKNOWN and (before.pos in ("NOUN", "PROPN", "PRON", "NUM") or before.tag == "PAV"):
            _make_finite(w, "subjunctive1")
            classify(ws, c)
            return
