"""Names of persons that are two names, or a name and a noun."""

from __future__ import annotations

import pyarrow as pa
import pytest

from quellenlage.tasks.check.name_checks import name_columns


def found(name: str, *others: str, written: tuple[str, ...] = ()) -> bool | None:
    """What is said of a person of that name in an article with ``others``, whom the text calls ``written``."""
    names = (name, *others)
    rows = [{"document_id": "d", "entity_id": one, "name": one, "kind": "person", "named": True} for one in names]
    mentions = [{"document_id": "d", "entity_id": name, "form": "name", "text": text} for text in written or (name,)]
    tables = {"entity_records": pa.Table.from_pylist(rows), "mention_records": pa.Table.from_pylist(mentions)}
    return name_columns(tables)["name_is_one"][0]


@pytest.mark.parametrize(
    "name",
    [
        "Lahn",
        "Rieke Lahn",
        "Carlos Gómez Sáez",
        "Anna Maria Kolb",
        "Agathe von Zehmen",
        "Karl F. Olm",
        "Thomas Richter",
        "Hans Jäger",
    ],
)
def test_a_name_is_one(name: str) -> None:
    assert found(name) is True


@pytest.mark.parametrize("name", ["Pepe Gardel Erik Haller", "Tiedes Manager", "Vera der"])
def test_a_name_with_another_or_a_noun_is_two(name: str) -> None:
    assert found(name) is False


def test_who_is_called_by_the_middle_of_a_name_is_somebody_else() -> None:
    assert found("Karl Rast Wittbek", "Rast") is False
    assert found("Carlos Gómez Sáez", "Gómez Sáez") is True


def test_namesakes_are_two() -> None:
    assert found("Sebastian Handel", written=("Sebastian Handel", "Kristina Handel")) is False
    assert found("Anna Maria Kolb", written=("Anna Maria Kolb", "Anna Kolb", "Anna Kolbs")) is True


def test_a_body_is_no_person() -> None:
    rows = [{"document_id": "d", "entity_id": "e", "name": "Werft der", "kind": "organisation", "named": True}]
    assert name_columns({"entity_records": pa.Table.from_pylist(rows)}) == {"name_is_one": [None]}
