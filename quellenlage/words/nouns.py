"""What a noun says of who it means.

``nouns.csv``  ``class``: office, spokes(person), person (functions that do not tell one from another), outlet, agency,
    report, document, finding (a document that is no source where its maker is named), organisation, government, group
    (people left unnamed), wrapper (words for what somebody said: "Angaben der Polizei"). ``field`` is the walk of life
    that an office tells, by which two people of one name are told apart, and the sort of a body, by which "das
    Institut" is the bank and not the union. ``generic`` says which nouns take their meaning from what was named before:
    "all" do so in compounds too (das Unternehmen, das Stahlunternehmen), "bare" by themselves where that name has the
    noun in it, "names" by themselves, while their compounds name a body (das Ministerium, but das Umweltministerium);
    "local": another body in every town, by itself that of the article (die Polizei)
``voiced_endings.csv``  endings of nouns for people and bodies: an unknown noun without one is a thing and says nothing;
    ``who`` tells whether it is a person or a body
``objects.csv``  nouns whose name in apposition is that of a thing ("das Schiff Heinrich Vogt")
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from quellenlage.words.places import places
from quellenlage.words.table import rows, word_list

#: Classes of nouns for people.
HUMAN = ("office", "spokes", "person", "group")


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
        human = kind in HUMAN
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
        last = word.rsplit("-", 1)[1]
        entry = noun(last.capitalize() if word[0].isdigit() else last)
        return _compound(entry) if entry else None
    for form in _inflected(word):
        for at in range(2, len(form) - 2):
            head = form[at:].capitalize()
            if head in table and form[at].islower() and (len(head) >= 5 or head == "Chef" or at >= 4):
                entry = table[head]
                if entry.kind == "wrapper" or head in word_list("no_heads"):
                    continue
                return _compound(entry)
    return None


@cache
def also_member(word: str) -> bool:
    """Whether a noun for a body is the title of its members too: Stadtrat, Vorstand."""
    entry = noun(word)
    ends = tuple(end.casefold() for end in word_list("bodies_and_members"))
    return entry is not None and entry.kind == "organisation" and entry.lemma.casefold().endswith(ends)


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
            people = made_by is not None and made_by.kind == "person" and made_by.plural  # Expertenmeinung
            if made_by is not None and (people or made_by.kind in ("organisation", "group", "outlet", "agency")):
                return first if made_by.plural and first in table else made_by.lemma
    return None


@cache
def _voiced_endings(who: str = "") -> tuple[str, ...]:
    return tuple(row["ending"] for row in rows("voiced_endings.csv") if who in ("", row["who"]))


def human(word: str) -> bool:
    """Whether a noun that ``nouns.csv`` lacks is one for a person, by its ending: Gitarrist."""
    longest = max((end for end in _voiced_endings() if word.endswith(end)), key=len, default="")
    return not _is_thing(word) and longest in _voiced_endings("person")


def voiced(word: str) -> bool:
    """Whether a noun that ``nouns.csv`` lacks may be somebody who speaks: by its ending, or as an abbreviation.

    Some nouns for things end so too: Wetter, Sommer.
    """
    return (word.endswith(_voiced_endings()) and not _is_thing(word)) or word[:2].isupper()


def _is_thing(word: str) -> bool:
    """Whether a noun, or the last part of a compound, is one for a thing though it ends like one for people."""
    return any(form in word_list("unvoiced") or form.endswith(_ends_of_things()) for form in (word, word.rstrip("sn")))


@cache
def _ends_of_things() -> tuple[str, ...]:
    return tuple(sorted(word.lower() for word in word_list("unvoiced")))


def superlative(word: str) -> bool:
    """Whether an adjective, in lower case, tells a body as the first of its sort: "zweitgrößte", "führenden"."""
    stems = tuple(word_list("superlatives"))
    return word.rstrip("nmrs").removesuffix("e").endswith(stems)


@cache
def object_nouns() -> frozenset[str]:
    """Nouns whose apposition names a thing."""
    return frozenset(row["noun"] for row in rows("objects.csv"))
