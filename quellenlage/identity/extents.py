"""Where sentences and noun phrases begin and end: every rule of identity and chains asks here, and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from quellenlage.reading import noun_phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from quellenlage.reading import Reading

#: Tags of finite verbs.
FINITE = ("VVFIN", "VAFIN", "VMFIN")


def sentence_of(token: Token) -> Span:
    """The sentence that a token is in."""
    return token.sent


def opens_sentence(token: Token) -> bool:
    """Whether a token is the first of its sentence."""
    return bool(token.is_sent_start)


def tokens_between(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The tokens that two characters lie in, as numbers, the last exclusive; (0, 0) outside the text."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)


def covered(length: int, stretches: Iterable[tuple[int, int]]) -> bytearray:
    """For each character of a text of this length, and the one behind it, 1 where a stretch has it, else 0."""
    found = bytearray(length + 1)
    for start, end in stretches:
        found[start:end] = b"\1" * (end - start)
    return found


def phrase_start(reading: Reading, head: int, floor: int) -> int:
    """The first token of the noun phrase with this head; ``head`` and ``floor``, its bound, are numbers of tokens."""
    left = noun_phrases.phrase_start(reading, reading.word_at(head), reading.word_at(floor))
    return reading.words[left.first].token


def row_start(doc: Doc, at: int, tags: Collection[str]) -> int:
    """The first of the tokens in a row before token ``at`` that have one of these tags; ``at`` where none does."""
    while at > 0 and doc[at - 1].tag_ in tags:
        at -= 1
    return at


def end_of(token: Token) -> int:
    """The character behind a token."""
    return int(token.idx) + len(token.text)
