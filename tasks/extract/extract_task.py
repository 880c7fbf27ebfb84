"""The extract stage as Prefect tasks."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from quellenlage.pipeline.installed import require_model
from quellenlage.pipeline.load import version_of
from quellenlage.records import Extracted, Normalised, Rejected
from quellenlage.tasks.extract.workers import extract_with, pipeline
from quellenlage.tasks.refusing import refusing


@task(name="load pipeline", cache_policy=NO_CACHE)
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
    found = list(extract_with(documents, model, workers))
    return (
        [one for one in found if isinstance(one, Extracted)],
        [one for one in found if isinstance(one, Rejected)],
    )
