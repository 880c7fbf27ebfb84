"""What lies in the folder of the data beside lake and warehouse: Data Docs, pages, what came in by standard input."""

from __future__ import annotations

import html
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from quellenlage.tasks.land.lake import lake_folder
from quellenlage.tasks.land.publish import NAME

_SHORTEST = 12  # characters: what is shorter may stand in any page
_LONGEST = 200  # characters of a text that are looked for


def clear_pages(data: Path, traces: Collection[str], runs: Collection[str], is_shared: Callable[[str], bool]) -> int:
    """Delete below ``data`` every file that has one of ``traces`` in it, and the Data Docs of ``runs``; how many.

    Traces are looked for as they are and as HTML has them, the first line of each, from 12 characters on. Data Docs go
    for any; another file only for one that no article which stays has too (``is_shared``): it may hold that one.
    """
    asked = {written: line for trace in traces if (line := _line(trace)) for written in _as_written(line)}
    docs, gone = data / "quality", 0
    for path in _files(data):
        content = path.read_bytes()
        found = {line for written, line in asked.items() if written in content}
        of_docs = docs in path.parents and (bool(found) or any(run in path.parts for run in runs))
        if of_docs or (docs not in path.parents and not all(map(is_shared, sorted(found)))):
            path.unlink(missing_ok=True)
            gone += 1
    if gone and docs.is_dir():
        _index_again(docs)
    return gone


def _files(data: Path) -> Iterator[Path]:
    lake = lake_folder(data)
    for path in sorted(data.rglob("*")):
        if path.is_file() and lake not in path.parents and path != data / NAME:
            yield path


def _line(trace: str) -> str:
    """The first line of a text that is long enough to be looked for, at most 200 characters of it."""
    return next((part.strip()[:_LONGEST] for part in trace.splitlines() if len(part.strip()) >= _SHORTEST), "")


def _as_written(line: str) -> set[bytes]:
    return {one.encode() for one in (line, html.escape(line), html.escape(line, quote=False))}


def _index_again(folder: Path) -> None:
    """Have the Data Docs list the pages that are left."""
    import datetime as dt

    from quellenlage.tasks.check.checker import Checker

    Checker().build_docs(folder, "", dt.datetime.now(dt.UTC))
