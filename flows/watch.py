"""Watching folders: a run starts when a new file has come in, and never two for one file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from quellenlage.errors import UsageError
from quellenlage.tasks.ingest.files import SourceFile, find_files
from quellenlage.tasks.land.land import files_read

EVERY = 5.0  # seconds between two looks


def watch(
    sources: list[str],
    data: Path,
    settle: float,
    start: Callable[[], object],
    stop: threading.Event,
    every: float = EVERY,
) -> None:
    """Look at ``sources`` until ``stop`` is set, and call ``start`` for files that no run has read as they are.

    ``start`` returns when the run has ended. A file that was changed less than ``settle`` seconds ago may still be
    written and waits; one that a run has met and not read to its end does not start another before it changes.
    """
    met: frozenset[SourceFile] = frozenset()
    known: tuple[frozenset[SourceFile], frozenset[SourceFile]] = (frozenset(), frozenset())
    while not stop.wait(every):
        found = _found(sources)
        if found != known[0]:  # the lake is asked only when a folder has changed
            read = files_read(data, [one.uri for one in found])
            known = found, frozenset(one for one in found if one.state not in read)
        ready = frozenset(one for one in known[1] if not one.may_be_written(settle)) - met
        if ready:
            start()
            met |= ready


def make_folders(sources: Iterable[str]) -> None:
    """Make the folders that are watched where there are none; a pattern is none."""
    for source in sources:
        if not any(mark in source for mark in "*?["):
            Path(source).mkdir(parents=True, exist_ok=True)


def _found(sources: list[str]) -> frozenset[SourceFile]:
    try:
        return frozenset(find_files(sources).files)
    except UsageError:  # a pattern that matches nothing yet
        return frozenset()
