"""A folder that is watched: what comes in is read, once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quellenlage.flows.ledger import ledger
from quellenlage.flows.watch import make_folders, watch
from quellenlage.tasks.land.lake import open_lake

Write = Callable[..., Path]


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[tuple[Path, list[int], threading.Semaphore]]:
    """A watched folder, the runs that started, and what tells that one has ended."""
    runs: list[int] = []
    folder, ended, stop = tmp_path / "inbox", threading.Semaphore(0), threading.Event()
    make_folders([str(folder)])

    def start() -> None:
        runs.append(len(runs))
        ledger([str(folder)], tmp_path, return_state=True)
        ended.release()

    thread = threading.Thread(target=watch, args=([str(folder)], tmp_path, 0.0, start, stop, 0.1))
    thread.start()
    yield folder, runs, ended
    stop.set()
    thread.join()


def landed(data: Path) -> list[int]:
    with open_lake(data, read_only=True) as connection:
        return [version for (version,) in connection.execute("SELECT version FROM documents ORDER BY ALL").fetchall()]


def test_each_file_that_comes_in_starts_one_run(
    tmp_path: Path, write_article: Write, inbox: tuple[Path, list[int], threading.Semaphore], prefect_server: None
) -> None:
    folder, runs, ended = inbox
    outside = write_article("a.txt")
    outside.rename(folder / "a.txt")
    assert ended.acquire(timeout=120)
    assert landed(tmp_path) == [1]
    write_article("b.txt", " date 2025-03-05 Brücke gesperrt\n\nDie Brücke bleibt zu, sagte Ole Ihde.\n").rename(
        folder / "b.txt"
    )
    assert ended.acquire(timeout=120)
    assert landed(tmp_path) == [1, 1]
    assert len(runs) == 2
