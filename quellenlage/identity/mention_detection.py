"""Mention detection: which pronouns and noun phrases are read although nobody names them as a speaker.

They are subjects: "er", "die Ministerin", "ein Sprecher der Werft", "das Blatt". Names are found by ``gather``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.discourse import Discourse, named_in
from quellenlage.identity.extents import covered, end_of, opens_sentence, phrase_start, sentence_of
from quellenlage.identity.nominals import read_phrase
from quellenlage.identity.unnamed import reason_in
from quellenlage.words import Noun
from quellenlage.words.verbs import infinitives

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 8  # tokens that a phrase goes on behind its head


def subjects(d: Discourse, speaking: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pronouns and noun phrases to be read that are subjects, in order of the text.

    Not those in quotation marks, nor those in the stretches ``speaking``, which are read as speakers.
    """
    found = []
    taken = covered(len(d.text), [*d.quotations, *speaking])
    for token in d.doc:
        if taken[token.idx] or token.dep_ != "nsubj":
            continue
        polite = token.text == "Sie" and not opens_sentence(token)
        if token.tag_ == "PPER" and token.text.lower() in ("er", "sie") and not polite:
            found.append((token.idx, end_of(token)))
        elif token.tag_ == "NN" and token.i and (place := _person(d, token) or _body(d, token)):
            found.append(place)
    return found


def _person(d: Discourse, token: Token) -> tuple[int, int] | None:
    """The noun phrase of a subject for a person: known ones with an article, and those unnamed who speak."""
    entry = tables.noun(token.text)
    if entry is None or entry.kind not in tables.HUMAN:
        return None
    sentence = sentence_of(token)
    first = phrase_start(d.reading, token.i, sentence.start)
    last = min(sentence.end, token.i + _LONGEST)
    possessive = d.doc[first].tag_ == "PPOSAT" and first == token.i - 1
    if (d.doc[first].text.lower() in ("der", "die") or possessive) and entry.kind != "group":
        last = token.i + 1
        named = named_in(d, token.idx, end_of(token) + 2)
        after = d.doc[last].tag_ if last < len(d.doc) else ""
        if named or after in ("NE", "NN", "ART"):
            return None
    elif d.doc[first].tag_ not in ("ART", "CARD", "PIAT") or not _takes_the_floor(token, entry):
        return None
    phrase = read_phrase(d.doc, d.reading, first, last)
    if phrase is None or (phrase.plural and phrase.noun.kind != "group"):
        return None
    return phrase.start, phrase.complement_span[1] if phrase.complement_span else phrase.end


def _takes_the_floor(token: Token, entry: Noun) -> bool:
    """Whether somebody unnamed is written of as a speaker: a spokesperson, a group that reports or hides its names."""
    if entry.kind == "group":
        return _reports(token) or reason_in(sentence_of(token).text) is not None
    return entry.kind == "spokes"


def _reports(token: Token) -> bool:
    particle = "".join(child.text for child in token.head.children if child.dep_ == "compound:prt")
    return not infinitives().isdisjoint((token.head.lemma_, particle + token.head.lemma_))


def _body(d: Discourse, token: Token) -> tuple[int, int] | None:
    """The definite phrase of a subject for a body or an outlet that the article has named: "das Blatt", "die Werft"."""
    entry = tables.noun(token.text)
    if entry is None or entry.plural or entry.kind not in ("outlet", "agency", "organisation"):
        return None
    first = phrase_start(d.reading, token.i, sentence_of(token).start)
    if d.doc[first].text.lower() not in ("der", "die", "das") or named_in(d, token.idx, end_of(token) + 3):
        return None
    if entry.kind == "organisation" and entry.generic in ("", "own"):
        return None
    known = any(c.kind == entry.kind and not c.credited and c.last_before(token.idx) is not None for c in d.clusters)
    return (d.doc[first].idx, end_of(token)) if known else None
