"""Linking across articles: which entities of the lake are one, as rows that say why.

An article alone gives an entity an id that follows from its canonical name and, for a person, from party and walk of
life. What only the whole lake can tell is decided here: that the "Ole Ihde" of one article is "Ole Ihde (SPD)" of
another, or that a bare "Ihde" is he. Nothing is rewritten: merges are edges between ids, and one that no longer holds,
because a second bearer of the name came to light, is withdrawn by a row of its own.

Candidates are found by blocking: entities are only compared with those that share a family name, or, for slips of the
pen, given name and beginning or end of the family name. Similarity of spelling is rapidfuzz's.

One full name is not one person yet: many are called Thomas Becker (``common_names.csv``). Such a name needs something
that two articles have in common: a party, an office, what the office belongs to, others named in both, or, where one of
them tells no office, the town. Any other name only needs nothing that speaks against it. Who is not named ("seine
Frau") is of one article and never linked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.clusters import organisation_key
from quellenlage.ids import stable_id

if TYPE_CHECKING:
    import duckdb

_TYPO_LENGTH = 7
_COMMON = 40  # an entity that is named in more articles than this tells nobody apart


@dataclass(frozen=True, slots=True)
class Profile:
    """What the lake knows of one entity id, over all articles that give it.

    ``parties`` and ``roles`` are those that articles gave, ``organisations`` what the roles belong to; ``context`` the
    ids of persons and organisations named in the same articles, ``towns`` the places in them, without those that are
    named everywhere.
    """

    entity_id: str
    name: str
    kind: str
    gender: str | None = None
    country: str | None = None
    parties: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """``from_id`` is ``into_id``, which sorts before it; or, ``withdrawn``, is no longer taken to be."""

    from_id: str
    into_id: str
    reason: str
    withdrawn: bool = False


@dataclass(slots=True)
class _Person:
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
    def of(cls, profile: Profile) -> _Person:
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

    def take(self, other: _Person) -> None:
        self.ids += other.ids
        self.genders |= other.genders
        self.parties |= other.parties
        self.roles |= other.roles
        self.walks |= other.walks
        self.context |= other.context
        self.organisations |= other.organisations
        self.towns |= other.towns


def _offices(one: _Person, other: _Person) -> list[str]:
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
def _common(part: str) -> frozenset[str]:
    rows = tables.rows("common_surnames.csv")
    names = [name for row in rows if row["part"] == part for name in row["names"].split()]
    return frozenset(tables.person_key(name, "") if part == "given" else tables.fold("family", name) for name in names)


def _is_common(one: _Person) -> bool:
    """Whether several people of one lake may well have this full name."""
    return one.given in _common("given") and one.family in _common("family")


_Join = Callable[[_Person, _Person, str], None]


class _Union:
    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, one: str) -> str:
        while (above := self.parent.get(one, one)) != one:
            self.parent[one] = self.parent.get(above, above)
            one = above
        return one

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self.parent[high] = low


def find_merges(profiles: Iterable[Profile]) -> list[Merge]:
    """Which of ``profiles`` are one: for every component of the result, an edge from each member to its least id.

    The result depends on the set of profiles alone, not on their order. Only persons are linked beyond their ids: names
    of outlets, countries and organisations meet in their canonical form already.
    """
    persons = [_Person.of(p) for p in sorted(set(profiles), key=lambda p: p.entity_id) if p.kind == "person"]
    union = _Union()
    reasons: dict[str, str] = {}

    def join(one: _Person, other: _Person, reason: str) -> None:
        a, b = one.ids[0], other.ids[0]
        if union.find(a) != union.find(b):
            union.join(a, b)
            for key in (a, b):
                reasons.setdefault(key, reason)

    by_name: dict[tuple[str, str], list[_Person]] = defaultdict(list)
    by_family: dict[str, list[_Person]] = defaultdict(list)
    for p in persons:
        if p.given:
            by_name[p.given, p.family].append(p)
        else:
            by_family[p.family].append(p)
    bearers: dict[str, list[_Person]] = defaultdict(list)
    for (_, family), same in sorted(by_name.items()):
        bearers[family] += _bearers(same, join)
    _join_misspelt([one for _, group in sorted(bearers.items()) for one in group], join)
    for family, bare in sorted(by_family.items()):
        _join_bare(bare, bearers.get(family, []), join)
    return sorted(Merge(key, root, reasons[key]) for key in reasons if (root := union.find(key)) != key)


def _conflict(one: _Person, other: _Person) -> bool:
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


def _bodies(one: _Person, other: _Person) -> set[str]:
    """The organisations that an office of one belongs to and that the other has an office in, or is named with."""
    if not one.organisations and not other.organisations:
        return set()
    both = one.organisations & other.organisations
    return both | one.organisations & other.context | other.organisations & one.context


def _support(one: _Person, other: _Person) -> int:
    """How much says that two of one name are one: office, party, what the office belongs to, others named with both."""
    offices, parties = len(_offices(one, other)), len(one.parties & other.parties)
    bodies = _bodies(one, other)
    company = len((one.context & other.context) - bodies)
    if not offices and not bodies and one.organisations and other.organisations:
        company -= 1  # each belongs to another body: others in common must be more than a chance
    # Where both have an office, and not the same, the town is theirs for different reasons.
    neighbours = bool(one.towns & other.towns) and not (one.roles and other.roles)
    return 3 * offices + 3 * len(bodies) + 2 * parties + max(0, min(company, 3), neighbours)


def _bearers(same: Sequence[_Person], join: _Join) -> list[_Person]:
    """Joins persons of one full name where something says that they are one; returns who is left.

    Those with a party or an office come first. Each goes to the bearer with whom it has most in common, none to one
    that something speaks against; where that does not decide, it stays by itself. Of a name that is not common, or that
    everybody knows, the only bearer so far needs nothing in common.
    """
    found: list[_Person] = []
    for p in sorted(same, key=lambda p: (not p.walks, not p.parties, p.ids)):
        scored = sorted(((_support(p, one), -i) for i, one in enumerate(found) if not _conflict(p, one)), reverse=True)
        chosen = found[-scored[0][1]] if scored else None
        if chosen is not None and (scored[0][0] == 0 or (len(scored) > 1 and scored[0][0] == scored[1][0])):
            alone = len(found) == 1 and (not _is_common(p) or f"{p.given} {p.family}" in tables.people())
            chosen = chosen if alone else None
        if chosen is None:
            found.append(p)
        else:
            join(p, chosen, f"same name, {_shared(p, chosen)}")
            chosen.take(p)
    return found


def _shared(one: _Person, other: _Person) -> str:
    """What two have in common, in words."""
    if common := _offices(one, other) or sorted(one.parties & other.parties):
        return f"both {common[0]}"
    if _bodies(one, other):
        return "of the same organisation"
    if one.context & other.context:
        return "named together with the same others"
    return "of the same town" if one.towns & other.towns else "and nothing against it"


def _join_misspelt(bearers: Sequence[_Person], join: _Join) -> None:
    """Joins full names that differ by one letter, where the two keep company with the same others."""
    from rapidfuzz.distance import OSA

    blocks: dict[tuple[str, str], list[_Person]] = defaultdict(list)
    for one in bearers:
        if len(one.family) >= _TYPO_LENGTH:
            blocks[one.given, one.family[:4]].append(one)
            blocks[one.given, one.family[-4:]].append(one)
    for _, block in sorted(blocks.items()):
        for i, one in enumerate(block):
            for other in block[i + 1 :]:
                if one.family == other.family or OSA.distance(one.family, other.family, score_cutoff=1) > 1:
                    continue
                if one.context & other.context and not _conflict(one, other):
                    join(one, other, "names one letter apart, named together with the same others")


def _join_bare(bare: Sequence[_Person], bearers: Sequence[_Person], join: _Join) -> None:
    """Joins bare family names to the bearer of the name who shares most of office, party and company with them."""
    sharing: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(bearers):
        for sign in one.roles | one.parties | one.context | one.organisations:
            sharing[sign].append(i)
    for p in bare:
        signs = p.roles | p.parties | p.context | p.organisations
        candidates = sorted({i for sign in signs for i in sharing.get(sign, ())})
        scored = [(_support(p, bearers[i]), i) for i in candidates if not _conflict(p, bearers[i])]
        scored.sort(reverse=True)
        # One acquaintance in common may be chance, where many are called so.
        least = 2 if p.family in _common("family") else 1
        if scored and scored[0][0] >= least and (len(scored) == 1 or scored[0][0] > scored[1][0]):
            chosen = bearers[scored[0][1]]
            join(p, chosen, f"family name alone, {_shared(p, chosen)}")


def changes(held: Iterable[tuple[str, str]], wanted: Sequence[Merge]) -> list[Merge]:
    """The rows that turn the merges ``held``, as (from_id, into_id), into the identities that ``wanted`` means.

    Edges between ids that are no longer one are withdrawn; new edges are added only where ids that are one are not yet
    connected. Sorted, so that the same lake gets the same rows.
    """
    aim = _Union()
    for merge in wanted:
        aim.join(merge.from_id, merge.into_id)
    now = _Union()
    rows = []
    for from_id, into_id in sorted(set(held)):
        if aim.find(from_id) == aim.find(into_id):
            now.join(from_id, into_id)
        else:
            rows.append(Merge(from_id, into_id, "another bearer of the name has come to light", withdrawn=True))
    for merge in sorted(wanted):
        low, high = sorted((now.find(merge.from_id), now.find(merge.into_id)))
        if low != high:
            now.join(low, high)
            rows.append(Merge(high, low, merge.reason))
    return sorted(rows)


def with_sources(merges: Sequence[Merge]) -> list[Merge]:
    """``merges`` of entities, and those of the sources that stand for them."""
    of_sources = []
    for merge in merges:
        low, high = sorted((stable_id("source", merge.from_id), stable_id("source", merge.into_id)))
        of_sources.append(Merge(high, low, merge.reason, merge.withdrawn))
    return [*merges, *of_sources]


_PROFILES = """
WITH named AS (
    -- Who is only described is of one article; whoever took a picture or wrote the article keeps company with nobody.
    SELECT records.document_id, entity_id, records.name, records.kind, gender, country,
           credited.name IS NOT NULL AS credited
    FROM entity_records AS records
    LEFT JOIN (SELECT DISTINCT document_id, name FROM credits) AS credited
      ON credited.document_id = records.document_id AND credited.name = records.name
    WHERE named AND records.kind IN ('person', 'organisation', 'place')
), persons AS (
    SELECT entity_id, name, min(gender) AS gender, min(country) AS country,
           row_number() OVER (PARTITION BY entity_id ORDER BY count(*) DESC, length(name) DESC, name) AS place
    FROM named WHERE kind = 'person' GROUP BY entity_id, name
), company AS (
    SELECT entity_id, document_id, kind, name FROM named
    WHERE NOT credited
    QUALIFY count(DISTINCT document_id) OVER (PARTITION BY entity_id) <= $common
), contexts AS (
    SELECT one.entity_id,
           list(DISTINCT other.entity_id ORDER BY other.entity_id) FILTER (other.kind <> 'place') AS context,
           list(DISTINCT other.name ORDER BY other.name) FILTER (other.kind = 'place') AS towns
    FROM named AS one JOIN company AS other
      ON other.document_id = one.document_id AND other.entity_id <> one.entity_id
    WHERE one.kind = 'person' GROUP BY one.entity_id
), held AS (
    SELECT entity_id,
           list(DISTINCT organisation ORDER BY organisation) FILTER (role = 'Mitglied') AS parties,
           list(DISTINCT role ORDER BY role) FILTER (role <> 'Mitglied') AS roles,
           list(DISTINCT organisation ORDER BY organisation) FILTER (role <> 'Mitglied' AND organisation IS NOT NULL)
               AS organisations
    FROM role_records GROUP BY entity_id
)
SELECT entity_id, name, gender, country, coalesce(parties, []), coalesce(roles, []), coalesce(context, []),
       coalesce(organisations, []), coalesce(towns, [])
FROM persons LEFT JOIN contexts USING (entity_id) LEFT JOIN held USING (entity_id)
WHERE place = 1
ORDER BY entity_id
"""


def read_profiles(connection: duckdb.DuckDBPyConnection) -> list[Profile]:
    """The persons that ``entity_records`` and ``roles`` of the connection's default schema know, by id."""
    rows = connection.execute(_PROFILES, {"common": _COMMON}).fetchall()
    return [
        Profile(entity_id, name, "person", gender, country, *(frozenset(one or ()) for one in sets))
        for entity_id, name, gender, country, *sets in rows
    ]


def link(data: Path, run_id: str) -> int:
    """Bring the table ``merges`` of the lake in ``data`` up to date, in one transaction; returns the rows appended.

    Raises:
        duckdb.TransactionException: another writer committed first; nothing was appended, and trying again is right.
    """
    from quellenlage.tasks.land.lake import insert, open_lake, writing
    from quellenlage.tasks.tables.ledger_tables import MERGES
    from quellenlage.tasks.tables.rows import row_of
    from quellenlage.tasks.tables.schema import arrow_table

    with open_lake(data, create=True) as connection, writing(connection, data):
        held = connection.execute(
            "SELECT from_id, into_id FROM merges GROUP BY ALL HAVING sum(CASE WHEN withdrawn THEN -1 ELSE 1 END) > 0"
        ).fetchall()
        wanted = with_sources(find_merges(read_profiles(connection)))
        rows = [row_of(MERGES, merge, run_id=run_id) for merge in changes(held, wanted)]
        insert(connection, {"merges": arrow_table(MERGES, rows)})
    return len(rows)
