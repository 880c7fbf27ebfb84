"""What a reader would find odd in a claim, without having read the article.

Each check is a function of an article and one of its claims: True where the claim is as it should be, False where it is
not, None where the check has nothing to say. :data:`CLAIM_CHECKS` names the column in which a suite finds the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

import pyarrow as pa

from quellenlage.tasks.check.speaker_checks import SPEAKER_CHECKS
from quellenlage.tasks.check.told import Article, Told, articles, shared
from quellenlage.words.verbs import grammar

Check = Callable[[Article, Told], bool | None]

_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_ALL_OF_IT = 0.95  # of a content: some contents have the full stop or the marks, others not
_MUCH_OF_IT = 0.5
_FEW_WORDS = 3
_MARKS = " \t\"'„“”‚‘’«»‹›"
_SENTENCE_ENDS = ".!?…\n"


def speaker_ends_the_chain(article: Article, claim: Told) -> bool | None:
    """The speaker is the last of the chain, but for what they rest on and for others who say it with them."""
    chain = sorted(article.chains.get(claim.row["claim_id"], ()), key=lambda step: int(step["hop"]))
    steps = [step for step in chain if step["relation"] != "rests on"]
    if claim.speaker_id is None or not steps:
        return None
    together = [steps.pop()]
    while steps and together[-1]["relation"] == steps[-1]["relation"] == "speaker":
        together.append(steps.pop())
    return claim.speaker_id in {step["source_id"] for step in together}


def quotation_has_the_speaker_around(article: Article, claim: Told) -> bool | None:
    """A quotation inside a claim is of whoever makes that claim, unless the claim says itself who is quoted.

    Where only the quotation has words that say that something is said, the claim around it is the one that is wrong.
    """
    if claim.row["type"] == "Direct":
        around = _around(article, claim)
        if around is None or _leads(claim, around):
            return None
        return claim.speaker_id == around.speaker_id
    inside = [
        one for one in article.overlapping(claim) if one.row["type"] == "Direct" and _around(article, one) is claim
    ]
    leading = [one for one in inside if _leads(one, claim)]
    return all(one.speaker_id == claim.speaker_id for one in leading) if leading else None


def _around(article: Article, quotation: Told) -> Told | None:
    """The shortest claim with a quotation in its content, but not the words that introduce that."""
    around = [
        other
        for other in article.overlapping(quotation)
        if other.row["type"] != "Direct" and _covers(other, quotation) and not _covers(quotation, other)
    ]
    nearest = min(around, key=lambda other: other.length, default=None)
    return None if nearest is None or shared(quotation.cue, nearest.content) else nearest


def _leads(quotation: Told, around: Told) -> bool:
    return bool(quotation.cue) and not around.cue


def day_is_not_one_spoken_of(article: Article, claim: Told) -> bool | None:
    """The day on which it was said is named outside of what is said: here, and by others."""
    day = claim.row["said_on"]
    if day is None:
        return None
    said = [*claim.content]
    said += [place for other in article.claims if other.speaker_id != claim.speaker_id for place in other.content]
    named = [(start, end) for start, end, first, last in article.days if first == last == day]
    return not named or any(not shared([place], said) for place in named)


def negation_has_a_word(article: Article, claim: Told) -> bool | None:
    """A negated claim has a word that negates, in its content or in the clause that introduces it."""
    if not claim.row["negated"]:
        return None
    words = _WORD.findall(article.words([*claim.content, *claim.frame, *claim.cue]).lower())
    return any(word in grammar("negations") or word.startswith("kein") for word in words)


def content_says_something(article: Article, claim: Told) -> bool | None:
    """There is something in the content beside cue, speaker and addressee.

    Where these stand in it, as in "Lahn bestreitet das.", the sentence must end there, or a noun must be in it: "Lahn
    befürchtet", before a comma, is a frame without what it introduces. Else one word that says something by itself is
    enough, or an answer ("Nein"), or three others: "Das wäre" says nothing.
    """
    framing = [*claim.speaker, *claim.cue, *claim.addressee]
    words = [word for start, end in claim.content for word in _WORD.finditer(article.text, start, end)]
    own = [word[0] for word in words if not shared([word.span()], framing)]
    if claim.row["type"] == "Direct":
        return bool(own)
    telling = [word for word in own if word.lower() not in _stop_words()]
    if not shared(claim.content, framing):
        return bool(telling) or len(own) >= _FEW_WORDS or any(word.lower() in grammar("answers") for word in own)
    if len(telling) > 1 or any(word[0].isupper() for word in telling):
        return True
    end = claim.content[-1][1]
    behind = article.text[end:].lstrip(_MARKS)
    return article.text[end - 1 : end] in _SENTENCE_ENDS or behind[:1] in ("", *_SENTENCE_ENDS)


def words_have_one_speaker(article: Article, claim: Told) -> bool | None:
    """No other claim gives much of the same words to somebody else; of a pair with and without a speaker, the latter.

    What one tells that another has said stands in the other's claim and in that around it. Several who speak together
    share the words that introduce them.
    """
    for other in article.overlapping(claim):
        if other.speaker_id == claim.speaker_id or other.speaker_id is None:
            continue
        if claim.cue and claim.cue == other.cue:
            continue
        much = shared(claim.content, other.content) > _MUCH_OF_IT * min(claim.length, other.length)
        if much and _covers(claim, other) == _covers(other, claim):
            return False
    return True


def _covers(one: Told, other: Told) -> bool:
    """Whether a claim has all of another's content in its own."""
    return shared(one.content, other.content) >= _ALL_OF_IT * other.length


@cache
def _stop_words() -> frozenset[str]:
    from spacy.lang.de.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


CLAIM_CHECKS: Mapping[str, Check] = {
    "speaker_ends_the_chain": speaker_ends_the_chain,
    "quotation_has_the_speaker_around": quotation_has_the_speaker_around,
    "day_is_not_one_spoken_of": day_is_not_one_spoken_of,
    "negation_has_a_word": negation_has_a_word,
    "content_says_something": content_says_something,
    "words_have_one_speaker": words_have_one_speaker,
    **SPEAKER_CHECKS,
}


def claim_columns(tables: Mapping[str, pa.Table]) -> dict[str, list[bool | None]]:
    """What each check says of each claim of a batch, in the order of ``claim_records``."""
    columns: dict[str, list[bool | None]] = {name: [] for name in CLAIM_CHECKS}
    by_id = articles(tables)
    seen = dict.fromkeys(by_id, 0)
    for document_id in tables["claim_records"]["document_id"].to_pylist():
        article = by_id[document_id]
        claim = article.claims[seen[document_id]]
        seen[document_id] += 1
        for name, check in CLAIM_CHECKS.items():
            columns[name].append(check(article, claim))
    return columns
