"""The same extraction in several processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from quellenlage.pipeline.load import load, version_of
from quellenlage.records import Extracted, Normalised, Rejected
from quellenlage.tasks.extract.extract import extract

if TYPE_CHECKING:
    from spacy.language import Language

_CHUNK = 16  # articles handed to a process at once

_nlp: Language | None = None


class Extractor:
    """A loaded pipeline and, with more than one worker, the processes that share the work.

    Used as a context manager; how many workers there are changes how long it takes and nothing else.
    """

    def __init__(self, model: str | Path | None = None, workers: int = 1) -> None:
        self._nlp = load(model)
        self._pool: ProcessPoolExecutor | None = None
        if workers > 1:
            # Spawned, not forked: this process has threads (Prefect's, DuckDB's) that a fork would tear apart.
            self._pool = ProcessPoolExecutor(workers, get_context("spawn"), _load, (model,))

    @property
    def version(self) -> str:
        """Name and version of the pipeline."""
        return version_of(self._nlp)

    def extract(self, documents: Sequence[Normalised]) -> Iterator[Extracted | Rejected]:
        """What ``documents`` say, in their order; one that cannot be analysed comes as ``Rejected``."""
        if self._pool is None:
            yield from extract(documents, self._nlp)
            return
        chunks = [documents[start : start + _CHUNK] for start in range(0, len(documents), _CHUNK)]
        for extracted in self._pool.map(_extract_chunk, chunks):
            yield from extracted

    def __enter__(self) -> Extractor:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._pool is not None:
            self._pool.shutdown()


def _load(model: str | Path | None) -> None:
    global _nlp
    _nlp = load(model)


def _extract_chunk(documents: Sequence[Normalised]) -> list[Extracted | Rejected]:
    if _nlp is None:
        raise RuntimeError("the worker was not initialised")
    return list(extract(documents, _nlp))
