"""The subject of a clause, by word order, case and agreement, with the parse as a hint."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from quellenlage.reading.noun_phrases import OBLIQUE, apposition, apposition_before_verb, noun_phrase
from quellenlage.reading.voices import has_voice
from quellenlage.reading.words import QUOTE_MARKS, is_time
from quellenlage.words.verbs import grammar, infinitives

if TYPE_CHECKING:
    from quellenlage.reading.clauses import ClauseKind
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.words import Word

BEFORE_SUBJECT = grammar("before_subject")
CONCERNING = grammar("concerning")
CORRELATES = grammar("correlates")
DEMONSTRATIVES = grammar("demonstratives")
DOUBTFUL_NOMINATIVES = grammar("doubtful_nominatives")
LONE = grammar("lone")
POSSESSORS = grammar("possessors")
SUBJECT_PRONOUNS = grammar("subject_pronouns")
WANT = grammar("want")
NO_SUBJECT = ("ADP", "ADV", "SCONJ", "VERB", "AUX", "CCONJ")
BEGINS_PHRASE = ("NOUN", "PROPN", "DET", "PRON", "ADJ", "NUM", "X")


def subject(reading: Reading, a: int, b: int, fin: int, kind: ClauseKind, lexical: int) -> tuple[int, int] | None:
    """The subject's words in a clause from ``a`` to ``b`` (exclusive) whose finite verb is ``fin``.

    ``lexical`` is the verb that the clause is about, which in a perfect or passive is another; None without a subject.
    """
    second = kind in ("main", "fragment")
    if second and fin > a:
        found = _before_verb(reading, a, b, fin, lexical)
        if found is not None:
            return found
    start = fin + 1 if second else a + 1
    stop = b if second else min(b, lexical if lexical > a else b)
    return _first_nominative(reading, start, stop)


def _before_verb(reading: Reading, a: int, b: int, fin: int, lexical: int) -> tuple[int, int] | None:
    """The subject of a clause with its verb in second place, where that stands before the verb or beside it."""
    ws = reading.words
    first = a
    while first < fin and (ws[first].lower in BEFORE_SUBJECT or not ws[first].text.strip("+•*")):
        first += 1
    w = ws[first]
    if first + 1 == fin and w.lower in LONE:
        return first, fin
    if first + 1 == fin and w.lower.endswith("end") and _first_nominative(reading, fin + 1, b) is not None:
        return None  # "Relativierend fügt sie hinzu"
    if first + 1 < fin and ws[first + 1].lower == "gegenüber":
        return None  # "Ihr gegenüber gab er an"
    if first >= fin or w.tag == "ADJD" or w.pos in NO_SUBJECT or not _may_be_subject(reading, first):
        return None
    end = noun_phrase(reading, first, fin)
    agrees = not _many(reading, first, end) or not ws[fin].form or ws[fin].plural  # "Kündigungen schloss er aus"
    concerning = any(
        x.lower in CONCERNING for x in (ws[fin], *ws[end:fin][:1])
    )  # "Den Preis betreffend schloss er nichts aus"
    if end == first or not agrees or is_time(w) or concerning:
        return None
    behind = _behind_verb(reading, first, end, fin, b, lexical)
    return behind or (first, apposition_before_verb(reading, end, fin))


def _first_nominative(reading: Reading, start: int, stop: int) -> tuple[int, int] | None:
    """The first noun phrase from ``start`` that can be a subject, prepositional phrases passed over."""
    ws, j = reading.words, start
    while j < stop:
        w = ws[j]
        if w.lower == "ihr" and j + 1 < stop and ws[j + 1].tag == "NE":
            j += 1  # "Da warf ihr Abel Geiz vor": nobody's Abel
        elif w.pos == "ADP":
            j = max(noun_phrase(reading, j + 1, stop), j + 1)
        elif (w.pos in BEGINS_PHRASE and w.tag != "PTKVZ") or w.text in QUOTE_MARKS:
            end = j + 1 if _demonstrative(reading, j, stop) else noun_phrase(reading, j, stop)
            if (
                end > j
                and _may_be_subject(reading, j)
                and w.lower not in CORRELATES
                and not any(is_time(x) for x in ws[j : min(end, j + 2)])
            ):
                return j, apposition(reading, end, stop)
            j = max(end, j + 1)
        else:
            j += 1
    return None


def _demonstrative(reading: Reading, i: int, stop: int) -> bool:
    """Whether a demonstrative behind the verb is a phrase by itself: "Am Abend beschuldigte dieser Holm"."""
    w, after = reading.words[i], reading.words[i + 1] if i + 1 < stop else None
    if w.lower not in DEMONSTRATIVES or after is None:
        return False
    return after.tag in ("NE", "ART", "PPOSAT") or (w.tag == "PDS" and after.pos == "ADP")  # "so schrieb diese in …"


def _many(reading: Reading, a: int, b: int) -> bool:
    """Whether a phrase of one noun, with or without adjectives, is a plural, and so no subject of a singular verb."""
    phrase = reading.words[a:b]
    if len(phrase) > 1 and phrase[0].pos == "NUM" and phrase[0].text not in ("ein", "eine", "1"):
        phrase = phrase[1:]  # "100.000 Gäste meldet die Werft"
    plain = bool(phrase) and all(w.pos in ("NOUN", "ADJ") for w in phrase)
    return plain and phrase[-1].pos == "NOUN" and phrase[-1].plural and sum(w.pos == "NOUN" for w in phrase) == 1


def _behind_verb(reading: Reading, first: int, end: int, fin: int, b: int, lexical: int) -> tuple[int, int] | None:
    """The subject after the verb where what stands before it is the object: "Jede Schuld weist Meier von sich"."""
    ws = reading.words
    i = fin + 1
    if i >= b or ws[first].tag == "PPER":
        return None
    if ws[i].tag == "PRF":
        i += 1
    if i >= b:
        return None
    w = ws[i]
    if w.lower == "sie" and _nominative_article(reading, first, end):
        return None
    if w.tag in ("PPER", "PIS") and w.lower in SUBJECT_PRONOUNS:
        return i, i + 1
    stop = noun_phrase(reading, i, b)
    if stop > i and _nominative(w):
        deps = {x.dep for x in ws[i:stop] if x.head in (fin, lexical)}
        before = {x.dep for x in ws[first:end] if x.head in (fin, lexical)}
        strays = any(x.head < first for x in ws[first:end])  # "Neuer Streit – Vogt lobt Tamm" with Vogt hung on Streit
        if "nsubj" in deps and not strays and "nsubj" not in before and "nsubj:pass" not in before:
            return i, apposition(reading, stop, b)
        from_itself = any(x.lower == "sich" and y.lower == "von" for y, x in itertools.pairwise(ws[stop:b]))
        person = reading.has_person(i, i + 1) and not reading.has_person(first, end)
        told = person and lexical == fin and ws[fin].lemma in infinitives()  # "Die Lage verglich Abel mit 1933"
        if w.tag == "NE" and _is_thing(reading, first, end) and (ws[fin].lower in WANT or from_itself or told):
            return i, apposition(reading, stop, b)
    return None


def _is_thing(reading: Reading, first: int, end: int) -> bool:
    """Whether a noun phrase names what wants nothing, though it may be a subject: "Dieses Konzept will Abel ändern"."""
    phrase = reading.words[first:end]
    head = next((x for x in phrase if x.pos in ("NOUN", "PROPN")), None)
    if head is None or head.pos == "PROPN" or _nominative_article(reading, first, end):
        return False
    return not has_voice(head)


def _nominative_article(reading: Reading, first: int, end: int) -> bool:
    """Whether a noun phrase can be nothing but a subject: "der Chef", which in the accusative were "den Chef"."""
    w = reading.words[first]
    return end > first + 1 and w.lower == "der" and w.case == "Nom"


def _may_be_subject(reading: Reading, i: int) -> bool:
    """Whether the word that opens a noun phrase allows it to be a subject, as "deren" does: "deren Chef"."""
    ws = reading.words
    if ws[i].lower in POSSESSORS and i + 1 < len(ws) and ws[i + 1].pos in ("NOUN", "PROPN", "ADJ"):
        return True
    return _nominative(ws[i])


def _nominative(w: Word) -> bool:
    if w.lower in OBLIQUE:
        return False
    return not (w.pos in ("DET", "PRON") and w.case in ("Dat", "Gen") and w.lower not in DOUBTFUL_NOMINATIVES)
