"""What is done to a lake beside reading articles: publishing, a check of what landed lately, and its care."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas import State
from prefect.states import Completed, Failed
from pydantic import Field

from quellenlage.errors import QuellenlageError
from quellenlage.flows.assets import making, tables_in, warehouse_in
from quellenlage.flows.failing import say_it_once
from quellenlage.flows.folders import require_below_folders
from quellenlage.flows.opaque import done, opaque
from quellenlage.flows.report import publish_verdicts, unusual_shares
from quellenlage.project import KEEP_DAYS, SUITES
from quellenlage.tasks.care.maintaining_task import maintain_lake
from quellenlage.tasks.check.check_task import check_run
from quellenlage.tasks.land.land_task import count_up_since, landed_lately, look_back, publish_warehouse

say_it_once()


def _name(what: str) -> str:
    return f"{what} · {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M}"


@flow(name="publish", flow_run_name=lambda: _name("publish"), persist_result=False)
def publish(data: Path = Path("data")) -> State[None]:
    """Bring the warehouse up to date, as corrections need it that were made since the last run."""
    try:
        require_below_folders(data)
        published = making(publish_warehouse, [warehouse_in(data)], tables_in(data))
        return Completed(message=f"Published to {done(published, data)}.")
    except QuellenlageError as error:
        return Failed(message=str(error))


@flow(name="check", flow_run_name=lambda: _name("check"), persist_result=False)
def check(data: Path = Path("data"), days: Annotated[int, Field(ge=1)] = 1) -> State[None]:
    """Check what landed in the last ``days`` against the suites and against the runs before; the run fails, and so can
    notify, when a critical expectation does not hold or a share or figure is not as usual."""
    today = dt.datetime.now(dt.UTC)
    try:
        require_below_folders(data)
        since = today - dt.timedelta(days=days)
        tables = done(landed_lately, data, since)
        documents = tables["documents"].num_rows
        if not documents:
            return Completed(message=f"Nothing has landed in the last {_number(days, 'day')}.")
        before, figures = done(look_back, data), done(count_up_since, data, since)
        verdicts, _ = check_run(opaque([]), opaque(tables), SUITES, today.date(), opaque(before), opaque(figures))
    except QuellenlageError as error:
        return Failed(message=str(error))
    publish_verdicts(verdicts)
    of = f"{_number(documents, 'article')} of the last {_number(days, 'day')}"
    broken = [
        f"'{one.expectation}' does not hold" for one in verdicts if one.severity == "critical" and not one.success
    ]
    if problems := [*broken, *unusual_shares(verdicts)]:
        return Failed(message=f"{of}: {'; '.join(problems)}.")
    return Completed(message=f"{of}: every critical expectation holds, and every share and figure is as usual.")


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


@flow(name="maintenance", flow_run_name=lambda: _name("maintenance"), persist_result=False)
def maintenance(data: Path = Path("data"), keep_days: Annotated[int, Field(ge=1)] = KEEP_DAYS) -> State[None]:
    """Merge small files of a lake, and let old snapshots and files of nobody go.

    Args:
        data: the folder that holds the lake.
        keep_days: for how many days back the lake can be asked as it was.
    """
    try:
        require_below_folders(data)
        report = done(maintain_lake, data, keep_days)
    except QuellenlageError as error:
        return Failed(message=str(error))
    for line in report:
        get_run_logger().info(line)
    create_markdown_artifact(key="maintenance", markdown="\n\n".join(report), description="What was done to the lake")
    return Completed(message=" ".join(report))
