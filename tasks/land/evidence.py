"""What speaks for and against two persons of one name being one.

One full name is not one person yet: many are called Thomas Becker (``common_surnames.csv``). Such a name needs
something that two articles have in common: a party, an office, what the office belongs to, others named in both, or,
where one of them tells no office, the town. Any other name only needs nothing that speaks against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from quellenlage import words as tables
from quellenlage.identity.clusters import organisation_key
from quellenlage.ids import stable_id
from quellenlage.tasks.land.profiles import Profile


@dataclass(slots=True)
class Person:
    """One profile, or several that are one: what is known of them together."""

    ids: list[str]
    given: str
    family: str
    genders: set[str]
    parties: set[str]
    roles: set[str]
    walks: set[str]
    context: set[str]
    organisations: set[str]
    towns: set[str]

    @classmethod
    def of(cls, profile: Profile) -> Person:
        given, family = tables.split_name(profile.name)
        known = {role: tables.noun(role) for role in profile.roles}
        walks = {entry.field for entry in known.values() if entry is not None and entry.field}
        if profile.parties:
            walks.add("politics")
        return cls(
            [profile.entity_id],
            tables.person_key(given, ""),
            tables.fold("family", family),
            {profile.gender} if profile.gender else set(),
            set(profile.parties),
            set(profile.roles),
            walks,
            set(profile.context),
            {_organisation_id(name) for name in profile.organisations},
            {name for name in profile.towns if not _is_large(name)},
        )

    def take(self, other: Person) -> None:
        self.ids += other.ids
        self.genders |= other.genders
        self.parties |= other.parties
        self.roles |= other.roles
        self.walks |= other.walks
        self.context |= other.context
        self.organisations |= other.organisations
        self.towns |= other.towns


def _offices(one: Person, other: Person) -> list[str]:
    """The offices that both have; what many are (Frau, Politiker) is none."""
    both = sorted(one.roles & other.roles)
    return [role for role in both if (entry := tables.noun(role)) is None or entry.kind != "person"]


def _is_large(place: str) -> bool:
    """Whether a place is a country or capital, where people of one name have nothing to do with each other."""
    known = tables.places()
    return place in known.names or place in known.capitals


def _organisation_id(name: str) -> str:
    """The id under which an article that names the organisation has it."""
    return stable_id("entity", "organisation", organisation_key(name))


@cache
def common_names(part: str) -> frozenset[str]:
    """The given or the family names (``part``) that many have, folded as those of a :class:`Person` are."""
    rows = tables.rows("common_surnames.csv")
    names = [name for row in rows if row["part"] == part for name in row["names"].split()]
    return frozenset(tables.person_key(name, "") if part == "given" else tables.fold("family", name) for name in names)


def is_common(one: Person) -> bool:
    """Whether several people of one lake may well have this full name."""
    return one.given in common_names("given") and one.family in common_names("family")


def conflict(one: Person, other: Person) -> bool:
    """Whether title, party or gender say that two of one name are two."""
    if one.genders and other.genders and not one.genders & other.genders:
        return True
    if one.parties and other.parties and not one.parties & other.parties:
        known = tables.people().get(f"{one.given} {one.family}")
        if known is None or not (one.parties & set(known.parties) and other.parties & set(known.parties)):
            return True
    if one.walks and other.walks and not one.walks & other.walks:
        return len(one.context & other.context) < 2
    return False


def _bodies(one: Person, other: Person) -> set[str]:
    """The organisations that an office of one belongs to and that the other has an office in, or is named with."""
    if not one.organisations and not other.organisations:
        return set()
    both = one.organisations & other.organisations
    return both | one.organisations & other.context | other.organisations & one.context


def support(one: Person, other: Person) -> int:
    """How much says that two of one name are one: office, party, what the office belongs to, others named with both."""
    offices, parties = len(_offices(one, other)), len(one.parties & other.parties)
    bodies = _bodies(one, other)
    company = len((one.context & other.context) - bodies)
    if not offices and not bodies and one.organisations and other.organisations:
        company -= 1  # each belongs to another body: others in common must be more than a chance
    # Where both have an office, and not the same, the town is theirs for different reasons.
    neighbours = bool(one.towns & other.towns) and not (one.roles and other.roles)
    return 3 * offices + 3 * len(bodies) + 2 * parties + max(0, min(company, 3), neighbours)


def shared(one: Person, other: Person) -> str:
    """What two have in common, in words."""
    if common := _offices(one, other) or sorted(one.parties & other.parties):
        return f"both {common[0]}"
    if _bodies(one, other):
        return "of the same organisation"
    if one.context & other.context:
        return "named together with the same others"
    return "of the same town" if one.towns & other.towns else "and nothing against it"
