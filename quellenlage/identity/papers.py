"""Papers that an article names in full once and calls by their noun then: "die Studie", "der Bericht"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.extents import phrase_start, sentence_of, tokens_between
from quellenlage.identity.nominals import Phrase, read_phrase
from quellenlage.reading.noun_phrases import noun_phrase
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quellenlage.identity.discourse import Discourse

_PAPERS = ("document", "finding", "report")
_LONGEST_OWNER = 6  # words


def told_in_full(d: Discourse, p: Phrase) -> str | None:
    """How an article named, last before a phrase, the paper that the phrase calls by its noun alone; None where never.

    "die Studie" after "Eine Studie der Universität Kiel", "der Bericht" after "Der Bericht 2005 des Amts".
    """
    for token in reversed(d.doc[: tokens_between(d.doc, p.start, p.start + 1)[0]]):
        entry = tables.noun(token.text) if token.tag_ in ("NN", "NE") and token.text[:1].isupper() else None
        if entry is None or entry.kind not in _PAPERS or entry.lemma != p.noun.lemma:
            continue
        first = phrase_start(d.reading, token.i, sentence_of(token).start)
        told = read_phrase(d.doc, d.reading, first, sentence_of(token).end)
        if told is None or told.plural != p.plural or told.end != token.idx + len(token):
            continue
        name = " ".join(part for part in (told.name, _year(token), _owner(d, told)) if part)
        if name not in (token.text, token.lemma_, p.name):
            return name
    return None


def _year(token: Token) -> str:
    """The year that stands right behind the noun for a paper: Jahresbericht 2005."""
    behind = token.nbor() if token.i + 1 < len(token.doc) else None
    return behind.text if behind is not None and behind.text.isdigit() and len(behind.text) == 4 else ""


def _owner(d: Discourse, told: Phrase) -> str:
    """Whose a paper is said to be, with what ties it to the paper: "der Universität Kiel"; empty where nobody's."""
    if told.complement_span is None:
        return ""
    begins = d.reading.word_at(tokens_between(d.doc, *told.complement_span)[0])
    first = d.reading.words[begins]
    if first.lower not in grammar("genitive") | {"von", "vom"}:
        return ""
    limit = d.reading.word_at(tokens_between(d.doc, *told.complement_span)[1])
    end = noun_phrase(d.reading, begins + (first.lower in ("von", "vom")), limit, loose=False)
    start, stop = d.reading.span(begins, end)
    return d.text[start:stop] if 0 < end - begins <= _LONGEST_OWNER else ""
