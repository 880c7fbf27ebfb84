"""The check stage as Prefect tasks."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

from quellenlage.errors import FaultError
from quellenlage.records import Extracted, Rejected
from quellenlage.tasks.accounts import Figure, Verdict
from quellenlage.tasks.check.bands import Earlier, with_bands
from quellenlage.tasks.check.checked import checked
from quellenlage.tasks.check.checker import Checker, Results
from quellenlage.tasks.refusing import refusing
from quellenlage.tasks.tables.ledger_tables import QUALITY
from quellenlage.tasks.tables.rows import row_of
from quellenlage.tasks.tables.schema import arrow_table


@task(name="load suites", task_run_name="load the suites", cache_policy=NO_CACHE)
@refusing
def load_suites(suites: Path) -> None:
    """Make sure that the suites in folder ``suites`` can be run, before anything is read."""
    Checker(suites)


@task(name="check", task_run_name="check batch {number}", cache_policy=NO_CACHE)
@refusing
def check_batch(
    extracted: Sequence[Extracted], suites: Path, today: dt.date, number: int
) -> tuple[dict[str, pa.Table], list[Rejected], Results]:
    """What :func:`~quellenlage.tasks.check.checked.checked` says of a batch."""
    return checked(extracted, suites, today)


@task(name="check run", task_run_name="check the whole run", cache_policy=NO_CACHE)
@refusing
def check_run(
    batches: Sequence[Results],
    tables: Mapping[str, pa.Table],
    suites: Path,
    today: dt.date,
    earlier: Earlier,
    figures: Sequence[Figure] = (),
) -> tuple[list[Verdict], Results]:
    """One verdict an expectation over the results of all ``batches`` and over ``tables``, which belong to the run.

    The ``figures`` of the run are among them. What is usual after ``earlier`` runs stands in the verdicts, and is
    checked itself.
    """
    checker = Checker(suites)
    for results in batches:
        checker.add(results)
    checker.check(tables, today)
    verdicts = with_bands([*checker.verdicts(), *figures], earlier)
    table = QUALITY.without("run_id")
    checker.check({QUALITY.name: arrow_table(table, [row_of(table, one) for one in verdicts])}, today)
    return with_bands([*checker.verdicts(), *figures], earlier), checker.results


@task(name="build data docs", task_run_name="build the Data Docs", cache_policy=NO_CACHE)
@refusing
def build_docs(results: Results, suites: Path, folder: Path, run_id: str, at: dt.datetime) -> Path:
    """Data Docs of all runs so far in ``folder``, with the results of this run; returns the page to open first."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):  # Great Expectations would print a traceback for every page
        raise FaultError(f"{folder}: the Data Docs may not be written here; make it writable. Everything else is done.")
    checker = Checker(suites)
    checker.add(results)
    return checker.build_docs(folder, run_id, at)
