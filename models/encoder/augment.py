"""Variants of training sentences in forms that news has and the corpora hardly show: capitals, other people's names."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

from models.encoder.examples import Example

#: Chances by which a sentence is read in another form than its own.
CAPITALS, NAMES_IN_CAPITALS, OTHER_PEOPLE = 0.02, 0.03, 0.2
#: Particles of surnames as German news prints them, with the chance of one at all.
PARTICLES = (("von", "der"), ("von",), ("van",), ("van", "der"), ("de",), ("zu",), ("von", "und", "zu"), ("al",))
PARTICLE, SECOND_SURNAME = 0.12, 0.08


@cache
def people() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """First and last names of each country that Faker knows in Latin script, German ones eight times."""
    from models.features import names_by_country

    by_country: dict[str, dict[str, tuple[str, ...]]] = {}
    for country, kind, names in names_by_country():
        by_country.setdefault(country, {})[kind] = tuple(sorted(filter(_latin, names)))
    found = []
    for country, kinds in by_country.items():
        first, last = kinds["first_name"], kinds["last_name"]
        if len(first) > 20 and len(last) > 20:
            found += [(first, last)] * (8 if country.startswith("de") else 1)
    return tuple(found)


def _latin(value: str) -> bool:
    return len(value) > 1 and value[0].isupper() and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in value)


def varied(example: Example, chance: random.Random) -> Example:
    """``example`` as it is, in capitals, or with other people in it, as ``chance`` has it.

    A sentence of which parts of names are unknown keeps its people.
    """
    if example.names is not None and chance.random() < OTHER_PEOPLE and example.heads is None:
        example = _other_people(example, chance)
    drawn = chance.random()
    if drawn < CAPITALS:
        return replace(example, words=[w.upper() for w in example.words])
    if example.names is not None and drawn < CAPITALS + NAMES_IN_CAPITALS:
        pairs = zip(example.words, example.names, strict=True)
        return replace(example, words=[w.upper() if n and n != "O" else w for w, n in pairs])
    return example


def _other_people(example: Example, chance: random.Random) -> Example:
    words: list[str] = []
    names: list[str | None] = []
    known = example.names or []
    at = 0
    while at < len(known):
        if known[at] != "B-PER":
            words.append(example.words[at])
            names.append(known[at])
            at += 1
            continue
        end = at + 1
        while end < len(known) and known[end] == "I-PER":
            end += 1
        new = _person(end - at, chance)
        words += new
        names += ["B-PER", *["I-PER"] * (len(new) - 1)]
        at = end
    return replace(example, words=words, names=names)


def _person(length: int, chance: random.Random) -> list[str]:
    """A person's name: a surname where it replaces one word (now and then a first name), else both."""
    first, last = chance.choice(people())
    given, surname = chance.choice(first).split(), chance.choice(last).split()
    if chance.random() < PARTICLE:
        surname = [*chance.choice(PARTICLES), *surname]
    elif chance.random() < SECOND_SURNAME:
        surname = [*surname, *chance.choice(last).split()]
    if length == 1:
        return given if chance.random() < 0.15 else surname
    return [*given, *surname]
