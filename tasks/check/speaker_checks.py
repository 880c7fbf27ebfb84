"""What the words that name a speaker, as the article writes them, cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise

from quellenlage import words as tables
from quellenlage.tasks.check.told import Article, Told
from quellenlage.words.verbs import grammar

_WORD = re.compile(r"\w[\w.-]*")
_FIGURE = re.compile(r"\d")


def speaker_can_speak(article: Article, claim: Told) -> bool | None:
    """A name, a pronoun, or a noun for people, bodies or what they publish: not "Spekulationen"."""
    if article.source(claim) is None or not claim.speaker:
        return None
    if not speaker_is_no_time(article, claim) or not speaker_is_no_sum(article, claim):
        return None  # told by those already
    if any(article.names_in(start, end) for start, end in claim.speaker):
        return True
    return any(_may_speak(word) for word in _WORD.findall(article.words(claim.speaker)))


def _may_speak(word: str) -> bool:
    if word.lower() in _stand_ins():
        return True
    if word.islower():
        return False
    return tables.noun(word) is not None or tables.maker(word) is not None or tables.voiced(word)


@cache
def _stand_ins() -> frozenset[str]:
    """Words that stand for somebody: er, dieser, alle; die, before a relative clause's verb; demnach."""
    lists = (
        "pronouns",
        "antecedent_relatives",
        "personal_m",
        "personal_f",
        "plural_pronouns",
        "lone_quantifiers",
        "ties",
    )
    return frozenset(word for name in lists for word in grammar(name))


def speaker_is_no_time(article: Article, claim: Told) -> bool | None:
    """Not what the calendar takes for a time expression from end to end: "14.48 Uhr"."""
    if not claim.speaker:
        return None
    start, end = claim.speaker[0][0], claim.speaker[-1][1]
    return not any(first <= start and end <= last for first, last, _, _ in article.days)


def speaker_is_no_sum(article: Article, claim: Told) -> bool | None:
    """Not a figure with a unit: "22 Prozent". A figure with people or bodies ("300 Abgeordnete") may speak."""
    if not claim.speaker:
        return None
    words = article.words(claim.speaker).split()
    return not any(
        _FIGURE.search(figure) and unit in _units() and tables.noun(unit) is None for figure, unit in pairwise(words)
    )


@cache
def _units() -> frozenset[str]:
    rows = tables.rows("calendar.csv")
    return frozenset(word for row in rows if row["class"] == "AMOUNT" for word in row["forms"].split())


def speaker_is_no_kicker(article: Article, claim: Told) -> bool | None:
    """Not what stands before the colon of a heading whose sentence behind it is in the content too."""
    if not claim.speaker or not claim.content:
        return None
    start, end = claim.speaker[0][0], claim.speaker[-1][1]
    heads = any(first <= start < last for first, last in article.headings)
    goes_on = any(first <= start and end < last for first, last in claim.content)
    return not (heads and goes_on and article.text[end : end + 1] == ":")


SPEAKER_CHECKS: Mapping[str, Callable[[Article, Told], bool | None]] = {
    "speaker_can_speak": speaker_can_speak,
    "speaker_is_no_time": speaker_is_no_time,
    "speaker_is_no_sum": speaker_is_no_sum,
    "speaker_is_no_kicker": speaker_is_no_kicker,
}
