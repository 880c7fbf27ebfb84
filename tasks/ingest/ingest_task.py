"""The ingest stage as Prefect tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from prefect import task
from prefect.cache_policies import NO_CACHE

from quellenlage.records import Identified, Landed, Traits
from quellenlage.tasks.ingest.batches import Batch, Place, read_batch
from quellenlage.tasks.ingest.files import SourceFile, find_files
from quellenlage.tasks.ingest.versions import Known, identify
from quellenlage.tasks.refusing import refusing


@dataclass(frozen=True, slots=True)
class Sources:
    """What there is to read, how many articles are in files that were read before, and what is passed over.

    The last is counted by the endings of the files.
    """

    files: tuple[SourceFile, ...]
    known: int
    passed_over: Mapping[str, int]


@task(name="find files", cache_policy=NO_CACHE)
@refusing
def find_sources(sources: list[str], read: Mapping[tuple[str, int, int], int], settle: float = 0) -> Sources:
    """The files that ``sources`` name and that were not ``read`` as they are, in order of their URIs.

    A file that was changed less than ``settle`` seconds ago may still be written: it waits for the next run.
    """
    found = find_files(sources)
    over = Counter(path.suffix.lower() or "no ending" for path in found.passed_over)
    unread, known = [], 0
    for file in found.files:
        held = read.get(file.state)
        if held is not None:
            known += held
        elif file.may_be_written(settle):
            over["still being written"] += 1
        else:
            unread.append(file)
    return Sources(tuple(unread), known, over)


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
