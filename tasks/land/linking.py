"""Linking across articles: which entities of the lake are one, as rows that say why.

An article alone gives an entity an id that follows from its canonical name and, for a person, from party and walk of
life. What only the whole lake can tell is decided here: that the "Ole Ihde" of one article is "Ole Ihde (SPD)" of
another, or that a bare "Ihde" is he. Nothing is rewritten: merges are edges between ids, and one that no longer holds,
because a second bearer of the name came to light, is withdrawn by a row of its own.

Candidates are found by blocking: entities are only compared with those that share a family name, or, for slips of the
pen, given name and beginning or end of the family name. Similarity of spelling is rapidfuzz's.

Whether two of one name are one is weighed in :mod:`~quellenlage.tasks.land.evidence`. Who is not named ("seine Frau")
is of one article and never linked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quellenlage import words as tables
from quellenlage.ids import stable_id
from quellenlage.tasks.land.candidates import names_to_link
from quellenlage.tasks.land.evidence import Person, common_names, conflict, is_common, shared, support
from quellenlage.tasks.land.lake import insert, open_lake, writing
from quellenlage.tasks.land.profiles import Profile, read_profiles
from quellenlage.tasks.land.spelling import ends_of, is_misspelt
from quellenlage.tasks.tables.ledger_tables import MERGES
from quellenlage.tasks.tables.rows import row_of
from quellenlage.tasks.tables.schema import arrow_table


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """``from_id`` is ``into_id``, which sorts before it; or, ``withdrawn``, is no longer taken to be."""

    from_id: str
    into_id: str
    reason: str
    withdrawn: bool = False


_Join = Callable[[Person, Person, str], None]


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
    persons = [Person.of(p) for p in sorted(set(profiles), key=lambda p: p.entity_id) if p.kind == "person"]
    union = _Union()
    reasons: dict[str, str] = {}

    def join(one: Person, other: Person, reason: str) -> None:
        a, b = one.ids[0], other.ids[0]
        if union.find(a) != union.find(b):
            union.join(a, b)
            for key in (a, b):
                reasons.setdefault(key, reason)

    by_name: dict[tuple[str, str], list[Person]] = defaultdict(list)
    by_family: dict[str, list[Person]] = defaultdict(list)
    for p in persons:
        if p.given:
            by_name[p.given, p.family].append(p)
        else:
            by_family[p.family].append(p)
    bearers: dict[str, list[Person]] = defaultdict(list)
    for (_, family), same in sorted(by_name.items()):
        bearers[family] += _bearers(same, join)
    _join_misspelt([one for _, group in sorted(bearers.items()) for one in group], join)
    for family, bare in sorted(by_family.items()):
        _join_bare(bare, bearers.get(family, []), join)
    return sorted(Merge(key, root, reasons[key]) for key in reasons if (root := union.find(key)) != key)


def _bearers(same: Sequence[Person], join: _Join) -> list[Person]:
    """Joins persons of one full name where something says that they are one; returns who is left.

    Those with a party or an office come first. Each goes to the bearer with whom it has most in common, none to one
    that something speaks against; where that does not decide, it stays by itself. Of a name that is not common, or that
    everybody knows, the only bearer so far needs nothing in common.
    """
    found: list[Person] = []
    for p in sorted(same, key=lambda p: (not p.walks, not p.parties, p.ids)):
        scored = sorted(((support(p, one), -i) for i, one in enumerate(found) if not conflict(p, one)), reverse=True)
        chosen = found[-scored[0][1]] if scored else None
        if chosen is not None and (scored[0][0] == 0 or (len(scored) > 1 and scored[0][0] == scored[1][0])):
            alone = len(found) == 1 and (not is_common(p) or f"{p.given} {p.family}" in tables.people())
            chosen = chosen if alone else None
        if chosen is None:
            found.append(p)
        else:
            join(p, chosen, f"same name, {shared(p, chosen)}")
            chosen.take(p)
    return found


def _join_misspelt(bearers: Sequence[Person], join: _Join) -> None:
    """Joins full names that differ by one letter, where the two keep company with the same others."""
    blocks: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for one in bearers:
        for end in ends_of(one.family):
            blocks[one.given, end].append(one)
    for _, block in sorted(blocks.items()):
        for i, one in enumerate(block):
            for other in block[i + 1 :]:
                if not is_misspelt(one.family, other.family):
                    continue
                if one.context & other.context and not conflict(one, other):
                    join(one, other, "names one letter apart, named together with the same others")


def _join_bare(bare: Sequence[Person], bearers: Sequence[Person], join: _Join) -> None:
    """Joins bare family names to the bearer of the name who shares most of office, party and company with them."""
    sharing: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(bearers):
        for sign in one.roles | one.parties | one.context | one.organisations:
            sharing[sign].append(i)
    for p in bare:
        signs = p.roles | p.parties | p.context | p.organisations
        candidates = sorted({i for sign in signs for i in sharing.get(sign, ())})
        scored = [(support(p, bearers[i]), i) for i in candidates if not conflict(p, bearers[i])]
        scored.sort(reverse=True)
        # One acquaintance in common may be chance, where many are called so.
        least = 2 if p.family in common_names("family") else 1
        if scored and scored[0][0] >= least and (len(scored) == 1 or scored[0][0] > scored[1][0]):
            chosen = bearers[scored[0][1]]
            join(p, chosen, f"family name alone, {shared(p, chosen)}")


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


_HELD = "SELECT from_id, into_id FROM merges GROUP BY ALL HAVING sum(CASE WHEN withdrawn THEN -1 ELSE 1 END) > 0"


def link(data: Path, run_id: str) -> int:
    """Bring the table ``merges`` of the lake in ``data`` up to date, in one transaction; returns the rows appended.

    Only persons are looked at whom the batches in ``unlinked`` concern; all persons, where there are none.

    Raises:
        duckdb.TransactionException: another writer committed first; nothing was appended, and trying again is right.
    """
    with open_lake(data, create=True) as connection, writing(connection, data):
        names = names_to_link(connection)
        profiles = read_profiles(connection, names)
        held = connection.execute(_HELD).fetchall()
        if names is not None:
            concerned = {one.entity_id for one in profiles}
            concerned |= {stable_id("source", one) for one in concerned}
            held = [edge for edge in held if edge[0] in concerned or edge[1] in concerned]
        wanted = with_sources(find_merges(profiles))
        rows = [row_of(MERGES, merge, run_id=run_id) for merge in changes(held, wanted)]
        insert(connection, {"merges": arrow_table(MERGES, rows)})
        connection.execute("DELETE FROM unlinked")
    return len(rows)


def owes_links(data: Path) -> bool:
    """Whether something landed since the lake was linked last: a run that was killed leaves that to the next one."""
    with open_lake(data, create=True) as connection:
        return connection.execute("SELECT 1 FROM unlinked LIMIT 1").fetchone() is not None
