"""The extract stage as Prefect tasks."""

from __future__ import annotations

import datetime as dt
import pickle
import time
from collections.abc import Iterator
from typing import TypeVar
from uuid import UUID

from prefect import get_run_logger, task
from prefect.artifacts import update_progress_artifact
from prefect.cache_policies import NO_CACHE

from quellenlage.pipeline.installed import require_model
from quellenlage.pipeline.load import version_of
from quellenlage.records import Extracted, Normalised, Rejected
from quellenlage.tasks.extract.workers import extract_with, parted, pipeline
from quellenlage.tasks.refusing import refusing

T = TypeVar("T")
# Seconds between two lines of the log, and two steps of the bar.
_TOLD_EVERY, _SHOWN_EVERY = 10.0, 2.0
_FIRST = 16  # articles: several are parsed together, so that the first of them say nothing of how fast it goes


@task(name="load pipeline", task_run_name="load the pipeline", cache_policy=NO_CACHE)
@refusing
def load_pipeline(model: str | None) -> str:
    """Load the pipeline for the tasks that follow; returns its name and version."""
    require_model(model)
    return version_of(pipeline(model))


@task(name="extract", task_run_name="extract batch {number}", cache_policy=NO_CACHE)
@refusing
def extract_batch(
    documents: list[Normalised], model: str | None, workers: int, number: int, bar: UUID | None = None
) -> tuple[list[Extracted], list[Rejected]]:
    """What ``documents`` say; ``bar`` is the progress artifact that moves meanwhile."""
    return parted(_telling(extract_with(documents, model, workers), len(documents), number, bar))


@task(name="extract", task_run_name="extract batch {number}", cache_policy=NO_CACHE)
@refusing
def extract_packed(packed: bytes, model: str | None, number: int) -> tuple[list[Extracted], list[Rejected]]:
    """The same elsewhere: ``packed`` is a pickled list, since Dask takes one apart, and its records with it."""
    return parted(extract_with(pickle.loads(packed), model))


def _telling(found: Iterator[T], of: int, number: int, bar: UUID | None) -> Iterator[T]:
    """``found``, ``of`` things of batch ``number``; log and bar say how far it is, how fast, and what is left."""
    began = told = shown = time.monotonic()
    for done, one in enumerate(found, 1):
        yield one
        now = time.monotonic()
        if (now - shown < _SHOWN_EVERY or done < _FIRST) and done < of:
            continue
        shown, pace = now, done / max(now - began, 1e-3)
        left = f", {dt.timedelta(seconds=round((of - done) / pace))} left" if done < of else ""
        line = f"batch {number}: {done} of {of} articles analysed, {pace:.1f} a second{left}"
        if bar is not None:
            update_progress_artifact(artifact_id=bar, progress=100.0 * done / of, description=line)
        if now - told >= _TOLD_EVERY and done < of:
            told = now
            get_run_logger().info(line)
