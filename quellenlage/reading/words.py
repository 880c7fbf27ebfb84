"""Words with what the tagger says of them, corrected where it is often wrong: form and mood of verbs; and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from quellenlage.words import cell, rows
from quellenlage.words.conjugation import particles
from quellenlage.words.months_and_weekdays import month_names, weekday_names
from quellenlage.words.verbs import FINITE, forms, grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTE_MARKS = frozenset('„“”"‟»«‚‘’›‹') | {"''", "``"}
END_MARKS = frozenset(".!?…") | {"...", "?!", "!!", "!?"}
OPENING_BRACKETS = frozenset("([{")
CLOSING_BRACKETS = frozenset(")]}")
DASHES = frozenset("–—-") | {"--", "––"}
SEPARATORS = frozenset(",;:–")

HAVE, BE, BECOME, MODAL = grammar("have"), grammar("be"), grammar("become"), grammar("modal")
TIMES = grammar("times") | month_names() | frozenset(weekday_names())
PLAIN_INFINITIVES = grammar("plain_infinitives")
STEMS_IN_T = grammar("stems_in_t")
INDICATIVE_IN_E = grammar("indicative_in_e")

VerbForm = Literal["finite", "participle", "infinitive", "zu", ""]
Mood = Literal["indicative", "subjunctive1", "subjunctive2", ""]
AUXILIARIES: dict[str, Mood] = {
    **dict.fromkeys(grammar("konjunktiv_1"), "subjunctive1"),
    **dict.fromkeys(grammar("konjunktiv_2"), "subjunctive2"),
    **dict.fromkeys(grammar("auxiliary_indicative"), "indicative"),
}
_FORM_OF_TAG: dict[str, VerbForm] = {
    "PP": "participle",
    "INF": "infinitive",
    "IZU": "zu",
    "FIN": "finite",
    "IMP": "finite",
}
INNER_ZU = re.compile(f"(?:{'|'.join(particles('separable'))})zu\\w+e?n$")


@dataclass(slots=True)
class Word:
    """A token: ``i`` is its place among the words, ``head`` that of its head, ``start`` and ``end`` are characters."""

    i: int
    text: str
    lower: str
    start: int
    end: int
    pos: str
    tag: str
    dep: str
    head: int
    lemma: str
    form: VerbForm = ""
    mood: Mood = ""
    case: str = ""
    plural: bool = False
    relative: bool = False
    depth: int = 0  # quotation marks around it
    name: bool = False  # a surname that is a word or a day

    @property
    def subjunctive(self) -> bool:
        """Whether it is a finite verb in Konjunktiv."""
        return self.mood in ("subjunctive1", "subjunctive2")


def is_time(w: Word) -> bool:
    """Whether a word is a noun of time, and nobody's name."""
    return w.lower in TIMES and not w.name


def make_finite(w: Word) -> None:
    """Turns a word into a finite verb in the indicative."""
    w.form, w.mood, w.pos, w.tag = "finite", "indicative", "VERB", "VVFIN"


def read_word(token: Token) -> Word | None:
    """A token as the rules see it; None for blank space."""
    if token.is_space:
        return None
    text, lower, tag = token.text, token.lower_, token.tag_
    morph = token.morph
    w = Word(
        token.i, text, lower, token.idx, token.idx + len(text), token.pos_, tag, token.dep_, token.head.i, token.lemma_
    )
    closed = closed_words().get(lower)
    if closed is not None and w.pos not in closed.also:
        w.pos, w.tag = closed.pos, closed.tag
    cases = morph.get("Case", [])
    w.case, w.plural = (cases[0] if cases else ""), morph.get("Number", []) == ["Plur"]
    w.relative = tag in ("PRELS", "PRELAT")
    w.form = _form(token, w)
    if w.form == "finite":
        w.mood = mood_of(lower, w.lemma, morph.get("Mood", []))
    return w


def _form(token: Token, w: Word) -> VerbForm:
    text, lower, tag = w.text, w.lower, token.tag_
    auxiliary = lower in AUXILIARIES
    if not (text == lower or tag[:2] in ("VV", "VA", "VM") or (tag[:1] != "N" and auxiliary)):
        return ""
    if auxiliary and lower not in PLAIN_INFINITIVES and text != text.upper():
        return "finite"
    if tag[:1] == "V":
        form = _FORM_OF_TAG.get(tag[2:], "finite")
        if form in ("infinitive", "participle") or (form == "finite" and lower.endswith("n")):
            before = token.nbor(-1) if token.i else None
            zu = before is not None and before.lower_ == "zu" and (before.tag_ == "PTKZU" or lower.endswith("n"))
            if zu or (form != "finite" and INNER_ZU.match(lower)):
                return "zu"
        return form
    if (
        # The tagger takes rare past forms for adjectives.
        text == lower
        and lower.endswith(("te", "ten"))
        and tag != "ADJA"
        and w.pos in ("ADJ", "X", "PROPN")
        and {f.kind for f in forms().get(lower, ())} == {FINITE}
    ):
        return "finite"
    return ""


@dataclass(frozen=True, slots=True)
class ClosedWord:
    """A word that the tagger sometimes takes for another class: what it is, and what else it may be."""

    pos: str
    tag: str
    also: tuple[str, ...]


@cache
def closed_words() -> dict[str, ClosedWord]:
    """``closed_words.csv`` by word."""
    return {row["word"]: ClosedWord(row["pos"], row["tag"], cell(row, "also")) for row in rows("closed_words.csv")}


def mood_of(lower: str, lemma: str, moods: list[str]) -> Mood:
    """The mood of a finite verb, by its form and where that is open by ``moods``, the tagger's."""
    if lower in AUXILIARIES:
        return AUXILIARIES[lower]
    if lower + "n" in STEMS_IN_T:
        return "subjunctive1"
    if lower.endswith("te"):
        past = any(f.kind == FINITE and not f.joined and f.verb.base != lower + "n" for f in forms().get(lower, ()))
        return "subjunctive1" if lemma == lower + "n" and not past else "indicative"
    if lower.endswith("e") and len(lower) > 3 and lower not in INDICATIVE_IN_E:
        return "subjunctive1"
    return "subjunctive2" if moods == ["Sub"] else "indicative"
