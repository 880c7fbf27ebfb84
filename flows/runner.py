"""Where text is analysed: in processes of this machine, or on a Dask cluster by Prefect's own task runner."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from quellenlage.errors import FaultError, UsageError
from quellenlage.flows.opaque import opaque
from quellenlage.project import RUNNER
from quellenlage.records import Extracted, Normalised, Rejected
from quellenlage.tasks.extract.extract_task import extract_batch, extract_packed

_AT_ONCE = 50  # articles of one task on a cluster


def task_runner() -> Any:
    """The task runner that the environment names, for a flow; None where it names none: Prefect's own is used then.

    ``dask`` or ``dask:N`` is a cluster of so many processes on this machine, by default one a core, that lives as long
    as the run; ``dask:tcp://HOST:PORT`` is the scheduler of one that is there.

    Raises:
        UsageError: it names something else, or the extra is not installed.
    """
    named = os.environ.get(RUNNER, "")
    if not named:
        return None
    kind, _, where = named.partition(":")
    if kind != "dask":
        raise UsageError(f"{RUNNER}={named}: wanted is dask, dask:N or dask:tcp://HOST:PORT.")
    try:
        from prefect_dask import DaskTaskRunner
    except ImportError as error:
        raise UsageError(
            f"{RUNNER}={named}: Dask is not installed ({error}); pip install 'quellenlage[dask]' brings it."
        ) from error
    logging.getLogger("distributed").setLevel(logging.WARNING)  # what comes and goes within is nobody's news
    if where and not where.isdigit():
        return DaskTaskRunner(address=where, client_kwargs={"timeout": 30})
    processes = int(where or os.cpu_count() or 1)
    # A thread a process: spaCy and what stands on it are not made for several.
    kwargs = {"n_workers": processes, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    return DaskTaskRunner(cluster_kwargs=kwargs)


def extract_on(
    documents: Sequence[Normalised], model: str | None, workers: int, number: int, bar: UUID | None = None
) -> tuple[list[Extracted], list[Rejected]]:
    """What batch ``number`` says, in its order: extracted on the cluster that is named, else here.

    ``bar`` is the progress artifact that moves while it is extracted here.

    Raises:
        FaultError: the cluster does not answer.
    """
    if not os.environ.get(RUNNER):
        return extract_batch(opaque(list(documents)), model, workers, number, bar)
    chunks = [list(documents[start : start + _AT_ONCE]) for start in range(0, len(documents), _AT_ONCE)]
    try:
        submitted = [extract_packed.submit(pickle.dumps(chunk), model, number) for chunk in chunks]
    except OSError as error:
        raise FaultError(f"{os.environ[RUNNER]}: the Dask cluster does not answer ({error}).") from error
    extracted: list[Extracted] = []
    rejected: list[Rejected] = []
    for one in submitted:
        found, failed = one.result()
        extracted += found
        rejected += failed
    return extracted, rejected
