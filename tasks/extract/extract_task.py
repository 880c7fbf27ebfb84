"""The extract stage as a Prefect task."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from quellenlage.records import Extracted, Normalised, Rejected
from quellenlage.tasks.extract.workers import Extractor


@task(name="extract", task_run_name="extract batch {number}", cache_policy=NO_CACHE)
def extract_batch(
    documents: list[Normalised], extractor: Extractor, number: int
) -> tuple[list[Extracted], list[Rejected]]:
    found = list(extractor.extract(documents))
    return (
        [one for one in found if isinstance(one, Extracted)],
        [one for one in found if isinstance(one, Rejected)],
    )
