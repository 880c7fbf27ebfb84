"""The same extraction in this process or in several."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from quellenlage.errors import FaultError
from quellenlage.pipeline.load import load, locate
from quellenlage.records import Extracted, Normalised, Rejected

if TYPE_CHECKING:
    from spacy.language import Language

_CHUNK = 16  # articles handed to a process at once

_pools: dict[tuple[str | Path | None, int], ProcessPoolExecutor] = {}


def pipeline(model: str | Path | None = None) -> Language:
    """The pipeline of that name (see :func:`~quellenlage.pipeline.load.load`), loaded once a process."""
    return _loaded(locate(model))


def parted(found: Iterable[Extracted | Rejected]) -> tuple[list[Extracted], list[Rejected]]:
    """What was extracted, and what could not be, each in its order."""
    extracted: list[Extracted] = []
    rejected: list[Rejected] = []
    for one in found:
        if isinstance(one, Extracted):
            extracted.append(one)
        else:
            rejected.append(one)
    return extracted, rejected


def extract_with(
    documents: Sequence[Normalised], model: str | Path | None = None, workers: int = 1
) -> Iterator[Extracted | Rejected]:
    """What ``documents`` say, in their order; one that cannot be analysed comes as ``Rejected``.

    How many ``workers`` (processes) share the work changes how long it takes and nothing else. They stay for the next
    batch, until :func:`release`. Where one is killed, as for want of memory, what is not done yet is handed out again;
    an article with which a process ends even alone is rejected.

    Raises:
        FaultError: no process can be started.
    """
    if workers == 1:
        from quellenlage.tasks.extract.extract import extract  # with spaCy, where there is something to read

        yield from extract(documents, pipeline(model))
        return
    chosen = locate(model)
    chunks = [documents[start : start + _CHUNK] for start in range(0, len(documents), _CHUNK)]
    done = 0
    while done < len(chunks):
        if (model, workers) not in _pools:
            _pools[model, workers] = _begun(chosen, workers)
        try:
            for extracted in _pools[model, workers].map(_extract_chunk, [chosen] * (len(chunks) - done), chunks[done:]):
                yield from extracted
                done += 1
        except BrokenProcessPool:
            release(model, workers)
            # Any of those not done may have ended it: the first goes on alone, the others as before.
            yield from _each_apart(chosen, chunks[done])
            done += 1
        except BaseException:
            release(model, workers)
            raise


def _begun(chosen: str | Path, workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: this process has threads (Prefect's, DuckDB's) that a fork would tear apart.
    return ProcessPoolExecutor(workers, get_context("spawn"), _begin, (chosen,))


def _each_apart(chosen: str | Path, documents: Sequence[Normalised]) -> Iterator[Extracted | Rejected]:
    """Each of ``documents`` through a process in which nothing else goes on, another one where that ended."""
    pool = _begun_surely(chosen)
    try:
        for one in documents:
            try:
                yield from pool.submit(_extract_chunk, chosen, [one]).result()
            except BrokenProcessPool:
                yield _ended(one)
                pool.shutdown()
                pool = _begun_surely(chosen)
    finally:
        pool.shutdown()


def _begun_surely(chosen: str | Path) -> ProcessPoolExecutor:
    pool = _begun(chosen, 1)
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as error:
        raise FaultError(
            "The processes that analyse text end as they start: there is not enough memory for the pipeline; end other "
            "programs, or use fewer --workers. What had landed stays landed."
        ) from error
    return pool


def _ended(one: Normalised) -> Rejected:
    uri = one.document.uri
    reason = f"{uri}: the process that analysed it ended, as where memory runs out; end other programs, or split it."
    return Rejected(uri, "extract", reason, one.document.text)


def release(model: str | Path | None, workers: int) -> None:
    """End the processes that :func:`extract_with` has started, if any."""
    pool = _pools.pop((model, workers), None)
    if pool is not None:
        pool.shutdown()


@lru_cache(maxsize=1)
def _loaded(chosen: str | Path) -> Language:
    return load(chosen)


def _begin(chosen: str | Path) -> None:
    # Ctrl-C on a terminal goes to every process; who started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _loaded(chosen)


def _end_with_parent() -> None:
    """Who started this process may be killed, and could not end it then."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _extract_chunk(chosen: str | Path, documents: Sequence[Normalised]) -> list[Extracted | Rejected]:
    from quellenlage.tasks.extract.extract import extract

    return list(extract(documents, _loaded(chosen)))
