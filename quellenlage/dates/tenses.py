"""What a word says of tense: verbs by their conjugation, a few words by ``tenses.csv``, others by their shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from quellenlage.words.conjugation import PARTICIPLE, PAST, PRESENT, conjugate, irregular, particles
from quellenlage.words.table import rows, word_list

_ZU_INFINITIVE = re.compile(rf"(?:{'|'.join(particles('separable'))})zu\w{{3,}}n")
_ENDINGS = ("e", "en", "er", "es", "em")
_GE = re.compile(r"[a-zäöüß]{0,12}ge\w{2}")
_PARTICIPLE = re.compile(
    rf"(?:[a-zäöüß]{{0,12}}ge\w{{2,}}|(?:{'|'.join(particles('inseparable'))})\w{{3,}})(?:t|en)|\w+iert"
)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a class of ``tenses.csv``."""
    return frozenset(form for row in rows("tenses.csv") if row["class"] == name for form in row["forms"].split())


@cache
def known() -> Mapping[str, str]:
    """Words whose tense is known, lower case: what ``tenses.csv`` lists, irregular verbs, and weak ones in -ten."""
    told = [row for row in rows("tenses.csv") if row["class"] not in ("planned", "planning")]
    return _weak() | _irregular() | {form: row["class"] for row in told for form in row["forms"].split()}


def _weak() -> dict[str, str]:
    """The plural of weak verbs in -ten, which else looks like a past: "berichten", "arbeiten"."""
    reporting = {row["verb"].split()[-1].replace("|", "") for row in rows("verbs.csv")}
    return {verb: "present" for verb in reporting | word_list("stems_in_t") if verb.endswith("ten")}


def _irregular() -> dict[str, str]:
    """The forms of irregular verbs with every particle: "stattfand" and "übernahm" are past, "erhält" is present.

    Only forms in -t and -ten are taken for present, which else look like a past. Where a form looks like the participle
    ("beschlossen", "erhalten") it is ``past or participle``, ``present or participle``.
    """
    parted, joined = ("", *particles("separable")), particles("inseparable")
    participles = _forms(PARTICIPLE)
    bare = {form.removeprefix("ge") for form in participles}
    found: dict[str, str] = {}
    for tense, forms in ((PRESENT, {f for f in _forms(PRESENT) if f.endswith(("t", "ten"))}), (PAST, _forms(PAST))):
        for form in forms:
            found |= {particle + form: tense for particle in parted}
            found |= {particle + form: f"{tense} or participle" if form in bare else tense for particle in joined}
    return found | {particle + form: "participle" for form in participles - _forms(PAST) for particle in parted}


def _forms(wanted: str) -> frozenset[str]:
    """The forms of all irregular verbs that are of a tense or kind."""
    verbs = [form for infinitive in irregular() for form in conjugate(infinitive)]
    return frozenset(s for form in verbs if wanted in (form.tense, form.kind) for s in _spellings(form.form))


def _spellings(form: str) -> tuple[str, ...]:
    """A form, and how it was written before 1996: "schloß", "wußte"."""
    return tuple(dict.fromkeys((form, re.sub(r"ss(?=te|$)", "ß", form))))


def follows_ge(word: str) -> bool:
    """Whether a word has "ge" as participles do: "angetreten"."""
    return _GE.match(word) is not None


@cache
def is_planned(word: str) -> bool:
    """Whether a word is an attribute that tells of a plan: "die für Samstag geplante Feier"."""
    return any(word.startswith(form) and word[len(form) :] in _ENDINGS for form in listed("planned"))


@cache
def is_moved(participle: str) -> bool:
    """Whether a participle makes a perfect with sein ("ist abgereist"), and no state ("ist gesperrt")."""
    return participle.endswith(tuple(word_list("perfect_with_be")))


@cache
def verb_class(word: str) -> str:
    """What a lower-case word says about tense.

    past, past plural, aux, future, present, participle, infinitive (with zu), past or participle, present or
    participle, none (no verb, though it looks like one), or nothing.
    """
    if said := known().get(word):
        return said
    if len(word) < 4 or len(word) > 30:
        return ""
    if _ZU_INFINITIVE.fullmatch(word):
        return "infinitive"
    if word.endswith("te") and len(word) > 4:
        return "past"
    if word.endswith("ten") and len(word) > 5 and not _GE.match(word):
        return "past plural"  # or an infinitive: "antreten"
    if _PARTICIPLE.fullmatch(word):
        return "participle"
    return "present" if word.endswith("t") else ""
