"""Puts right what the tagger often takes wrong of single words: closed classes, forms and mood of verbs, surnames.

The tags tell the form of a verb (STTS), the morphology its mood: Konjunktiv I is Mood=Sub|Tense=Pres, Konjunktiv II
Mood=Sub|Tense=Past. (Duden, Die Grammatik: Konjunktiv I is told from the indicative by its ending in -e, or by an
irregular form.)
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from spacy.language import Language

from quellenlage.reading.voices import PEOPLE
from quellenlage.reading.words import BE, BECOME, HAVE, MODAL, QUOTE_MARKS, features
from quellenlage.words import cell, common_words, noun, rows
from quellenlage.words.conjugation import particles
from quellenlage.words.verbs import FINITE, INFINITIVE, PARTICIPLE, forms, grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLAIN_INFINITIVES = grammar("plain_infinitives")
STEMS_IN_T = grammar("stems_in_t")
INDICATIVE_IN_E = grammar("indicative_in_e")
NO_NAME_AFTER = grammar("no_name_after")
KONJUNKTIV_1, KONJUNKTIV_2 = grammar("konjunktiv_1"), grammar("konjunktiv_2")
AUXILIARIES = KONJUNKTIV_1 | KONJUNKTIV_2 | grammar("auxiliary_indicative")
INNER_ZU = re.compile(f"(?:{'|'.join(particles('separable'))})zu\\w+e?n$")
NO_WORD = ("FM", "NE", "NN", "XY")  # of a word in lower case: the tagger knew none
#: Tags of what stands before an attribute in a noun phrase.
OPENERS = frozenset(
    ("ADJA", "ADJD", "ADV", "APPR", "APPRART", "ART", "CARD", "PDAT", "PIAT", "PPOSAT", "PTKNEG", "PRELAT", "PWAT")
)
Mood = Literal["Ind", "Sub|Pres", "Sub|Past"]


@Language.component(
    "german_word_classes", assigns=["token.pos", "token.tag", "token.morph"], requires=["token.tag", "token.lemma"]
)
def german_word_classes(doc: Doc) -> Doc:
    """Pipeline component: puts tag, part of speech and morphology of single words right."""
    words = [token for token in doc if not token.is_space]
    for i, token in enumerate(words):
        if token.text in QUOTE_MARKS:
            token.pos_, token.tag_ = "PUNCT", "$("
        closed = closed_words().get(token.lower_)
        if closed is not None and token.pos_ not in closed.also:
            token.pos_, token.tag_ = closed.pos, closed.tag
        if _is_verb_but_for_its_tag(token):
            token.pos_, token.tag_ = "VERB", "VVFIN"
        _mend_verb(token, words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None)
    for i, token in enumerate(words):
        if _closes_perfect_or_passive(words, i):
            make_infinite(token, "PP")
        if (
            token.tag_[:1] == "V"
            and _mood_in_morph(token) == "Sub|Pres"
            and any(w.lower_ == "ich" for w in words[max(i - 2, 0) : i + 4])
        ):
            set_features(token, Mood="Ind")  # "ich habe" is no Konjunktiv
    for token in surnames(words):
        token.pos_, token.tag_ = "PROPN", "NE"
        set_features(token, NameType="Sur")
    return doc


def _is_verb_but_for_its_tag(token: Token) -> bool:
    """Whether morphology and syntax see a verb and its subject where the tagger sees an adjective: "Er spare Geld"."""
    return (
        token.tag_ in ("ADJA", "ADJD")
        and token.is_lower
        and "Fin" in token.morph.get("VerbForm", [])
        and any(child.dep_ == "nsubj" for child in token.lefts)
    )


def _closes_perfect_or_passive(words: Sequence[Token], i: int) -> bool:
    """Whether a word tagged as finite is the participle of an auxiliary: "Den Nachbarn wurde erklärt, dass …".

    The auxiliary stands before it in the same stretch between marks, without a conjunction between the two.
    """
    token = words[i]
    last = i + 1 == len(words) or words[i + 1].pos_ == "PUNCT"
    if not last or token.tag_ != "VVFIN" or not any(f.kind == PARTICIPLE for f in forms().get(token.lower_, ())):
        return False
    for before in reversed(words[:i]):
        if before.pos_ in ("PUNCT", "CCONJ") or before.is_sent_start:
            return before.pos_ not in ("PUNCT", "CCONJ") and before.tag_ == "VAFIN"
        if before.tag_ == "VAFIN":
            return True
    return False


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


def set_features(token: Token, **changes: str | None) -> None:
    """Sets features of a token's morphology, and takes away those that are None."""
    found = {**features(str(token.morph)), **changes}
    token.set_morph({name: value for name, value in found.items() if value is not None})  # type: ignore[attr-defined]


def make_finite(token: Token, mood: Mood = "Ind") -> None:
    """Turns a token into a finite verb."""
    if token.tag_[:1] != "V":
        token.tag_ = f"{_verb_class(token.lower_)}FIN"
        token.pos_ = "AUX" if token.tag_[:2] != "VV" else "VERB"
    elif token.tag_[2:] not in ("FIN", "IMP"):
        token.tag_ = token.tag_[:2] + "FIN"
    if token.tag_[2:] == "IMP" or _mood_in_morph(token) == mood:
        return
    name, _, tense = mood.partition("|")
    set_features(token, Mood=name, VerbForm="Fin", Tense=tense or features(str(token.morph)).get("Tense"))


def _verb_class(lower: str) -> str:
    if lower in HAVE | BE | BECOME:
        return "VA"
    return "VM" if lower in MODAL else "VV"


def make_infinite(token: Token, tag: str) -> None:
    """Turns a token into a participle or an infinitive, by the ending of its tag: PP, INF, IZU."""
    token.tag_ = token.tag_[:2] + tag
    form = "Part" if tag == "PP" else "Inf"
    if features(str(token.morph)).get("VerbForm") != form:
        set_features(token, VerbForm=form, Mood=None, Person=None, Tense=None, Number=None)


def _mood_in_morph(token: Token) -> Mood | None:
    morph = features(str(token.morph))
    if morph.get("Mood") == "Sub":
        return "Sub|Pres" if morph.get("Tense") == "Pres" else "Sub|Past"
    return "Ind" if morph.get("Mood") == "Ind" else None


def _mend_verb(token: Token, before: Token | None, after: Token | None) -> None:
    """Puts the form and the mood of a verb right, and finds forms that the tagger took for other words."""
    text, lower, tag = token.text, token.lower_, token.tag_
    auxiliary = lower in AUXILIARIES
    if text != lower and tag[:1] != "V" and (tag[:1] == "N" or not auxiliary):
        return
    if auxiliary and lower not in PLAIN_INFINITIVES and text != text.upper():
        make_finite(token, mood_of(token))
    elif tag[:1] == "V":
        if token.pos_ in ("NOUN", "PROPN") and text == lower and lower in forms():
            token.pos_ = "VERB"
        if tag[2:] == "PP" and lower.endswith("te") and _only(token, FINITE):
            make_finite(token, mood_of(token))
        elif before is not None and _has_zu(tag, lower, before):
            make_infinite(token, "INF")
        elif tag[2:] in ("INF", "PP") and INNER_ZU.match(lower):
            make_infinite(token, "IZU")
        elif tag[2:] not in ("PP", "INF", "IZU"):
            make_finite(token, mood_of(token))
    elif text == lower and lower in forms():
        _mend_unknown(token, before, after)


def _mend_unknown(token: Token, before: Token | None, after: Token | None) -> None:
    """Makes a verb of a form of the lexicon that the tagger took for another word: "hinterfragte", "zu verklickern"."""
    if token.tag_ in NO_WORD and before is not None and before.lower_ == "zu" and _only(token, INFINITIVE, FINITE):
        token.pos_, token.tag_ = "VERB", "VVINF"
        make_infinite(token, "INF")
    elif _is_rare_past(token, before, after) or (token.tag_ in NO_WORD and _only(token, FINITE)):
        make_finite(token, mood_of(token))


def _only(token: Token, *kinds: str) -> bool:
    """Whether the lexicon knows a word as these kinds of forms, all of them and no other."""
    return {form.kind for form in forms().get(token.lower_, ())} == set(kinds)


def _has_zu(tag: str, lower: str, before: Token) -> bool:
    """Whether "zu" stands before a verb that the tagger may have taken for a participle or a finite one."""
    if before.lower_ != "zu" or not (tag[2:] in ("INF", "PP") or lower.endswith("n")):
        return False
    return before.tag_ == "PTKZU" or lower.endswith("n")


def _is_rare_past(token: Token, before: Token | None, after: Token | None) -> bool:
    """Whether a word is a past form that the tagger took for another word: "hinterfragte", "Am Montag verklickerte er".

    Where it took it for an attribute, the morphology must say verb, or nothing opens a noun phrase before it and no
    noun follows.
    """
    if not (token.lower_.endswith(("te", "ten")) and _only(token, FINITE)):
        return False
    if token.tag_ != "ADJA":
        return token.pos_ in ("ADJ", "X", "PROPN", "NOUN")
    opened = before is not None and before.tag_ in OPENERS
    return not opened and (token.pos_ == "VERB" or after is None or after.tag_ not in ("NN", "ADJA", "CARD"))


def mood_of(token: Token) -> Mood:
    """The mood of a finite verb, by its form and where that is open by the tagger."""
    lower = token.lower_
    if lower in AUXILIARIES:
        return "Sub|Pres" if lower in KONJUNKTIV_1 else "Sub|Past" if lower in KONJUNKTIV_2 else "Ind"
    if lower + "n" in STEMS_IN_T:
        return "Sub|Pres"
    if lower.endswith("te"):
        past = any(f.kind == FINITE and not f.joined and f.verb.base != lower + "n" for f in forms().get(lower, ()))
        return "Sub|Pres" if token.lemma_ == lower + "n" and not past else "Ind"
    if lower.endswith("e") and len(lower) > 3 and lower not in INDICATIVE_IN_E:
        return "Sub|Pres"
    return "Sub|Past" if features(str(token.morph)).get("Mood") == "Sub" else "Ind"


def surnames(words: Sequence[Token]) -> list[Token]:
    """Surnames that are words or days (Kurz, Sonntag), where the article has one of them behind a given name."""
    full = set()
    for before, w in itertools.pairwise(words):
        if w.text not in common_words() or before.text in common_words() or not before.text[0].isupper():
            continue
        entry = noun(before.text) if before.pos_ == "NOUN" else None
        if before.pos_ == "PROPN" or (entry is not None and entry.kind in PEOPLE):
            full.add(w.text)
    return [w for i, w in enumerate(words) if w.text in full and not (i and words[i - 1].lower_ in NO_NAME_AFTER)]
