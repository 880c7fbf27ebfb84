"""Whether time grows with the text and not faster, whatever the text is: from a file to its rows, stage by stage.

    python -m bench.growth [SHAPE ...] [--shapes N] [--kb 5,10,20,40] [--model NAME]

The first N shapes of :mod:`bench.growth_shapes` (by default those that differ most from each other), or those that are
named, are written at each size (kB), read as plain text, normalised, and extracted, once each. A stage's exponent is
the slope of its processor time over the text's length, both as logarithms; it is told where the stage takes longer than
``FLOOR`` seconds at the largest size, since below that the clock decides. A line a shape: the whole time at each size,
its exponent, and the stage that grows fastest; a shape that is refused says so. On a machine that does much else times
vary by a third; ``chrt`` helps. The last line is a JSON object: the worst exponents, the longest time a kilobyte (at
sizes that are not refused), the shapes above ``LIMIT``: as a whole, or in a stage of ours. 1 where there is one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from bench.growth_shapes import SHAPES, TELLING
from models.needed import run
from quellenlage import analyse
from quellenlage.pipeline.load import load
from quellenlage.records import Article, Rejected
from quellenlage.tasks.extract import extract
from quellenlage.tasks.ingest.readers import Input, read_input
from quellenlage.tasks.ingest.versions import identified
from quellenlage.tasks.normalise import normalise

if TYPE_CHECKING:
    from spacy.language import Language

FLOOR = 0.3
LIMIT = 1.15
LONGEST = 60  # seconds of processor time after which a text counts as hanging
TODAY = dt.date(2030, 1, 1)
#: Matrices as long as the text: what they take beyond that is the machine's memory.
_NETWORKS = ("tok2vec", "parser", "ner", "tagger", "morphologizer")
#: What is timed apart from the function that calls it: where it is called, and by which name.
_PARTS = {
    normalise: ("find_dates", "find_credits", "outlet_of", "read_publication", "visible"),
    analyse: ("read", "find_claims", "resolve", "trace", "one_row_each", "weigh", "find_names", "visible"),
}


class HangsError(BaseException):
    """A text took longer than :data:`LONGEST`; nothing that catches errors may catch it."""


class Clock:
    """Processor time by stage; what a stage asks of another counts for that one alone."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inner = [0.0]

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts what runs within for ``name``."""
        began = time.process_time()
        self._inner.append(0.0)
        try:
            yield
        finally:
            took = time.process_time() - began
            self.spent[name] += took - self._inner.pop()
            self._inner[-1] += took

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function``, which counts for ``name``."""

        @wraps(function)
        def counted(*arguments: Any, **named: Any) -> Any:
            with self.stage(name):
                return function(*arguments, **named)

        return counted


def instrument(nlp: Language, clock: Clock) -> None:
    """Has the parts of this process's extraction counted."""
    for module, names in _PARTS.items():
        for name in names:
            setattr(module, name, clock.timed(name, getattr(module, name)))
    nlp.make_doc = clock.timed("tokenizer", nlp.make_doc)  # type: ignore[method-assign]
    components: list[tuple[str, Any]] = list(nlp._components)
    nlp._components = [(name, clock.timed(name, component)) for name, component in components]


def read_once(text: str, nlp: Language, clock: Clock) -> str:
    """Reads a text from bytes to rows; returns how many claims there are, or why there are none."""
    data = text.encode()
    with clock.stage("reader"):
        articles = [item for item in read_input(Input.of_bytes(data, "text.txt")) if isinstance(item, Article)]
    documents = []
    for article in articles:
        german = replace(article, metadata={**article.metadata, "language": "de"})
        with clock.stage("identify"):
            one = identified(german, TODAY)
        with clock.stage("normalise"):
            documents.append(normalise.normalise(one, TODAY))
    with clock.stage("extract"):
        found = list(extract.extract(documents, nlp))
    refused = [one.reason for one in found if isinstance(one, Rejected)]
    return refused[0] if refused else f"{sum(len(one.claims) for one in found if not isinstance(one, Rejected))} claims"


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of time over size, both as logarithms, by least squares."""
    slope, _ = np.polyfit(np.log(sizes), np.log(np.maximum(seconds, 1e-6)), 1)
    return float(slope)


def measure(
    make: Callable[[int], str], sizes: Sequence[int], nlp: Language, clock: Clock
) -> tuple[list[dict[str, float]], str]:
    """Seconds of each stage at each size, and what came of the largest."""
    stages: list[dict[str, float]] = []
    outcome = ""
    for size in sizes:
        text = make(size)
        clock.spent.clear()
        gc.collect()
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
        outcome = read_once(text, nlp, clock)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        stages.append(dict(clock.spent))
    return stages, outcome


def _hangs(number: int, frame: FrameType | None) -> NoReturn:
    place = f"{frame.f_code.co_filename.rpartition('/')[2]}, line {frame.f_lineno}" if frame else ""
    raise HangsError(place)


class Worst:
    """The worst of all shapes: by stage, by kilobyte, and which grow faster than :data:`LIMIT`."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = sizes
        self.stages: dict[str, tuple[float, str]] = {}
        self.above: list[str] = []
        self.kilobyte = (0.0, "")

    def add(self, name: str, stages: Sequence[dict[str, float]], outcome: str) -> str:
        """Counts what a shape took, in seconds by stage at each size; returns the line that tells it."""
        whole = [sum(one.values()) for one in stages]
        last = stages[-1]
        slopes = {stage: exponent(self.sizes, [one.get(stage, 0.0) for one in stages]) for stage in last}
        grown = {stage: slope for stage, slope in slopes.items() if last[stage] > FLOOR} or {"-": 0.0}
        steepest = max(grown, key=lambda stage: grown[stage])
        slope = exponent(self.sizes, whole)
        for stage, found in [("whole", slope), *grown.items()] if whole[-1] > FLOOR else ():
            self.stages[stage] = max(self.stages.get(stage, (0.0, "")), (round(found, 2), name))
        ours = max((found for stage, found in grown.items() if stage not in _NETWORKS), default=0.0)
        if max(ours, slope) > LIMIT and whole[-1] > FLOOR:
            self.above.append(name)
        costs = [1000 * seconds / size for seconds, size in zip(whole, self.sizes, strict=True)]
        self.kilobyte = max(self.kilobyte, (round(max(costs), 3), name))
        times = " ".join(f"{seconds:7.2f}" for seconds in whole)
        steep = f"{steepest} {grown[steepest]:.2f} ({last.get(steepest, 0.0):.2f} s)"
        return f"{name:28s} {times}  {slope:5.2f}  {steep}  {outcome[:70]}"

    def figures(self) -> dict[str, Any]:
        """What the last line tells."""
        return {
            "worst": {stage: list(found) for stage, found in sorted(self.stages.items(), key=lambda one: -one[1][0])},
            "seconds_a_kilobyte": list(self.kilobyte),
            "above": self.above,
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="SHAPE")
    parser.add_argument("--shapes", type=int, default=len(TELLING), metavar="N")
    parser.add_argument("--kb", default="5,10,20,40", metavar="SIZES")
    parser.add_argument("--model")
    chosen = parser.parse_args(arguments)
    if unknown := [name for name in chosen.names if name not in SHAPES]:
        parser.error(f"{unknown[0]}: there is no such shape; bench/growth_shapes.py has them.")
    signal.signal(signal.SIGVTALRM, _hangs)
    nlp, clock = load(chosen.model), Clock()
    instrument(nlp, clock)
    read_once("Der Wirt sagte, er komme. " * 20, nlp, clock)
    sizes = [1000 * int(size) for size in chosen.kb.split(",")]
    names = chosen.names or list(SHAPES)[: chosen.shapes]
    worst = Worst(sizes)
    for name in names:
        try:
            print(worst.add(name, *measure(SHAPES[name], sizes, nlp, clock)), flush=True)
        except HangsError as error:
            worst.above.append(name)
            print(f"{name:28s} HANGS ({error})", flush=True)
    print(json.dumps({"shapes": len(names), "characters": sizes, **worst.figures()}, ensure_ascii=False))
    return 1 if worst.above else 0


if __name__ == "__main__":
    run(lambda: sys.exit(main()))
