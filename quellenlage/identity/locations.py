"""Places, and the governments that they stand for: countries, capitals, seats of power, and towns beside "in".

``town_endings.csv``  endings of names of towns
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from quellenlage import words as tables
from quellenlage.identity.acting import acts
from quellenlage.identity.references import Gatherer, NameIndex, Reference

#: In which country the seats of those are that are none themselves.
_SEATED = {"EU": "BE", "UN": "US"}
_NEAR = frozenset(("in", "aus", "nach", "bei", "von", "In", "Aus", "Nach", "Bei", "zwischen", "Zwischen"))
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


def seats(g: Gatherer, acting: Sequence[tuple[int, int]]) -> None:
    """The Kremlin, the Chancellery, ...: governments where they act, else places."""
    for start, end, name in g.words(_index("seats")):
        seat = tables.seats()[name]
        if seat.stands_for != "government":
            g.add(Reference(start, end, "organisation", seat.stands_for, country=seat.country))
        elif acts(g, start, end, acting):
            g.add(Reference(start, end, "government", government_name(seat.country), country=seat.country))
        else:
            g.add(Reference(start, end, "place", seat.name, country=seat.country))


def regions(g: Gatherer, acting: Sequence[tuple[int, int]], names: Sequence[tuple[int, int]]) -> None:
    """States, Länder and cantons: governments where they act, else places; not within ``names`` of bodies."""
    for start, end, name in g.words(_index("regions")):
        if any(a <= start and end <= b for a, b in names):
            continue
        code, shown = tables.regions()[name]
        if acts(g, start, end, acting):
            g.add(Reference(start, end, "government", f"Regierung ({shown})", country=code))
        else:
            g.add(Reference(start, end, "place", shown, country=code))


def countries(g: Gatherer, acting: Sequence[tuple[int, int]]) -> None:
    """Countries and capitals: governments where they act, else places."""
    places = tables.places()
    datelines = [match.span(1) for match in _DATELINE.finditer(g.text)]
    for start, end, name in g.words(_index("countries")):
        if name in places.demonyms and name not in ("Polen", "Schweden", "Ungarn"):
            continue
        capital = name in places.capitals and name not in places.names
        code = places.capitals[name] if capital else places.names[name]
        shown = name if capital else places.display.get(code, name)
        dateline = any(a <= start and end <= b for a, b in datelines)
        if not dateline and acts(g, start, end, acting):
            g.add(Reference(start, end, "government", government_name(code), country=code))
        else:
            kind = "organisation" if code in ("EU", "UN") and not capital else "place"
            where = _SEATED.get(code, code) if capital else code
            g.add(Reference(start, end, kind, shown, country=where))


def datelines(g: Gatherer) -> None:
    """The town that a report is from: "BERLIN (dpa) - ", "Halmer. Der Kreis muss sparen"."""
    for match in _DATELINE.finditer(g.text):
        at = match.start(1)
        for part in match[1].split("/"):
            word = part.capitalize() if part.isupper() and len(part) > 3 else part
            token = g.token(at)
            code = tables.country_of_name(word) or tables.places().capitals.get(word)
            known = tables.noun(part) is not None or part in tables.common_words() or tables.titles().get(part)
            named = token is not None and token.tag_ in ("NE", "NN") and not known and token.i + 1 < len(g.doc)
            if g.free(at, at + len(part)) and (part.isupper() or (named and code is None)):
                g.add(Reference(at, at + len(part), "place", word, country=_SEATED.get(code or "", code)))
            at += len(part) + 1


def towns(g: Gatherer) -> None:
    """Towns that the pipeline missed: a name after "in", "aus", "nach"."""
    for token in g.doc:
        town = token.tag_ == "NE" or (token.tag_ == "NN" and token.text.endswith(_endings()) and "-" not in token.text)
        if not town or not token.text[:1].isupper() or len(token.text) < 3 or token.i == 0:
            continue
        before = g.doc[token.i - 1].text
        nearby = before in _NEAR or (before == "und" and token.i > 1 and g.doc[token.i - 2].ent_type_ == "LOC")
        end = token.idx + len(token.text)
        if nearby and g.free(token.idx, end) and g.text[end : end + 1] != "-":
            g.add(Reference(token.idx, end, "place", token.text))
