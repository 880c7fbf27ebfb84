"""Places, and the governments that they stand for: countries, capitals, seats of power, and towns beside "in".

``town_endings.csv``  endings of names of towns
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from quellenlage import words as tables
from quellenlage.identity.acting import acts
from quellenlage.identity.extents import end_of
from quellenlage.identity.named_mentions import NamedMention, NamedMentions, NameIndex
from quellenlage.words.verbs import grammar

#: In which country the seats of those are that are none themselves.
_SEATED = {"EU": "BE", "UN": "US"}
_DATELINE = re.compile(
    r"^[^\S\n]*([A-ZÄÖÜ][\w-]+(?:/[A-ZÄÖÜ][\w-]+)*)(?:\.[^\S\n]+(?=[A-ZÄÖÜ\"„»])|[^\S\n]*\(|[^\S\n]+[-–])", re.M
)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(row["ending"] for row in tables.rows("town_endings.csv"))


@cache
def _index(table: str) -> NameIndex:
    places = tables.places()
    names: dict[str, Iterable[str]] = {
        "seats": tables.seats(),
        "regions": tables.regions(),
        "countries": [*places.names, *places.capitals],
    }
    return NameIndex(names[table])


def government_name(code: str) -> str:
    """The name that the ledger gives the government of a country; the EU and the UN are their own."""
    shown = tables.places().display.get(code, code)
    if code == "EU":
        return "EU-Kommission"
    return shown if code in ("EU", "UN", "VA") else f"Regierung ({shown})"


def seats(named: NamedMentions, acting: Sequence[tuple[int, int]]) -> None:
    """The Kremlin, the Chancellery, ...: governments where they act, else places."""
    for start, end, name in named.words(_index("seats")):
        seat = tables.seats()[name]
        if seat.stands_for != "government":
            named.add(NamedMention(start, end, "organisation", seat.stands_for, country=seat.country))
        elif acts(named, start, end, acting):
            named.add(NamedMention(start, end, "government", government_name(seat.country), country=seat.country))
        else:
            named.add(NamedMention(start, end, "place", seat.name, country=seat.country))


def regions(named: NamedMentions, acting: Sequence[tuple[int, int]], names: Sequence[tuple[int, int]]) -> None:
    """States, Länder and cantons: governments where they act, else places; not within ``names`` of bodies."""
    for start, end, name in named.words(_index("regions")):
        if any(a <= start and end <= b for a, b in names):
            continue
        code, shown = tables.regions()[name]
        if acts(named, start, end, acting):
            named.add(NamedMention(start, end, "government", f"Regierung ({shown})", country=code))
        else:
            named.add(NamedMention(start, end, "place", shown, country=code))


def countries(named: NamedMentions, acting: Sequence[tuple[int, int]]) -> None:
    """Countries and capitals: governments where they act, else places."""
    places = tables.places()
    datelines = [match.span(1) for match in _DATELINE.finditer(named.text)]
    for start, end, name in named.words(_index("countries")):
        if name in places.demonyms and name not in grammar("countries_like_people"):
            continue
        capital = name in places.capitals and name not in places.names
        code = places.capitals[name] if capital else places.names[name]
        shown = name if capital else places.display.get(code, name)
        dateline = any(a <= start and end <= b for a, b in datelines)
        if not dateline and acts(named, start, end, acting):
            union = code == "EU" and not capital  # is more than its Commission
            acting_as = shown if union else government_name(code)
            named.add(NamedMention(start, end, "government", acting_as, country=code))
        else:
            kind = "organisation" if code in ("EU", "UN") and not capital else "place"
            where = _SEATED.get(code, code) if capital else code
            named.add(NamedMention(start, end, kind, shown, country=where))


def datelines(named: NamedMentions) -> None:
    """The town that a report is from: "BERLIN (dpa) - ", "Halmer. Der Kreis muss sparen"."""
    for match in _DATELINE.finditer(named.text):
        at = match.start(1)
        for part in match[1].split("/"):
            word = part.capitalize() if part.isupper() and len(part) > 3 else part
            token = named.token(at)
            code = tables.country_of_name(word) or tables.places().capitals.get(word)
            known = tables.noun(part) is not None or part in tables.common_words() or tables.titles().get(part)
            like_a_name = (
                token is not None and token.tag_ in ("NE", "NN") and not known and token.i + 1 < len(named.doc)
            )
            if named.free(at, at + len(part)) and (part.isupper() or (like_a_name and code is None)):
                named.add(NamedMention(at, at + len(part), "place", word, country=_SEATED.get(code or "", code)))
            at += len(part) + 1


def towns(named: NamedMentions) -> None:
    """Towns that the pipeline missed: a name after "in", "aus", "nach"."""
    for token in named.doc:
        town = token.tag_ == "NE" or (token.tag_ == "NN" and token.text.endswith(_endings()) and "-" not in token.text)
        if not town or not token.text[:1].isupper() or len(token.text) < 3 or token.i == 0:
            continue
        before = named.doc[token.i - 1].text
        nearby = before in grammar("before_towns") or (
            before == "und" and token.i > 1 and named.doc[token.i - 2].ent_type_ == "LOC"
        )
        end = end_of(token)
        if nearby and named.free(token.idx, end) and named.text[end : end + 1] != "-":
            named.add(NamedMention(token.idx, end, "place", token.text))
