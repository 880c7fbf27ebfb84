"""What is done to a lake beside reading, as the runs of its deployments: what they say, leave, and are called."""

from __future__ import annotations

import asyncio
import logging
import re
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
import yaml
from prefect.client.orchestration import get_client
from prefect.events.schemas.automations import AutomationCore
from prefect.exceptions import FailedRun
from prefect.settings import PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW, temporary_settings

from quellenlage.flows.upkeep import check, maintenance, publish
from quellenlage.project import DEPLOYMENTS
from quellenlage.tasks.corrections.correcting import Making, correct
from quellenlage.tasks.land.land import land
from tests.conftest import ARTICLE, PROJECT
from tests.landed_batches import AT, batch, changed

pytestmark = pytest.mark.usefixtures("lakes_made_once")

A_CENTURY = 36_500
ARTICLES = {
    "a.txt": ARTICLE,
    "b.txt": " date 2025-03-05 Brücke gesperrt\n\nDie Pfeiler seien unterspült, sagte Landrat Karl Möhn am Mittwoch.\n",
    "c.txt": ' date 2025-03-06 Schule kommt später\n\n"Wir bauen im Juni", sagte Bürgermeisterin Ilse Rabe.\n',
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    folder = tmp_path_factory.mktemp("news")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return batch(*(folder / name for name in ARTICLES))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, tables: dict[str, pa.Table]) -> Path:
    """A lake with three articles, from which nothing has been published."""
    folder = tmp_path_factory.mktemp("data")
    land(folder, "run", tables, [], AT)
    return folder


def named(state: Any) -> str:
    """What the run of that state is called in the UI."""

    async def ask() -> str:
        async with get_client() as client:
            return (await client.read_flow_run(state.state_details.flow_run_id)).name

    return asyncio.run(ask())


@pytest.mark.usefixtures("prefect_server")
def test_publishing_brings_corrections_into_the_warehouse(data: Path) -> None:
    assert publish(data, return_state=True).is_completed()
    correct(data, "Wir bauen im Juni", {"act": "promise"}, Making("anna", None, AT))
    state = publish(data, return_state=True)
    assert state.message == f"Published to {data / 'warehouse.duckdb'}."
    assert re.fullmatch(r"publish · \d{4}-\d\d-\d\d \d\d:\d\d", named(state))
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as warehouse:
        asked = "SELECT act FROM who_said_what WHERE contains(content, 'Wir bauen im Juni')"
        assert warehouse.execute(asked).fetchall() == [("promise",)]


@pytest.mark.usefixtures("prefect_server")
def test_a_check_tells_what_does_not_hold_of_what_landed_lately(
    data: Path, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    state = check(data, 1, return_state=True)
    assert (state.is_completed(), state.message) == (True, "Nothing has landed in the last 1 day.")
    state = check(data, A_CENTURY, return_state=True)
    assert (state.is_completed(), str(state.message)[:28]) == (True, "3 articles of the last 36500"), state.message
    land(tmp_path, "run", changed(tables, "documents", "language", 0, None), [], AT)
    state = check(tmp_path, A_CENTURY, return_state=True)
    assert state.is_failed()
    assert "'Every document has a language.' does not hold" in str(state.message)
    assert named(state).startswith("check · ")


@pytest.mark.usefixtures("prefect_server")
def test_maintenance_says_what_it_did_and_that_there_is_no_lake(data: Path, tmp_path: Path) -> None:
    state = maintenance(data, return_state=True)
    assert state.is_completed(), state.message
    told = r"Files before: \d+, .* Snapshots that expired: \d+; files that were deleted: \d+\."
    assert re.match(told, str(state.message))
    assert named(state).startswith("maintenance · ")
    for flow in (publish, check, maintenance):
        state = flow(tmp_path / "none", return_state=True)
        assert state.is_failed()
        assert "none: nothing has landed here yet" in str(state.message)


def test_the_notification_that_the_readme_shows_is_of_every_deployment() -> None:
    written = yaml.safe_load((PROJECT / "docs" / "notify.yaml").read_text(encoding="utf-8"))
    automation = AutomationCore.model_validate(written)
    assert automation.actions[0].type == "send-notification"
    tag = written["trigger"]["match_related"]["prefect.resource.id"].removeprefix("prefect.tag.")
    deployed = yaml.safe_load(DEPLOYMENTS.read_text(encoding="utf-8"))["deployments"]
    assert [one["name"] for one in deployed if tag not in one["tags"]] == []


def test_a_failed_run_that_serve_started_tells_its_sentence_and_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("prefect.flow_runs")
    errors = FailedRun("what the state says already"), KeyError("a mistake of ours")
    with temporary_settings({PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW: "ignore"}):
        for error in errors:
            logger.error("Engine execution exited with unexpected exception", exc_info=error)
    assert [str(record.exc_info[1]) for record in caplog.records if record.exc_info] == ["'a mistake of ours'"]
