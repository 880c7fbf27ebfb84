"""What stands beside a person's name: titles, offices, parties, age and origin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.nominals import FINITE, employs
from quellenlage.identity.references import Gatherer, Reference

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORMER = frozenset(("Ex", "Alt", "Vize", "Co", "Interims", "Noch", "Neu", "Chef", "Top", "Star"))


def _base(token: Token) -> str:
    """An office in the nominative: Minister, of "des Ministers"."""
    lemma = token.lemma_
    return lemma if token.text.startswith(lemma) and tables.noun(lemma) is not None else token.text


def _role(reference: Reference, word: str, organisation: str | None) -> bool:
    entry = tables.noun(word)
    if entry is None or entry.kind not in tables.HUMAN or (entry.plural and not word.endswith("e")):
        return False
    if (origin := tables.country_of_demonym(word)) or entry.field == "family":
        reference.country = reference.country or origin
        reference.gender = reference.gender or (entry.gender if entry.gender in "mf" else None)
        return True
    first, part = word.split("-", 1)[0] if "-" in word else "", word.rsplit("-", 1)[0] if "-" in word else ""
    party = tables.parties().get(first)
    if party is not None:
        reference.parties.append(party.abbreviation)
        organisation = organisation or party.abbreviation
    elif first and first not in _FORMER and organisation is None and not tables.places().names.get(first):
        organisation = part
    reference.country = reference.country or tables.country_of_compound(word)
    reference.roles.append((word, organisation))
    reference.walk = reference.walk or entry.field or None
    reference.gender = reference.gender or (entry.gender if entry.gender in "mf" else None)
    return True


_COMPLEMENT = re.compile(
    r"([A-ZÄÖÜ][\w-]+)\s+((?:der|des|vom|von|für|im|in der|am|beim|bei)\s+[^,.;:()\n\"„“»«]{2,70}?)(,\s*|\s+)$"
)


def read_left(g: Gatherer, token: Token, reference: Reference) -> None:
    """Offices, titles, parties and countries before a name: "SPD-Chef und Vizekanzler", "der ukrainische Präsident"."""
    at = token.i - 1
    floor = token.sent.start
    seen = False
    while at >= floor:
        word = g.doc[at]
        if word.text in tables.titles():
            reference.gender = reference.gender or tables.titles()[word.text][0]
        elif word.text.rstrip(".") + "." in tables.titles() or word.text == ".":
            pass
        elif word.text[:1].isupper() and word.tag_ in ("NN", "NE", "TRUNC") and _role(reference, _base(word), None):
            seen = True
        elif word.text in ("und", ",", "sowie") and seen and at > floor and (e := tables.noun(g.doc[at - 1].text)):
            if e.kind not in tables.HUMAN:
                break
        elif word.tag_ == "ADJA" or (word.text.endswith("er") and tables.country_of_adjective(word.text)):
            reference.country = reference.country or tables.country_of_adjective(word.text)
        else:
            break
        at -= 1
    if not seen:
        sentence = g.text[token.sent.start_char : token.idx]
        match = _COMPLEMENT.search(sentence)
        if match and match[2].count(" ") <= 8:
            organisation = re.sub(r"^(?:der|des|vom|von|für|im|in der|am|beim|bei)\s+", "", match[2]).strip()
            entry = tables.noun(match[1])
            told = g.doc.char_span(token.sent.start_char + match.start(2), token.sent.start_char + match.end(2))
            clause = told is None or any(word.tag_[:2] in ("VV", "VA", "VM") for word in told)
            away = told is not None and told[0].text in ("im", "am", "in", "bei", "beim") and not employs(told)
            if entry is not None and entry.kind in ("office", "spokes") and not entry.plural and not (clause or away):
                reference.country = reference.country or tables.country_of_name(organisation)
                _role(reference, match[1], organisation)


def read_right(g: Gatherer, end: int, reference: Reference) -> None:
    """Party, age and offices after a name: "(SPD)", ", Vizekanzler und Finanzminister,"."""
    text = g.text
    bracket = re.compile(r"\s*\(([^()\n]{1,40})\)").match(text, end)
    if bracket:
        for part in re.split(r"[,;]\s*", bracket[1]):
            if part.isdigit():
                reference.age = int(part)
            if party := tables.parties().get(part.strip()):
                reference.parties.append(party.abbreviation)
        end = bracket.end()
    age = re.compile(r",\s+(\d{1,3})(?=,)").match(text, end)
    if age:
        reference.age, end = int(age[1]), age.end()
    is_a = re.compile(r"\s+(?:ist|war|bleibt|wurde|wird)\s+(?:\w+\s+){0,2}?([A-ZÄÖÜ][\w-]+)").match(text, end)
    if (
        is_a
        and (entry := tables.noun(is_a[1]))
        and entry.kind in ("office", "person")
        and reference.given + reference.family
    ):
        reference.roles.append((is_a[1], None))
        reference.walk = reference.walk or entry.field or None
    apposition = re.compile(r",\s+([^,.;:!?()\n„\"»]{3,90})(?=[,.;:!?\n(])").match(text, end)
    if not apposition:
        return
    at = g.starts.get(apposition.start(1))
    if at is None:
        return
    stop = apposition.end(1)
    seen = False
    for token in g.doc[at : at + 8]:
        if token.idx >= stop or token.tag_ in FINITE:
            break
        if token.tag_ in ("NN", "NE") and token.text[:1].isupper():
            rest = re.compile(r"\s+(?:der|des|vom|von|für|im|am|beim|bei)\s+([^\n]+)").match(
                text, token.idx + len(token.text), stop
            )
            last = token.i + 1 >= len(g.doc) or g.doc[token.i + 1].text != "und"
            if not _role(reference, token.text, rest[1].strip() if rest and last else None):
                break
            seen = True
            if rest:
                break
        elif token.tag_ == "ADJA":
            reference.country = reference.country or tables.country_of_adjective(token.text)
        elif not (token.tag_ in ("ART", "PPOSAT", "CARD") or token.text in ("und", "sowie", "ehemals", "früher")) or (
            token.text == "und" and not seen
        ):
            break
