"""Countries, regions, seats of power and parties.

``countries.csv``  adjectives, demonyms, capital and further names, by ISO 3166-1 code; the names are CLDR's
``regions.csv``  Länder, states and cantons, by ISO 3166-2 code
``seats.csv``  buildings and quarters that stand for who sits there
``parties.csv``  parties, by abbreviation; ``not_after`` lists words after which the name is none ("im Grünen")
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from quellenlage.words.table import cell, rows


@dataclass(frozen=True, slots=True)
class Party:
    abbreviation: str
    name: str
    country: str
    not_after: tuple[str, ...]


@cache
def parties() -> dict[str, Party]:
    """Every name of a party to the party."""
    table: dict[str, Party] = {}
    for row in rows("parties.csv"):
        party = Party(row["abbreviation"], row["name"], row["country"], cell(row, "not_after"))
        for name in (party.abbreviation, party.name, *cell(row, "aliases")):
            table.setdefault(name, party)
    return table


@dataclass(frozen=True, slots=True)
class Seat:
    name: str
    country: str
    stands_for: str


@cache
def seats() -> dict[str, Seat]:
    """Every name of a seat of power to the seat."""
    return {
        name: Seat(row["name"], row["country"], row["stands_for"])
        for row in rows("seats.csv")
        for name in (row["name"], *cell(row, "aliases"))
    }


@cache
def regions() -> dict[str, tuple[str, str]]:
    """Every name of a Land, state or canton to its ISO 3166-2 code and the name of the ledger."""
    return {name: (row["code"], cell(row, "names")[0]) for row in rows("regions.csv") for name in cell(row, "names")}


@dataclass(frozen=True, slots=True)
class Places:
    names: dict[str, str]
    capitals: dict[str, str]
    adjectives: tuple[tuple[str, str], ...]
    demonyms: dict[str, str]
    display: dict[str, str]


@cache
def places() -> Places:
    """Countries by name, capital, adjective and demonym; ``display`` gives each code the name of the ledger."""
    from babel import Locale

    display: dict[str, str] = {}
    names: dict[str, str] = {}
    for code, name in sorted(Locale("de").territories.items()):
        if len(code) == 2 and code.isalpha():
            names[name] = code
            display[code] = name
    capitals: dict[str, str] = {}
    adjectives: list[tuple[str, str]] = []
    demonyms: dict[str, str] = {}
    for row in rows("countries.csv"):
        code = row["country"]
        for name in cell(row, "names"):
            names[name] = code
        capitals |= dict.fromkeys(cell(row, "capital"), code)
        adjectives += [(stem, code) for stem in cell(row, "adjective")]
        demonyms |= dict.fromkeys(cell(row, "demonyms"), code)
    display["US"], display["UN"], display["EU"] = "USA", "Vereinte Nationen", "Europäische Union"
    adjectives.sort(key=lambda pair: (-len(pair[0]), pair))
    return Places(names, capitals, tuple(adjectives), demonyms, display)


@cache
def country_of_adjective(word: str) -> str | None:
    """The country of "ukrainische", "US-amerikanischer" or "Schweizer"; None for any other word."""
    for stem, code in places().adjectives:
        if word == stem or re.fullmatch(re.escape(stem) + r"(?:e[nmrs]?)", word):
            return code
    return None


def country_of_compound(word: str) -> str | None:
    """The country that the first part of a compound names: US-Präsident, EU-Kommission, Ukraine-Beauftragte."""
    return places().names.get(word.split("-", 1)[0]) if "-" in word else None


def country_of_name(name: str) -> str | None:
    """The country that ``name`` names, genitive included."""
    names = places().names
    return names.get(name) or (names.get(name[:-1]) if name.endswith("s") else None)
