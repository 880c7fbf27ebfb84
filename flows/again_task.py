"""Reading again as a Prefect task."""

from __future__ import annotations

from pathlib import Path

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from quellenlage.flows.again import Again, extract_again
from quellenlage.tasks.land.extracting_again import Which


@task(name="read again", task_run_name="read again what earlier code has read", cache_policy=NO_CACHE)
def read_again(
    data: Path, run_id: str, model: str | None, workers: int, suites: Path, size: int, at_most: int
) -> Again:
    """Extract again what other code or another pipeline has read, batch by batch; its progress is in the log."""
    logger = get_run_logger()
    again = extract_again(
        data,
        Which(),
        run_id,
        model=model,
        workers=workers,
        suites=suites,
        size=size,
        at_most=at_most,
        tell=lambda done, of: logger.info("read again: %d of %d documents", done, of),
    )
    logger.info(again.told())
    return again
