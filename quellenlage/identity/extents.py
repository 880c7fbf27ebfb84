"""Where sentences and noun phrases begin and end: every rule of identity and chains asks here, and nowhere else."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

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


def phrase_start(doc: Doc, head: int, modifiers: Collection[str], floor: int = 0) -> int:
    """The first token of the noun phrase with this head: words with a tag of ``modifiers`` before it belong to it.

    ``head`` and ``floor``, before which it does not begin, are numbers of tokens.
    """
    first = head
    while first > floor and doc[first - 1].tag_ in modifiers:
        first -= 1
    return first


def end_of(token: Token) -> int:
    """The character behind a token."""
    return int(token.idx) + len(token.text)
