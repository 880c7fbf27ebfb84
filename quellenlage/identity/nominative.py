"""Names as they stand in a list: "Berliner Regierungskreise", of "aus Berliner Regierungskreisen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage.words import country_of_adjective, noun
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_INFLECTED = re.compile(r"([\w-]{2,})e[nmrs]?")
#: What taggers take an adjective right before its noun for: "nach Angaben informierter Kreise".
_LIKE_ADJECTIVES = ("ADJD", "VVPP")
_ENDINGS = {"m": "er", "f": "e", "n": "es"}
#: Genders that an article tells by itself.
_OF_ARTICLE = {"die": "f", "eine": "f", "einer": "f", "zur": "f", "das": "n", "ins": "n", "den": "m", "einen": "m"}


def in_nominative(tokens: Sequence[Token], head: Token, plural: bool | None = None) -> str:
    """The words of a noun phrase without its article, in the nominative; those behind ``head`` stay as they are.

    ``plural`` None: as the tagger says.
    """
    many = head.morph.get("Number", []) == ["Plur"] if plural is None else plural
    words = []
    for token in tokens:
        word = token.text
        attributive = token.tag_ == "ADJA" or (token.tag_ in _LIKE_ADJECTIVES and token.i + 1 == head.i)
        if token.i < head.i and attributive and not _of_another(token, head):
            word = _adjective(word, _gender(head, tokens[0]), many)
        elif token.i == head.i:
            word = _noun(token, many)
        words.append(word + token.whitespace_)
    return "".join(words).strip()


def _of_another(adjective: Token, head: Token) -> bool:
    """Whether a noun stands between an adjective and the head: "seine langen Filme berühmter Regisseur"."""
    return any(token.tag_ in ("NN", "NE") for token in head.doc[adjective.i + 1 : head.i])


def _adjective(word: str, gender: str, plural: bool) -> str:
    stem = _INFLECTED.fullmatch(word)
    if stem is None or (word.endswith("er") and word[:1].isupper() and not _declined(word)):
        return word  # "Berliner" stays
    return stem[1] + ("e" if plural else _ENDINGS[gender])


def _declined(word: str) -> bool:
    """Whether an adjective in -er is no town's: "Europäischer", "Deutscher"."""
    return country_of_adjective(word) is not None or word.endswith(tuple(grammar("declined_in_er")))


def _gender(head: Token, first: Token) -> str:
    """The gender of a noun: what the table says, else the article before the phrase, else the tagger."""
    entry = noun(head.text)
    if entry is not None and entry.gender in _ENDINGS:
        return entry.gender
    article = first.nbor(-1).lower_ if first.i else ""
    if article == "der" and first.tag_ == "ADJA":
        return "f" if first.text.endswith("en") else "m"
    if article in _OF_ARTICLE:
        return _OF_ARTICLE[article]
    return {"Masc": "m", "Fem": "f", "Neut": "n"}.get(next(iter(head.morph.get("Gender", [])), ""), "f")


def _noun(token: Token, plural: bool) -> str:
    word, entry = token.text, noun(token.text)
    if plural and entry is None and word.endswith(("ern", "eln")) and token.morph.get("Case", []) == ["Dat"]:
        return word[:-1]
    if plural:
        shorter = noun(word[:-1]) if word.endswith("n") and entry is not None else None
        return (
            word[:-1]
            if shorter is not None
            and (shorter.plural or word[:-1].endswith(("er", "el")))
            and not word.endswith("innen")
            else word
        )
    if word != token.lemma_ and word.startswith(token.lemma_) and word.endswith("s"):
        return token.lemma_
    if entry is not None and entry.gender == "m":  # "den Präsidenten", "des Polizeipräsidenten"
        stem = re.fullmatch(rf"(.*{re.escape(entry.lemma)})e?n", word, re.IGNORECASE)
        return stem[1] if stem else word
    return word
