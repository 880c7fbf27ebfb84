"""The cue lexicon: verbs, nouns, prepositions, adverbs and hedges as tables, and every form a verb can take.

The tables lie beside this module; README.md says how to add a line. A verb is written as its infinitive, a separable
particle divided by ``|`` ("mit|teilen"), with ``sich`` and fixed words before it ("zu bedenken geben").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quellenlage.words.table import Row, rows, word_list

INSEPARABLE = (
    "be",
    "ge",
    "er",
    "ver",
    "zer",
    "ent",
    "emp",
    "miss",
    "wider",
    "hinter",
    "unter",
    "über",
    "wieder",
    "miß",
)
FINITE, PARTICIPLE, INFINITIVE = "finite", "participle", "infinitive"


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: ``takes`` says which complements it has, ``act`` what its speaker does with it."""

    entry: str
    base: str
    particle: str
    fixed: tuple[str, ...]
    reflexive: bool
    takes: frozenset[str]
    act: str
    type: str
    example: str


def grammar(name: str) -> frozenset[str]:
    """A closed class of words of ``function_words.yaml``."""
    return word_list(name)


@cache
def strong() -> Mapping[str, Row]:
    """Irregular verbs by infinitive."""
    return {row["infinitive"]: row for row in rows("strong_verbs.csv")}


def _prefixed(infinitive: str) -> tuple[str, Row] | None:
    table = strong()
    if infinitive in table:
        return "", table[infinitive]
    for prefix in INSEPARABLE:
        if infinitive.startswith(prefix) and infinitive[len(prefix) :] in table:
            return prefix, table[infinitive[len(prefix) :]]
    return None


def conjugate(infinitive: str) -> list[tuple[str, str]]:
    """All forms of a verb without its particle, each with finite, participle or infinitive, in a fixed order.

    >>> ("gefordert", "participle") in conjugate("fordern")
    True
    """
    stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    forms = [(infinitive, INFINITIVE), (infinitive, FINITE), (stem + "e", FINITE)]
    irregular = _prefixed(infinitive)
    if irregular:
        prefix, row = irregular
        past, second = prefix + row["past"], prefix + row["subjunctive"]
        participle = row["participle"]
        if prefix and participle.startswith("ge") and row["infinitive"] not in ("geschehen",):
            participle = participle[2:]
        plural = past + ("n" if past.endswith("e") else "en")
        forms += [(prefix + row["present"], FINITE), (past, FINITE), (plural, FINITE)]
        forms += [(second, FINITE), (second + "n", FINITE), (prefix + participle, PARTICIPLE)]
        return list(dict.fromkeys(forms))
    link = "e" if stem.endswith(("t", "d", "chn", "ffn", "gn", "dn", "tm")) else ""
    forms += [(stem + link + ending, FINITE) for ending in ("t", "te", "ten")]
    bare = (
        (stem.startswith(INSEPARABLE) and len(stem) > 4) or infinitive.endswith(("ieren", "eien")) or "prophez" in stem
    )
    forms.append((("" if bare else "ge") + stem + link + "t", PARTICIPLE))
    if infinitive.endswith("eln"):
        forms.append((stem[:-2] + "le", FINITE))
    return list(dict.fromkeys(forms))


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb; ``joined`` where the particle stands in it ("mitteilte", "mitzuteilen")."""

    verb: Verb
    kind: str
    joined: bool


def parse_verb(row: Row) -> Verb:
    words = row["verb"].split()
    particle, _, base = words[-1].rpartition("|")
    fixed = tuple(w for w in words[:-1] if w != "sich")
    return Verb(
        row["verb"],
        base,
        particle,
        fixed,
        "sich" in words,
        frozenset(row["takes"].split()),
        row["act"],
        row["type"],
        row["example"],
    )


@cache
def verbs() -> tuple[Verb, ...]:
    """The verbs of verbs.csv."""
    return tuple(parse_verb(row) for row in rows("verbs.csv"))


@cache
def forms() -> Mapping[str, tuple[Form, ...]]:
    """Every form of every verb in the lexicon, lower case, to the readings it can have."""
    table: dict[str, list[Form]] = defaultdict(list)
    for verb in verbs():
        for form, kind in conjugate(verb.base):
            table[form].append(Form(verb, kind, False))
            if verb.particle:
                table[verb.particle + form].append(Form(verb, kind, True))
        if verb.particle:
            table[verb.particle + "zu" + verb.base].append(Form(verb, INFINITIVE, True))
    return {form: tuple(readings) for form, readings in table.items()}


@cache
def words(name: str, column: str = "word") -> Mapping[str, Row]:
    """A table of single words, by the word in lower case."""
    return {row[column].lower(): row for row in rows(name)}
