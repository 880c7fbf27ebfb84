"""What stands beside a person's name: titles, offices and origin before it, parties, age, appositions behind."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.extents import FINITE, end_of, sentence_of
from quellenlage.identity.named_mentions import NamedMention, NamedMentions
from quellenlage.identity.nominals import employs
from quellenlage.words.verbs import grammar
from quellenlage.words.wordings import wording

if TYPE_CHECKING:
    from spacy.tokens import Token

_BRACKET = re.compile(r"\s*\(([^()\n]{1,40})\)")
_AGE = re.compile(r",\s+(\d{1,3})(?=,)")
_APPOSITION = re.compile(r",\s+((?:[^,.;:!?()\n„\"»]|(?<=\d)\.){3,90})(?=[,.;:!?\n(])")
_LONGEST_APPOSITION = 8  # tokens
_LONGEST_BODY = 8  # blanks in the name of the body that an office belongs to


def read_left(named: NamedMentions, token: Token, person: NamedMention) -> None:
    """Offices, titles, parties and countries before a name: "SPD-Chef und Vizekanzler", "der ukrainische Präsident".

    ``token`` is the first of the name.
    """
    at = token.i - 1
    floor = sentence_of(token).start
    offices = False
    while at >= floor:
        word = named.doc[at]
        owned = at > floor and named.doc[at - 1].tag_ == "PPOSAT"  # "seine Schwester Ute" is no nurse
        if word.text in tables.titles() and not owned:
            person.gender = person.gender or tables.titles()[word.text][0]
        elif word.text.rstrip(".") + "." in tables.titles() or word.text == ".":
            pass
        elif word.text[:1].isupper() and word.tag_ in ("NN", "NE", "TRUNC") and _add_role(person, _base(word), None):
            offices = True
        elif (word.text in grammar("coordinators") or word.text == ",") and offices and at > floor:
            entry = tables.noun(named.doc[at - 1].text)
            if entry is None or entry.kind not in tables.HUMAN:
                break
        elif word.tag_ == "ADJA" or (word.text.endswith("er") and tables.country_of_adjective(word.text)):
            person.country = person.country or tables.country_of_adjective(word.text)
        else:
            break
        at -= 1
    if not offices:
        _read_office_of_body(named, token, person)
    elif at >= floor and _told_a_man(named.doc[at], token.nbor(-1)):
        person.gender = "m"


def _told_a_man(article: Token, noun: Token) -> bool:
    """Whether article and noun before a name tell a man, whatever the given name does: "der Biologe Andrea Rossi"."""
    entry = tables.noun(noun.text)
    return article.lower_ == "der" and entry is not None and entry.gender == "m" and not entry.plural


def _read_office_of_body(named: NamedMentions, token: Token, person: NamedMention) -> None:
    """An office with what it belongs to, right before a name: "der Sprecher der Werft Ole Ihde"."""
    start = sentence_of(token).start_char
    match = _office_of().search(named.text[start : token.idx])
    entry = tables.noun(match[1]) if match else None
    if match is None or entry is None or entry.kind not in ("office", "spokes") or entry.plural:
        return
    if match[0].rstrip().endswith(",") and _in_apposition(named, start + match.start()):
        return
    told = named.doc.char_span(start + match.start(2), start + match.end(2))
    if match[2].count(" ") > _LONGEST_BODY or told is None or any(word.tag_[:2] in ("VV", "VA", "VM") for word in told):
        return
    if told[0].text in grammar("employed_at") and not employs(told):
        return
    body = re.sub(rf"^(?:{wording('office of')})\s+", "", match[2]).strip()
    person.country = person.country or tables.country_of_name(body)
    _add_role(person, match[1], body)


def _in_apposition(named: NamedMentions, at: int) -> bool:
    """Whether the noun at a character is in apposition to a name before it: "Ihde, der Chef der Werft,"."""
    before = named.token(at)
    while before is not None and before.i > 1 and before.nbor(-1).tag_ in ("ART", "ADJA", "PPOSAT"):
        before = before.nbor(-1)
    return before is not None and before.i > 1 and before.nbor(-1).text == "," and before.nbor(-2).tag_ == "NE"


@cache
def _office_of() -> re.Pattern[str]:
    """A noun with the body that it belongs to at the end of a stretch; groups 1 and 2."""
    return re.compile(
        rf"([A-ZÄÖÜ][\w-]+)\s+((?:{wording('office of')})\s+(?:[^,.;:()\n\"„“»«]|(?<=\d)\.){{2,70}}?)(?:,\s*|\s+)$"
    )


def read_right(named: NamedMentions, end: int, person: NamedMention) -> None:
    """Party, age and offices after a name that ends at ``end``: "(SPD)", ", Vizekanzler und Finanzminister,"."""
    text = named.text
    if bracket := _BRACKET.match(text, end):
        for part in re.split(r"[,;]\s*", bracket[1]):
            if part.isdigit():
                person.age = int(part)
            if party := tables.parties().get(part.strip()):
                person.parties.append(party.abbreviation)
        end = bracket.end()
    if age := _AGE.match(text, end):
        person.age, end = int(age[1]), age.end()
    is_a = _is_a().match(text, end)
    entry = tables.noun(is_a[1]) if is_a else None
    if is_a and entry is not None and entry.kind in ("office", "person") and person.given + person.family:
        person.roles.append((is_a[1], None))
        person.relative = person.relative or _of_another(is_a[0], is_a[1])
        person.walk = person.walk or entry.field or None
    apposition = _APPOSITION.match(text, end)
    if apposition and (at := named.starts.get(apposition.start(1))) is not None:
        _read_apposition(named, at, apposition.end(1), person)


@cache
def _is_a() -> re.Pattern[str]:
    """What a name that a stretch begins behind is said to be: "ist eine Ministerin"; group 1 is the noun."""
    return re.compile(rf"\s+(?:{'|'.join(sorted(grammar('copulas')))})\s+(?:\w+\s+){{0,2}}?([A-ZÄÖÜ][\w-]+)")


def _of_another(words: str, noun: str) -> bool:
    """Whether what somebody is said to be is somebody's: "ist seine Frau"."""
    determiner = words.split()[-2:-1]
    return determiner != [] and determiner[0].startswith(("sein", "ihr", "dere", "desse")) and noun[:1].isupper()


def _read_apposition(named: NamedMentions, at: int, stop: int, person: NamedMention) -> None:
    """Offices in the apposition from token ``at`` to character ``stop``: "Vizekanzler und Chef der Werft"."""
    of = re.compile(rf"\s+(?:{wording('office of')})\s+([^\n]+)")
    offices = False
    for token in named.doc[at : at + _LONGEST_APPOSITION]:
        if token.idx >= stop or token.tag_ in FINITE:
            break
        if token.tag_ in ("NN", "NE") and token.text[:1].isupper():
            rest = of.match(named.text, end_of(token), stop)
            last = token.i + 1 >= len(named.doc) or named.doc[token.i + 1].text != "und"
            if not _add_role(person, token.text, rest[1].strip() if rest and last else None) or rest:
                break
            offices = True
        elif token.tag_ == "ADJA":
            person.country = person.country or tables.country_of_adjective(token.text)
        elif token.tag_ not in ("ART", "PPOSAT", "CARD") and (
            token.text not in grammar("in_apposition") or (token.text == "und" and not offices)
        ):
            break


def _base(token: Token) -> str:
    """An office in the nominative: Minister, of "des Ministers"."""
    lemma = token.lemma_
    return lemma if token.text.startswith(lemma) and tables.noun(lemma) is not None else token.text


def _add_role(person: NamedMention, word: str, organisation: str | None) -> bool:
    """Adds what a noun says of a person: office, party, origin, gender; whether it is a noun for a person."""
    entry = tables.noun(word)
    if tables.also_member(word):
        person.roles.append((word, organisation))
        person.gender = person.gender or "m"
        return True
    if entry is None or entry.kind not in tables.HUMAN or (entry.plural and not word.endswith("e")):
        return False
    person_gender = entry.gender if entry.gender in ("m", "f") else None
    if (origin := tables.country_of_demonym(word)) or entry.field == "family":
        person.country = person.country or origin
        person.gender = person.gender or person_gender
        person.relative = person.relative or entry.field == "family"
        return True
    party, body = _first_part(word)
    if party is not None:
        person.parties.append(party)
    person.country = person.country or tables.country_of_compound(word)
    person.roles.append((word, organisation or party or body))
    person.walk = person.walk or entry.field or None
    person.gender = person.gender or person_gender
    return True


def _first_part(word: str) -> tuple[str | None, str | None]:
    """The party, else the body, that the first part of a compound names: SPD, of "SPD-Chef"; "Ex-Chef" names none."""
    first, hyphen, _ = word.partition("-")
    if not hyphen:
        return None, None
    party = tables.parties().get(first)
    if party is not None:
        return party.abbreviation, None
    named = first not in grammar("office_prefixes") and not tables.places().names.get(first)
    return None, word.rsplit("-", 1)[0] if named and first else None
