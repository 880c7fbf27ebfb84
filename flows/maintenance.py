"""The care of a lake as a flow, for a schedule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas import State
from prefect.states import Completed, Failed
from pydantic import Field

from quellenlage.errors import QuellenlageError
from quellenlage.flows.folders import require_below_folders
from quellenlage.project import KEEP_DAYS
from quellenlage.tasks.care.maintaining import maintain


@flow(name="maintenance", persist_result=False)
def maintenance(data: Path = Path("data"), keep_days: Annotated[int, Field(ge=1)] = KEEP_DAYS) -> State[None]:
    """Merge small files of a lake, and let old snapshots and files of nobody go.

    Args:
        data: the folder that holds the lake.
        keep_days: for how long the lake can be asked as it was.
    """
    try:
        require_below_folders(data)
        report = maintain(data, keep_days).lines()
    except QuellenlageError as error:
        return Failed(message=str(error))
    for line in report:
        get_run_logger().info(line)
    create_markdown_artifact(key="maintenance", markdown="\n\n".join(report), description="What was done to the lake")
    return Completed(message=" ".join(report))
