"""The extract stage as a Prefect task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.extract.extract import Extracted, extract
from tasks.normalise.normalise import Normalised
from tasks.records import Rejected

if TYPE_CHECKING:
    from spacy.language import Language


@task(name="extract", task_run_name="extract batch {number}", cache_policy=NO_CACHE)
def extract_batch(
    documents: list[Normalised], nlp: Language, workers: int, number: int
) -> tuple[list[Extracted], list[Rejected]]:
    found = list(extract(documents, nlp, workers=workers))
    return (
        [one for one in found if isinstance(one, Extracted)],
        [one for one in found if isinstance(one, Rejected)],
    )
