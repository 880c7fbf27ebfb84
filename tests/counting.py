"""How long something takes, told by counting: the same on any machine, however busy it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(function: Callable[[], object]) -> int:
    """How many steps Python takes in ``function`` and all that it calls: lines, each turn of a loop anew.

    What runs in C (a search in a string, a regular expression) is not counted. Call the function once before, where
    the first call fills a cache.
    """
    taken = 0

    def trace(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal taken
        taken += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function()
    finally:
        sys.settrace(before)
    return taken


def is_linear(function: Callable[[int], object], size: int) -> bool:
    """Whether four times the size takes about four times the steps; a square would take sixteen times as many."""
    function(size)
    return steps(lambda: function(4 * size)) <= 5 * steps(lambda: function(size))
