"""Bodies that a noun names: "das Umweltministerium", "Polizei Emden", "die polnische Armee", "das Museum in Emden"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity import locations
from quellenlage.identity.extents import end_of, opens_sentence, row_start
from quellenlage.identity.named_mentions import NamedMention, NamedMentions
from quellenlage.records import Mention
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST_NAME = 4  # tokens
_LONGEST_IN_FULL = 9  # tokens of a name that an abbreviation follows
_BRACKETED = re.compile(r"(?<= )\(([A-ZÄÖÜ]{2}[\w&-]{0,7})\)")


def bodies(named: NamedMentions, mentions: Sequence[Mention]) -> None:
    """Adds governments, and organisations that are named by their noun and what stands beside it.

    A noun that many bodies share ("das Gericht") names one only together with a name, a town or a country.
    """
    names = {m.start: m for m in mentions}
    _abbreviated(named, names)
    longer = [(m.start, m.end) for m in mentions if m.label == "ORG" and " " in named.text[m.start : m.end]]
    heard = Counter(token.text for token in named.doc if token.tag_ in ("NN", "NE"))
    for token in named.doc:
        if token.tag_ not in ("NN", "NE") or not named.free(token.idx, end_of(token)):
            continue
        entry = tables.noun(token.text)
        if entry is None or entry.plural or tables.is_given_name(token.text) or token.text in tables.parties():
            continue
        if (token.tag_ == "NE" and entry.generic != "own") or (token.i == 0 and _kicker(named)):
            continue
        if entry.kind == "government" or (entry.lemma == "Kommission" and _country(named, token) == "EU"):
            _government(named, token)
        elif entry.kind == "organisation" and not any(a < token.idx < b for a, b in longer):
            _organisation(named, token, entry.generic, heard[token.text] > 1, names)


def _abbreviated(named: NamedMentions, names: Mapping[int, Mention]) -> None:
    """Adds bodies whose name stands in full before its abbreviation: "Interessengemeinschaft Region Halmer (IGRH)"."""
    for match in _BRACKETED.finditer(named.text):
        short = "".join(c for c in match[1] if c.isupper())
        bracket = named.token(match.start(1))
        if bracket is None or match[1] in tables.parties() or tables.country_of_name(match[1]):
            continue
        for at in range(bracket.i - 3, max(-1, bracket.i - 2 - _LONGEST_IN_FULL), -1):
            words = named.doc[max(at, 0) : bracket.i - 1]
            if at < 0 or words[-1].tag_[:1] == "$" or words[0].tag_[:2] in ("$.", "VV", "VA", "VM"):
                break
            if words[0].text[:1] != short[0] or not _stands_for(short, [word.text for word in words]):
                continue
            told = any((entry := tables.noun(word.text)) and entry.kind == "organisation" for word in words)
            start, end = words[0].idx, end_of(words[-1])
            if (told or _labelled(names, start, "ORG")) and named.free(start, end):
                shown = named.nominative(start, end)
                sorts = tables.sorts(shown)
                named.add(NamedMention(start, end, "organisation", shown, aliases=[match[1]], sorts=sorts))
            break


def _stands_for(short: str, words: Sequence[str]) -> bool:
    """Whether capitals abbreviate words: each word has its first letter in them, and they have no other letters."""
    initials = [word[0] for word in words if word not in grammar("unabbreviated")]
    return _within_order(initials, short) and _within_order(short.casefold(), "".join(words).casefold())


def _within_order(letters: Sequence[str], text: str) -> bool:
    """Whether all letters stand in a text in their order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _kicker(named: NamedMentions) -> bool:
    """Whether the first word is a headline's kicker: nowhere else beside the next one, "Krankenhaus Welling"."""
    return len(named.doc) > 1 and named.doc[1].tag_ == "NE" and named.doc[:2].text not in named.text[named.doc[1].idx :]


def _government(named: NamedMentions, token: Token) -> None:
    """Governments by country: "die US-Regierung", "die ukrainische Regierung", "die Bundesregierung"."""
    code = _country(named, token)
    if code is None and token.text.startswith("Bundesregierung"):
        code = "DE"
    if code is not None:
        end = end_of(token)
        named.add(NamedMention(token.idx, end, "government", locations.government_name(code), country=code))


def _organisation(named: NamedMentions, token: Token, generic: str, again: bool, names: Mapping[int, Mention]) -> None:
    if tables.also_member(token.text) and _person_behind(named, token, names):
        return
    start, last = token.i, _named(named, token, names)
    calls = generic == "all" and not token.text.startswith(tuple(grammar("only_bodies")))
    told = last > start and (calls or _labelled(names, named.doc[start + 1].idx, "ORG"))
    if told and named.doc[last].text not in tables.common_words():
        start += 1  # "der Konzern Siemens" is Siemens
    code = _country(named, token)
    where = tables.places().display.get(code, code) if code is not None else _region(named, token)
    town = _town_adjective(named, token)
    if town is not None:
        start = town.i
    begin, stop = named.doc[start].idx, end_of(named.doc[last])
    name = named.nominative(begin, stop)
    if start == last == token.i:
        seat = _seat(named, token) if generic != "all" else None
        if seat is not None:
            name = f"{name} {seat}"
        elif where is not None and _superlative(named, token):
            return  # "die größte deutsche Bank" is one that the article names
        elif where is not None and "-" not in token.text and generic != "all" and not _indefinite(named, token):
            name = f"{name} ({where})"
        elif generic not in ("", "local") and not (generic == "own" and again):
            return
        elif where is None and _of_somebody(named, token):
            return  # "der Bundesverband der Hersteller von Brot" is named by all of it
    local = generic == "local" and start == last == token.i and name == named.nominative(begin, stop)
    mention = NamedMention(begin, stop, "organisation", name, country=code, local=local)
    mention.sorts, mention.aliases = tables.sorts(token.text), named.abbreviations(stop)
    named.add(mention)


def _person_behind(named: NamedMentions, token: Token, names: Mapping[int, Mention]) -> bool:
    """Whether a person's name follows at once, so that the noun is a title: "Stadtrat Jörg Möller"."""
    if token.i + 1 >= len(named.doc):
        return False
    following = named.doc[token.i + 1]
    return _labelled(names, following.idx, "PER") or tables.is_given_name(following.text)


def _holds_office_there(named: NamedMentions, token: Token, names: Mapping[int, Mention]) -> bool:
    """Whether the person behind a body holds an office of it: "der Vorsitzende der Verwaltung Ole Ihde"."""
    first = row_start(named.doc, token.i, ("ADJA",)) - 1
    if first < 1 or named.doc[first].text not in ("der", "des") or not _person_behind(named, token, names):
        return False
    entry = tables.noun(named.doc[first - 1].text)
    return (entry is not None and entry.kind in tables.HUMAN) or named.doc[first].text == "des"


def _labelled(names: Mapping[int, Mention], start: int, label: str) -> bool:
    return start in names and names[start].label == label


def _named(named: NamedMentions, token: Token, names: Mapping[int, Mention]) -> int:
    """The last token of a body's name: "Polizei Emden", "Institut für Wohnungswirtschaft"."""
    doc, end = named.doc, token.i + 1
    if end < len(doc) and _holds_office_there(named, token, names):
        return token.i
    if end < len(doc) and (name := names.get(doc[end].idx)) and "\n" not in named.text[token.idx : name.end]:
        while end < len(doc) and doc[end].idx < name.end:
            end += 1
        return _with_adjective(named, end) - 1
    while (
        end < len(doc)
        and (doc[end].tag_ == "NE" or doc[end].text in tables.common_words())
        and doc[end].text[:1].isupper()
        and end - token.i < _LONGEST_NAME
    ):
        end += 1
    end = _with_adjective(named, end)
    if end == token.i + 1 and end + 1 < len(doc) and doc[end].text == "für":
        at = end + 1
        if doc[at].tag_ in ("NN", "NE") and doc[at].head.i == token.i:
            end = at + 1
            if (
                end + 1 < len(doc)
                and doc[end].text == "und"
                and doc[end + 1].tag_ == "NN"
                and doc[end + 1].head.i == at
            ):
                end += 2
            while end + 1 < len(doc) and doc[end].text == "mit" and doc[end + 1].head.i in (end - 1, token.i):
                end += 2  # "Beirat für Menschen mit Behinderung"
    return end - 1


def _with_adjective(named: NamedMentions, end: int) -> int:
    """The end of a name with an adjective that it ends in or that follows, and its noun: "Bund Deutscher Jäger".

    German writes no other adjective with a capital within a sentence.
    """
    doc = named.doc
    last = end if end < len(doc) and doc[end].tag_ == "ADJA" else end - 1
    if last + 1 >= len(doc) or not doc[last].text[:1].isupper() or opens_sentence(doc[last]):
        return end
    inflected = doc[last].tag_ == "ADJA" or doc[last].text.endswith(("bare", "barer", "ische", "ischer"))
    return last + 2 if inflected and last > 0 and doc[last + 1].tag_ == "NN" else end


def _country(named: NamedMentions, token: Token) -> str | None:
    """The country that an adjective, a compound or a genitive tells: "das polnische Militär", "Polens Militär"."""
    code = tables.country_of_compound(token.text)
    at = token.i - 1
    while code is None and at >= max(0, token.i - 3) and named.doc[at].tag_ in ("ADJA", "NE", "CARD"):
        code = tables.country_of_adjective(named.doc[at].text)
        if named.doc[at].text.endswith("s"):
            code = code or tables.country_of_name(named.doc[at].text)
        at -= 1
    return code or next((c for name in _owners(named, token) if (c := tables.country_of_name(name))), None)


def _owners(named: NamedMentions, token: Token) -> list[str]:
    """What may be the name of the country or region behind a body, the longest first: "der Vereinigten Staaten"."""
    at, doc = token.i + 1, named.doc
    tied = at
    while tied < len(doc) and tied - at < 2 and doc[tied].text in (*grammar("of"), "den"):
        tied += 1
    names = []
    for start in (tied, tied + 1) if tied < len(doc) and doc[tied].text in grammar("states") else (tied,):
        names += [doc[start:end].text for end in range(min(len(doc), start + _LONGEST_NAME), start, -1)]
    return names if tied > at else [name for name in names if name.endswith("s")]


def _region(named: NamedMentions, token: Token) -> str | None:
    """The region of a country behind a body: Hessen, of "das Innenministerium des Landes Hessen"."""
    regions = tables.regions()
    found = (regions.get(name) or regions.get(name.removesuffix("s")) for name in _owners(named, token))
    return next((region[1] for region in found if region is not None), None)


def _town_adjective(named: NamedMentions, token: Token) -> Token | None:
    """The adjective of a town before a body: "Moskauer Wetterdienst"; German writes no other with a capital."""
    if token.i == 0:
        return None
    before = named.doc[token.i - 1]
    inside = token.i > 1 and not opens_sentence(before)
    if not (inside and before.text.endswith("er") and before.text[:1].isupper() and before.tag_ in ("ADJA", "NE")):
        return None
    return before if tables.country_of_adjective(before.text) is None else None


def _of_somebody(named: NamedMentions, token: Token) -> bool:
    """Whether a genitive that can be nothing else follows: "des Kremls", "der Hersteller" (a dative were "den")."""
    at, doc = token.i + 1, named.doc
    if at + 1 >= len(doc) or doc[at].lower_ not in ("des", "der") or doc[at].tag_ != "ART":
        return False
    head = next((t for t in doc[at + 1 : at + 4] if t.tag_ != "ADJA"), doc[at])
    if head.tag_ not in ("NN", "NE"):
        return False
    entry = tables.noun(head.text)
    return doc[at].lower_ == "des" or (entry is not None and entry.gender == "m")


def _superlative(named: NamedMentions, token: Token) -> bool:
    """Whether a body is told as the first of its sort: "die zweitgrößte französische Bank"."""
    first = row_start(named.doc, token.i, ("ADJA",))
    return any(tables.superlative(word.lower_) for word in named.doc[first : token.i])


def _indefinite(named: NamedMentions, token: Token) -> bool:
    """Whether a body is one of several: "eine polnische Bank", "mehrere polnische Banken"."""
    at = row_start(named.doc, token.i, ("ADJA",)) - 1
    word = named.doc[at].text.lower() if at >= 0 else ""
    return word.startswith(tuple(grammar("one_of_several"))) or named.doc[max(at, 0)].tag_ == "CARD"


def _seat(named: NamedMentions, token: Token) -> str | None:
    """The town of a body spoken of as known: "das Museum in Emden"."""
    doc = named.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].text != "in" or doc[token.i + 2].tag_ != "NE":
        return None
    first = row_start(doc, token.i, ("ADJA",))
    town = doc[token.i + 2].text
    known = first and doc[first - 1].text.lower() in grammar("known_articles")
    return town if known and tables.country_of_name(town) is None else None
