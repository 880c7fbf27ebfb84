"""How the cost of linking grows: seconds and merges for 1,000 to 100,000 mentions.

    python -m bench.linking_cost [MENTIONS ...]

The mentions are made: family names follow Zipf's law as real ones do, a third of the mentions are bare surnames, a
third have a party or an office, every article names four people. The same number gives the same mentions.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator

from quellenlage.ids import stable_id
from quellenlage.tasks.land.linking import find_merges
from quellenlage.tasks.land.profiles import Profile

_SYLLABLES = (
    "bren",
    "dal",
    "fer",
    "gun",
    "hol",
    "jan",
    "kel",
    "lor",
    "mar",
    "nie",
    "ost",
    "pe",
    "ro",
    "sel",
    "tor",
    "wen",
)
_GIVEN = ("Anke", "Ole", "Ida", "Jan", "Imke", "Hauke", "Nadia", "Emil", "Wiebke", "Tom", "Lena", "Kai", "Ruth", "Uwe")
_PARTIES = ("SPD", "CDU", "FDP", "Linke")
_ROLES = ("Senator", "Trainer", "Landrat", "Forscher", "Richter")
_PER_ARTICLE = 4


def mentions(number: int) -> Iterator[tuple[str, str, frozenset[str], frozenset[str], str]]:
    """Entity id, name, parties, roles and article of each mention."""
    chance = random.Random(number)
    families = [
        (a + b + c).capitalize()
        for a in _SYLLABLES
        for b in _SYLLABLES
        for c in ("", "mann", "er", "sen", "thal", "ing")
    ]
    weights = [1 / rank for rank in range(1, len(families) + 1)]
    drawn = chance.choices(families, weights, k=number)
    for i, family in enumerate(drawn):
        article = str(i // _PER_ARTICLE)
        kind = i % 3
        given = chance.choice(_GIVEN)
        party = chance.choice(_PARTIES) if kind == 1 and chance.random() < 0.5 else ""
        role = chance.choice(_ROLES) if kind == 1 and not party else ""
        name = family if kind == 2 else f"{given} {family}"
        local = article if kind == 2 else ""
        yield (
            stable_id(name, party, role, local),
            name,
            frozenset(filter(None, [party])),
            frozenset(filter(None, [role])),
            article,
        )


def profiles(number: int) -> list[Profile]:
    """The profiles that the lake would have after ``number`` mentions."""
    articles: dict[str, set[str]] = {}
    known: dict[str, tuple[str, frozenset[str], frozenset[str], set[str]]] = {}
    for key, name, parties, roles, article in mentions(number):
        articles.setdefault(article, set()).add(key)
        known.setdefault(key, (name, parties, roles, set()))[3].add(article)
    return [
        Profile(
            key,
            name,
            "person",
            None,
            None,
            parties,
            roles,
            frozenset(k for a in where for k in articles[a] if k != key),
        )
        for key, (name, parties, roles, where) in sorted(known.items())
    ]


def main(numbers: list[int]) -> None:
    print(f"{'mentions':>9} {'entities':>9} {'merges':>7} {'seconds':>8} {'µs a mention':>13}")
    for number in numbers:
        people = profiles(number)
        started = time.perf_counter()
        found = find_merges(people)
        seconds = time.perf_counter() - started
        print(f"{number:>9} {len(people):>9} {len(found):>7} {seconds:>8.2f} {1e6 * seconds / number:>13.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="*", type=int, default=[1_000, 3_000, 10_000, 30_000, 100_000])
    main(parser.parse_args().numbers)
