"""Passing large values to tasks, and taking theirs."""

from __future__ import annotations

from typing import Any, ParamSpec, TypeVar, cast

from prefect import Task
from prefect.utilities.annotations import quote

T = TypeVar("T")
P = ParamSpec("P")


def opaque(value: T) -> T:
    """``value`` for a task that gets it as it is: Prefect does not walk through it in search of futures.

    Without it, every record of a batch is visited once a task. A type checker sees the value itself.
    """
    return cast(T, quote(value))


def done(task: Task[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What ``task`` gives for those arguments; what it refuses is raised as the sentence that it is."""
    called = cast(Any, task)
    return cast(T, called(*arguments, **named, return_state=True).result())
