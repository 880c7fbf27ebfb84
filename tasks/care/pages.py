"""What lies in the folder of the data beside lake and warehouse: Data Docs, pages, what came in by standard input."""

from __future__ import annotations

import html
from collections.abc import Collection, Iterator
from pathlib import Path

from quellenlage.tasks.land.lake import lake_folder
from quellenlage.tasks.land.publish import NAME

_SHORTEST = 12  # characters: what is shorter may stand in any page
_LONGEST = 200  # characters of a text that are looked for


def clear_pages(data: Path, traces: Collection[str], runs: Collection[str]) -> int:
    """Delete below ``data`` every file that has one of ``traces`` in it, and the Data Docs of ``runs``; how many.

    Traces are looked for as they are and as HTML has them, the first line of each, from 12 characters on.
    """
    asked = sorted({one for trace in traces for one in _as_written(trace)})
    gone = 0
    for path in _files(data):
        of_run = any(run in path.parts for run in runs)
        if of_run or _has_one(path, asked):
            path.unlink(missing_ok=True)
            gone += 1
    if gone and (data / "quality").is_dir():
        _index_again(data / "quality")
    return gone


def _files(data: Path) -> Iterator[Path]:
    lake = lake_folder(data)
    for path in sorted(data.rglob("*")):
        if path.is_file() and lake not in path.parents and path != data / NAME:
            yield path


def _as_written(trace: str) -> Iterator[bytes]:
    line = next((part.strip() for part in trace.splitlines() if len(part.strip()) >= _SHORTEST), "")
    for one in {line[:_LONGEST], html.escape(line[:_LONGEST]), html.escape(line[:_LONGEST], quote=False)}:
        if len(line) >= _SHORTEST:
            yield one.encode()


def _has_one(path: Path, asked: Collection[bytes]) -> bool:
    content = path.read_bytes()
    return any(one in content for one in asked)


def _index_again(folder: Path) -> None:
    """Have the Data Docs list the pages that are left."""
    import datetime as dt

    from quellenlage.tasks.check.checker import Checker

    Checker().build_docs(folder, "", dt.datetime.now(dt.UTC))
