"""Runs that are killed, and what the next run makes of them: every table is compared with an undisturbed run's.

    python -m bench.kills [--kills 200] [--part 1/1] [--minutes 60] [--seed 1] [--sources FILE_OR_FOLDER...]

What the stages before landing make of the sources (two short articles, where none are named) is made once. Then each
round takes a new folder, empty or with the lake of an earlier release, and in a process of its own receives, looks up,
lands, links, closes and publishes that, and, every third time, cares for the lake. The process is killed (-9), in turn

- before three of its steps, each of them once before any is taken twice: a statement sent to DuckDB, commits among
  them, or something done to a file below the data folder (made, locked, renamed, removed);
- within one of its statements, at a random moment of the time that this takes, every other time within a commit;
- at a random moment of the whole.

What follows a kill is killed, too, eight times in all, at the steps of a run that finds everything landed: it comes to
each of them, whatever it has to make up for. Then somebody reads, and the last run is left alone.
Counted are rounds in which one of these fails or does not end (stuck), or after which a table of lake or warehouse
differs from the undisturbed run's by a row too few (lost) or too many (doubled), or a file is left that belongs to
nothing (leftovers). The last line is one JSON object with these counts, and how many steps there are from each start,
with before how many of them there was a first kill; exit code 1 if there is anything wrong. ``--part 3/20`` takes every
twentieth of the same kills, from the third on: twenty parts are the whole.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import pickle
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from bench.killed_run import (
    ARTICLES,
    Batches,
    Fate,
    Rows,
    Steps,
    counted,
    leftovers,
    load_what_works,
    look,
    prepare,
    rows,
    work,
)

_EARLIER = Path(__file__).parents[1] / "tests" / "land" / "lakes" / "0.1.0"
#: Forked, not spawned: everything is loaded once. What needs threads for that (the pipeline, the suites) is made in a
#: process of its own: a lock that a thread holds while another forks is never let go in the fork.
_CONTEXT = get_context("fork")
_ENDS_WITHIN = 600.0  # seconds, by far
_IN_A_ROW = 8
_BEFORE = 3  # kills before a step for each within one
#: Where to kill, without end: first a run from a start, then those that go on from what that left.
Chosen = tuple[Iterator[tuple[str, Fate]], Iterator[tuple[str, Fate]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A round: where its runs were killed, what is wrong after the last one (nothing: it is well), and its seconds.

    ``steps`` is how many an undisturbed run takes from the same start.
    """

    steps: int
    killed: tuple[str, ...]
    wrong: tuple[str, ...]
    seconds: float


class Start(NamedTuple):
    """A folder to begin with, or nothing, and whether the lake is cared for at the end."""

    folder: Path | None
    care: bool


class Course(NamedTuple):
    """What a run takes that is left alone: its steps, and how many seconds."""

    steps: Steps
    seconds: float


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a run from a start takes and lands when it is left alone, and what another one after it takes."""

    start: Start
    first: Course
    again: Course
    rows: Rows


def _killed(batches: Batches, data: Path, care: bool, fate: Fate) -> None:
    _tell_where_it_hangs()
    with counted(data, fate):
        work(batches, data, care)


def _alone(batches: Batches, data: Path, care: bool, runs: int, answer: Path) -> None:
    """So many runs that are left alone, and what they took and left, or what went wrong, in the file ``answer``."""
    told: Any
    _tell_where_it_hangs()
    try:
        look(data)
        courses = [_course(batches, data, care) for _ in range(runs)]
        told = courses, rows(data), leftovers(data)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
    answer.write_bytes(pickle.dumps(told))


def _course(batches: Batches, data: Path, care: bool) -> Course:
    began = time.monotonic()
    with counted(data, Fate()) as steps:
        work(batches, data, care)
    return Course(steps, time.monotonic() - began)


def _tell_where_it_hangs() -> None:
    """Have the stack of every thread printed before this process is given up."""
    faulthandler.dump_traceback_later(0.9 * _ENDS_WITHIN)


def _run_alone(batches: Batches, folder: Path, care: bool, runs: int = 1) -> Any:
    answer = folder / "answer"
    process = _CONTEXT.Process(target=_alone, args=(batches, folder / "data", care, runs, answer))
    process.start()
    process.join(_ENDS_WITHIN)
    if process.exitcode is None:
        process.kill()
        process.join()
        return f"no end within {_ENDS_WITHIN:.0f} s"
    return pickle.loads(answer.read_bytes()) if answer.exists() else f"exit code {process.exitcode}"


@contextmanager
def _folder(start: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        if start is None:
            (Path(name) / "data").mkdir()
        else:
            shutil.copytree(start, Path(name) / "data")
        yield Path(name)


def _undisturbed(batches: Batches, start: Start) -> Undisturbed:
    with _folder(start.folder) as folder:
        told = _run_alone(batches, folder, start.care, 2)
    if isinstance(told, str):
        raise RuntimeError(told)
    (first, again), found, left = told
    if left:
        raise RuntimeError(f"an undisturbed run leaves {left}")
    return Undisturbed(start, first, again, found)


def fates(course: Course, chosen: random.Random) -> Iterator[tuple[str, Fate]]:
    """Without end, where to kill, in words too: before each step in its turn, within statements, at any moment."""
    names, seconds = course.steps.names, course.steps.seconds
    order, commits = list(range(len(names))), [n for n in seconds if names[n] == "COMMIT"]
    while True:
        chosen.shuffle(order)
        for number, step in enumerate(order):
            yield f"before step {step}, {names[step]}", Fate(step)
            if number % _BEFORE:
                continue
            within = chosen.choice(commits if number % (2 * _BEFORE) else list(seconds))
            yield f"within step {within}, {names[within]}", Fate(within, chosen.uniform(0, seconds[within]))
            moment = chosen.uniform(0, course.seconds)
            yield f"after {moment:.2f} s", Fate(None, moment)


def _round(batches: Batches, plain: Undisturbed, chosen: Chosen, kills: int) -> Outcome:
    """So many kills, one after the other, and the run that follows."""
    began, steps = time.monotonic(), len(plain.first.steps.names)
    killed: list[str] = []
    with _folder(plain.start.folder) as folder:
        data = folder / "data"
        while len(killed) < kills:
            where, fate = next(chosen[bool(killed)])
            process = _CONTEXT.Process(target=_killed, args=(batches, data, plain.start.care, fate))
            process.start()
            process.join(_ENDS_WITHIN if fate.step is not None else fate.after)
            if process.exitcode is None:
                process.kill()
                process.join()
                if fate.step is not None:
                    return Outcome(steps, (*killed, where), ("stuck: no end",), time.monotonic() - began)
            if process.exitcode == -signal.SIGKILL:
                killed.append(where)
            elif process.exitcode:
                return Outcome(steps, (*killed, where), ("stuck: it failed",), time.monotonic() - began)
        told = _run_alone(batches, folder, plain.start.care)
    wrong = [f"stuck: {told}"] if isinstance(told, str) else _differences(plain.rows, *told[1:])
    return Outcome(steps, tuple(killed), tuple(wrong), time.monotonic() - began)


def _differences(expected: Rows, found: Rows, left: list[str]) -> list[str]:
    wrong = [f"leftovers: {path}" for path in left]
    for name, held in expected.items():
        lost, doubled = (held - found[name]).total(), (found[name] - held).total()
        wrong += [f"lost: {lost} of {name}"] * bool(lost) + [f"doubled: {doubled} of {name}"] * bool(doubled)
    return wrong


def campaign(
    batches: Batches,
    kills: int,
    seed: int,
    seconds: float = float("inf"),
    tell: Callable[[int, Outcome], None] = lambda *_: None,
    part: tuple[int, int] = (1, 1),
) -> list[Outcome]:
    """So many ``kills``, or as many as go into ``seconds``; each is told as it ends.

    They are the same for the same ``seed`` but for the machine's own pace; ``part`` (3, 20) takes every twentieth of
    them, from the third on.
    """
    ends = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as name:
        _restore(Path(name))
        new, earlier = None, Path(name)  # that one is brought up to date
        starts = [
            Start(*one) for one in zip((new, new, earlier, new, earlier, new), (False, True, False) * 2, strict=True)
        ]
        plain: dict[Start, Undisturbed] = {}
        endless: dict[Start, Chosen] = {}
        outcomes: list[Outcome] = []
        done = 0
        while done < kills and time.monotonic() < ends:
            start = starts[len(outcomes) % len(starts)]
            if start not in plain:
                plain[start] = _undisturbed(batches, start)
                first, again = (
                    fates(course, random.Random(seed)) for course in (plain[start].first, plain[start].again)
                )
                endless[start] = (_parted(first, part), _parted(again, part))
            outcome = _round(batches, plain[start], endless[start], min(_IN_A_ROW, kills - done))
            done += len(outcome.killed)
            outcomes.append(outcome)
            tell(done, outcome)
    return outcomes


def _parted(endless: Iterator[tuple[str, Fate]], part: tuple[int, int]) -> Iterator[tuple[str, Fate]]:
    return islice(endless, part[0] - 1, None, part[1])


def _restore(data: Path) -> None:
    """Put the lake of the first release into the folder ``data``."""
    shutil.copytree(_EARLIER / "files", data / "lake" / "files")
    with closing(sqlite3.connect(data / "lake" / "catalog.sqlite")) as catalog:
        catalog.executescript((_EARLIER / "catalog.sql").read_text(encoding="utf-8"))


def summed(outcomes: list[Outcome]) -> dict[str, Any]:
    """How many kills there were, in how many rounds what was wrong, and before how many of the steps they were."""
    wrong = Counter(kind for one in outcomes for kind in {told.partition(":")[0] for told in one.wrong})
    kinds = {kind: wrong[kind] for kind in ("lost", "doubled", "stuck", "leftovers")}
    return (
        {"kills": sum(len(one.killed) for one in outcomes)}
        | kinds
        | {"longest_s": round(max((one.seconds for one in outcomes), default=0), 1)}
        | {"steps": {str(steps): len(_before(outcomes, steps)) for steps in sorted({one.steps for one in outcomes})}}
    )


def _before(outcomes: list[Outcome], steps: int) -> set[str]:
    """Before which of ``steps`` steps there was a first kill: those behind it find other steps."""
    killed = [where for one in outcomes if one.steps == steps for where in one.killed[:1]]
    return {where for where in killed if where.startswith("before")}


def _print(number: int, outcome: Outcome) -> None:
    told = ", ".join(outcome.wrong) or "well"
    print(
        f"{number}: killed {'; '.join(outcome.killed)}: {told} ({outcome.seconds:.1f} s)", file=sys.stderr, flush=True
    )


def _part(written: str) -> tuple[int, int]:
    number, of = map(int, written.split("/"))
    if not 1 <= number <= of:
        raise ValueError(written)
    return number, of


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--part", type=_part, default=(1, 1), metavar="K/N", help="of N parts the K-th")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after so long, at fewer kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sources", type=Path, nargs="*", default=[])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in ARTICLES.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:
            batches = apart.submit(prepare, chosen.sources or [Path(folder)]).result()
        load_what_works()
        outcomes = campaign(batches, chosen.kills, chosen.seed, chosen.minutes * 60, _print, chosen.part)
    found = summed(outcomes)
    print(json.dumps(found))
    return 1 if any(one.wrong for one in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
