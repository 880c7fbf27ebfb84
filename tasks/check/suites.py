"""The suites in ``expectations/``: one a table, and none silently missing."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quellenlage.errors import QuellenlageError
from quellenlage.tasks.tables.schema import TABLES

if TYPE_CHECKING:
    from great_expectations.core.expectation_suite import ExpectationSuite
    from great_expectations.expectations.expectation import Expectation

CRITICAL = "critical"
#: What any suite may ask for by name, in days since 0001-01-01: the bounds of a day of publication.
PARAMETERS = frozenset({"earliest", "tomorrow"})


class SuiteError(QuellenlageError):
    """Nothing can be checked: a suite is missing, is one too many, or cannot be read."""


def load_suites(folder: Path) -> dict[str, ExpectationSuite]:
    """The suites of a folder by the table that each is for: exactly one a table that is to be checked.

    Raises:
        SuiteError: there is no suite at all, a table has none, one has no table, or one cannot be read.
    """
    found = {path.stem: path for path in sorted(folder.glob("*.json"))}
    if not found:
        raise SuiteError(
            f"{folder}: there is no suite here, and nothing lands unchecked; name the folder that has them."
        )
    wanted = {table.name for table in TABLES.values() if table.unchecked is None}
    if missing := sorted(wanted - found.keys()):
        raise SuiteError(
            f"{folder}: there is no suite for {', '.join(missing)}; write {missing[0]}.json, or say in the table's "
            "definition why it is unchecked."
        )
    if odd := sorted(found.keys() - wanted):
        raise SuiteError(f"{found[odd[0]]}: {odd[0]} is no table that is checked; rename the file or remove it.")
    return {name: load_suite(path) for name, path in found.items()}


def load_suite(path: Path) -> ExpectationSuite:
    """The suite of one JSON file, which is named after its table.

    Raises:
        SuiteError: it is no JSON, an expectation of it is not one that Great Expectations knows, has no sentence or
            severity, or asks for a parameter that there is none of.
    """
    quiet_analytics()
    from great_expectations.core.expectation_suite import ExpectationSuite

    try:
        written: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        name, expectations = written["name"], list(written["expectations"])
    except (ValueError, KeyError, TypeError) as error:
        raise SuiteError(f"{path}: no suite ({type(error).__name__}: {error}); compare it with another.") from error
    if name != path.stem:
        raise SuiteError(f"{path}: its name is {name}; a suite is named like its file, after its table.")
    known = PARAMETERS | vocabularies(name).keys()
    return ExpectationSuite(name=name, expectations=[_expectation(path, one, known) for one in expectations])


def _expectation(path: Path, written: dict[str, Any], known: Collection[str]) -> Expectation:
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    kind = written.get("type")
    if not written.get("description") or not written.get("severity"):
        raise SuiteError(f"{path}: {kind} needs a description and a severity.")
    where = f"{path}: '{written['description']}'"
    for value in written.get("kwargs", {}).values():
        asked = value.get("$PARAMETER") if isinstance(value, dict) else None
        if asked is not None and asked not in known:
            raise SuiteError(f"{where} asks for {asked}; there are {', '.join(sorted(known))}.")
    try:
        return ExpectationConfiguration(**written).to_domain_obj()
    except Exception as error:  # Great Expectations has errors of several families for what is no expectation
        raise SuiteError(f"{where} cannot be built: {error}") from error


def vocabularies(name: str) -> dict[str, list[str]]:
    """The vocabularies of a table's columns, as parameters that its suite names: ``vocabulary_of_<column>``."""
    return {
        f"vocabulary_of_{column.name}": list(column.vocabulary) for column in TABLES[name].columns if column.vocabulary
    }


def quiet_analytics() -> None:
    """Nothing is sent anywhere: Great Expectations reads this variable when it is imported."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
