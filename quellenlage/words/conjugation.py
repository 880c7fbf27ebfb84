"""The forms of German verbs: weak ones by rule, irregular ones from ``strong_verbs.csv``, particles in front of both.

``verb_particles.csv`` says which particles part from their verb ("teilte mit") and which do not ("versprach").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quellenlage.words.table import Row, rows

FINITE, PARTICIPLE, INFINITIVE = "finite", "participle", "infinitive"
PRESENT, PAST, SUBJUNCTIVE, NO_TENSE = "present", "past", "subjunctive", ""


@dataclass(frozen=True, slots=True)
class Inflected:
    """A form of a verb: ``kind`` is finite, participle or infinitive, ``tense`` present, past, subjunctive or empty.

    Finite forms are those of the third person, and the first where it is another.
    """

    form: str
    kind: str
    tense: str


@cache
def particles(kind: str) -> tuple[str, ...]:
    """The particles that are ``separable``, or ``inseparable``; some are both ("er übernimmt", "es läuft über")."""
    return tuple(row["particle"] for row in rows("verb_particles.csv") if row["kind"] == kind)


@cache
def irregular() -> Mapping[str, Row]:
    """The lines of ``strong_verbs.csv`` by infinitive."""
    return {row["infinitive"]: row for row in rows("strong_verbs.csv")}


def _prefixed(infinitive: str) -> tuple[str, Row] | None:
    table = irregular()
    if infinitive in table:
        return "", table[infinitive]
    for prefix in particles("inseparable"):
        if infinitive.startswith(prefix) and infinitive[len(prefix) :] in table:
            return prefix, table[infinitive[len(prefix) :]]
    return None


@cache
def conjugate(infinitive: str) -> tuple[Inflected, ...]:
    """All forms of a verb without its particle, in a fixed order.

    >>> [i.form for i in conjugate("fordern") if i.kind == "participle"]
    ['gefordert']
    """
    stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    forms = [
        Inflected(infinitive, INFINITIVE, NO_TENSE),
        Inflected(infinitive, FINITE, PRESENT),
        Inflected(stem + "e", FINITE, PRESENT),
    ]
    known = _prefixed(infinitive)
    return (*forms, *(_irregular(*known) if known else _weak(infinitive, stem)))


def _irregular(prefix: str, row: Row) -> list[Inflected]:
    past, second, participle = prefix + row["past"], prefix + row["subjunctive"], row["participle"]
    if prefix and participle.startswith("ge") and row["infinitive"] != "geschehen":
        participle = participle[2:]
    return [
        Inflected(prefix + row["present"], FINITE, PRESENT),
        Inflected(past, FINITE, PAST),
        Inflected(past + ("n" if past.endswith("e") else "en"), FINITE, PAST),
        Inflected(second, FINITE, SUBJUNCTIVE),
        Inflected(second + "n", FINITE, SUBJUNCTIVE),
        Inflected(prefix + participle, PARTICIPLE, NO_TENSE),
    ]


def _weak(infinitive: str, stem: str) -> list[Inflected]:
    link = "e" if stem.endswith(("t", "d", "chn", "ffn", "gn", "dn", "tm")) else ""
    bare = (
        (stem.startswith(particles("inseparable")) and len(stem) > 4)
        or infinitive.endswith(("ieren", "eien"))
        or "prophez" in stem
    )
    forms = [
        Inflected(stem + link + "t", FINITE, PRESENT),
        Inflected(stem + link + "te", FINITE, PAST),
        Inflected(stem + link + "ten", FINITE, PAST),
        Inflected(("" if bare else "ge") + stem + link + "t", PARTICIPLE, NO_TENSE),
    ]
    return [*forms, Inflected(stem[:-2] + "le", FINITE, PRESENT)] if infinitive.endswith("eln") else forms
