"""The assets that runs make, for Prefect: the tables of the lake out of sources, the warehouse out of the tables.

Prefect tells of each materialisation, and of what it came from, as events of the run.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from prefect import Task
from prefect.assets import Asset, AssetProperties
from prefect.tasks import MaterializingTask
from prefect.types.names import MAX_ASSET_KEY_LENGTH, RESTRICTED_ASSET_CHARACTERS

from quellenlage.tasks.tables.schema import DOCUMENT_TABLES

P = ParamSpec("P")
R = TypeVar("R")
_MOST_SOURCES = 20
_IN_KEYS = str.maketrans(dict.fromkeys(RESTRICTED_ASSET_CHARACTERS, "_"))


def making(task: Task[P, R], assets: Sequence[Asset], out_of: Sequence[Asset]) -> Task[P, R]:
    """``task``, whose runs are told as materialising ``assets`` out of others."""
    return cast("MaterializingTask[P, R]", task).with_options(assets=assets, asset_deps=list(out_of))


def sources_read(sources: Sequence[str]) -> list[Asset]:
    """What a run reads: its sources, or the first twenty."""
    return [_asset("file", Path(source), Path(source).name) for source in sources[:_MOST_SOURCES]]


def tables_in(data: Path) -> list[Asset]:
    """The tables of what is found in documents, in the lake below ``data``."""
    return [
        _asset("ducklake", data / "lake" / name, name, f"A row is {table.doc}.")
        for name, table in DOCUMENT_TABLES.items()
    ]


def warehouse_in(data: Path) -> Asset:
    return _asset("duckdb", data / "warehouse.duckdb", "warehouse", "The current state of the lake as one file.")


def pages_in(data: Path) -> Asset:
    return _asset("file", data / "pages", "evidence", "A page for each article, with what was found in it.")


def _asset(scheme: str, path: Path, name: str, description: str | None = None) -> Asset:
    key = f"{scheme}://{path.resolve()}".translate(_IN_KEYS)[:MAX_ASSET_KEY_LENGTH]
    return Asset(key=key, properties=AssetProperties(name=name, description=description))
