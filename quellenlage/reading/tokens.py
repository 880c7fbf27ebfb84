"""Words with what the tagger says of them, corrected where it is often wrong: form and mood of verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quellenlage.words.conjugation import particles
from quellenlage.words.verbs import FINITE, forms, grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE_FORM, PARTICIPLE_FORM, INFINITIVE_FORM, ZU_FORM = "fin", "part", "inf", "zu"


@dataclass(slots=True)
class Word:
    """A token: ``form`` is fin, part, inf, zu or empty, ``mood`` ind, k1, k2 or empty."""

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
    form: str = ""
    mood: str = ""
    case: str = ""
    plural: bool = False
    relative: bool = False
    depth: int = 0  # quotation marks around it
    name: bool = False  # a surname that is a word or a day


AUXILIARY: dict[str, str] = {}
for _mood, _forms in (
    ("k1", "sei seien seist habe werde könne müsse solle wolle dürfe möge wisse gelte"),
    ("k2", "wäre wären hätte hätten würde würden könnte könnten müsste müssten dürfte dürften möchte möchten bräuchte"),
    ("k2", "gäbe gäben käme kämen ginge stünde stünden ließe bliebe nähme nähmen läge lägen"),
    (
        "ind",
        "ist sind war waren hat haben hatte hatten wird werden wurde wurden kann können konnte konnten muss müssen",
    ),
    (
        "ind",
        "musste mussten soll sollen sollte sollten will wollen wollte wollten darf dürfen durfte durften mag mögen",
    ),
    ("ind", "bin bist habt seid werdet könnt müsst sollt wollt worden"),
):
    for _form in _forms.split():
        AUXILIARY.setdefault(_form, _mood)
del AUXILIARY["worden"]
PLAIN_INFINITIVES = grammar("plain_infinitives")
STEMS_IN_T = grammar("stems_in_t")


def make_finite(w: Word) -> None:
    """Turns a word into a finite verb in the indicative."""
    w.form, w.mood, w.pos, w.tag = FINITE_FORM, "ind", "VERB", "VVFIN"


def read_word(token: Token) -> Word | None:
    """A token as the rules see it; None for blank space."""
    if token.is_space:
        return None
    text, lower, tag = token.text, token.lower_, token.tag_
    morph = token.morph
    w = Word(
        token.i, text, lower, token.idx, token.idx + len(text), token.pos_, tag, token.dep_, token.head.i, token.lemma_
    )
    if lower in CLOSED and w.pos not in CLOSED[lower][2:]:
        w.pos, w.tag = CLOSED[lower][:2]
    cases = morph.get("Case", [])
    w.case, w.plural = (cases[0] if cases else ""), morph.get("Number", []) == ["Plur"]
    w.relative = tag in ("PRELS", "PRELAT")
    if text == lower or tag[:2] in ("VV", "VA", "VM") or (tag[:1] != "N" and lower in AUXILIARY):
        if lower in AUXILIARY and lower not in PLAIN_INFINITIVES and text != text.upper():
            w.form = FINITE_FORM
        elif tag[:1] == "V":
            w.form = FORM_OF_TAG.get(tag[2:], FINITE_FORM)
            if w.form in (INFINITIVE_FORM, PARTICIPLE_FORM) or (w.form == FINITE_FORM and lower.endswith("n")):
                before = token.nbor(-1) if token.i else None
                if (
                    before is not None and before.lower_ == "zu" and (before.tag_ == "PTKZU" or lower.endswith("n"))
                ) or (w.form != FINITE_FORM and INNER_ZU.match(lower)):
                    w.form = ZU_FORM
        elif (
            # The tagger takes rare past forms for adjectives.
            text == lower
            and lower.endswith(("te", "ten"))
            and tag != "ADJA"
            and w.pos in ("ADJ", "X", "PROPN")
            and {f.kind for f in forms().get(lower, ())} == {FINITE}
        ):
            w.form = FINITE_FORM
    if w.form == FINITE_FORM:
        w.mood = mood_of(lower, w.lemma, morph.get("Mood", []))
    return w


INNER_ZU = re.compile(f"(?:{'|'.join(particles('separable'))})zu\\w+e?n$")
# Closed words that the tagger sometimes takes for another class: what they are, and what else they may be.
CLOSED = {
    "dessen": ("DET", "PRELAT", "PRON", "DET"),
    "deren": ("DET", "PRELAT", "PRON", "DET"),
    "einer": ("PRON", "PIS", "PRON", "DET"),
    "eine": ("DET", "ART", "PRON", "DET"),
    "beide": ("PRON", "PIS", "PRON", "DET", "NUM"),
}
FORM_OF_TAG = {"PP": PARTICIPLE_FORM, "INF": INFINITIVE_FORM, "IZU": ZU_FORM, "FIN": FINITE_FORM, "IMP": FINITE_FORM}


def mood_of(lower: str, lemma: str, moods: list[str]) -> str:
    """The mood of a finite verb: ind, k1 or k2."""
    if lower in AUXILIARY:
        return AUXILIARY[lower]
    if lower + "n" in STEMS_IN_T:
        return "k1"
    if lower.endswith("te"):
        past = any(f.kind == FINITE and not f.joined and f.verb.base != lower + "n" for f in forms().get(lower, ()))
        return "k1" if lemma == lower + "n" and not past else "ind"
    if lower.endswith("e") and len(lower) > 3 and lower not in forms_past():
        return "k1"
    return "k2" if moods == ["Sub"] else "ind"


def forms_past() -> frozenset[str]:
    """Indicative forms in -e of irregular verbs."""
    return frozenset(("wurde", "hatte", "tue"))
