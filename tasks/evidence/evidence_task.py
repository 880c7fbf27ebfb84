"""The pages of a run as a Prefect task."""

from __future__ import annotations

from pathlib import Path

from prefect import task
from prefect.assets import materialize
from prefect.cache_policies import NO_CACHE

from quellenlage.tasks.evidence.run_pages import write_pages_of_run
from quellenlage.tasks.land.overview import Overview, overview
from quellenlage.tasks.refusing import refusing


@materialize("file://pages", name="write pages", task_run_name="write the evidence pages", cache_policy=NO_CACHE)
@refusing
def write_evidence(data: Path, run_id: str) -> Path | None:
    return write_pages_of_run(data, run_id)


@task(name="sum up", task_run_name="sum the run up", cache_policy=NO_CACHE)
@refusing
def sum_up(data: Path, run_id: str) -> Overview:
    return overview(data, run_id)
