"""The normalise stage as a Prefect task."""

from __future__ import annotations

import datetime as dt

from prefect import task
from prefect.cache_policies import NO_CACHE

from quellenlage.errors import unexpected
from quellenlage.records import Identified, Normalised, Rejected
from quellenlage.tasks.normalise.normalise import normalise


@task(name="normalise", task_run_name="normalise batch {number}", cache_policy=NO_CACHE)
def normalise_batch(articles: list[Identified], today: dt.date, number: int) -> tuple[list[Normalised], list[Rejected]]:
    documents: list[Normalised] = []
    rejected: list[Rejected] = []
    for identified in articles:
        try:
            documents.append(normalise(identified, today))
        except Exception as error:
            # One article must not stop the others, whatever is wrong with it or with us.
            article = identified.article
            reason = unexpected(article.uri, "normalised", error)
            rejected.append(Rejected(article.uri, "normalise", reason, article.text))
    return documents, rejected
