"""What a noun phrase says of who it means: number, gender, head, origin, and what hangs on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.nominative import in_nominative
from quellenlage.words import Noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span, Token

_COUNTED = (
    ("ein", "eine", "einen", "einem", "einer", "eines"),
    ("zwei", "zweier", "beide", "beiden"),
    ("drei", "dreier"),
    *((word,) for word in ("vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")),
)
#: Tags of finite verbs.
FINITE = ("VVFIN", "VAFIN", "VMFIN")
NUMERALS = {word: number for number, words in enumerate(_COUNTED, start=1) for word in words}
DEFINITE = {
    "der": "m", "die": "f", "das": "n", "dem": "m", "den": "m", "des": "m",
    "dieser": "m", "diese": "f", "dieses": "n", "diesem": "m", "jener": "m", "jene": "f",
    "im": "n", "vom": "n", "zum": "n", "zur": "f", "beim": "n", "am": "n",
}  # fmt: skip
_INDEFINITE = frozenset(("ein", "eine", "einen", "einem", "einer", "eines", "mehrere", "mehreren", "einige", "einigen"))
#: Participles by which sources are told: "eine mit dem Vorgang vertraute Person".
_INVOLVED = frozenset(
    form for stem in ("vertraut", "befasst", "beteiligt", "eingeweiht", "betraut") for form in (stem + "e", stem + "en")
)
_QUANTITY = re.compile(r"(?:mehrer|einig|viel|all|zahlreich|manch|einzeln|kein)e[nrms]?|dutzende?")
_POSSESSIVE = re.compile(r"(?:sein|ihr|mein|dein|unser)(?:e[nmrs]?)?$")
_WHERE = frozenset(("im", "in", "am", "bei", "beim"))
_COMPLEMENT = ("der", "des", "von", "vom", "für", "aus", "beim", "bei", "im", "in", "am")


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
    if at == 0 or doc[at].tag_ not in ("APPR", "APPRART", "ADV", "ADJD", "PTKNEG"):
        return None
    if doc[at - 1].tag_ not in ("ART", "CARD", "PIAT") and doc[at - 1].text.lower() not in NUMERALS:
        return None
    for j in range(at + 1, min(last, at + 9)):
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
    if token.text in _INVOLVED and following.tag_ == "NN":
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
        token.tag_ in ("ART", "ADJA", "CARD", "PDAT", "PIAT", "PPOSAT", "TRUNC", "APPRART")
        or attributive(token)
        or token.text.lower() in NUMERALS
        or token.text.lower() in DEFINITE
        or token.text in ("und", "sowie", "oder", "US")
        or bool(tables.country_of_adjective(token.text))
    )


def _phrase(doc: Doc, start: int, head: int, last: int, noun: Noun, inner: range) -> Phrase:
    while doc[start].text in ("und", "sowie", "oder", ","):
        start += 1
    words = [doc[i].text for i in range(start, head) if i not in inner]
    lower = [word.lower() for word in words]
    determiner = next((w for w in lower if w in DEFINITE or w in _INDEFINITE or _POSSESSIVE.match(w)), "")
    count = next((NUMERALS[w] for w in lower if w in NUMERALS), None)
    if count is None:
        count = next((int(w) for w in words if w.isdigit() and int(w) < 1000), None)
    token = doc[head]
    number = token.morph.get("Number", [])
    plural = noun.plural
    if determiner in ("ein", "eine", "einen", "einem", "einer", "eines", "der", "das", "dem", "des", "dieser") and not (
        determiner in ("der", "dieser") and noun.gender == "m" and noun.plural and number == ["Plur"]
    ):
        plural = False
    elif (
        determiner == "den"
        and token.text.endswith(noun.lemma.casefold()[-4:] + "n")
        and noun.lemma[-2:] in ("er", "el")
    ):
        plural = True  # "von den Veranstaltern"
    elif (count or 0) > 1 or lower[:1] in (["mehrere"], ["mehreren"], ["einige"], ["einigen"], ["viele"], ["andere"]):
        plural = True
    elif noun.gender == "m" and determiner in ("die", "diese") and noun.kind in tables.HUMAN:
        plural = not token.text.endswith(("Jährige", "Vorsitzende", "Abgeordnete", "Angeklagte", "Beauftragte")) or (
            number == ["Plur"]
        )
    elif not determiner and number == ["Plur"]:
        plural = True
    if noun.kind in tables.HUMAN:
        plural = {"Sing": False, "Plur": True}.get(_verb_number(token, doc, start), plural)
    gender: str | None = noun.gender
    if (
        noun.kind in ("office", "person")
        and token.text.endswith("e")
        and noun.lemma.endswith("er")
        and determiner in ("die", "eine")
    ):
        gender = "f"
    countries = [
        c for w in (*words, token.text) if (c := tables.country_of_adjective(w) or tables.country_of_compound(w))
    ]
    span, complement = _complement(doc, head + 1, last)
    return Phrase(
        doc[start].idx,
        token.idx + len(token.text),
        token.text,
        noun,
        determiner,
        determiner in DEFINITE,
        determiner in _INDEFINITE,
        plural,
        count if plural or determiner in _INDEFINITE else (None if plural else 1),
        None if plural else gender,
        tuple(dict.fromkeys(countries)),
        complement,
        span,
        " ".join(doc[i].text for i in range(start, head + 1) if i in inner or _describes(doc[i])),
        in_nominative([doc[i] for i in range(start, head + 1) if i in inner or _describes(doc[i])], token, plural),
    )


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
    counts = word in NUMERALS or word.isdigit() or _QUANTITY.fullmatch(word) is not None
    return not counts and word not in DEFINITE and token.tag_ not in ("ART", "PPOSAT", "PDAT")


def _complement(doc: Doc, at: int, last: int) -> tuple[tuple[int, int] | None, str]:
    """What hangs on the head to its right: "der Polizei", "aus dem Umfeld des Ministers", "Bremen"."""
    if at >= last or at >= len(doc):
        return None, ""
    first = doc[at]
    if first.text not in _COMPLEMENT and not (first.text[:1].isupper() and first.tag_ in ("NE", "NN")):
        return None, ""
    if first.text in _WHERE and not employs(doc[at + 1 : last]):
        return None, ""
    end = at
    while (
        end < last
        and end < len(doc)
        and doc[end].tag_ not in ("$,", "$.", "$(")
        and not doc[end].tag_.startswith(("VV", "VA", "VM"))
    ):
        end += 1
    if end == at:
        return None, ""
    stop = doc[end - 1].idx + len(doc[end - 1].text)
    return (first.idx, stop), doc.text[first.idx : stop]
