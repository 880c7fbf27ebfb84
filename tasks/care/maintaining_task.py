"""The care of a lake as a Prefect task."""

from __future__ import annotations

from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from quellenlage.tasks.care.maintaining import maintain
from quellenlage.tasks.refusing import refusing


@task(name="maintain", task_run_name="merge small files, let old ones go", cache_policy=NO_CACHE)
@refusing
def maintain_lake(data: Path, keep_days: int) -> list[str]:
    return maintain(data, keep_days).lines()
