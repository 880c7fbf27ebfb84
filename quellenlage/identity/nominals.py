"""What a noun phrase says of who it means: number, gender, head, origin, and what hangs on it.

``counted.csv``  numerals that count people, by number
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.extents import end_of
from quellenlage.identity.nominative import in_nominative
from quellenlage.reading.noun_phrases import LeftEdge, attribute_end, complement_end, phrase_start
from quellenlage.reading.words import is_time
from quellenlage.words import Noun
from quellenlage.words.months_and_weekdays import weekday_names
from quellenlage.words.verbs import grammar
from quellenlage.words.wordings import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span, Token

    from quellenlage.reading import Reading

_MOST = 1000  # a larger number counts no people who are one source


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase with a head that ``nouns.csv`` knows; ``start`` and ``end`` are characters, without complement.

    ``description`` is the phrase as it stands, without article and number; ``name`` the same in the nominative.
    ``gender`` is that of the determiner in the nominative where it tells more than the noun does ("die 47-Jährige").
    """

    start: int
    end: int
    head: str
    noun: Noun
    determiner: str
    definite: bool
    indefinite: bool
    plural: bool
    count: int | None
    gender: str | None
    countries: tuple[str, ...]
    complement: str
    complement_span: tuple[int, int] | None
    description: str
    name: str


@cache
def numerals() -> dict[str, int]:
    """Every form of the numerals that count people, to the number."""
    return {form: int(row["number"]) for row in tables.rows("counted.csv") for form in row["forms"].split()}


def read_phrase(doc: Doc, reading: Reading, first: int, last: int) -> Phrase | None:
    """The first phrase with a known head among the tokens ``first`` to ``last`` (exclusive); None without one.

    ``reading`` is the reading of ``doc``.
    """
    floor, limit = reading.word_at(first), reading.word_at(last)
    behind = floor
    for i in range(floor, limit):
        if i < behind:
            continue
        if i > floor and (participle := attribute_end(reading, i, limit)) is not None:
            behind = participle
            continue
        token = doc[reading.words[i].token]
        noun = tables.noun(token.text) if _heads(token) else None
        if noun is not None and noun.kind != "wrapper":
            return _phrase(doc, reading, i, phrase_start(reading, i, floor), limit, noun)
    return None


def _heads(token: Token) -> bool:
    aged = token.text[:1].isdigit() and "-" in token.text
    attribute = token.tag_ == "ADJA" and token.i + 1 < len(token.doc) and token.nbor().tag_ in ("NN", "NE", "ADJA")
    compound = "-" in token.text and token.text.rsplit("-", 1)[1][:1].isupper()  # ai-Bericht
    return token.text[:1].isupper() or compound or (aged and not attribute)


def _phrase(doc: Doc, reading: Reading, head: int, left: LeftEdge, limit: int, noun: Noun) -> Phrase:
    """The phrase with the word ``head`` and what stands before it; its complement ends at the word ``limit``."""
    before = [doc[w.token] for w in reading.words[left.first : head]]
    attribute = [doc[reading.words[i].token] for i in left.attribute]
    token, start = doc[reading.words[head].token], reading.words[left.first].token
    words = [word.text for word in before if word not in attribute]
    lower = [word.lower() for word in words]
    determiner = next((word for word in lower if _determines(word)), "")
    definite, indefinite = (
        determiner in grammar("definite_determiners"),
        determiner in grammar("indefinite_determiners"),
    )
    count = _count(words)
    plural = _is_plural(token, noun, determiner, lower, count)
    genitive = plural and determiner == "der" and noun.gender == "m"
    if noun.kind in tables.HUMAN and not _certainly_one(token, determiner) and not genitive:
        plural = {"Sing": False, "Plur": True}.get(_verb_number(token, doc, start), plural)
    countries = [
        c for w in (*words, token.text) if (c := tables.country_of_adjective(w) or tables.country_of_compound(w))
    ]
    span, complement = _complement(doc, reading, head + 1, limit)
    telling = [word for word in (*before, token) if word in attribute or _describes(word)]
    return Phrase(
        start=doc[start].idx,
        end=end_of(token),
        head=token.text,
        noun=noun,
        determiner=determiner,
        definite=definite,
        indefinite=indefinite,
        plural=plural,
        count=count if plural or indefinite else 1,
        gender=None if plural else _gender(token, noun, determiner),
        countries=tuple(dict.fromkeys(countries)),
        complement=complement,
        complement_span=span,
        description=" ".join(word.text for word in telling),
        name=in_nominative(telling, token, plural),
    )


def _determines(word: str) -> bool:
    known = word in grammar("definite_determiners") or word in grammar("indefinite_determiners")
    return known or _possessive().match(word) is not None


@cache
def _possessive() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(grammar('possessive_stems')))})(?:e[nmrs]?)?$")


def _count(words: Sequence[str]) -> int | None:
    """How many the words before a noun count, as a word or in digits."""
    told = next((numerals()[word.lower()] for word in words if word.lower() in numerals()), None)
    if told is not None:
        return told
    return next((int(word) for word in words if word.isdigit() and int(word) < _MOST), None)


def _is_plural(token: Token, noun: Noun, determiner: str, lower: Sequence[str], count: int | None) -> bool:
    """Whether a noun is in the plural: by its article, else a number, else its form; ``lower`` are the words before it.

    "die Beamten" and "ein Beamter", "die Abgeordnete" and "die Abgeordneten", "von den Veranstaltern".
    """
    tagged = token.morph.get("Number", []) == ["Plur"]
    masculine = noun.gender == "m"
    if determiner == "der" and masculine and noun.kind in tables.HUMAN and _genitive_plural(token, noun):
        return True
    if any(word in grammar("both") for word in lower):
        return True
    if determiner in grammar("singular_determiners") and not (
        determiner in ("der", "dieser") and masculine and noun.plural and tagged
    ):
        return False
    dative = token.text.endswith(noun.lemma.casefold()[-4:] + "n") and noun.lemma[-2:] in ("er", "el")
    if determiner == "den" and dative:
        return True  # "von den Veranstaltern"
    if (count or 0) > 1 or (lower and lower[0] in grammar("plural_quantifiers")):
        return True
    if masculine and determiner in ("die", "diese") and noun.kind in tables.HUMAN:
        return tagged or not token.text.endswith(tuple(grammar("nominalised_ends")))
    return noun.plural or (not determiner and tagged)


def _genitive_plural(token: Token, noun: Noun) -> bool:
    """Whether a masculine noun behind "der" is a genitive, and so a plural: "Angaben der Forscher", "der jungen Leute".

    Of one, that were "des Forschers"; a nominative has "der junge".
    """
    if token.text.endswith("te") or (not token.text.casefold().endswith(noun.lemma.casefold()) and not noun.plural):
        return False
    before = token.nbor(-1) if token.i else token
    if before.tag_ == "ADJA":
        return before.text.endswith("en")
    return before.lower_ == "der" and before.morph.get("Case", []) == ["Gen"]


def _certainly_one(token: Token, determiner: str) -> bool:
    """Whether the article and the noun's form tell one, whatever the verb: "der Beauftragte und die Grünen hatten"."""
    if determiner in ("der", "dieser"):
        return token.text.endswith("te")
    return determiner in grammar("singular_determiners")


def _gender(token: Token, noun: Noun, determiner: str) -> str | None:
    """m, f or n; a nominalised adjective has that of its article: "die 47-Jährige"."""
    nominalised = noun.kind in ("office", "person") and token.text.endswith("e") and noun.lemma.endswith("er")
    return "f" if nominalised and determiner in ("die", "eine") else noun.gender


def _verb_number(subject: Token, doc: Doc, start: int) -> str:
    """Sing or Plur as the finite verb of a subject says, empty where it is not clear.

    A finite verb right beside the phrase, which begins at token ``start``, goes before the one that the parse tells.
    What stands behind a preposition is no subject: "nach Angaben von Experten ist".
    """
    behind = doc[subject.i + 1] if subject.i + 1 < len(doc) else subject
    wrapper = tables.noun(doc[start - 1].text) if start and doc[start - 1].tag_ == "NN" else None
    if wrapper is not None and wrapper.kind == "wrapper":
        return ""  # "nach Angaben informierter Kreise betrug der Preis"
    if (start and doc[start - 1].tag_ in ("APPR", "APPRART")) or behind.tag_ == "APPO" or behind.lower_ == "zufolge":
        return ""
    verb = subject.head
    words: tuple[Token, ...] = ()
    if subject.dep_ == "nsubj":
        words = (verb, *(child for child in verb.children if child.dep_ in ("aux", "cop", "aux:pass")))
    if start and doc[start - 1].tag_[2:] == "FIN":
        words = (doc[start - 1],)
    elif subject.i + 1 < len(doc) and subject.nbor().tag_[2:] == "FIN":
        words = (subject.nbor(),)
    numbers = {number for word in words if word.tag_[2:] == "FIN" for number in word.morph.get("Number", [])}
    return min(numbers) if len(numbers) == 1 else ""


def _describes(token: Token) -> bool:
    """Whether a word before a noun says what it means, and is no article, number or quantity."""
    word = token.text.lower()
    counts = word in numerals() or word.isdigit() or re.fullmatch(wording("quantity"), word) is not None
    return not counts and word not in grammar("definite_determiners") and token.tag_ not in ("ART", "PPOSAT", "PDAT")


def employs(tokens: Sequence[Token] | Span) -> bool:
    """Whether what follows "in" or "bei" is a body or a place that somebody belongs to, and no talk, day or manner."""
    for token in tokens:
        if token.tag_ == "NE":
            return True
        if token.tag_ == "NN":
            entry = tables.noun(token.text)
            return entry is not None and entry.kind in ("organisation", "government", "outlet", "agency")
        if token.tag_ not in ("ART", "ADJA", "APPR", "APPRART"):
            return False
    return False


def _dates(reading: Reading, i: int) -> bool:
    """Whether a preposition ties a day to a noun before it: "Angaben der Behörden vom gestrigen Mittwochabend"."""
    if reading.words[i].lower not in ("am", "vom", "von"):
        return False
    behind = itertools.dropwhile(lambda w: w.tag in ("ADJA", "ART"), reading.words[i + 1 : i + 4])
    day = next(behind, None)
    return day is not None and (is_time(day) or day.lower.startswith(tuple(weekday_names())))


def _complement(doc: Doc, reading: Reading, at: int, limit: int) -> tuple[tuple[int, int] | None, str]:
    """What hangs on the head to its right: "der Polizei", "aus dem Umfeld des Ministers", "Bremen"."""
    if at >= limit:
        return None, ""
    first = reading.words[at]
    if first.text not in grammar("complement_openers") and not (first.text[:1].isupper() and first.tag in ("NE", "NN")):
        return None, ""
    end = next((i for i in range(at, complement_end(reading, at, limit)) if _dates(reading, i)), None)
    end = complement_end(reading, at, limit) if end is None else end
    if first.text in grammar("employed_at") and not employs([doc[w.token] for w in reading.words[at + 1 : limit]]):
        return None, ""
    if end < limit and (quote := reading.quote_at(reading.words[end].start)) is not None:
        stop = reading.at(quote.end)
        end = stop if reading.words[end].start == quote.start and stop <= limit else end  # "der Gruppe „Aktion Deich“"
    if end == at:
        return None, ""
    start, stop = reading.span(at, end)
    return (start, stop), reading.text[start:stop]
