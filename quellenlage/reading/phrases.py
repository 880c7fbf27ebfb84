"""Noun phrases, subjects and verb complexes by word order and form, with the parse as a hint."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.reading.clauses import CLOSERS, OPENERS, QUOTE_MARKS
from quellenlage.reading.text import Text
from quellenlage.reading.tokens import FINITE_FORM, INFINITIVE_FORM, PARTICIPLE_FORM, ZU_FORM, Word
from quellenlage.words.conjugation import particles
from quellenlage.words.months_and_weekdays import month_names, weekday_names
from quellenlage.words.verbs import FINITE, INFINITIVE, PARTICIPLE, Form, Verb, forms, grammar

OBLIQUE = grammar("oblique")
PRONOUNS = grammar("pronouns")
GENITIVE = grammar("genitive")
BEFORE_SUBJECT = grammar("before_subject")
PARTICLES = frozenset(particles("separable"))
CORRELATES = grammar("correlates")
TIMES = grammar("times") | month_names() | frozenset(weekday_names())
LONE = grammar("lone")
HAVE = grammar("have")
BE = grammar("be")
BECOME = grammar("become")
MODAL = grammar("modal")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb in a clause: its words, in order, and whether it stands in the passive."""

    verb: Verb | None
    words: tuple[int, ...]
    lexical: int
    fin: int
    passive: bool
    participle: bool = False


LONGEST_PHRASE = 60


def noun_phrase(text: Text, i: int, limit: int, loose: bool = True) -> int:
    """End of the noun phrase that starts at word ``i``, at most ``limit``; ``i`` where none starts.

    ``loose``: a prepositional phrase other than with "von" belongs to it where the parse says so.
    """
    ws = text.words
    limit = min(limit, i + LONGEST_PHRASE)
    j, head, det = i, False, False
    end = i
    while j < limit:
        w = ws[j]
        if w.text in QUOTE_MARKS:
            quote = next((q for q in text.quotes_at(w.start)), None)
            if quote is None or text.at(quote.end) > limit or text.at(quote.end) - j > 12:
                break
            j = text.at(quote.end)
            head, end = True, j
            continue
        if w.text in OPENERS:
            k = j
            while k < limit and ws[k].text not in CLOSERS:
                k += 1
            if not head or k >= limit or k - j > 12:
                break
            j = end = k + 1
            continue
        if not head:
            if w.pos in ("NOUN", "PROPN") or (w.pos in ("X", "NUM") and j > i and w.text[0].isupper()):
                head, end = True, j + 1
            elif w.pos == "PRON" or (w.lower in PRONOUNS and j == i and w.pos != "DET"):
                nxt = ws[j + 1] if j + 1 < limit else None
                end = j + 1
                if w.tag in ("PPER", "PRF"):
                    return end
                if w.tag == "PIS" and nxt is not None and nxt.lower in GENITIVE:
                    head = True
                    j += 1
                    continue
                if nxt is None or nxt.pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
                    return end
                det = True
            elif w.tag == "ADJD" and not det and (j + 1 >= limit or ws[j + 1].pos not in ("ADJ", "NOUN")):
                break
            elif w.pos in ("DET", "ADJ", "NUM") or (w.form == PARTICIPLE_FORM and det):
                det = True
                if w.pos in ("NUM", "ADJ"):
                    end = j + 1
            elif w.pos == "ADV" and not det and j == i and j + 1 < limit and ws[j + 1].pos in ("DET", "NUM", "ADJ"):
                pass
            elif det and w.pos in ("ADP", "ADV", "CCONJ") and j + 1 < limit and w.lower not in ("sich",):
                if w.pos == "CCONJ" and ws[j + 1].pos not in ("ADJ", "NUM"):
                    break
                if w.pos == "ADP":
                    break
            else:
                break
            j += 1
            continue
        nxt = ws[j + 1] if j + 1 < limit else None
        if w.pos == "NUM" and nxt and nxt.pos in ("NOUN", "PROPN", "ADJ"):
            break
        if w.pos in ("NOUN", "PROPN", "NUM") or (w.pos == "X" and w.text[0].isalnum()):
            if w.pos == "NOUN" and ws[j - 1].pos == "NOUN" and w.lower in OBLIQUE:
                break
            j = end = j + 1
        elif (
            w.lower in GENITIVE
            and w.pos in ("DET", "PRON")
            and nxt
            and (nxt.pos in ("NOUN", "PROPN", "ADJ", "NUM", "ADV") or nxt.text in QUOTE_MARKS)
        ):
            inner = noun_phrase(text, j + 1, limit)
            if inner == j + 1:
                break
            j = end = inner
        elif w.pos == "ADJ" and nxt and nxt.pos in ("NOUN", "PROPN", "ADJ") and w.lower.endswith(("er", "en")):
            j += 1
        elif w.lower in ("von", "vom") and nxt:
            inner = noun_phrase(text, j + 1, limit)
            if inner == j + 1 and (nxt.form or not nxt.text[0].isalnum()):
                break
            inner = max(inner, j + 2)
            j = end = inner
        elif (
            loose
            and w.pos == "ADP"
            and nxt
            and w.lower not in ("nach", "laut", "zufolge", "gemäß", "gegenüber", "seit", "vor", "unter")
        ):
            inner = noun_phrase(text, j + 1, limit)
            if inner == j + 1:
                break
            nominal = any(
                x.dep.startswith("nmod") and i <= x.head < j for x in ws[j + 1 : inner] if x.pos in ("NOUN", "PROPN")
            )
            if not nominal or any(is_time(x) for x in ws[j + 1 : inner]):
                break
            j = end = inner
        elif w.lower in ("und", "sowie", "oder", "bzw.", "&", "/", "-") and nxt:
            inner = noun_phrase(text, j + 1, limit)
            if inner == j + 1 or nxt.lower in OBLIQUE or nxt.pos == "PRON":
                break
            j = end = inner
        elif w.text in (".", "'", "’") and ws[j - 1].end == w.start and nxt and nxt.pos == "PROPN":
            j = end = j + 1
        else:
            break
    return end


def trim(text: Text, a: int, b: int) -> tuple[int, int]:
    """A stretch of words without separators at its ends."""
    ws = text.words
    while a < b and ws[a].text in ",;:":
        a += 1
    while b > a and ws[b - 1].text in ",;:":
        b -= 1
    return a, b


def subject(text: Text, a: int, b: int, fin: int, kind: str, lexical: int) -> tuple[int, int] | None:
    """The subject's words in a clause from ``a`` to ``b`` whose finite verb is ``fin``."""
    ws = text.words
    if kind in ("main", "frag") and fin > a:
        first = a
        while first < fin and ws[first].lower in BEFORE_SUBJECT:
            first += 1
        w = ws[first]
        if first + 1 == fin and w.lower in LONE:
            return first, fin
        if (
            first < fin
            and w.tag != "ADJD"
            and (_nominative(w) or _possessed(text, first))
            and w.pos not in ("ADP", "ADV", "SCONJ", "VERB", "AUX", "CCONJ")
        ):
            end = noun_phrase(text, first, fin)
            agrees = not _many(text, first, end) or not ws[fin].form or ws[fin].plural  # "Kündigungen schloss er aus"
            if end > first and agrees and not is_time(w):
                behind = _behind(text, first, end, fin, b, lexical)
                return behind or (first, prefield_end(text, first, end, fin))
    start = fin + 1 if kind in ("main", "frag") else a + 1
    stop = b if kind in ("main", "frag") else min(b, lexical if lexical > a else b)
    j = start
    while j < stop:
        w = ws[j]
        if w.pos == "ADP":
            end = noun_phrase(text, j + 1, stop)
            j = max(end, j + 1)
            continue
        if w.pos in ("NOUN", "PROPN", "DET", "PRON", "ADJ", "NUM", "X") or w.text in QUOTE_MARKS:
            end = noun_phrase(text, j, stop)
            if (
                end > j
                and (_nominative(w) or _possessed(text, j))
                and w.lower not in CORRELATES
                and not _time(text, j, end)
            ):
                return j, apposition(text, end, stop)
            j = max(end, j + 1)
            continue
        j += 1
    return None


def _many(text: Text, a: int, b: int) -> bool:
    """Whether a phrase of one noun, with or without adjectives, is a plural, and so no subject of a singular verb."""
    phrase = text.words[a:b]
    plain = bool(phrase) and all(w.pos in ("NOUN", "ADJ") for w in phrase)
    return plain and phrase[-1].pos == "NOUN" and phrase[-1].plural and sum(w.pos == "NOUN" for w in phrase) == 1


def _time(text: Text, a: int, b: int) -> bool:
    """Whether a noun phrase names a time: "letzte Woche", "Ende Mai"."""
    return any(is_time(w) for w in text.words[a : min(b, a + 2)])


def is_time(w: Word) -> bool:
    """Whether a word is a noun of time, and nobody's name."""
    return w.lower in TIMES and not w.name


def _behind(text: Text, first: int, end: int, fin: int, b: int, lexical: int) -> tuple[int, int] | None:
    """The subject after the verb where what stands before it is the object: "Jede Schuld weist Meier von sich"."""
    ws = text.words
    i = fin + 1
    if i >= b or ws[first].tag == "PPER":
        return None
    if ws[i].tag == "PRF":
        i += 1
    if i >= b:
        return None
    w = ws[i]
    if w.lower == "sie" and _speaks_first(text, first, end):
        return None
    if w.tag in ("PPER", "PIS") and w.lower in ("er", "sie", "man", "wir", "ich"):
        return i, i + 1
    stop = noun_phrase(text, i, b)
    if stop > i and _nominative(w):
        deps = {x.dep for x in ws[i:stop] if x.head in (fin, lexical)}
        before = {x.dep for x in ws[first:end] if x.head in (fin, lexical)}
        if "nsubj" in deps and "nsubj" not in before and "nsubj:pass" not in before:
            return i, apposition(text, stop, b)
    return None


def _speaks_first(text: Text, first: int, end: int) -> bool:
    """Whether a noun phrase can be nothing but a subject: "der Chef", which in the accusative were "den Chef"."""
    w = text.words[first]
    return end > first + 1 and w.lower == "der" and w.case == "Nom"


def apposition(text: Text, end: int, limit: int) -> int:
    """Where a noun phrase that ends at ``end`` ends with its apposition in commas."""
    ws = text.words
    if end + 1 < limit and ws[end].text == "," and ws[end - 1].pos not in ("PRON",):
        w = ws[end + 1]
        if not w.relative and w.pos in ("PROPN", "NOUN", "DET", "ADJ"):
            inner = noun_phrase(text, end + 1, limit)
            if inner > end + 1 and (inner == limit or ws[inner].text == ","):
                return inner
    return end


def prefield_end(text: Text, first: int, end: int, fin: int) -> int:
    """Where a subject before its verb ends: an apposition in commas belongs to it, a relative clause does not."""
    ws = text.words
    if end < fin and ws[end].text == "," and end + 1 < fin:
        w = ws[end + 1]
        if not w.relative and w.pos in ("PROPN", "NOUN", "DET", "ADJ"):
            inner = noun_phrase(text, end + 1, fin)
            if inner > end + 1 and inner < len(ws) and (inner == fin or ws[inner].text == ","):
                return inner
    return end


def _possessed(text: Text, i: int) -> bool:
    """Whether "dessen" or "deren" opens a noun phrase, which may be a subject: "deren Chef"."""
    return text.words[i].lower in ("deren", "dessen") and text.words[i + 1].pos in ("NOUN", "PROPN", "ADJ")


def _nominative(w: Word) -> bool:
    if w.lower in OBLIQUE:
        return False
    return not (w.pos in ("DET", "PRON") and w.case in ("Dat", "Gen") and w.lower not in ("der", "die", "das", "sie"))


def find_cue(
    text: Text,
    a: int,
    b: int,
    fin: int,
    wanted: frozenset[str] = frozenset(),
    skip: frozenset[int] = frozenset(),
) -> Cue | None:
    """The reporting verb of the clause from ``a`` to ``b`` with the finite verb ``fin``.

    One that takes what is ``wanted`` goes before the others, then the longest entry, then the last. Words in ``skip``
    belong to clauses within this one.
    """
    ws = text.words
    lowers = {w.lower: w.i for w in reversed(ws[a:b]) if w.i not in skip}
    best: tuple[int, Cue] | None = None
    for i in range(a, b):
        if i in skip:
            continue
        w = ws[i]
        readings = forms().get(w.lower)
        if (
            not readings
            or w.pos in ("NOUN", "PROPN", "DET", "PRON", "ADP")
            or (w.text != w.lower and i not in (fin, a))
        ):
            continue
        for reading in readings:
            cue = _match(text, a, b, fin, i, reading, lowers)
            if cue is None:
                continue
            weight = (
                20 * bool(reading.verb.takes & wanted)
                + len(cue.words)
                + (3 if reading.verb.particle else 0)
                + 2 * len(reading.verb.fixed)
            )
            if best is None or weight >= best[0]:
                best = weight, cue
    return best[1] if best else None


def _parted(text: Text, i: int, b: int) -> bool:
    """Whether a verb has a particle further on in its clause, which makes it another verb."""
    return any(w.tag == "PTKVZ" and w.lower in PARTICLES and w.lower != "weiter" for w in text.words[i + 1 : b])


def _separated(text: Text, k: int, b: int) -> bool:
    """Whether a word is a verb's particle: tagged so, or the last of its clause."""
    w = text.words[k]
    return w.tag == "PTKVZ" or k + 1 >= b or text.words[k + 1].text in (",", ":") or w.tag in ("ADJD", "ADV", "NN")


def _match(text: Text, a: int, b: int, fin: int, i: int, reading: Form, lowers: dict[str, int]) -> Cue | None:
    ws, verb = text.words, reading.verb
    w, finite = ws[i], ws[fin].lower if fin >= 0 else ""
    words = {i}
    passive = False
    if (
        verb.particle
        and not reading.joined
        and (reading.kind != FINITE or i != fin or ws[i - 1].lower == verb.particle)
    ):
        # "bekannt gegeben": the particle stands as a word before the verb.
        if i == a or ws[i - 1].lower != verb.particle:
            return None
        words.add(i - 1)
    if reading.kind == FINITE:
        if i != fin and w.form != FINITE_FORM:
            return None
        if verb.particle and not reading.joined and len(words) == 1:
            particle = [k for k in range(i + 1, b) if ws[k].lower == verb.particle and _separated(text, k, b)]
            if not particle:
                return None
            words.add(particle[-1])
        elif not verb.particle and i == fin and not verb.fixed and _parted(text, i, b):
            return None
    elif reading.kind == PARTICIPLE:
        if fin < 0 or i == fin or (w.form == FINITE_FORM and i != fin):
            return None
        if finite not in HAVE | BE | BECOME | MODAL or (verb.entry == "raten" and finite in BE):
            return None  # "ist in Not geraten"
        passive = finite in BECOME | BE or "worden" in lowers or "werden" in lowers
        words.add(fin)
        for k in range(i + 1, min(b, i + 3)):
            if ws[k].lower in ("worden", "haben", "werden", "lassen", "wollen", "können"):
                words.add(k)
    else:
        if reading.kind != INFINITIVE or i == fin:
            return None
        if finite in MODAL | BECOME and w.form in (INFINITIVE_FORM, "", PARTICIPLE_FORM):
            words.add(fin)
        elif w.form == ZU_FORM:
            if ws[i - 1].lower == "zu":
                words.add(i - 1)
        else:
            return None
    for word in verb.fixed:
        if word.lower() not in lowers:
            return None
        words.add(lowers[word.lower()])
    if verb.reflexive:
        at = next((lowers[r] for r in ("sich", "uns", "mich") if r in lowers), None)
        if at is None:
            return None
        words.add(at)
    for correlate in CORRELATES:
        if correlate in lowers and ("dass" in verb.takes or "zu" in verb.takes):
            words.add(lowers[correlate])
    return Cue(verb, tuple(sorted(words)), i, fin, passive, reading.kind == PARTICIPLE)
