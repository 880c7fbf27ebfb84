"""A copy of a lake while runs go on, and the way back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from quellenlage.errors import FaultError, UsageError
from quellenlage.tasks.land.lake import alone, lake_folder, open_lake
from quellenlage.tasks.land.publish import publish
from quellenlage.tasks.land.shared import refuse_shared

_CATALOG = "catalog.sqlite"
_BESIDE = ("quality", "received")
_TRIES = 3
_FILES = """
SELECT s.path || t.path || f.path, f.file_size_bytes FROM ({files}) AS f
JOIN (SELECT DISTINCT table_id, schema_id, path FROM ducklake_table) AS t USING (table_id)
JOIN (SELECT DISTINCT schema_id, path FROM ducklake_schema) AS s USING (schema_id)
"""
_KEPT = " UNION ALL ".join(
    f"SELECT table_id, path, file_size_bytes FROM {table}" for table in ("ducklake_data_file", "ducklake_delete_file")
)


@dataclass(frozen=True, slots=True)
class Copied:
    """How many Parquet files a copy has, and how many of them had to be copied now."""

    files: int
    copied: int


def backup(data: Path, folder: Path) -> Copied:
    """Copy the lake in ``data`` into ``folder``, as it is at one moment; what is there already is not copied again.

    Runs may go on: the catalog is copied whole, and the Parquet files that it knows never change. What the lake no
    longer has goes from the copy too, so that what was forgotten stays so.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
        UsageError: one folder lies within the other, or something else stands in ``folder``.
        FaultError: files went while they were copied, again and again.
    """
    refuse_shared("backup")
    _require_apart(data, folder)
    if folder.exists() and any(folder.iterdir()) and not (folder / "lake").is_dir():
        raise UsageError(f"{folder}: this folder holds something that is no backup; name an empty one.")
    source, target = lake_folder(data), lake_folder(folder)
    fresh = target / f".{_CATALOG}"
    for _ in range(_TRIES):
        with open_lake(data, read_only=True), alone(data):
            target.mkdir(parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)
            with closing(sqlite3.connect(source / _CATALOG)) as catalog, closing(sqlite3.connect(fresh)) as copy:
                catalog.backup(copy)
        files = dict(_listed(fresh))
        try:
            copied = sum(_copy(source / name, target / name, size) for name, size in files.items())
        except FileNotFoundError:
            continue  # somebody tidied the lake meanwhile
        os.replace(fresh, target / _CATALOG)
        _remove_others(target / "files", {target / name for name in files})
        for name in _BESIDE:
            _mirror(data / name, folder / name)
        return Copied(len(files), copied)
    raise FaultError(f"{data}: files of this lake went while they were copied; run again when nobody tidies it.")


def restore(folder: Path, data: Path) -> Copied:
    """Make of the backup in ``folder`` a lake in ``data`` with its warehouse; no run may go on there.

    Raises:
        UsageError: ``folder`` is no backup, or there is a lake in ``data`` already.
        FaultError: the backup lacks a file, or has one of another size; nothing was made.
    """
    refuse_shared("restore")
    _require_apart(data, folder)
    source, target = lake_folder(folder), lake_folder(data)
    if not (source / _CATALOG).is_file():
        raise UsageError(f"{folder}: there is no backup here; 'quellenlage backup {folder}' makes one.")
    if (target / _CATALOG).exists():
        raise UsageError(f"{data}: there is a lake here already; name another folder with --data, or move it away.")
    files = dict(_listed(source / _CATALOG))
    for name, size in files.items():
        if not (source / name).is_file() or (source / name).stat().st_size != size:
            raise FaultError(f"{source / name}: this part of the backup is missing or damaged; take another backup.")
    copied = sum(_copy(source / name, target / name, size) for name, size in files.items())
    for name in _BESIDE:
        _mirror(folder / name, data / name)
    _copy(source / _CATALOG, target / _CATALOG, -1)
    publish(data)
    return Copied(len(files), copied)


def _listed(catalog: Path) -> Iterator[tuple[str, int]]:
    """Every Parquet file that a catalog knows, of earlier snapshots too, from its lake's folder on; with its size."""
    with closing(sqlite3.connect(catalog)) as connection:
        for name, size in connection.execute(_FILES.format(files=_KEPT)):
            yield f"files/{name}", size


def _copy(source: Path, target: Path, size: int) -> bool:
    """Whether ``source`` had to be copied to ``target``, where it then is whole."""
    if target.is_file() and target.stat().st_size == size:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}")
    shutil.copyfile(source, fresh)
    os.replace(fresh, target)
    return True


def _remove_others(folder: Path, kept: set[Path]) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and path not in kept:
            path.unlink()


def _mirror(source: Path, target: Path) -> None:
    if target.exists():
        shutil.rmtree(target)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*"))


def _require_apart(data: Path, folder: Path) -> None:
    one, other = data.resolve(), folder.resolve()
    if one == other or one in other.parents or other in one.parents:
        raise UsageError(f"{folder}: a backup lies in a folder of its own, not within {data} nor around it.")
