"""The cue lexicon: what the reporting verbs of ``verbs.csv`` take, and every form that they can take.

A verb is written as its infinitive, a separable particle divided by ``|`` ("mit|teilen"), with ``sich`` and fixed words
before it ("zu bedenken geben"). README.md says how to add a line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from quellenlage.words.conjugation import FINITE, INFINITIVE, PARTICIPLE, conjugate
from quellenlage.words.table import Row, rows, word_list

__all__ = [
    "FINITE",
    "INFINITIVE",
    "PARTICIPLE",
    "Form",
    "Lexicon",
    "Verb",
    "forms",
    "grammar",
    "infinitives",
    "lexicon",
    "using",
    "verbs",
    "words",
]


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: ``takes`` says which complements it has, ``act`` what its speaker does with it.

    ``addressee`` is how it names who is told something: dative ("ihm mitteilen"), accusative ("ihn warnen"), an
    ("an ihn appellieren"), von ("von ihm verlangen"), bei ("sich bei ihm beschweren"), or empty where it names nobody,
    but with "gegenüber".
    """

    entry: str
    base: str
    particle: str
    fixed: tuple[str, ...]
    reflexive: bool
    takes: frozenset[str]
    addressee: str
    act: str
    type: str
    example: str


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb; ``joined`` where the particle stands in it ("mitteilte", "mitzuteilen")."""

    verb: Verb
    kind: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Reporting verbs, and every form of them, lower case, with the readings that it can have."""

    verbs: tuple[Verb, ...]
    forms: Mapping[str, tuple[Form, ...]]
    infinitives: frozenset[str]


def lexicon(table: Iterable[Row]) -> Lexicon:
    """The lexicon of a table in the layout of ``verbs.csv``."""
    entries = tuple(_verb(row) for row in table)
    found: dict[str, list[Form]] = defaultdict(list)
    for verb in entries:
        for form, kind in dict.fromkeys((i.form, i.kind) for i in conjugate(verb.base)):
            found[form].append(Form(verb, kind, False))
            if verb.particle:
                found[verb.particle + form].append(Form(verb, kind, True))
        if verb.particle:
            found[verb.particle + "zu" + verb.base].append(Form(verb, INFINITIVE, True))
    for form in [form for form in found if "ß" in form]:
        found[form.replace("ß", "ss")] += found[form]  # as the Swiss write: begrüsste
    return Lexicon(
        entries,
        {form: tuple(readings) for form, readings in found.items()},
        frozenset(
            v.particle + v.base for v in entries if not v.fixed or "direct" in v.takes
        ),  # not "im Bericht stehen"
    )


def _verb(row: Row) -> Verb:
    words = row["verb"].split()
    particle, _, base = words[-1].rpartition("|")
    return Verb(
        row["verb"],
        base,
        particle,
        fixed=tuple(w for w in words[:-1] if w != "sich"),
        reflexive="sich" in words,
        takes=frozenset(row["takes"].split()),
        addressee=row["addressee"],
        act=row["act"],
        type=row["type"],
        example=row["example"],
    )


@cache
def _shipped() -> Lexicon:
    return lexicon(rows("verbs.csv"))


_IN_USE: ContextVar[Lexicon | None] = ContextVar("lexicon in use", default=None)


def _in_use() -> Lexicon:
    return _IN_USE.get() or _shipped()


@contextmanager
def using(other: Lexicon) -> Iterator[None]:
    """Read with another lexicon than the one that ships, as long as the context lasts."""
    token = _IN_USE.set(other)
    try:
        yield
    finally:
        _IN_USE.reset(token)


def verbs() -> tuple[Verb, ...]:
    """The verbs of the lexicon in use."""
    return _in_use().verbs


def infinitives() -> frozenset[str]:
    """The infinitives of the verbs of the lexicon in use, with their particles: "mitteilen"."""
    return _in_use().infinitives


def forms() -> Mapping[str, tuple[Form, ...]]:
    """Every form of every verb of the lexicon in use, lower case, to the readings it can have."""
    return _in_use().forms


def grammar(name: str) -> frozenset[str]:
    """A closed class of words of ``function_words.yaml``."""
    return word_list(name)


@cache
def words(name: str, column: str = "word") -> Mapping[str, Row]:
    """A table of single words, by the word in lower case."""
    return {row[column].lower(): row for row in rows(name)}
