"""The land stage as Prefect tasks. Only here can trying again help: another writer may have been faster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import duckdb
import pyarrow as pa
from prefect import Task, task
from prefect.assets import materialize
from prefect.cache_policies import NO_CACHE
from prefect.context import AssetContext

from quellenlage.errors import BusyError
from quellenlage.records import Landed, Rejected, Traits
from quellenlage.tasks.accounts import Figure, ReadFile, RunAccount, Verdict
from quellenlage.tasks.land.figures import figures_of_run, figures_since
from quellenlage.tasks.land.kept_back import forgotten_hashes
from quellenlage.tasks.land.land import (
    Landing,
    close_run,
    earlier_shares,
    files_read,
    land,
    landed_articles,
    told_across,
)
from quellenlage.tasks.land.lately import landed_since
from quellenlage.tasks.land.linking import link, owes_links
from quellenlage.tasks.land.publish import publish
from quellenlage.tasks.refusing import refusing


async def _lost_a_race(_task: Any, _run: Any, state: Any) -> bool:
    """Whether a failure is one that goes away: a lost race for the catalog, or a catalog that is busy."""
    try:
        await state.result()
    except (duckdb.TransactionException, duckdb.IOException, BusyError):
        return True
    except Exception:
        return False
    return False


P = ParamSpec("P")
R = TypeVar("R")


def at_lake(name: str, run_name: str | None = None, *, makes: str = "") -> Callable[[Callable[P, R]], Task[P, R]]:
    """A task at the lake that tries again when another writer was faster; what the machine refuses it does not.

    ``makes`` is the asset that it materialises; the flow names those of its own lake.
    """
    made: Any = partial(materialize, makes) if makes else task
    decorate: Any = made(
        name=name,
        task_run_name=run_name or name,
        cache_policy=NO_CACHE,
        retries=5,
        retry_delay_seconds=[0.2, 0.5, 1, 2, 5],
        retry_condition_fn=_lost_a_race,
    )

    def at(function: Callable[P, R]) -> Task[P, R]:
        return cast("Task[P, R]", decorate(refusing(function)))

    return at


@at_lake("look up files")
def look_up_files(data: Path, uris: Sequence[str]) -> dict[tuple[str, int, int], int]:
    return files_read(data, uris)


@at_lake("look up what is forgotten")
def look_up_forgotten(data: Path) -> frozenset[tuple[str, str]]:
    return forgotten_hashes(data)


@at_lake("look up", "look up batch {number}")
def look_up(data: Path, asked: Sequence[Traits], number: int) -> list[Landed]:
    return landed_articles(data, asked)


@at_lake("land", "land batch {number}", makes="ducklake://lake")
def land_batch(
    data: Path,
    run_id: str,
    tables: dict[str, pa.Table],
    rejected: list[Rejected],
    read: Sequence[ReadFile],
    model: str,
    number: int,
) -> Landing:
    if context := AssetContext.get():
        for asset in context.downstream_assets:
            if (name := asset.key.rpartition("/")[2]) in tables:
                context.add_asset_metadata(asset.key, {"rows": tables[name].num_rows})
    return land(data, run_id, tables, rejected, dt.datetime.now(dt.UTC), read, model)


@at_lake("link")
def link_lake(data: Path, run_id: str) -> dict[str, pa.Table]:
    link(data, run_id)
    return told_across(data, run_id)


@at_lake("look for what is to link")
def look_for_links(data: Path) -> bool:
    return owes_links(data)


@at_lake("look back")
def look_back(data: Path) -> dict[tuple[str, str], list[tuple[int, int]]]:
    return earlier_shares(data)


@at_lake("count up")
def count_up(data: Path, run_id: str) -> list[Figure]:
    return figures_of_run(data, run_id)


@at_lake("count up what landed lately")
def count_up_since(data: Path, since: dt.datetime) -> list[Figure]:
    return figures_since(data, since)


@at_lake("close run")
def close(data: Path, account: RunAccount, verdicts: list[Verdict]) -> None:
    close_run(data, account, verdicts)


@at_lake("publish", makes="duckdb://warehouse.duckdb")
def publish_warehouse(data: Path) -> Path:
    return publish(data, if_new=True)


@at_lake("look at what landed lately")
def landed_lately(data: Path, since: dt.datetime) -> dict[str, pa.Table]:
    return landed_since(data, since)
