"""Gathers every name of an article: what the pipeline found, and what the registries and tables know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity import locations
from quellenlage.identity.bodies import bodies
from quellenlage.identity.clusters import legal_form
from quellenlage.identity.extents import end_of, opens_sentence
from quellenlage.identity.named_mentions import NamedMention, NamedMentions, NameIndex
from quellenlage.identity.persons import persons
from quellenlage.identity.unregistered import domain, shaped_outlets
from quellenlage.outlets import Outlet, OutletMention, find_outlets
from quellenlage.records import Credit, Mention
from quellenlage.words.verbs import grammar
from quellenlage.words.wordings import wording

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SEVERAL = re.compile(r"([A-ZÄÖÜ][\w-]+)\s+(?:[A-ZÄÖÜ][\w.-]+(?:,\s+|\s+und\s+))*$")


@cache
def _office() -> re.Pattern[str]:
    """An office in apposition behind a name: ", seit Mai Ministerin in Kiel,"; group 1 is its noun."""
    before = wording("before an office in apposition")
    return re.compile(rf",\s+(?:(?:{before})\s+)?([A-ZÄÖÜ][\w-]+)\b(?=[^.;:!?\n]{{0,80}}?[,.])")


def gather(
    doc: Doc, mentions: Sequence[Mention], credits: Sequence[Credit], acting: Sequence[tuple[int, int]]
) -> list[NamedMention]:
    """Every name in ``doc``, in order of the text and without overlap.

    ``acting`` are stretches that speak: a capital or country in one is a government.
    """
    named = NamedMentions(doc)
    text = doc.text  # which spaCy puts together anew each time
    mentions = [_of_a_kind(text, m) for m in _agreed(text, mentions)]
    _credits(named, credits)
    for found in _in_short(text, find_outlets(text)):
        if named.free(found.start, found.end):
            kind = "agency" if found.outlet.agency else "outlet"
            named.add(NamedMention(found.start, found.end, kind, found.outlet.name, outlet_id=found.outlet.outlet_id))
    shaped_outlets(named, mentions)
    locations.datelines(named)
    mentions = _without_kicker(text, mentions)
    locations.seats(named, acting)
    bodies(named, mentions)
    longer = _everywhere(text, mentions)
    mentions = [_relabelled(named, m) for m in mentions]
    persons(named, [m for m in mentions if m.label == "PER"], longer)
    locations.regions(named, acting, [(m.start, m.end) for m in mentions if m.label == "ORG"])
    _branches(named)
    _parties(named)
    _others(named, [m for m in mentions if m.label != "PER"])
    locations.countries(named, acting)
    locations.towns(named)
    _again(named)
    return sorted(named.found, key=lambda r: (r.start, r.end))


def _without_kicker(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """``mentions`` with those of the headline cut that run over its kicker: to Welling, of "Freibad Welling".

    The first line has both without a sign between them. What is one name stands in the text a second time.
    """
    end = text.find("\n")
    below = {text[m.start : m.end]: m.label for m in mentions if m.start > end}
    kept = []
    for m in mentions:
        name = text[m.start : m.end]
        given = bool(name.strip()) and tables.is_given_name(name.split()[0])
        if m.end <= end and " " in name and not given and name not in text[m.end :]:
            within = max((other for other in below if f" {other} " in f" {name} "), key=len, default=None)
            if within is not None:
                start = m.start + name.index(within)
                m = Mention(start, start + len(within), below[within])
        kept.append(m)
    return kept


def _relabelled(named: NamedMentions, m: Mention) -> Mention:
    """A longer name that an office follows is a person's: "Anne Favre, Generalsekretärin"; one like a firm's is not."""
    last = named.text[m.start : m.end].split()[-1] if named.text[m.start : m.end].strip() else ""
    body = tables.noun(last.rsplit("-", 1)[-1])
    firm = m.label == "PER" and legal_form().fullmatch(f" {last}") is not None
    if firm or ("-" in last and body is not None and body.kind == "organisation"):
        return Mention(m.start, m.end, "ORG")
    follows = _office().match(named.text, m.end) if m.label != "PER" and " " in named.text[m.start : m.end] else None
    entry = tables.noun(follows[1]) if follows else None
    person = entry is not None and entry.kind in ("office", "spokes") and not entry.plural
    person = person or (m.label != "PER" and _told_person(named, m))
    return Mention(m.start, m.end, "PER") if person and not _noun_itself(named.text[m.start : m.end].split()[0]) else m


def _told_person(named: NamedMentions, m: Mention) -> bool:
    """Whether a noun for one person stands right before a longer name: "die Archäologin Montserrat Sanz"."""
    token, name = named.token(m.start), named.text[m.start : m.end].split()
    if token is None or token.i == 0 or len(name) != 2:
        return False
    before = token.nbor(-1)
    entry = tables.noun(before.text)
    told = entry is not None and entry.kind in ("office", "person", "spokes") and not entry.plural
    told = told or (entry is None and before.tag_ == "NN" and tables.human(before.text))
    return told and all(not _noun_itself(w) and w[:1].isupper() and not w.isupper() for w in name)


def _noun_itself(word: str) -> bool:
    """Whether a word is a noun of the table, rather than one whose end looks like one: "Montserrat"."""
    entry = tables.noun(word)
    return entry is not None and word.casefold().startswith(entry.lemma.casefold()[:-1])


def _of_a_kind(text: str, m: Mention) -> Mention:
    """A name of one word as what the noun before it says: "die Verbände Verba und Komba", "im Bezirk Kajaki"."""
    name = text[m.start : m.end]
    if " " in name or tables.is_given_name(name):
        return m
    before = _SEVERAL.search(text, max(0, m.start - 80), m.start)
    entry = tables.noun(before[1]) if before else None
    if entry is not None and entry.kind == "organisation" and entry.plural:
        return Mention(m.start, m.end, "ORG")
    noun = text[max(0, m.start - 40) : m.start].split(" ")[-2:-1]
    return Mention(m.start, m.end, "LOC") if noun and _place_noun().fullmatch(noun[0]) else m


@cache
def _place_noun() -> re.Pattern[str]:
    """A noun beside which a name is that of a place: Bezirk, Hafenstadt."""
    ends = "|".join(sorted(grammar("place_nouns")))
    return re.compile(rf"(?:[A-ZÄÖÜ][a-zäöüß-]*)?(?:{ends}|(?:{ends.lower()}))e?s?")


def _everywhere(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Every place where a longer name of an organisation stands, though the pipeline saw only some of them."""
    names = {_proper(text[m.start : m.end]) for m in mentions if m.label == "ORG"}
    longer = sorted(name for name in names if " " in name and "\n" not in name)
    return [match.span() for name in longer for match in re.finditer(rf"\b{re.escape(name)}\b", text)]


def _proper(name: str) -> str:
    """A name without the noun that says what it is: "Stahlhersteller Halmer Stahl"."""
    first, _, rest = name.partition(" ")
    entry = tables.noun(first)
    kind = entry is not None and entry.kind == "organisation" and entry.generic == "all"
    kind = kind and rest[:1].isupper() and not first.startswith(tuple(grammar("only_bodies")))
    return rest if kind and first not in tables.common_words() else name


def _agreed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """``mentions`` with one label for each single word: no person where as many say that it is a place or a body.

    A body only if nobody of that family is named in full.
    """
    votes: dict[str, Counter[str]] = {}
    for m in mentions:
        votes.setdefault(text[m.start : m.end], Counter())[m.label] += 1
    families = {name.split()[-1] for name, labels in votes.items() if " " in name and labels["PER"]}
    agreed = []
    for m in mentions:
        name = text[m.start : m.end]
        if m.label == "PER" and " " not in name:
            if votes[name]["LOC"] >= votes[name]["PER"]:
                m = Mention(m.start, m.end, "LOC")
            elif votes[name]["ORG"] >= votes[name]["PER"] and name not in families and not tables.is_given_name(name):
                m = Mention(m.start, m.end, "ORG")
        agreed.append(m)
    return agreed


def _credits(named: NamedMentions, credits: Sequence[Credit]) -> None:
    for credit in credits:
        if not named.free(credit.start, credit.end):
            continue
        if credit.kind != "person":
            named.add(
                NamedMention(
                    credit.start, credit.end, credit.kind, credit.name, outlet_id=credit.outlet_id, credited=True
                )
            )
        elif " " in credit.text:
            given, family = tables.split_name(credit.text)
            mention = NamedMention(credit.start, credit.end, "person", credit.text, given, family, credited=True)
            mention.gender = tables.given_gender(given.split(" ")[0]) if given else None
            named.add(mention)


def _in_short(text: str, found: Sequence[OutletMention]) -> list[OutletMention]:
    """``found`` with each name that is the end of one before it read as that: "Times" after "New York Times"."""
    read: list[OutletMention] = []
    before: dict[str, Outlet] = {}  # by name, the last one read behind the others
    for mention in found:
        word = text[mention.start : mention.end]
        longer = next((outlet for name, outlet in reversed(before.items()) if name.endswith(f" {word}")), None)
        read.append(replace(mention, outlet=longer) if longer is not None else mention)
        outlet = read[-1].outlet
        before.pop(outlet.name, None)
        before[outlet.name] = outlet
    return read


@cache
def _party_names() -> NameIndex:
    return NameIndex(tables.parties())


def _parties(named: NamedMentions) -> None:
    for start, end, name in named.words(_party_names()):
        party = tables.parties()[name]
        before = named.text[max(0, start - 30) : start].split()
        if party.not_after and before and before[-1] in party.not_after:
            continue
        token = named.token(start)
        if token is not None and " " not in name and token.tag_.startswith("ADJ"):
            continue
        if token is not None and token.i and _names_another(token.nbor(-1)):
            continue
        code = tables.country_of_adjective(before[-1]) if before else None
        if code is not None and code != party.country:
            shown = f"{name} ({tables.places().display.get(code, code)})"
            named.add(NamedMention(start, end, "organisation", shown, country=code))
        else:
            named.add(NamedMention(start, end, "party", party.abbreviation, country=party.country))


def _branches(named: NamedMentions) -> None:
    """Parties by the compound that says which part of them it is: "die Landes-SPD"."""
    for token in named.doc:
        first, hyphen, last = token.text.partition("-")
        party = tables.parties().get(last) if hyphen and first in grammar("branches") else None
        if party is not None and named.free(token.idx, end_of(token)):
            named.add(NamedMention(token.idx, end_of(token), "party", party.abbreviation, country=party.country))


def _names_another(before: Token) -> bool:
    """Whether a capitalised adjective makes a party's name that of another body: "Europäische Union", "Junge Union"."""
    capital = before.text[:1].isupper() and not opens_sentence(before)
    return capital and before.tag_ in ("ADJA", "NE") and before.text.endswith(("e", "en", "er", "es"))


def _others(named: NamedMentions, mentions: Sequence[Mention]) -> None:
    """Organisations, places and things that the pipeline found, without what is plainly a common noun."""
    known = tables.places()
    for mention in sorted(mentions, key=lambda m: (m.label != "ORG", m.start)):
        start, end = named.trim(mention.start, mention.end)
        start = end - len(_proper(named.text[start:end]))
        name = named.text[start:end]
        if (
            not name
            or name[0].islower()
            or not named.free(start, end)
            or "/" in name
            or _adjectival(named, start, name)
            or _unit(named, start, name)
            or tables.country_of_name(name)
            or name in known.capitals
            or (name.endswith("s") and name[:-1] in known.capitals)
        ):
            continue
        entry = tables.noun(name.split(" ", 1)[0])
        if " " in name and (entry is None or entry.kind not in ("wrapper", "report", "document", "finding")):
            entry = None
        if entry is not None and (
            entry.kind in (*tables.HUMAN, "wrapper", "report", "outlet", "document", "finding")
            or entry.lemma in (name, name[:-1], name[:-2])
        ):
            continue
        if tables.country_of_adjective(name) or name in known.demonyms or named.common(start, name):
            continue
        if _described(named, start, name) or (mention.label == "LOC" and named.inhabitant(start)):
            continue
        kind = "outlet" if domain(name) else {"ORG": "organisation", "LOC": "place"}.get(mention.label, "object")
        shown = named.nominative(start, end) if kind == "organisation" else name
        named.add(NamedMention(start, end, kind, shown, aliases=named.abbreviations(end)))


def _adjectival(named: NamedMentions, start: int, name: str) -> bool:
    """Whether a single word only qualifies a noun, or is a surname that is a word: "Wellinger Moor", "kein Wolf"."""
    token = named.token(start)
    if " " in name or token is None:
        return False
    return (
        token.tag_[:3] in ("ADJ", "ADV", "VVP", "VVF", "VVI")
        or name in tables.common_words()
        or name in tables.titles()
    )


def _unit(named: NamedMentions, start: int, name: str) -> bool:
    """Whether a name of one word is but what is counted: "zehn Millionen Euro", "drei Terabyte", "der Euro"."""
    token = named.token(start)
    if " " in name or token is None:
        return False
    before = token.nbor(-1) if token.i else None
    counted = before is not None and (before.tag_ == "CARD" or before.text in grammar("large_numbers"))
    return name in grammar("currencies") or (counted and token.tag_ == "NN")


def _described(named: NamedMentions, start: int, name: str) -> bool:
    """Whether a name is a noun for unnamed people or their reports behind its adjective: "Palästinensische Medien"."""
    first, *between, last = name.split() if " " in name else (name, name)
    entry = tables.noun(last)
    told = entry is not None and entry.kind in ("group", "report", "document", "finding", "wrapper")
    token = named.token(start)
    adjective = token is not None and (token.tag_ == "ADJA" or tables.country_of_adjective(first) is not None)
    return told and not between and (adjective or first.endswith("er"))


def _again(named: NamedMentions) -> None:
    """The same names where they were missed: what is a name once is one again."""
    seen: dict[str, NamedMention] = {}
    for r in named.found:
        token = named.token(r.start)
        noun = " " not in r.name and token is not None and token.tag_ == "NN" and "-" not in r.name
        single = noun and r.kind == "organisation" and (len(r.name) < 8 or tables.noun(r.name) is not None)
        if r.kind in ("organisation", "place") and r.country is None and len(r.name) > 3 and not single:
            seen.setdefault(named.text[r.start : r.end], r)
    seen |= {alias: r for r in named.found if r.kind == "organisation" for alias in r.aliases if alias.isupper()}
    for start, end, name in list(named.words(sorted(seen))):
        if named.free(start, end):
            named.add(NamedMention(start, end, seen[name].kind, seen[name].name))
    upper = {name.upper(): r for name, r in seen.items() if r.kind == "place"}
    for start, end, name in list(named.words(sorted(upper))):
        if named.free(start, end):
            named.add(NamedMention(start, end, "place", upper[name].name))
