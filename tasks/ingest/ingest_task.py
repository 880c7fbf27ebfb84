"""The ingest stage as Prefect tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from quellenlage.records import Article, Identified, Landed
from quellenlage.tasks.ingest.batches import Batch, Place, read_batch
from quellenlage.tasks.ingest.files import SourceFile, find_files
from quellenlage.tasks.ingest.versions import identify
from quellenlage.tasks.refusing import refusing

_NAMED = 5  # files passed over that the log names


@task(name="find files", cache_policy=NO_CACHE)
@refusing
def find_sources(sources: list[str]) -> tuple[SourceFile, ...]:
    """The files that ``sources`` name, in order of their URIs; those of no known format are told in the log."""
    found = find_files(sources)
    if found.passed_over:
        names = ", ".join(path.name for path in found.passed_over[:_NAMED])
        get_run_logger().info("passed over, of no known format (%d): %s", len(found.passed_over), names)
    return found.files


@task(name="ingest", task_run_name="ingest batch {number}", cache_policy=NO_CACHE)
def ingest_batch(files: Sequence[SourceFile], start: Place, size: int, number: int) -> Batch:
    return read_batch(files, start, size)


def identify_batch(articles: Sequence[Article], landed: Mapping[str, Landed]) -> list[Identified]:
    """The articles of a batch that the lake does not have yet, a repeated one once."""
    fresh: dict[str, Identified] = {}
    for article in articles:
        identified = identify(article, landed)
        if identified is not None:
            fresh.setdefault(identified.document_id, identified)
    return list(fresh.values())
