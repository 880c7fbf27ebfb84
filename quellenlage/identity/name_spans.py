"""Where the names of persons begin and end, where the pipeline joins two of them or a name and a noun beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.extents import end_of, opens_sentence, row_start
from quellenlage.identity.named_mentions import NamedMentions
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 10  # tokens of a name
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl")


def single_names(named: NamedMentions, start: int, end: int) -> list[tuple[int, int]]:
    """The names between two characters, one a person, without what is no part of one."""
    at = named.starts.get(start)
    if at is None:
        return [(start, end)]
    tokens: Sequence[Token] = [token for token in named.doc[at : at + _LONGEST] if token.idx < end]
    if len(tokens) < 2 or end_of(tokens[-1]) != end:
        return [(start, end)]
    tokens = _without_employer(_without_noun(_without_title_of_thing(_without_town(tokens))))
    while len(tokens) > 1 and tokens[-1].text.islower():
        tokens = tokens[:-1]
    tokens = _without_neighbour(named, tokens)
    second = _second_name(tokens)
    rows = [tokens[:second], tokens[second:]] if second else [tokens]
    return [(row[0].idx, end_of(row[-1])) for row in rows]


def _second_name(tokens: Sequence[Token]) -> int:
    """Where the name of another person begins: "Pepe Gardel" and "Erik Haller"; 0 where there is one."""
    if not tables.is_given_name(tokens[0].text):
        return 0
    for i in range(2, len(tokens) - 1):
        between, behind = tokens[i - 1].text, tokens[i + 1].text
        surname = between[:1].isupper() and len(between.rstrip(".")) > 1 and between.lower() not in tables.PARTICLES
        first = tables.is_given_name(tokens[i].text) and not tables.is_given_name(between)
        if first and surname and behind[:1].isupper():
            return i
    return 0


def _without_town(tokens: Sequence[Token]) -> Sequence[Token]:
    """``tokens`` without the rest of a town's name before them: "die Bürgermeisterin von San Telmo Ida Kolb"."""
    town = tokens[0].i > 0 and tokens[0].nbor(-1).text in grammar("opens_town") and len(tokens) > 2
    return tokens[1:] if town else tokens


def _without_noun(tokens: Sequence[Token]) -> Sequence[Token]:
    """``tokens`` without a noun at their end that the verb has beside the name: "bekam Tramm Gegenwind"."""
    first, last = tokens[0], tokens[-1]
    if last.tag_ != "NN" or last.text in tables.common_words() or last.dep_ not in _ARGUMENTS:
        return tokens
    return tokens[:-1] if last.head.i == first.head.i and first.dep_ in _ARGUMENTS else tokens


def _without_neighbour(named: NamedMentions, tokens: Sequence[Token]) -> Sequence[Token]:
    """``tokens`` without the last, where the article has those before it by themselves, and all together only once.

    "Sie werfen Luna Menschenhandel vor" of Vincio Luna; "soll Karl Olm Frontzeck gesagt haben", of Olm to Frontzeck.
    """
    if len(tokens) < 2:
        return tokens
    before, last = tokens[-2], tokens[-1]
    if _times(named, f"{before.text} {last.text}") != 1 or last.text.lower() in tables.PARTICLES:
        return tokens
    if len(tokens) == 2:
        borne = before.text in named.last_words
        return tokens[:-1] if borne and last.tag_ == "NN" and last.text not in tables.common_words() else tokens
    alone = _times(named, before.text) > 1 and _times(named, last.text) > 1
    return tokens[:-1] if alone and tables.is_given_name(tokens[0].text) and before.text[:1].isupper() else tokens


def _times(named: NamedMentions, words: str) -> int:
    """How often words stand in the text; twice stands for more."""
    text, times, at = named.text, 0, -1
    while times < 2 and (at := text.find(words, at + 1)) >= 0:
        around = (text[at - 1 : at], text[at + len(words) : at + len(words) + 1])
        times += not any(c.isalnum() or c in ("_", "-") for c in around)
    return times


def _without_title_of_thing(tokens: Sequence[Token]) -> Sequence[Token]:
    """``tokens`` without the name of a thing before them: "des Klimaprogramms Kopernikus Sandra Bürger"."""
    if tokens[0].i == 0 or tables.is_given_name(tokens[0].text) or not tables.is_given_name(tokens[1].text):
        return tokens
    noun = tokens[0].nbor(-1)
    entry = tables.noun(noun.text)
    human = noun.text in tables.titles() or (entry is not None and entry.kind in tables.HUMAN)
    thing = noun.tag_ == "NN" and noun.text.endswith("s") and not human and not tables.voiced(noun.text[:-1])
    return tokens[1:] if thing else tokens


def _without_employer(tokens: Sequence[Token]) -> Sequence[Token]:
    """``tokens`` without the body behind them: "Joe Stork von HRW", "Mia Stork von Novaterm", but "Mia von Stork"."""
    for i in range(1, len(tokens) - 1):
        if tokens[i].text != "von":
            continue
        surname = tokens[i - 1].text
        noble = tables.is_given_name(surname) or surname in grammar("nobility") or len(surname.rstrip(".")) < 2
        whole = i > 1 and tables.is_given_name(tokens[0].text) and not noble
        known = tables.known_family(f"von {tokens[i + 1].text}")
        if re.fullmatch(r"[A-ZÄÖÜ]{2,6}", tokens[i + 1].text) or (whole and not known):
            return tokens[:i]
    return tokens


def possessor(named: NamedMentions, end: int, name: str) -> str:
    """A name in the genitive that stands before or behind whom or what it owns, without its s: "Merkels Sprecher"."""
    if not name.endswith("s") or len(name) < 4 or tables.known_family(name.split()[-1]):
        return name
    following = named.doc[named.starts[end + 1]] if end + 1 in named.starts else None
    noun = following if following is not None and following.tag_ == "NN" else None
    entry = tables.noun(noun.text) if noun is not None else None
    owned = entry is not None and entry.kind in tables.HUMAN
    owned = owned or (noun is not None and _stands_without_s(named, name.split()[-1]))
    return name[:-1] if owned or speaks_for(named, end - len(name), name) else name


def speaks_for(named: NamedMentions, start: int, name: str) -> bool:
    """Whether one of somebody's people stands before a name in the genitive: "eine Sprecherin Koch-Mehrins".

    Another noun than that for a spokesperson only where the article has the name without its s.
    """
    token = named.token(start)
    if token is None or token.i < 2:
        return False
    noun = tables.noun(token.nbor(-1).text)
    human = noun is not None and noun.kind in tables.HUMAN and not noun.plural
    if human and " " not in name and _apposed(named, start + len(name)):
        return True
    before = row_start(named.doc, token.i - 1, ("ADJA",)) - 1
    if noun is None or before < 0 or noun.kind not in tables.HUMAN:
        return False
    article = named.doc[before].text.lower()
    if article in grammar("plain_articles"):
        return _owns(named, token, article, name)
    return article.startswith("ein") and (noun.kind == "spokes" or _stands_without_s(named, name.split()[-1]))


def _owns(named: NamedMentions, token: Token, article: str, name: str) -> bool:
    """Whether a name behind a noun with a definite article is in the genitive: "die Berater Abels", "der Arzt Merkels".

    Behind a plural it is; behind "der behandelnde Arzt" too; else where it is borne without its s, here or by many.
    """
    noun, last = tables.noun(token.nbor(-1).text), name.split()[-1]
    borne = last in tables.common_surnames() or tables.is_given_name(last) or _borne(named, last)
    if noun is None or borne or _coordinated(named, token.idx + len(name)):
        return False
    several = article == "die" and noun.gender == "m" and not token.nbor(-1).text.endswith(("e", "in"))
    if several and noun.field != "family":
        return " " not in name
    if token.nbor(-2).lower_.startswith("behandelnd"):
        return True
    bare = last[:-1]
    told = _stands_without_s(named, last) and not (tables.is_given_name(bare) and bare not in named.last_words)
    return told or tables.known_family(bare) or bare in tables.common_surnames()


def _coordinated(named: NamedMentions, end: int) -> bool:
    """Whether a name that ends at a character has another beside it, as in "die Forscher Watts und Kims"."""
    at = named.starts.get(end + 1)
    return at is not None and named.doc[at].text in grammar("coordinators")


def _borne(named: NamedMentions, word: str) -> bool:
    """Whether somebody in the article has a surname in -s in full, and nobody one without: "Karl Bohls"."""
    return word in named.last_words and not _stands_without_s(named, word)


def _apposed(named: NamedMentions, end: int) -> bool:
    """Whether a name in apposition stands behind one that ends at a character: "der Gefährte Lanes, Ole Ihde, kam"."""
    at = named.starts.get(end)
    if at is None or at + 3 >= len(named.doc) or named.doc[at].text != ",":
        return False
    return [token.tag_ for token in named.doc[at + 1 : at + 4]] == ["NE", "NE", "$,"]


def _stands_without_s(named: NamedMentions, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word[:-1])}(?!\w)", named.text) is not None


def particles(named: NamedMentions, at: int) -> int:
    """The end of particles and the name behind them: "von der Leyen", "van den Berg"; token ``at`` without any."""
    doc, end = named.doc, at
    behind_given = at > 0 and doc[at].text.lower() in tables.PARTICLES and tables.is_given_name(doc[at - 1].text)
    opens = doc[at].text == "Van" and at > 0 and opens_sentence(doc[at])
    if doc[at].text in grammar("surname_openers") or opens or (behind_given and doc[at].text[:1].isupper()):
        while end < len(doc) and end - at < 4 and doc[end].text.lower() in tables.PARTICLES | {"und"}:
            end += 1
    if end == at or end >= len(doc) or not doc[end].text[:1].isupper():
        return at
    dutch = end - at > 1 and doc[at].text.lower() == "van"
    known = tables.known_family(doc[at : end + 1].text) or dutch
    return end + 1 if known or (doc[end].tag_ == "NE" and not doc[end].text.isupper()) else at
