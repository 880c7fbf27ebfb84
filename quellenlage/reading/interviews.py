"""Interviews: which lines of an article ask, which answer, and who answers.

A line that asks is told by bold type, by a label before a colon ("Frage: …"), or as a question in an article whose
answers are in the first person. A line that answers has a label that names somebody ("Lange: …"), or stands behind one
that asks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from quellenlage.reading.interviewees import Interviewees
from quellenlage.words.verbs import grammar
from quellenlage.words.wordings import wording

if TYPE_CHECKING:
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.words import Word

Range = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
_BOLD = re.compile(r"\s*(\*\*|__)(?P<text>.+?)\1:?\s*$")
#: A label and what divides it from the words: "Lange: ", "A. L.: ", "**Lange:** ", "''Lange'': ".
_LABEL = re.compile(r"[*_'\s]*(?P<label>[^\W\d_](?:[\w.’-]|'(?=\w)|[ ](?=[^\W\d_])){0,39})(?::[*_']*|[*_']+:)\s+(?=\S)")
_CLOSED = re.compile(r"[.!?…][\"“”«»’‘*_)\s]*$")
_ASKS = re.compile(r"\?[\"“”«»’‘*_)\s]*$")
LEAST = 2  # questions that an interview has; where nothing but their marks tells it, one more
LONGEST_QUESTION = 500  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """A line in words from ``a`` to ``b`` (exclusive), without bold marks and its label, which begins with word ``at``.

    ``bold``, ``asks`` and ``closed``: it is in bold type, ends with a question mark, ends with any mark that ends a
    sentence.
    """

    at: int
    a: int
    b: int
    label: str
    bold: bool
    asks: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The words from ``a`` to ``b`` (exclusive) that somebody says in an interview, and the words that name him.

    ``frame`` is the label, where the line has one; else the speaker.
    """

    a: int
    b: int
    speaker: Range
    frame: Range


@dataclass(frozen=True, slots=True)
class Interview:
    """The answers of an article and its questions, in words; both are empty where it is no interview."""

    answers: tuple[Answer, ...] = ()
    questions: tuple[Range, ...] = ()


NO_INTERVIEW = Interview()


Turn = tuple[Line, bool]  # with whether it asks


def interview_of(reading: Reading) -> Interview:
    """The interview that an article is; an empty one where it is none, or does not tell who answers."""
    lines = [line for line in _lines(reading) if line.b > line.a]
    turns = _labelled(reading, lines) or _bold(lines) or _opened(reading, lines) or _plain(reading, lines)
    if not turns:
        return NO_INTERVIEW
    questions = tuple((line.a, line.b) for line, asks in turns if asks)
    who_answers = Interviewees(reading, turns[0][0].a, questions)
    answers = []
    asked: Range = (0, 0)
    for line, asks in turns:
        if asks:
            asked = line.a, line.b
            continue
        label = line.at, line.a
        who = who_answers.of(line.label, label, asked)
        if who is not None:
            answers.append(Answer(line.a, line.b, who, label if line.at < line.a else who))
    return Interview(tuple(answers), questions) if answers else NO_INTERVIEW


def _lines(reading: Reading) -> Iterator[Line]:
    """The lines of an article, of one that says who led the interview at its end those before it."""
    text = reading.text
    asked = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        if _credit().match(text, start, end):
            if asked >= LEAST:
                return
            continue  # "Interview: Anna Kolb" below the headline
        asked += _ASKS.search(text, start, end) is not None
        bold = _BOLD.match(text, start, end)
        if bold is not None:
            start, end = bold.span("text")
        label = _LABEL.match(text, start, end)
        yield Line(
            reading.at(label.start("label") if label else start),
            reading.at(label.end() if label else start),
            reading.at(end),
            label["label"] if label else "",
            bold is not None,
            _ASKS.search(text, start, end) is not None,
            _CLOSED.search(text, start, end) is not None,
        )


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(rf"[\W_]*(?:{wording('credit of an interview')})")


def _labelled(reading: Reading, lines: Sequence[Line]) -> list[Turn]:
    """The turns of an interview in which labels tell who answers; no turns where it is none."""
    many = Counter(line.label for line in lines if line.label)
    labels = {label for label, times in many.items() if times >= LEAST}
    asking = {label for label in labels if _asker(label, lines)}
    if labels <= asking or sum(line.asks or line.bold for line in lines) < LEAST:
        return []
    first = next(n for n, line in enumerate(lines) if line.label in labels)
    while not asking and first and (lines[first - 1].bold or lines[first - 1].asks):
        first -= 1
    turns: list[Turn] = []
    label = ""
    for line in lines[first:]:
        if line.label in labels:
            label = line.label
            turns.append((line, label in asking))
        elif line.bold or (not asking and (line.asks or _prompts(reading, line))):
            turns.append((line, True))
        elif label and line.closed:  # the turn goes on in another paragraph
            turns.append((replace(line, label=label), label in asking))
    return turns


def _asker(label: str, lines: Sequence[Line]) -> bool:
    """Whether a label is that of who asks: by its word, or since at least half of its turns are questions."""
    turns = [line for line in lines if line.label == label]
    return label.lower() in grammar("interviewers") or 2 * sum(line.asks for line in turns) >= len(turns)


def _bold(lines: Sequence[Line]) -> list[Turn]:
    """The turns of an interview whose questions are in bold type."""
    asking = [n for n, line in enumerate(lines) if line.bold and line.asks]
    if len(asking) < LEAST:
        return []
    return [(line, line.bold) for line in lines[asking[0] :] if line.bold or line.closed]


def _opened(reading: Reading, lines: Sequence[Line]) -> list[Turn]:
    """The turns of an interview of which only the first question and the first answer have a label."""
    pairs = (n for n in range(len(lines) - 1) if lines[n].label and lines[n].asks)
    first = next((n for n in pairs if lines[n + 1].label not in ("", lines[n].label)), None)
    if first is None or lines[first + 1].asks:
        return []
    answering = lines[first + 1].label
    turns = [(line, line.asks or _prompts(reading, line)) for line in lines[first:] if line.closed or line.label]
    if sum(asks for _, asks in turns) <= LEAST or any(line.label not in ("", answering) for line, _ in turns[1:]):
        return []
    return [(line if asks else replace(line, label=answering), asks) for line, asks in turns]


def _plain(reading: Reading, lines: Sequence[Line]) -> list[Turn]:
    """The turns of an interview that only its questions and the first person of its answers tell."""
    asking = [n for n, line in enumerate(lines[:-1]) if line.asks and not lines[n + 1].asks and _shorter(reading, line)]
    if len(asking) <= LEAST:
        return []
    turns = [(line, line.asks or _prompts(reading, line)) for line in lines[asking[0] :] if line.closed]
    answers = [line for line, asks in turns if not asks]
    personal = sum(_personal(reading, line) for line in answers)
    addressed = sum(_addresses(reading, lines[n]) for n in asking)
    return turns if 2 * personal >= len(answers) and 3 * addressed >= len(asking) else []


def _shorter(reading: Reading, line: Line) -> bool:
    start, end = reading.span(line.a, line.b)
    return end - start <= LONGEST_QUESTION


def _prompts(reading: Reading, line: Line) -> bool:
    """Whether a line without a question mark asks all the same: it addresses somebody, and nobody tells of himself."""
    return _shorter(reading, line) and _addresses(reading, line) and not _personal(reading, line)


def _unquoted(reading: Reading, line: Line) -> list[Word]:
    return [w for w in reading.words[line.a : line.b] if not w.depth]


def _personal(reading: Reading, line: Line) -> bool:
    """Whether somebody tells of himself: "Ich habe keine Nacht bereut"."""
    return any(w.lower in grammar("first_person") for w in _unquoted(reading, line))


def _addresses(reading: Reading, line: Line) -> bool:
    """Whether a line addresses somebody: by du, by Sie amid a sentence, or by Sie before a verb in the plural."""
    opens = True
    for w in _unquoted(reading, line):
        behind = reading.words[w.i + 1] if w.i + 1 < len(reading.words) else w
        if w.lower in grammar("familiar_address"):
            return True
        if w.text in grammar("polite_address") and (not opens or (w.text == "Sie" and behind.form and behind.plural)):
            return True
        opens = w.text in ".!?:–„“»«*" or w.text == "**"
    return False
