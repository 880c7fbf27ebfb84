"""The sentences of an article, and the units above them: sentences that one quotation holds together."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quellenlage.reading.insertions import breaks
from quellenlage.reading.words import END_MARKS, QUOTE_MARKS, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.reading import Reading

LONGEST_QUOTATION = 1500
LONGEST_UNIT = 400  # words; what is longer is no sentence and is cut, which keeps every rule linear
AFTER_SENTENCE = frozenset('.!?…„“”"‟»«:;)') | {"...", "?!", "!!", "!?"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the Doc: its tokens from ``start`` to ``end`` and its characters, all exclusive at the end."""

    start: int
    end: int
    start_char: int
    end_char: int


def sentences_of(doc: Doc) -> tuple[Sentence, ...]:
    """The sentences of a Doc, in order."""
    return tuple(Sentence(s.start, s.end, s.start_char, s.end_char) for s in doc.sents)


def sentence_at(sentences: Sequence[Sentence], char: int) -> Sentence | None:
    """The sentence in which a character stands, with the white space behind it; None before the first."""
    at = bisect_right(sentences, char, key=lambda sentence: sentence.start_char)
    return sentences[at - 1] if at else None


@dataclass(slots=True)
class Unit:
    """What rules read in one piece: a sentence, or several that a quotation holds together.

    It has the words from ``a`` to ``b`` (exclusive), of which the closing marks begin at ``stop``. ``number``
    counts the units of an article, ``paragraph`` its paragraphs.
    """

    number: int
    a: int
    b: int
    stop: int
    paragraph: int
    clauses: list[Clause] = field(default_factory=list)


def units_of(reading: Reading, starts: frozenset[int]) -> list[Unit]:
    """The units of an article; ``starts`` are the characters at which the pipeline has a sentence begin."""
    ws = reading.words
    outer = [q for q in reading.quotes if q.depth == 0]
    inside = {i for q in outer for i in range(reading.at(q.start) + 1, reading.at(q.end))}
    closing = {reading.at(q.end) - 1 for q in outer}
    cuts = {reading.at(char) for char in breaks(reading.text)}
    found: list[Unit] = []
    a = paragraph = 0
    for i in range(1, len(ws)):
        lines = "\n" in reading.text[ws[i - 1].end : ws[i].start]
        if (i - a >= LONGEST_UNIT and (i not in inside or i - a >= LONGEST_QUOTATION)) or i in cuts:
            ends = True
        elif (ws[i - 1].text == ":" and (ws[i].text in QUOTE_MARKS or not lines)) or i in inside:
            ends = False
        elif lines:
            ends = True
            found.append(_unit(ws, len(found), a, i, paragraph))
            a, paragraph = i, paragraph + 1
            continue
        else:
            ends = _begins(ws, i, ws[i].start in starts, i - 1 in closing)
        if ends:
            found.append(_unit(ws, len(found), a, i, paragraph))
            a = i
    if a < len(ws):
        found.append(_unit(ws, len(found), a, len(ws), paragraph))
    return found


def _unit(ws: Sequence[Word], number: int, a: int, b: int, paragraph: int) -> Unit:
    stop = b
    while stop > a and ws[stop - 1].text in END_MARKS:
        stop -= 1
    return Unit(number, a, b, stop, paragraph)


def _begins(ws: Sequence[Word], i: int, starts: bool, closed: bool) -> bool:
    """Whether a unit begins with word ``i``, as the pipeline has it or behind a quotation that closes a sentence."""
    w, before = ws[i], ws[i - 1]
    if before.text == "," or not (starts or (closed and i >= 2 and ws[i - 2].text in END_MARKS)):
        return False
    begins = w.lower != w.text or w.text in QUOTE_MARKS or w.text[0].isdigit()
    return begins and (starts or before.text in AFTER_SENTENCE)
