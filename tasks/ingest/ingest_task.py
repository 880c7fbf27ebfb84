"""The ingest stage as Prefect tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from prefect import task
from prefect.cache_policies import NO_CACHE

from quellenlage.records import Article, Identified, Landed, Rejected
from quellenlage.tasks.ingest.files import SourceFile
from quellenlage.tasks.ingest.ingest import read_file
from quellenlage.tasks.ingest.versions import identify


class ArticleStream:
    """The articles of many files as one stream that is read a batch at a time; no more than a batch is in memory."""

    def __init__(self, files: Sequence[SourceFile]) -> None:
        self._total = len(files)
        self._opened = 0
        self._articles = self._read(files)
        self._ahead: list[Article | Rejected] = []  # at most one: chaining it back would nest once a batch

    def _read(self, files: Sequence[SourceFile]) -> Iterator[Article | Rejected]:
        for file in files:
            self._opened += 1
            yield from read_file(file)

    def __bool__(self) -> bool:
        """Whether there is another article; looks one ahead."""
        if not self._ahead:
            self._ahead = list(islice(self._articles, 1))
        return bool(self._ahead)

    def take(self, size: int) -> list[Article | Rejected]:
        ahead, self._ahead = self._ahead, []
        return ahead + list(islice(self._articles, size - len(ahead)))

    @property
    def progress(self) -> float:
        """Percent of the files that were opened."""
        return 100.0 * self._opened / self._total if self._total else 100.0


@task(name="ingest", task_run_name="ingest batch {number}", cache_policy=NO_CACHE)
def ingest_batch(stream: ArticleStream, size: int, number: int) -> tuple[list[Article], list[Rejected]]:
    taken = stream.take(size)
    return (
        [one for one in taken if isinstance(one, Article)],
        [one for one in taken if isinstance(one, Rejected)],
    )


def identify_batch(articles: Sequence[Article], landed: dict[str, Landed]) -> list[Identified]:
    """The articles of a batch that the lake does not have yet, a repeated one once."""
    fresh: dict[str, Identified] = {}
    for article in articles:
        identified = identify(article, landed)
        if identified is not None:
            fresh.setdefault(identified.document_id, identified)
    return list(fresh.values())
