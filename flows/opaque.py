"""Passing large values to tasks."""

from __future__ import annotations

from typing import TypeVar, cast

from prefect.utilities.annotations import quote

T = TypeVar("T")


def opaque(value: T) -> T:
    """``value`` for a task that gets it as it is: Prefect does not walk through it in search of futures.

    Without it, every record of a batch is visited once a task. A type checker sees the value itself.
    """
    return cast(T, quote(value))
