"""One definition a table: what lands, what the catalogs say and what is printed follow from it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import duckdb
import pytest

from quellenlage import records
from quellenlage.copies.direction import TOLD_BY
from quellenlage.outlets.published import PRECEDENCE
from quellenlage.records import Role
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import land
from quellenlage.tasks.land.publish import publish
from quellenlage.tasks.tables import readme
from quellenlage.tasks.tables.definition import TEXT, Column, Table
from quellenlage.tasks.tables.document_tables import CLAIM_RECORDS, ROLE_RECORDS
from quellenlage.tasks.tables.rows import row_of
from quellenlage.tasks.tables.schema import (
    OF_VERSIONS,
    PUBLISHED,
    TABLES,
    VIEWS,
    ColumnError,
    arrow_table,
    describe,
    views_sql,
)
from tests.conftest import ARTICLE, PROJECT
from tests.landed_batches import AT, batch

Connection = duckdb.DuckDBPyConnection
EVERYTHING = TABLES | VIEWS
ROLE = Role("e", "Landrätin")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a lake and its warehouse."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    land(folder, "run", batch(folder / "a.txt"), [], AT)
    publish(folder)
    return folder


@pytest.fixture
def lake(data: Path) -> Iterator[Connection]:
    with open_lake(data, read_only=True) as connection:
        yield connection


@pytest.fixture
def warehouse(data: Path) -> Iterator[Connection]:
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        yield connection


def test_a_column_that_the_table_does_not_have_is_an_error() -> None:
    with pytest.raises(ColumnError, match="role_records has no column as_off"):
        row_of(ROLE_RECORDS, ROLE, document_id="d", published=None, as_off=None)


def test_a_column_that_nothing_says_is_an_error() -> None:
    with pytest.raises(
        ColumnError, match=r"role_records\.document_id: nothing says what stands there; Role has no such"
    ):
        row_of(ROLE_RECORDS, ROLE, published=None)


@pytest.mark.parametrize("change", [lambda row: row | {"as_off": 1}, lambda row: {"role": row["role"]}])
def test_rows_with_other_columns_than_their_table_do_not_become_one(
    change: Callable[[dict[str, object]], dict[str, object]],
) -> None:
    row = row_of(ROLE_RECORDS, ROLE, document_id="d", published=None)
    assert arrow_table(ROLE_RECORDS, [row]).to_pylist() == [row]
    with pytest.raises(ColumnError, match=r"role_records: .*as_of"):
        arrow_table(ROLE_RECORDS, [row, change(row)])


def test_a_table_does_not_promise_what_it_does_not_have() -> None:
    column = Column("id", TEXT, "An id")
    with pytest.raises(ValueError, match="name is promised and no column"):
        Table("things", "a thing", (column,), promised="id name")
    with pytest.raises(ValueError, match="a column stands there twice"):
        Table("things", "a thing", (column, replace(column, doc="Another")))


@pytest.mark.parametrize(
    ("where", "name"), [*(("lake", name) for name in EVERYTHING), *(("warehouse", name) for name in PUBLISHED | VIEWS)]
)
def test_lake_and_warehouse_have_what_is_defined(where: str, name: str, request: pytest.FixtureRequest) -> None:
    connection: Connection = request.getfixturevalue(where)
    described = connection.execute(f"DESCRIBE {name}").fetchall()
    assert [(row[0], row[1]) for row in described] == [(one.name, one.type.sql) for one in EVERYTHING[name].columns]


def test_every_view_that_is_made_is_documented() -> None:
    assert set(re.findall(r"^CREATE VIEW (\w+)", views_sql(of_lake=True), re.MULTILINE)) == VIEWS.keys()


def test_every_sentence_of_documentation_is_one() -> None:
    for one in EVERYTHING.values():
        assert one.doc[0].islower() or one.doc.startswith("TIMEX3"), one.name
        assert not one.doc.endswith(".")
        for column in one.columns:
            assert column.doc[0].isupper() or column.doc.startswith("m, f"), f"{one.name}.{column.name}"
            assert not column.doc.endswith(".")


def test_both_catalogs_say_what_every_table_is(lake: Connection, warehouse: Connection) -> None:
    # In the warehouse, claim_records is a view of what is kept of claims.
    of_tables = "SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE NOT temporary"
    of_views = "SELECT schema_name, view_name, comment FROM duckdb_views() WHERE view_name = 'claim_records'"
    for connection in (lake, warehouse):
        said = connection.execute(f"{of_tables} UNION ALL {of_views}").fetchall()
        assert all(comment for _, _, comment in said)  # those of the index for full text, and what is kept, too
        known = {name: comment for schema, name, comment in said if schema == "main" and not name.startswith("search_")}
        tables = {**PUBLISHED, **{name: VIEWS[name] for name in OF_VERSIONS}} if connection is warehouse else TABLES
        assert known == {table.name: f"A row is {table.doc}." for table in tables.values()}


def column_comments(connection: Connection, names: list[str]) -> set[tuple[str, str, str]]:
    query = (
        "SELECT table_name, column_name, comment FROM duckdb_columns() "
        "WHERE list_contains(?, table_name) AND schema_name = 'main'"
    )
    return set(connection.execute(query, [names]).fetchall())


def test_both_catalogs_say_what_every_column_of_a_table_is(lake: Connection, warehouse: Connection) -> None:
    for connection, tables in ((lake, TABLES), (warehouse, PUBLISHED)):
        expected = {(table.name, one.name, describe(one)) for table in tables.values() for one in table.columns}
        assert column_comments(connection, list(TABLES)) == expected


def test_both_catalogs_say_what_every_view_and_column_of_it_is(lake: Connection, warehouse: Connection) -> None:
    query = "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
    said = dict(warehouse.execute(f"{query} AND view_name <> 'claim_records'").fetchall())
    assert said == {view.name: f"A row is {view.doc}." for view in VIEWS.values() if view.name not in OF_VERSIONS}
    expected = {(view.name, one.name, describe(one)) for view in VIEWS.values() for one in view.columns}
    assert column_comments(warehouse, list(VIEWS)) == expected
    # DuckLake takes no comment on a column of a view: the view's own has them.
    in_lake = dict(lake.execute(query).fetchall())
    assert in_lake.keys() == VIEWS.keys()
    for view in VIEWS.values():
        first, *others = in_lake[view.name].splitlines()
        assert first == f"A row is {view.doc}."
        assert others == [f"{one.name}: {describe(one)}" for one in view.columns]


def test_forms_roles_and_their_days_land(lake: Connection) -> None:
    ((forms,),) = lake.execute("SELECT list(DISTINCT form ORDER BY form) FROM mentions").fetchall()
    assert set(forms) <= set(records.FORMS)
    assert len(forms) > 1
    krahl = lake.execute("SELECT role, roles FROM entities WHERE name = 'Petra Krahl'").fetchall()
    assert krahl == [("Bürgermeisterin", ["Bürgermeisterin"])]
    assert lake.execute("SELECT DISTINCT as_of::VARCHAR FROM roles").fetchall() == [("2025-03-04",)]


def test_vocabularies_are_those_of_the_code_that_uses_the_words() -> None:
    assert set(get_args(records.ClaimKind)) == set(CLAIM_RECORDS.pick("kind")[0].vocabulary)
    assert set(records.DATE_ORIGINS) == set(PRECEDENCE)


def test_the_dictionary_explains_every_word_and_no_other() -> None:
    said = readme.every_word()
    for name, words in (
        ("act", records.ACTS),
        ("certainty", records.CERTAINTIES),
        ("type", records.CLAIM_TYPES),
        ("kind", records.CLAIM_KINDS),
        ("relation", records.RELATIONS),
        ("claim_links.relation", records.CLAIM_RELATIONS),
        ("anonymity", records.ANONYMITIES),
        ("mood", records.VERB_MOODS),
        ("told_by", TOLD_BY),
    ):
        section = said.partition(f"## {name}\n")[2].partition("\n## ")[0]
        assert tuple(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)) == words


def test_what_marks_a_confidential_source_marks_its_example() -> None:
    path = PROJECT / "tasks" / "tables" / "confidential_names.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            assert duckdb.sql("SELECT regexp_matches($1, $2)", params=[row["example"], row["pattern"]]).fetchall() == [
                (True,)
            ], row


@pytest.mark.parametrize("path", readme.WRITTEN, ids=str)
def test_what_the_readmes_say_of_tables_is_current(path: Path) -> None:
    written = (PROJECT / path).read_text(encoding="utf-8")
    assert readme.rewritten(written, readme.WRITTEN[path]()) == written, "run python -m quellenlage.tasks.tables.readme"


def test_a_folder_without_readmes_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert readme.main() == 2
    assert "in the top folder of the repository" in capsys.readouterr().err
    (tmp_path / "README.md").write_text("# Tables\n", encoding="utf-8")
    assert readme.main() == 2
    assert "README.md: there is no line '<!-- from the definitions" in capsys.readouterr().err
