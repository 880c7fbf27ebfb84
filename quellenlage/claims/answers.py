"""What is said in an interview: every sentence of an answer, and what others are told to have said within it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quellenlage.claims.drafts import Draft, RuleName, trimmed, within
from quellenlage.claims.speakers import is_nobody
from quellenlage.reading.words import END_MARKS
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.claims.free import Turn
    from quellenlage.reading.reading import Reading

#: Rules for what somebody is told to have said, also within an answer or a question.
TOLD: frozenset[RuleName] = frozenset(
    ("preposition", "postposition", "so", "relative", "wie", "post", "pre", "these words", "that")
)


def answers(reading: Reading, found: Sequence[Draft], course: Sequence[Turn]) -> list[Draft]:
    """Every sentence of the answers of an interview, where an article is one."""
    result = []
    for one in reading.interview.answers:
        for unit in reading.units[bisect_right(reading.units, one.a, key=lambda unit: unit.b) :]:
            if unit.a >= one.b:
                break
            content = trimmed(reading.words, ((max(unit.a, one.a), min(unit.b, one.b)),))
            if content:
                result.append(Draft("answer", "Direct", unit.number, content, one.speaker, frame=(one.frame,)))
    return result


def in_interview(reading: Reading, found: Sequence[Draft]) -> list[Draft]:
    """``found`` without what other rules have made of the turns of an interview.

    That stays by which somebody else is told to have spoken. A quotation above the first question is of who answers,
    where it is one.
    """
    interview = reading.interview
    if not interview.answers:
        return list(found)
    said = [(one.a, one.b) for one in interview.answers]
    turns = sorted([*said, *interview.questions])
    alone = len({one.speaker for one in interview.answers}) == 1
    result = []
    for draft in found:
        at = draft.content[0][0]
        if at < turns[0][0] and alone and draft.rule == "alone" and draft.speaker is None:
            result.append(replace(draft, speaker=interview.answers[0].speaker))
        elif draft.rule == "answer" or not within(turns, at):
            result.append(draft)
        elif draft.rule in TOLD and draft.cue and draft.speaker is not None and not _himself(reading, draft):
            end = next(b for a, b in turns if a <= at < b)
            content = tuple((x, _stop(reading, x, y, end)) for x, y in draft.content if x < end)
            result.append(replace(draft, content=content, rule="nested" if within(said, at) else draft.rule))
    return result


def _stop(reading: Reading, a: int, b: int, end: int) -> int:
    """Where words that reach over the ``end`` of a turn stop in it, before the mark that ends its sentence."""
    if b <= end:
        return b
    while end > a + 1 and reading.words[end - 1].text in END_MARKS:
        end -= 1
    return end


def _himself(reading: Reading, draft: Draft) -> bool:
    """Whether somebody tells what he says himself, or addresses who asks: "Ich glaube, dass"."""
    assert draft.speaker is not None  # asked only of claims that have one
    first = reading.words[draft.speaker[0]]
    amid = first.i > 0 and reading.words[first.i - 1].text.isalnum()  # "sind Ihrer Meinung nach"
    addressed = first.text == "Sie" or (amid and first.text in grammar("polite_address"))
    return is_nobody(reading, draft.speaker) or first.lower == "du" or addressed
