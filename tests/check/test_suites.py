"""Nothing lands unchecked because a suite is missing or cannot be read: that is an error with a sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from quellenlage.errors import QuellenlageError
from quellenlage.project import SUITES
from quellenlage.tasks.check.checker import Checker
from quellenlage.tasks.check.suites import load_suites, vocabularies
from quellenlage.tasks.tables.schema import TABLES


@pytest.fixture
def suites(tmp_path: Path) -> Path:
    """A copy of all suites."""
    return shutil.copytree(SUITES, tmp_path / "expectations")


def rewritten(suites: Path, name: str, **changed: Any) -> None:
    """Change the first expectation of a suite."""
    path = suites / f"{name}.json"
    suite = json.loads(path.read_text(encoding="utf-8"))
    suite["expectations"][0] |= changed
    path.write_text(json.dumps(suite), encoding="utf-8")


def test_there_is_a_suite_for_every_table_but_those_that_say_why_not() -> None:
    # What runs and people write about the ledger itself: no document is refused for it. Stems follow from claims.
    without = {"findings", "read_files", "schema_version", "unlinked", "released", "forgotten", "corrections"}
    assert load_suites(SUITES).keys() == TABLES.keys() - without - {"claim_stems"}
    assert all(TABLES[name].unchecked for name in ("findings", "schema_version"))


def test_a_folder_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(QuellenlageError, match=r"no-such-folder: there is no suite here"):
        Checker(tmp_path / "no-such-folder")


def test_a_folder_without_suites_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(QuellenlageError, match="there is no suite here"):
        Checker(tmp_path)


def test_a_table_without_a_suite_is_an_error(suites: Path) -> None:
    (suites / "claim_records.json").unlink()
    with pytest.raises(QuellenlageError, match=r"no suite for claim_records; write claim_records\.json"):
        Checker(suites)


@pytest.mark.parametrize("name", ["claims", "findings"])
def test_a_suite_without_a_table_that_is_checked_is_an_error(suites: Path, name: str) -> None:
    (suites / f"{name}.json").write_text((suites / "claim_records.json").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(QuellenlageError, match=f"{name} is no table that is checked"):
        Checker(suites)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"name": "merges"}', '{"name": "merges", "expectations": 1}'])
def test_a_file_that_is_no_suite_is_an_error(suites: Path, text: str) -> None:
    (suites / "merges.json").write_text(text, encoding="utf-8")
    with pytest.raises(QuellenlageError, match=r"merges\.json: no suite"):
        Checker(suites)


def test_a_suite_of_another_name_is_an_error(suites: Path) -> None:
    shutil.copy(suites / "claim_links.json", suites / "merges.json")
    with pytest.raises(QuellenlageError, match=r"merges\.json: its name is claim_links"):
        Checker(suites)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"description": ""}, "needs a description and a severity"),
        ({"severity": None}, "needs a description and a severity"),
        ({"severity": "loud"}, "cannot be built: Invalid severity"),
        ({"type": "expect_nothing"}, "cannot be built: expect_nothing not found"),
        ({"kwargs": {"colum": "reason"}}, "cannot be built: "),
        ({"kwargs": {"column": "stage", "value_set": {"$PARAMETER": "stages"}}}, "asks for stages; there are "),
    ],
)
def test_an_expectation_that_is_none_is_an_error(suites: Path, changed: dict[str, Any], sentence: str) -> None:
    rewritten(suites, "quarantine", **changed)
    with pytest.raises(QuellenlageError, match=r"quarantine\.json: .*" + sentence):
        Checker(suites)


def test_suites_take_their_vocabularies_from_the_tables_definitions() -> None:
    for path in SUITES.glob("*.json"):
        sets = {
            expectation["kwargs"]["column"]: expectation["kwargs"]["value_set"]
            for expectation in json.loads(path.read_text(encoding="utf-8"))["expectations"]
            if "value_set" in expectation["kwargs"]
        }
        asked = {column for column, values in sets.items() if isinstance(values, dict)}
        assert {f"vocabulary_of_{column}" for column in asked} == vocabularies(path.stem).keys()
        for column in sets.keys() - asked:  # only whether something holds is said in the suite itself
            assert sets[column] in ([True], [False])
