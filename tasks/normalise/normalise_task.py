"""The normalise stage as a Prefect task."""

from __future__ import annotations

import datetime as dt

from prefect import task
from prefect.cache_policies import NO_CACHE

from quellenlage.records import Identified, Normalised, Rejected
from quellenlage.tasks.normalise.normalise import normalise_all
from quellenlage.tasks.refusing import refusing


@task(name="normalise", task_run_name="normalise batch {number}", cache_policy=NO_CACHE)
@refusing
def normalise_batch(articles: list[Identified], today: dt.date, number: int) -> tuple[list[Normalised], list[Rejected]]:
    found = list(normalise_all(articles, today))
    return (
        [one for one in found if isinstance(one, Normalised)],
        [one for one in found if isinstance(one, Rejected)],
    )
