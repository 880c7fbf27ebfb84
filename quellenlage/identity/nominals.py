"""What a noun phrase says of who it means: number, gender, head, origin, and what hangs on it.

``counted.csv``  numerals that count people, by number
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.extents import FINITE, end_of
from quellenlage.identity.nominative import in_nominative
from quellenlage.words import Noun
from quellenlage.words.verbs import grammar
from quellenlage.words.wordings import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span, Token

#: Tags of the words before a noun that belong to its phrase.
_MODIFIERS = ("ART", "ADJA", "CARD", "PDAT", "PIAT", "PPOSAT", "TRUNC", "APPRART")
_ADVERBIAL = ("APPR", "APPRART", "ADV", "ADJD", "PTKNEG")  # tags of what begins an attribute with a participle
_LONGEST_ATTRIBUTE = 9  # tokens
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


def read_phrase(doc: Doc, first: int, last: int) -> Phrase | None:
    """The first phrase with a known head among the tokens ``first`` to ``last`` (exclusive); None without one."""
    opened, attribute = None, first
    for i in range(first, last):
        token = doc[i]
        if i < attribute:
            continue
        if opened is None and (behind := _attribute(doc, i, last)) is not None:
            opened, attribute = i - 1, behind
            continue
        if not _heads(token):
            continue
        noun = tables.noun(token.text)
        if noun is None or noun.kind == "wrapper":
            continue
        start = i
        while start > first and _modifies(doc[start - 1]):
            start -= 1
        inner = range(0)
        if opened is not None and start == attribute:
            start, inner = opened, range(opened + 1, attribute)
        return _phrase(doc, start, i, last, noun, inner)
    return None


def _attribute(doc: Doc, at: int, last: int) -> int | None:
    """Where a participle that hangs on what follows begins: at "vertraute" in "zwei mit dem Vorgang vertraute Beamte".

    ``at`` is the preposition or adverb right behind what opens the phrase; None where no such attribute begins there.
    """
    if at == 0 or doc[at].tag_ not in _ADVERBIAL:
        return None
    if doc[at - 1].tag_ not in ("ART", "CARD", "PIAT") and doc[at - 1].text.lower() not in numerals():
        return None
    for j in range(at + 1, min(last, at + _LONGEST_ATTRIBUTE)):
        if not attributive(doc[j]) and doc[j].tag_ in ("$,", "$.", *FINITE):
            return None
        if attributive(doc[j]) and j + 1 < last:
            if doc[at].tag_.startswith("APPR") and doc[j - 1].tag_ in ("ART", "APPR", "APPRART", "PPOSAT"):
                continue  # an adjective of the noun within: "mit den laufenden Gesprächen vertraute"
            return j
    return None


def attributive(token: Token) -> bool:
    """Whether a word stands before its noun, also a participle that the tagger took for a finite verb: "vertraute"."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.nbor()
    if token.tag_ == "ADJA":
        return following.tag_ in ("NN", "NE", "ADJA")
    if token.text.removesuffix("n") in grammar("involved") and following.tag_ == "NN":
        return True
    if token.tag_ != "VVFIN" or not token.text.endswith(("te", "ten")) or following.tag_ != "NN":
        return False
    noun = tables.noun(following.text)
    return (
        noun is not None
        and noun.kind in ("group", "person", "office")
        and following.morph.get("Number", []) == ["Plur"]
    )


def _heads(token: Token) -> bool:
    return token.text[:1].isupper() or (token.text[:1].isdigit() and "-" in token.text)


def _modifies(token: Token) -> bool:
    return (
        token.tag_ in _MODIFIERS
        or attributive(token)
        or token.text.lower() in numerals()
        or token.text.lower() in grammar("definite_determiners")
        or token.text in grammar("coordinators")
        or token.text == "US"
        or bool(tables.country_of_adjective(token.text))
    )


def _phrase(doc: Doc, start: int, head: int, last: int, noun: Noun, inner: range) -> Phrase:
    """The phrase from token ``start`` to its ``head``, whose attribute with a participle is the tokens ``inner``."""
    while doc[start].text in grammar("coordinators") or doc[start].text == ",":
        start += 1
    token = doc[head]
    words = [doc[i].text for i in range(start, head) if i not in inner]
    lower = [word.lower() for word in words]
    determiner = next((word for word in lower if _determines(word)), "")
    definite, indefinite = (
        determiner in grammar("definite_determiners"),
        determiner in grammar("indefinite_determiners"),
    )
    count = _count(words)
    plural = _is_plural(token, noun, determiner, lower, count)
    if noun.kind in tables.HUMAN:
        plural = {"Sing": False, "Plur": True}.get(_verb_number(token, doc, start), plural)
    countries = [
        c for w in (*words, token.text) if (c := tables.country_of_adjective(w) or tables.country_of_compound(w))
    ]
    span, complement = _complement(doc, head + 1, last)
    telling = [doc[i] for i in range(start, head + 1) if i in inner or _describes(doc[i])]
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


def _complement(doc: Doc, at: int, last: int) -> tuple[tuple[int, int] | None, str]:
    """What hangs on the head to its right: "der Polizei", "aus dem Umfeld des Ministers", "Bremen"."""
    if at >= last or at >= len(doc):
        return None, ""
    first = doc[at]
    if first.text not in grammar("complement_openers") and not (
        first.text[:1].isupper() and first.tag_ in ("NE", "NN")
    ):
        return None, ""
    if first.text in grammar("employed_at") and not employs(doc[at + 1 : last]):
        return None, ""
    end = at
    while end < last and end < len(doc) and not doc[end].tag_.startswith(("$", "VV", "VA", "VM")):
        end += 1
    if end == at:
        return None, ""
    stop = end_of(doc[end - 1])
    return (first.idx, stop), doc.text[first.idx : stop]
