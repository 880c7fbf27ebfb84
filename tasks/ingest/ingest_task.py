"""The ingest stage as Prefect tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from prefect import task
from prefect.cache_policies import NO_CACHE

from quellenlage.records import Identified, Landed, Traits
from quellenlage.tasks.ingest.batches import Batch, Place, read_batch
from quellenlage.tasks.ingest.files import Found, SourceFile, find_files
from quellenlage.tasks.ingest.versions import Known, identify
from quellenlage.tasks.refusing import refusing


@task(name="find files", task_run_name="find the files", cache_policy=NO_CACHE)
@refusing
def find_sources(sources: list[str]) -> Found:
    """See :func:`~quellenlage.tasks.ingest.files.find_files`."""
    return find_files(sources)


@task(name="ingest", task_run_name="ingest batch {number}", cache_policy=NO_CACHE)
@refusing
def ingest_batch(
    files: Sequence[SourceFile], start: Place, size: int, number: int, fields: Mapping[str, str] = MappingProxyType({})
) -> Batch:
    return read_batch(files, start, size, fields)


def identify_batch(asked: Sequence[Traits], landed: Iterable[Landed]) -> list[Identified]:
    """The articles of a batch that the lake does not have yet, a repeated one once."""
    known = Known(landed)
    return [one for one in (identify(traits, known) for traits in asked) if one is not None]
