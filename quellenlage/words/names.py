"""Names of people: their parts, their gender, the spellings that mean one person, and who is well known.

``given_names.csv``  given names by gender
``honorifics.csv``  what stands before a name, with the gender it tells
``people.csv``  well-known bearers of a name: whom a bare surname means, and the gender
``particles.csv``  words in front of a family name that are part of it
``common_words.csv``  surnames that are words, besides those of ``months_and_weekdays.csv``: alone they are a name
    only where the article has the full one
``transliteration.csv``  rewritings that make spelling variants of a name meet, for given and family names
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from quellenlage.words.months_and_weekdays import months, weekdays
from quellenlage.words.table import cell, rows


@cache
def given_names() -> dict[str, str]:
    """Given name to m or f."""
    return {name: row["gender"] for row in rows("given_names.csv") for name in row["names"].split()}


def is_given_name(word: str) -> bool:
    """Whether a word is a given name, or a double one: Anne-Lise."""
    return all(part in given_names() for part in word.split("-"))


def given_gender(name: str) -> str | None:
    """The gender that a given name tells, of its first part where it is double; whether it is one, it does not say."""
    return given_names().get(name) or given_names().get(name.split("-", 1)[0])


@cache
def titles() -> dict[str, tuple[str | None, str]]:
    """Title to its gender and kind."""
    return {row["title"]: (row["gender"] or None, row["kind"]) for row in rows("honorifics.csv")}


@cache
def common_words() -> frozenset[str]:
    """Surnames that are words, months or weekdays."""
    days = {name.capitalize() for day in (*months(), *weekdays()) if "surname" in day.borne_as for name in day.names}
    return frozenset(days | {row["word"] for row in rows("common_words.csv")})


@cache
def common_surnames() -> frozenset[str]:
    """Surnames that many bear."""
    families = (row for row in rows("common_surnames.csv") if row["part"] == "family")
    return frozenset(name for row in families for name in row["names"].split())


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
PARTICLES = frozenset(row["word"] for row in rows("particles.csv"))


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
