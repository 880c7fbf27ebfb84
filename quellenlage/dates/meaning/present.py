"""Whether "heute" is the day of publication or the present age."""

from __future__ import annotations

from quellenlage.dates.context import FUTURE, NONE, PRESENT, Context
from quellenlage.dates.grammar import Match
from quellenlage.dates.meaning.base import Reading, dated, meaning
from quellenlage.dates.tenses import verb_class
from quellenlage.words.table import word_list

#: What can or must be "heute" is so in this age: "heute kann jeder lesen".
_MODALS = word_list("ability")
#: For so many tokens what was told of a time long past may be set against "heute".
_AGAINST = 40


@meaning("today")
def _today(context: Context, match: Match) -> Reading | None:
    """The day, or the present age: an essay that names no day says "heute" of its time."""
    if context.published is None or _means_age(context, match):
        return Reading("DATE", "PRESENT_REF")
    return dated(context.published.isoformat())


def _means_age(context: Context, match: Match) -> bool:
    before = context.word(match.first - 1)
    if before == "bis":
        return False
    if context.word(match.last + 1) == "noch" and context.tense(match.first, match.last) != FUTURE:
        return True
    if before == "noch" and context.tense(match.first, match.last) == PRESENT:
        return True
    if context.word(match.last + 3).startswith("jährig") or "jährig" in context.word(match.last + 1):
        return True  # "der heute 52-Jährige"
    if before == "wie" and context.word(match.first - 2) in word_list("once"):
        return True
    if before == "," and any(context.word(match.first - back) in word_list("once") for back in range(2, 10)):
        return True  # "einst ein Hotel, heute eine Ruine"
    if context.tense(match.first, match.last) == PRESENT and (_lasts(context, match) or _against_past(context, match)):
        return True
    if context.names_days:
        return False
    if before == "von" and context.word(match.last + 1) not in ("an", "auf"):
        return True
    low, high = context.clause(match.first, match.last)
    general = any(context.word(token) in _MODALS for token in range(low, high + 1))
    return general or context.tense(match.first, match.last) in (PRESENT, NONE)


def _lasts(context: Context, match: Match) -> bool:
    """Is it a state that the clause tells: "heute gilt das Buch als Klassiker"?"""
    low, high = context.clause(match.first, match.last)
    words = [context.word(token) for token in range(low, high + 1)]
    return any(word in word_list("lasting_states") for word in words) and not any(
        verb_class(word) == "participle" for word in words
    )


def _against_past(context: Context, match: Match) -> bool:
    """Is the present set against a time long past: "1989 fiel die Mauer, heute wohnen dort weniger Menschen"?"""
    if context.value and match.first - context.value_at <= _AGAINST and context.long_past(context.value):
        return True
    low, high = context.sentence(match.first, match.last)
    near = range(max(0, low - _AGAINST // 2), high + 1)
    return any(context.word(token) in word_list("once") or _years_ago(context, token) for token in near)


def _years_ago(context: Context, token: int) -> bool:
    """Does "vor zehn Jahren" begin at a token?"""
    behind = range(token + 2, min(token + 5, len(context.tokens.words)))
    return context.word(token) == "vor" and any(context.unit(at) in ("Y", "DE", "CE") for at in behind)
