"""Noun phrases by word order and form, with the parse as a hint: where they begin and end, and nowhere else.

``noun_phrase`` goes forward from a word at which one starts, ``phrase_start`` back from its head: both read what stands
before a head by the same rules. ``complement_end`` is for a stretch that is known to be one phrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quellenlage.reading.words import CLOSING_BRACKETS, OPENING_BRACKETS, QUOTE_MARKS, is_time
from quellenlage.words import noun
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.words import Word

OBLIQUE = grammar("oblique")
PRONOUNS = grammar("pronouns")
GENITIVE = grammar("genitive")
COORDINATING = grammar("coordinating")
FOREIGN_ARTICLES = grammar("foreign_articles")
FOREIGN_PARTICLES = grammar("foreign_particles")
OTHERS = grammar("others_besides")
NO_ATTRIBUTE_BY = grammar("no_attribute_by")
REQUESTS = grammar("requests")
MEASURES = tuple(sorted(grammar("measures")))
LONGEST_PHRASE = 60
LONGEST_INSERTION = 12  # words in brackets or quotation marks that are part of a phrase
LONGEST_BEFORE_HEAD = 12  # words
LONGEST_ATTRIBUTE = 9  # words that an attributive participle may have before it
NOMINAL = ("NOUN", "PROPN")
PEOPLE = ("office", "spokes", "person", "group")
TELLERS = (*PEOPLE, "organisation", "government", "outlet", "agency")
NO_NAMES = tuple(sorted(grammar("no_names")))
AFTER_ARTICLE = ("NOUN", "PROPN", "ADJ", "NUM")


@dataclass(slots=True)
class _Phrase:
    """A noun phrase while it is read: the next word to look at, and where it certainly ends."""

    first: int
    limit: int
    at: int
    end: int
    head: bool = False  # its noun, name or pronoun has been read
    opened: bool = False  # an article, a numeral or an adjective has been read
    attribute: range = range(0)  # what hangs on a participle before the head

    def take(self, end: int) -> bool:
        """Takes in what reaches to ``end``, if that is anything; tells whether it was."""
        if end == self.at + 1:
            return False
        self.at = self.end = end
        return True


def noun_phrase(reading: Reading, i: int, limit: int, loose: bool = True) -> int:
    """End of the noun phrase that starts at word ``i``, at most ``limit``; ``i`` where none starts.

    ``loose``: a prepositional phrase other than with "von" belongs to it where the parse says so.
    """
    phrase = _Phrase(i, min(limit, i + LONGEST_PHRASE), i, i)
    goes_on = True
    while goes_on and phrase.at < phrase.limit:
        text = reading.words[phrase.at].text
        if text in QUOTE_MARKS:
            goes_on = _quotation(reading, phrase)
        elif text in OPENING_BRACKETS:
            goes_on = _brackets(reading, phrase)
        elif not phrase.head:
            goes_on = _before_head(reading, phrase)
        else:
            goes_on = _behind_head(reading, phrase, loose)
    return phrase.end


def _after(reading: Reading, phrase: _Phrase) -> Word | None:
    return reading.words[phrase.at + 1] if phrase.at + 1 < phrase.limit else None


def _quotation(reading: Reading, phrase: _Phrase) -> bool:
    """A name in marks: der Film „Die lange Nacht“."""
    quote = reading.quote_at(reading.words[phrase.at].start)
    end = reading.at(quote.end) if quote is not None else phrase.limit + 1
    if end > phrase.limit or end - phrase.at > LONGEST_INSERTION:
        return False
    if phrase.head and reading.words[phrase.at - 1].pos == "PROPN" and reading.words[phrase.first].pos == "PROPN":
        return False  # "laut Abel „Murks“"
    phrase.at = phrase.end = end
    phrase.head = True
    return True


def _brackets(reading: Reading, phrase: _Phrase) -> bool:
    """What stands in brackets behind the head: Jonas Velten (FDP)."""
    k = phrase.at
    while k < phrase.limit and reading.words[k].text not in CLOSING_BRACKETS:
        k += 1
    if not phrase.head or k >= phrase.limit or k - phrase.at > LONGEST_INSERTION:
        return False
    phrase.at = phrase.end = k + 1
    return True


def _before_head(reading: Reading, phrase: _Phrase) -> bool:
    """Reads the next word before the head, or the head itself; False where the phrase ends."""
    j, w, after = phrase.at, reading.words[phrase.at], _after(reading, phrase)
    if w.tag == "TRUNC":
        phrase.opened = True
        return _step(phrase)
    attributive = w.tag == "ADJA" and after is not None and after.tag in ("ADJA", "NN")  # "der 64-jährige alte Wirt"
    if (w.pos in NOMINAL and not attributive) or (w.pos in ("X", "NUM") and j > phrase.first and w.text[0].isupper()):
        phrase.head = True
        return _step(phrase, certain=True)
    if w.pos == "PRON" or (w.lower in PRONOUNS and j == phrase.first and w.pos != "DET"):
        return _pronoun(w, after, phrase)
    if w.tag == "ART" and phrase.opened and (participle := attribute_end(reading, j, phrase.limit)) is not None:
        phrase.attribute, phrase.at = range(j, participle), participle
        return True
    if w.tag == "ADJD" and not phrase.opened and (after is None or after.pos not in ("ADJ", "NOUN")):
        return False
    if w.pos == "NUM" and (measured := _measured(reading, j, phrase.limit)) is not None:
        phrase.opened, phrase.attribute, phrase.at = True, range(j, measured), measured
        return True
    if w.pos in ("DET", "ADJ", "NUM") or attributive or (w.form == "participle" and phrase.opened):
        phrase.opened = True
        return _step(phrase, certain=w.pos in ("NUM", "ADJ"))
    return after is not None and w.lower != "sich" and _within(reading, phrase, after)


def _within(reading: Reading, phrase: _Phrase, after: Word) -> bool:
    """Reads what is neither article nor adjective but stands among them; False where the phrase ends."""
    j, w = phrase.at, reading.words[phrase.at]
    if phrase.opened and (participle := attribute_end(reading, j, phrase.limit)) is not None:
        phrase.attribute = range(j, participle)
        phrase.at = participle
        return True
    if w.pos == "ADV":  # "der heute zuständige Richter", "rund zwölf Zeugen"
        return (phrase.opened or (j == phrase.first and after.pos in ("DET", "NUM", "ADJ"))) and _step(phrase)
    if w.pos == "CCONJ":  # "der alte und kranke Wirt"
        shortened = j > phrase.first and reading.words[j - 1].tag == "TRUNC"  # "Innen- und Außenminister"
        return (shortened or (phrase.opened and after.pos in ("ADJ", "NUM"))) and _step(phrase)
    return False


def attribute_end(reading: Reading, i: int, limit: int) -> int | None:
    """The participle that what begins at word ``i`` hangs on: "vertraute" in "zwei mit dem Vorgang vertraute Beamte".

    ``i`` is the preposition or negation behind what opens the phrase; None where no such attribute begins there.
    """
    ws = reading.words
    behind = i > 0 and ws[i - 1].pos in ("DET", "NUM", "ADV")
    accusative = ws[i].tag == "ART" and i > 0 and ws[i - 1].tag == "ART"  # "die das Unglück überlebende Wirtin"
    if ws[i].tag != "PTKNEG" and not (ws[i].pos == "ADP" and behind) and not accusative:
        return None
    for j in range(i + 1, min(limit - 1, i + LONGEST_ATTRIBUTE)):
        if ws[j].tag in ("$,", "$.") or ws[j].form == "finite":
            return None
        if ws[j].tag == "ADJA" and ws[j + 1].tag in ("NN", "NE", "ADJA"):
            governed = any(w.pos in NOMINAL or w.pos == "PRON" for w in ws[i + 1 : j])
            if ws[i].pos == "ADP" and (not governed or ws[j - 1].pos in ("DET", "NUM", "ADP")):
                continue  # an adjective of the noun within: "mit den langen geheimen Gesprächen vertraute"
            return j
    return None


def _measured(reading: Reading, i: int, limit: int) -> int | None:
    """The adjective that a measure at word ``i`` hangs on: "starke" in "der 330 Seiten starke Bericht"; else None."""
    ws = reading.words
    if i + 3 >= limit or ws[i + 1].pos != "NOUN" or ws[i + 3].pos not in NOMINAL:
        return None
    return i + 2 if ws[i + 2].lower.startswith(MEASURES) and ws[i + 2].lower.endswith(("e", "en", "er", "es")) else None


class LeftEdge(NamedTuple):
    """Where a noun phrase begins, and the words before its head that hang on a participle rather than on the head."""

    first: int
    attribute: range


def phrase_start(reading: Reading, head: int, floor: int) -> LeftEdge:
    """Where the noun phrase whose head is word ``head`` begins, not before word ``floor``.

    It is the first word from which the rules for what stands before a head come to this one. It is no adverb, as that
    may belong to the clause ("auch die Wirtin"), but may be a preposition that holds the article ("zum Wirt").
    """
    edge = LeftEdge(head, range(0))
    for i in range(head - 1, max(floor, head - LONGEST_BEFORE_HEAD) - 1, -1):
        w = reading.words[i]
        fused = w.tag == "APPRART"
        if not (fused or w.pos in ("DET", "ADJ", "NUM", "PRON") or w.tag == "TRUNC"):
            continue
        phrase = _Phrase(i, head + 1, i + fused, i, opened=fused)
        while phrase.at < head and not phrase.head and _before_head(reading, phrase):
            pass
        if phrase.at == head and not phrase.head:
            edge = LeftEdge(i, phrase.attribute)
    return edge


def complement_end(reading: Reading, i: int, limit: int) -> int:
    """Where the complement that starts at word ``i`` ends in a stretch that is known to be one phrase, up to ``limit``.

    There the parse need not agree: it goes on to the first mark or verb ("aus dem Umfeld des Ministers").
    """
    while i < limit and not reading.words[i].tag.startswith(("$", "VV", "VA", "VM")):
        if reading.words[i].lower in COORDINATING and i + 1 < limit and reading.words[i + 1].lower in OTHERS:
            break  # "Mitarbeiter der Werft sowie anderer Augenzeugen"
        i += 1
    return i


def _step(phrase: _Phrase, certain: bool = False) -> bool:
    phrase.at += 1
    if certain:
        phrase.end = phrase.at
    return True


def _pronoun(w: Word, after: Word | None, phrase: _Phrase) -> bool:
    """A pronoun: a phrase by itself ("sie"), an article ("diese Leute"), or before a genitive ("einer der Leute")."""
    phrase.end = phrase.at + 1
    if w.tag in ("PPER", "PRF"):
        return False
    if w.tag == "PIS" and after is not None and after.lower in GENITIVE:
        phrase.head = True
        return _step(phrase)
    if after is None or after.pos not in AFTER_ARTICLE:
        return False
    phrase.opened = True
    return _step(phrase)


def _behind_head(reading: Reading, phrase: _Phrase, loose: bool) -> bool:
    """Reads what stands behind the head: a name, an attribute, another noun; False where the phrase ends."""
    ws, j = reading.words, phrase.at
    w, after = ws[j], _after(reading, phrase)
    if (foreign := _foreign_end(reading, phrase, after)) is not None:
        return phrase.take(foreign)
    if w.pos == "NUM" and after and after.pos in AFTER_ARTICLE and after.pos != "NUM":
        return False
    if w.pos in ("NOUN", "PROPN", "NUM") or (w.pos == "X" and w.text[0].isalnum()):
        if w.pos == "NOUN" and ws[j - 1].pos in NOMINAL and (w.lower in OBLIQUE or _argument(phrase, w, ws[j - 1])):
            return False
        return _step(phrase, certain=True)
    if after is None:
        return False
    if (begins := _genitive(reading, phrase, w, after)) is not None:
        return phrase.take(noun_phrase(reading, begins, phrase.limit))
    if (
        w.pos == "ADJ"
        and after.pos in ("NOUN", "PROPN", "ADJ")
        and w.lower.endswith(("er", "en"))
        and w.text[0].isupper()
    ):
        return _step(phrase)
    if w.lower in ("von", "vom"):
        inner = noun_phrase(reading, j + 1, phrase.limit)
        if after.tag == "PRF" or (inner == j + 1 and (after.form or not after.text[0].isalnum())):
            return False  # "wies Abel von sich"
        return phrase.take(max(inner, j + 2))
    if loose and w.pos == "ADP" and w.lower not in NO_ATTRIBUTE_BY:
        return _prepositional(reading, phrase)
    if w.lower in COORDINATING or after.lower == "auch":
        return _coordinated(reading, phrase, w, after)
    if w.tag == "ADJA" and _bare_genitive(reading, phrase):
        return phrase.take(noun_phrase(reading, j, phrase.limit, loose=False))
    if w.tag == "ADJA" and _owned(reading, phrase):
        phrase.head, phrase.opened = False, True
        return _step(phrase)
    if w.text in (".", "'", "’") and ws[j - 1].end == w.start and after.pos == "PROPN":
        return _step(phrase, certain=True)
    return False


def _coordinated(reading: Reading, phrase: _Phrase, w: Word, after: Word) -> bool:
    """Reads on behind a conjunction: "die Gäste und der Wirt", "sowohl die Gäste als auch der Wirt"."""
    ws, j = reading.words, phrase.at
    if w.lower in COORDINATING:
        inner = noun_phrase(reading, j + 1, phrase.limit)
        alike = after.lower not in OBLIQUE or after.lower == ws[phrase.first].lower  # "den Gästen und den Wirten"
        return alike and after.pos != "PRON" and phrase.take(inner)
    both = w.lower in ("als", "wie") and phrase.first > 0 and ws[phrase.first - 1].lower == "sowohl"
    return both and phrase.take(noun_phrase(reading, j + 2, phrase.limit))


def _foreign_end(reading: Reading, phrase: _Phrase, after: Word | None) -> int | None:
    """Where a foreign name ends that goes on with an article or particle of its own; None where none does."""
    ws, j = reading.words, phrase.at
    if after is None:
        return None
    if ws[j].text in FOREIGN_ARTICLES and after.text[0].isupper():
        return _title(reading, j, phrase.limit)
    if ws[j].text in FOREIGN_PARTICLES and after.text[0].isalpha() and ws[j - 1].text[0].isupper():
        return j + 2  # "der Vorsitzende des Parti du centre"
    return None


def _genitive(reading: Reading, phrase: _Phrase, w: Word, after: Word) -> int | None:
    """Where to read on from at an article in the genitive; None where there is none: "Vertreter aller Länder"."""
    if w.lower not in GENITIVE or w.pos not in ("DET", "PRON"):
        return None
    if attribute_end(reading, phrase.at + 1, phrase.limit) is not None:
        return phrase.at  # "Vertreter aller im Rat vertretenen Länder"
    opens = after.pos in (*AFTER_ARTICLE, "ADV") or after.tag == "PIAT" or after.lower == "beiden"
    return phrase.at + 1 if opens or after.text in QUOTE_MARKS else None


def _bare_genitive(reading: Reading, phrase: _Phrase) -> bool:
    """Whether what stands behind a noun is whose it is, told by its adjective alone: "Berichte britischer Blätter"."""
    ws, j = reading.words, phrase.at
    if not ws[j].lower.endswith("er") or ws[j].case != "Gen" or ws[j - 1].pos != "NOUN":
        return False
    k = j
    while k < phrase.limit and ws[k].tag == "ADJA":
        k += 1
    return k < phrase.limit and ws[k].tag == "NN" and ws[k].case == "Gen"


def _owned(reading: Reading, phrase: _Phrase) -> bool:
    """Whether a phrase goes on behind a name in the genitive that opens it, by the parse: "Abels früherer Gehilfe"."""
    ws, j = reading.words, phrase.at
    name, owned = ws[j - 1], ws[j].head
    genitive = j - 1 == phrase.first and name.pos == "PROPN" and name.lower.endswith(("s", "x", "z"))
    return genitive and name.head == owned and j < owned < phrase.limit and ws[owned].pos == "NOUN"


def _argument(phrase: _Phrase, w: Word, before: Word) -> bool:
    """Whether a noun behind a noun is another argument of the verb: "hat die Wirtin Klage beim Gericht erhoben".

    By the parse; no name ends in a plural like "Einsparungen", and people in the plural are none of a body's name:
    "Daher fordern die Verbände Bürger auf, zu gehen".
    """
    outside = not phrase.first <= w.head < phrase.at
    entry = noun(w.text)
    people = entry is not None and entry.kind in PEOPLE
    if people and w.plural and before.pos == "NOUN" and before.plural:
        return True
    teller = noun(before.text) if before.tag == "NN" else None
    if teller is not None and teller.kind in TELLERS and w.tag == "NN" and w.lower.endswith(NO_NAMES):
        return True  # "von dem Umbau verspricht sich der Konzern Einsparungen", whatever the parse
    bare = before.pos == "PROPN" and w.plural and not people and w.dep.startswith("nsubj")  # "laut Novaterm Aufträge"
    return outside and (w.dep == "obj" or bare)


def _title(reading: Reading, i: int, limit: int) -> int:
    """Where a name with a foreign article, which word ``i`` is, ends: die Zeitung The Morning Star."""
    end = i + 1
    while end < limit and reading.words[end].text[0].isupper():
        end += 1
    return end


def _prepositional(reading: Reading, phrase: _Phrase) -> bool:
    """An attribute with a preposition, where the parse hangs it on the phrase: der Streit um den Damm."""
    ws, j = reading.words, phrase.at
    inner = noun_phrase(reading, j + 1, phrase.limit)
    nominal = any(
        x.dep.startswith("nmod") and phrase.first <= x.head < j for x in ws[j + 1 : inner] if x.pos in NOMINAL
    )
    beside = any(is_time(x) or x.lower in REQUESTS for x in ws[j + 1 : inner])  # "sagte ein Sprecher auf Anfrage"
    return nominal and not beside and phrase.take(inner)


def apposition(reading: Reading, end: int, limit: int) -> int:
    """Where a noun phrase that ends at ``end`` ends with its apposition in commas: der Landrat, Karl Abel, …"""
    ws = reading.words
    if end + 1 < limit and ws[end].text == "," and ws[end - 1].pos != "PRON" and _apposes(ws[end + 1]):
        inner = noun_phrase(reading, end + 1, limit)
        if inner > end + 1 and (inner == limit or ws[inner].text == ","):
            return inner
    return end


def _apposes(w: Word) -> bool:
    return not w.relative and w.pos in ("PROPN", "NOUN", "DET", "ADJ")


def apposition_before_verb(reading: Reading, end: int, fin: int) -> int:
    """Where a subject before the verb ``fin`` ends: an apposition belongs to it, a relative clause does not."""
    ws = reading.words
    if end + 1 < fin and ws[end].text == "," and _apposes(ws[end + 1]):
        inner = noun_phrase(reading, end + 1, fin)
        if inner > end + 1 and inner < len(ws) and (inner == fin or ws[inner].text == ","):
            return inner
    return end
