"""The extract stage as Prefect tasks."""

from __future__ import annotations

import datetime as dt
import pickle
import time
from collections.abc import Iterator
from typing import TypeVar

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from quellenlage.pipeline.installed import require_model
from quellenlage.pipeline.load import version_of
from quellenlage.records import Extracted, Normalised, Rejected
from quellenlage.tasks.extract.workers import extract_with, pipeline
from quellenlage.tasks.refusing import refusing

T = TypeVar("T")
_TOLD_EVERY = 10.0  # seconds


@task(name="load pipeline", task_run_name="load the pipeline", cache_policy=NO_CACHE)
@refusing
def load_pipeline(model: str | None) -> str:
    """Load the pipeline for the tasks that follow; returns its name and version."""
    require_model(model)
    return version_of(pipeline(model))


@task(name="extract", task_run_name="extract batch {number}", cache_policy=NO_CACHE)
@refusing
def extract_batch(
    documents: list[Normalised], model: str | None, workers: int, number: int
) -> tuple[list[Extracted], list[Rejected]]:
    found = list(_telling(extract_with(documents, model, workers), len(documents), number))
    return (
        [one for one in found if isinstance(one, Extracted)],
        [one for one in found if isinstance(one, Rejected)],
    )


@task(name="extract", task_run_name="extract batch {number}", cache_policy=NO_CACHE)
@refusing
def extract_packed(packed: bytes, model: str | None, number: int) -> tuple[list[Extracted], list[Rejected]]:
    """The same elsewhere: ``packed`` is a pickled list, since Dask takes one apart, and its records with it."""
    found = list(extract_with(pickle.loads(packed), model))
    return (
        [one for one in found if isinstance(one, Extracted)],
        [one for one in found if isinstance(one, Rejected)],
    )


def _telling(found: Iterator[T], of: int, number: int) -> Iterator[T]:
    """``found``, ``of`` things of batch ``number``; the log says every ten seconds how far it is and what is left."""
    logger = get_run_logger()
    began = told = time.monotonic()
    for done, one in enumerate(found, 1):
        yield one
        now = time.monotonic()
        if now - told >= _TOLD_EVERY and done < of:
            told, pace = now, done / (now - began)
            left = dt.timedelta(seconds=round((of - done) / pace))
            logger.info("batch %d: %d of %d articles analysed, %.1f a second, %s left", number, done, of, pace, left)
