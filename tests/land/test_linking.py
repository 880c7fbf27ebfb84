"""Linking across articles: who is one, who stays two, and that the order of arrival does not matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.identity.clusters import organisation_key
from quellenlage.ids import stable_id
from quellenlage.tasks.land.lake import insert, open_lake, writing
from quellenlage.tasks.land.linking import Merge, changes, find_merges, link
from quellenlage.tasks.land.profiles import COMMON, Profile
from quellenlage.tasks.tables.schema import TABLES

pytestmark = pytest.mark.usefixtures("lakes_made_once")


def person(key: str, name: str, **known: object) -> Profile:
    sets = {k: frozenset(v) if isinstance(v, (list, set)) else v for k, v in known.items()}
    return Profile(key, name, "person", **sets)  # type: ignore[arg-type]


def components(edges: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    groups: list[set[str]] = []
    for pair in edges:
        touching = [g for g in groups if g & set(pair)]
        groups = [g for g in groups if g not in touching] + [set(pair).union(*touching)]
    return {frozenset(g) for g in groups}


def merged(*profiles: Profile) -> set[frozenset[str]]:
    return components((m.from_id, m.into_id) for m in find_merges(profiles))


PLAIN = person("a", "Ole Ihde")
RED = person("b", "Ole Ihde", parties=["SPD"], roles=["Senator"])
BLACK = person("c", "Ole Ihde", parties=["CDU"], roles=["Landrat"])
COACH = person("d", "Ole Ihde", roles=["Trainer"])


def test_a_name_without_party_joins_the_only_bearer() -> None:
    assert merged(PLAIN, RED) == {frozenset("ab")}


def test_two_parties_are_two_people() -> None:
    assert merged(RED, BLACK) == set()


def test_two_walks_of_life_are_two_people() -> None:
    assert merged(RED, COACH) == set()


def test_between_two_bearers_a_name_alone_stays_by_itself() -> None:
    assert merged(PLAIN, RED, BLACK) == set()


def test_company_decides_between_two_bearers() -> None:
    plain = person("a", "Ole Ihde", context=["x", "y"])
    red = person("b", "Ole Ihde", parties=["SPD"], context=["x"])
    black = person("c", "Ole Ihde", parties=["CDU"], context=["z"])
    assert merged(plain, red, black) == {frozenset("ab")}


def test_a_common_name_needs_something_in_common() -> None:
    chief = person("a", "Thomas Becker", roles=["Vorstandschef"], organisations=["Novatherm"], context=["x"])
    coach = person("b", "Thomas Becker", roles=["Trainer"], context=["y"])
    plain = person("c", "Thomas Becker", context=["z"])
    assert merged(chief, coach) == merged(chief, plain) == merged(coach, plain) == set()


@pytest.mark.parametrize(
    ("sign", "shared"),
    [("roles", "Vorstandschef"), ("parties", "SPD"), ("organisations", "Novatherm"), ("context", "x")],
)
def test_a_common_name_is_one_person_where_something_speaks_for_it(sign: str, shared: str) -> None:
    one, other = (person(key, "Thomas Becker", **{sign: [shared]}) for key in "ab")
    assert merged(one, other) == {frozenset("ab")}


def test_an_organisation_that_the_other_article_names_counts() -> None:
    novatherm = stable_id("entity", "organisation", organisation_key("Novatherm AG"))
    one = person("a", "Thomas Becker", roles=["Vorstandschef"], organisations=["Novatherm"])
    assert merged(one, person("b", "Thomas Becker", context=[novatherm])) == {frozenset("ab")}


def test_two_organisations_speak_against_one_acquaintance_in_common() -> None:
    one = person("a", "Thomas Becker", organisations=["Novatherm"], context=["x", "y"])
    assert merged(one, person("b", "Thomas Becker", organisations=["Nordbahn"], context=["x"])) == set()
    assert merged(one, person("b", "Thomas Becker", organisations=["Nordbahn"], context=["x", "y"])) != set()


def test_a_town_in_common_counts_where_no_office_tells_them_apart() -> None:
    mayor = person("a", "Thomas Becker", roles=["Bürgermeister"], towns=["Halmer"])
    assert merged(mayor, person("b", "Thomas Becker", towns=["Halmer"])) == {frozenset("ab")}
    assert merged(mayor, person("b", "Thomas Becker", roles=["Lotse"], towns=["Halmer"])) == set()
    assert (
        merged(person("a", "Thomas Becker", towns=["Berlin"]), person("b", "Thomas Becker", towns=["Berlin"])) == set()
    )


def test_everybody_knows_whom_a_name_of_the_table_means() -> None:
    assert merged(person("a", "Gordon Brown"), person("b", "Gordon Brown", roles=["Premier"])) == {frozenset("ab")}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Wolodymyr Horbanskyj", "Wladimir Horbanski"), ("Serhij Welitschko", "Sergei Velichko")],
)
def test_spellings_of_a_transliterated_name_meet(one: str, other: str) -> None:
    a, b = person("a", one, context=["x"]), person("b", other, context=["x"])
    assert merged(a, b) == {frozenset("ab")}


def test_a_slip_of_the_pen_needs_company() -> None:
    a, b = person("a", "Imke Brandstetter", context=["x"]), person("b", "Imke Brandstätter", context=["y"])
    assert merged(a, b) == set()
    c = person("b", "Imke Brandsteter", context=["x"])
    assert merged(a, c) == {frozenset("ab")}


def test_a_bare_surname_needs_an_office_a_party_or_company() -> None:
    assert merged(person("e", "Ihde"), RED) == set()
    assert merged(person("e", "Ihde", roles=["Senator"]), RED) == {frozenset("be")}
    assert merged(person("e", "Ihde", roles=["Senator"], gender="f"), person("b", "Ole Ihde", gender="m")) == set()


def test_every_merge_has_a_reason_and_goes_to_the_lesser_id() -> None:
    merges = find_merges([PLAIN, RED, person("e", "Ihde", roles=["Senator"])])
    assert len(merges) == 2
    assert all(m.reason and m.into_id < m.from_id for m in merges)


NAMES = st.sampled_from(["Ole Ihde", "Ihde", "Ida Ihde", "Ole Ihden", "Thomas Becker", "Becker"])
PROFILES = st.lists(
    st.builds(
        lambda name, party, role, context: (name, party, role, context),
        NAMES,
        st.sampled_from(["", "SPD", "CDU"]),
        st.sampled_from(["", "Senator", "Trainer"]),
        st.frozensets(st.sampled_from("xyz")),
    ),
    max_size=8,
)


def built(rows: list[tuple[str, str, str, frozenset[str]]]) -> list[Profile]:
    return [
        Profile(f"{i:02}", n, "person", None, None, frozenset(filter(None, [p])), frozenset(filter(None, [r])), c)
        for i, (n, p, r, c) in enumerate(rows)
    ]


@given(rows=PROFILES, cuts=st.lists(st.integers(0, 8), max_size=3), order=st.randoms(use_true_random=False))
def test_arrival_order_does_not_matter(
    rows: list[tuple[str, str, str, frozenset[str]]], cuts: list[int], order: object
) -> None:
    everything = built(rows)
    shuffled = list(everything)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    ledger: list[Merge] = []
    for cut in [*sorted(cuts), len(shuffled)]:
        ledger += changes(active(ledger), find_merges(shuffled[:cut]))
    at_once = components((m.from_id, m.into_id) for m in find_merges(everything))
    assert components(active(ledger)) == at_once
    assert len(active(ledger)) == len({m[0] for m in active(ledger)})


def active(ledger: Iterable[Merge]) -> list[tuple[str, str]]:
    balance: dict[tuple[str, str], int] = {}
    for m in ledger:
        balance[m.from_id, m.into_id] = balance.get((m.from_id, m.into_id), 0) + (-1 if m.withdrawn else 1)
    return [pair for pair, held in balance.items() if held > 0]


def land(data: Path, document: str, *people: tuple[str, str, str | None, str | None]) -> None:
    day = dt.date(2025, 5, 5)
    records = [
        {"document_id": document, "published": day, "entity_id": key, "name": name, "label": "PER", "kind": "person"}
        | {"named": " " not in key}
        for key, name, _, _ in people
    ]
    roles = [
        {"document_id": document, "published": day, "entity_id": key, "role": role, "organisation": organisation}
        for key, _, role, organisation in people
        if role
    ]
    documents = [{"document_id": document, "article_id": document, "version": 1, "run_id": document}]
    with open_lake(data, create=True) as lake, writing(lake, data):
        insert(
            lake,
            {
                "documents": pa.Table.from_pylist(documents),
                "unlinked": pa.table({"run_id": [document]}),
                "entity_records": pa.Table.from_pylist(records, schema=TABLES["entity_records"].schema),
                "role_records": pa.Table.from_pylist(roles, schema=TABLES["role_records"].schema),
            },
        )


def test_the_lake_gets_rows_and_withdraws_by_rows(tmp_path: Path) -> None:
    land(tmp_path, "1", ("a", "Ole Ihde", None, None), ("b", "Ole Ihde", "Mitglied", "SPD"))
    assert link(tmp_path, "run 1") == 2  # the person, and the source that stands for it
    assert link(tmp_path, "run 2") == 0
    with open_lake(tmp_path) as lake:
        assert ("b", "a") in lake.execute("SELECT id, identity FROM identities").fetchall()
    land(tmp_path, "2", ("c", "Ole Ihde", "Mitglied", "CDU"))
    assert link(tmp_path, "run 3") == 2
    with open_lake(tmp_path) as lake:
        assert lake.execute("SELECT * FROM identities WHERE id <> identity").fetchall() == []
        assert len(lake.execute("SELECT * FROM merges WHERE reason <> ''").fetchall()) == 4


def test_looking_at_what_is_new_links_as_looking_at_all_does(tmp_path: Path) -> None:
    land(
        tmp_path,
        "1",
        ("a", "Ole Ihde", None, None),
        ("x", "Anke Brenndahler", None, None),
        ("o", "Tom Roth", None, None),
    )
    land(tmp_path, "2", ("b", "Ole Ihde", "Mitglied", "SPD"), ("y", "Jan Kell", None, None))
    link(tmp_path, "together")
    land(tmp_path, "3", ("c", "Ihde", "Mitglied", "SPD"), ("k", "Jan Kell", "Mitglied", "CDU"))
    link(tmp_path, "bare name")
    land(tmp_path, "4", ("d", "Ole Ihde", "Mitglied", "CDU"), ("o", "Tom Roth", None, None))
    link(tmp_path, "second bearer")
    # One letter apart, in the company of one who is named with the other; then he is named too often to tell anything.
    land(tmp_path, "5", ("z", "Anke Brenndahle", None, None), ("o", "Tom Roth", None, None))
    link(tmp_path, "slip of the pen")
    with open_lake(tmp_path, read_only=True) as lake:
        assert ("z", "x") in lake.execute("SELECT from_id, into_id FROM merges").fetchall()
    for number in range(COMMON):
        land(tmp_path, f"often {number}", ("o", "Tom Roth", None, None))
    assert link(tmp_path, "common") > 0
    assert link(tmp_path, "all") == 0  # nothing is unlinked now: everybody is looked at
    with open_lake(tmp_path, read_only=True) as lake:
        assert "z" not in {one for (one,) in lake.execute("SELECT id FROM merged_ids").fetchall()}


def test_who_is_only_described_is_of_one_article(tmp_path: Path) -> None:
    land(tmp_path, "1", ("a 1", "Seine Frau", "Frau", None), ("b", "Ole Ihde", None, None))
    land(tmp_path, "2", ("c 2", "die Frau", "Frau", None), ("b", "Ole Ihde", None, None))
    assert link(tmp_path, "run") == 0


def test_who_takes_the_pictures_keeps_no_company(tmp_path: Path) -> None:
    for number, key in enumerate(("a", "b")):
        land(tmp_path, str(number), (key, "Thomas Becker", None, None), ("z", "Ole Brandt", None, None))
        with open_lake(tmp_path) as lake:
            lake.execute(
                "INSERT INTO credits BY NAME SELECT ? AS document_id, 'Ole Brandt' AS name, 'person' AS kind",
                [str(number)],
            )
    assert link(tmp_path, "run") == 0


def test_company_and_organisations_are_read_from_the_lake(tmp_path: Path) -> None:
    land(tmp_path, "1", ("a", "Thomas Becker", "Vorstandschef", "Novatherm"), ("y", "Ole Ihde", None, None))
    land(tmp_path, "2", ("b", "Thomas Becker", "Chef", "Novatherm"))
    land(tmp_path, "3", ("c", "Thomas Becker", None, None), ("y", "Ole Ihde", None, None))
    land(tmp_path, "4", ("d", "Thomas Becker", None, None))
    link(tmp_path, "run")
    with open_lake(tmp_path) as lake:
        identities = dict(lake.execute("SELECT id, identity FROM identities WHERE len(id) = 1").fetchall())
    assert identities == {"a": "a", "b": "a", "c": "a", "d": "d", "y": "y"}
