"""The language knowledge of source resolution, read from the tables beside this module.

``nouns.csv``         what a noun says of who it means. ``class``: office, spokes(person), person (functions that do not
                      tell one from another), outlet, agency, report, document, finding (a document that is no source
                      where its maker is named), organisation, government, group (people left unnamed), wrapper (words
                      for what somebody said: "Angaben der Polizei"). ``field`` is the walk of life that an office
                      tells, by which two people of one name are told apart, and the sort of a body, by which "das
                      Institut" is the bank and not the union. ``generic`` says which nouns take their
                      meaning from what was named before: "all" do so in compounds too (das Unternehmen, das
                      Stahlunternehmen), "bare" by themselves where that name has the noun in it, "names" by
                      themselves, while their compounds name a body (das Ministerium, but das Umweltministerium);
                      "local": another body in every town, by itself that of the article (die Polizei)
``voiced_endings.csv``  endings of nouns for people and bodies: an unknown noun without one is a thing and says nothing
``parties.csv``       parties, by abbreviation; ``not_after`` lists words after which the name is none ("im Grünen")
``seats.csv``         buildings and quarters that stand for who sits there
``countries.csv``     adjectives, demonyms, capital and further names, by ISO 3166-1 code; the names are CLDR's
``regions.csv``       Länder, states and cantons, by ISO 3166-2 code
``given_names.csv``   given names by gender
``titles.csv``        what stands before a name, with the gender it tells
``transliteration.csv``  rewritings that make spelling variants of a name meet, for given and family names
``objects.csv``       nouns whose name in apposition is that of a thing ("das Schiff Heinrich Vogt")
``still_verbs.csv``, ``acting_adjectives.csv``  verbs of which a country is the subject as a place; attitudes that make
                      it a government all the same ("Oslo ist bereit")
``town_endings.csv``  endings of names of towns
``cues.csv``          words that tie a report to whom it rests on
``people.csv``        well-known bearers of a name: whom a bare surname means, and the gender
``common_words.csv``  surnames that are words or days: alone they are a name only where the article has the full one
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """The lines of a table, by column."""
    with (_HERE / name).open(encoding="utf-8", newline="") as lines:
        return [dict(row) for row in csv.DictReader(lines)]


def cell(row: dict[str, str], column: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, split at ``|``."""
    return tuple(part for part in (row[column] or "").split("|") if part)


@dataclass(frozen=True, slots=True)
class Noun:
    """What ``nouns.csv`` says of a noun; ``plural`` is that of the form looked up."""

    lemma: str
    kind: str
    gender: str
    plural: bool
    field: str
    generic: str = ""


@cache
def _nouns() -> dict[str, Noun]:
    table: dict[str, Noun] = {}
    for row in rows("nouns.csv"):
        word, kind, gender, plural = row["noun"], row["class"], row["gender"], row["plural"]
        field, generic = row["field"], row["generic"]
        human = kind in ("office", "spokes", "person", "group")
        only_plural = word == plural and not word.endswith("er") and kind == "group"
        table.setdefault(word, Noun(word, kind, gender, only_plural, field, generic))
        table.setdefault(plural, Noun(word, kind, gender, True, field, generic))
        if not human or gender != "m":
            continue
        if plural == word.removesuffix("r"):  # a nominalised adjective: ein Beamter, des Beamten
            table.setdefault(plural + "n", Noun(word, kind, gender, False, field, generic))
        if not word.endswith("mann"):
            feminine = word.removesuffix("e") + "in"
            table.setdefault(feminine, Noun(feminine, kind, "f", False, field, generic))
            table.setdefault(feminine + "nen", Noun(feminine, kind, "f", True, field, generic))
    return table


def _inflected(word: str) -> list[str]:
    forms = [word]
    for ending in ("n", "en", "s", "es", "e", "ns", "m"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            forms.append(word[: -len(ending)])
    if word.endswith(("en", "em")):
        forms.append(word[:-2] + "er")
    return forms


@cache
def sorts(name: str) -> frozenset[str]:
    """What sort of body a name's nouns tell: bank, of "Bankhaus Terhorst"; empty where they tell nothing."""
    entries = [noun(word) for word in name.split()]
    found = {sort for e in entries if e is not None and e.kind == "organisation" for sort in e.field.split("|")}
    return frozenset(found - {""})


def country_of_demonym(word: str) -> str | None:
    """The country whose people ``word`` names: Ukrainer, Portugiesin."""
    demonyms = places().demonyms
    return next((demonyms[form] for form in (*_inflected(word), *_masculine(word)) if form in demonyms), None)


def _masculine(word: str) -> tuple[str, ...]:
    stem = word.removesuffix("nen").removesuffix("in")
    return (stem, stem + "e") if stem != word else ()


def _compound(entry: Noun) -> Noun:
    return replace(entry, generic={"all": "all", "bare": "own", "own": "own"}.get(entry.generic, ""))


@cache
def noun(word: str) -> Noun | None:
    """The entry of ``word``: itself, uninflected, or the head of a compound (Finanzminister, SPD-Chef)."""
    table = _nouns()
    for form in _inflected(word):
        if form in table:
            return table[form]
    if country_of_demonym(word):
        return Noun(word, "person", "f" if word.endswith(("in", "innen")) else "m", word.endswith("innen"), "")
    if "-" in word:
        entry = noun(word.rsplit("-", 1)[1])
        return _compound(entry) if entry else None
    for form in _inflected(word):
        for at in range(2, len(form) - 2):
            head = form[at:].capitalize()
            if head in table and form[at].islower() and (len(head) >= 5 or head == "Chef" or at >= 4):
                entry = table[head]
                if entry.kind == "wrapper" or head in ("Mann", "Frau", "General", "Oberst", "Stadt"):
                    continue
                return _compound(entry)
    return None


@cache
def _voiced_endings() -> tuple[str, ...]:
    return tuple(row["ending"] for row in rows("voiced_endings.csv"))


def voiced(word: str) -> bool:
    """Whether a noun that ``nouns.csv`` lacks may be somebody who speaks: by its ending, or as an abbreviation."""
    return word.endswith(_voiced_endings()) or word[:2].isupper()


@cache
def given_names() -> dict[str, str]:
    """Given name to m or f."""
    return {name: row["gender"] for row in rows("given_names.csv") for name in row["names"].split()}


def maker(word: str) -> str | None:
    """Who made what a compound with a wrapper as its head names: Polizei, of "Polizeiangaben"."""
    table = _nouns()
    first, hyphen, last = word.rpartition("-")
    if hyphen and (entry := noun(last)) is not None and entry.kind == "wrapper" and first[:2].isupper():
        return first  # USGS-Angaben
    for form in _inflected(word):
        for at in range(4, len(form) - 4):
            entry = table.get(form[at:].capitalize())
            if entry is None or entry.kind != "wrapper":
                continue
            first = form[:at].removesuffix("-")
            made_by = table.get(first) or table.get(first.removesuffix("s")) or table.get(first.removesuffix("n"))
            if made_by is not None and made_by.kind in ("organisation", "group", "outlet", "agency"):
                return made_by.lemma
    return None


def given_gender(name: str) -> str | None:
    """The gender that a given name tells, of its first part where it is double."""
    return given_names().get(name) or given_names().get(name.split("-", 1)[0])


@cache
def titles() -> dict[str, tuple[str | None, str]]:
    """Title to its gender and kind."""
    return {row["title"]: (row["gender"] or None, row["kind"]) for row in rows("titles.csv")}


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


@cache
def common_words() -> frozenset[str]:
    """Surnames that are words."""
    return frozenset(row["word"] for row in rows("common_words.csv"))


@cache
def object_nouns() -> frozenset[str]:
    """Nouns whose apposition names a thing."""
    return frozenset(row["noun"] for row in rows("objects.csv"))


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    gender: str
    country: str
    parties: tuple[str, ...]


@cache
def people() -> dict[str, Known]:
    """Well-known bearers by folded full name."""
    return {
        person_key(*split_name(row["name"])): Known(row["name"], row["gender"], row["country"], cell(row, "parties"))
        for row in rows("people.csv")
    }


@cache
def known_family(family: str) -> bool:
    """Whether a well-known person bears this family name, as written."""
    return any(split_name(known.name)[1] == family for known in people().values())


@cache
def surnames() -> dict[str, Known]:
    """Whom a bare surname means where the article does not say."""
    return {
        fold("family", split_name(row["name"])[1]): people()[person_key(*split_name(row["name"]))]
        for row in rows("people.csv")
        if row["surname_alone"] == "yes"
    }


#: Words in front of a family name that are part of it.
PARTICLES = frozenset(
    (
        "von",
        "van",
        "de",
        "der",
        "den",
        "zu",
        "zur",
        "vom",
        "del",
        "della",
        "di",
        "da",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "ter",
        "ten",
        "le",
        "la",
        "du",
        "y",
        "e",
    )
)


def split_name(name: str) -> tuple[str, str]:
    """Given and family name of a full name; particles belong to the family name (Ursula | von der Leyen)."""
    words = name.split()
    at = len(words) - 1
    while at > 0 and words[at - 1].lower() in PARTICLES:
        at -= 1
    if at == 0 and len(words) > 1 and words[0].lower() not in PARTICLES:
        at = 1
    if len(words) == 1 or words[0].lower() in PARTICLES:
        return "", name
    return " ".join(words[:at]), " ".join(words[at:])


def bare_family(family: str) -> str:
    """A family name without its particles: Guttenberg, of "von und zu Guttenberg"."""
    words = family.split()
    while len(words) > 1 and words[0].lower() in PARTICLES | {"und"}:
        words = words[1:]
    return " ".join(words)


@cache
def _rewritings(where: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(r["pattern"]), r["replacement"]) for r in rows("transliteration.csv") if r["where"] == where
    )


@cache
def fold(where: str, name: str) -> str:
    """``name`` in the spelling in which its variants meet; ``where`` is given or family."""
    name = name.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("’", "'")
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    name = name.replace("ł", "l").replace("ø", "o").replace("ı", "i").replace("đ", "d")
    words = []
    for word in re.split(r"[\s-]+", name):
        for pattern, replacement in _rewritings(where):
            word = pattern.sub(replacement, word)
        words.append(word)
    return " ".join(words)


_ARTICLE = re.compile(r"^(?:al|el|as|ar|ad) (?=\w)")


def person_key(given: str, family: str) -> str:
    """The canonical form of a person's name: first given name without initials, and the family name, both folded."""
    first = next((word for word in given.split() if not re.fullmatch(r"\w\.", word)), "")
    return f"{fold('given', first)} {_ARTICLE.sub('', fold('family', family))}".strip()
