"""Tasks that tell what is wrong with their input in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from prefect.states import Failed

from quellenlage.errors import BusyError, QuellenlageError, fault_of

P = ParamSpec("P")
R = TypeVar("R")


def refusing(function: Callable[P, R]) -> Callable[P, R]:
    """A function for a task whose errors are the user's to mend: the run shows their sentence and no traceback.

    So are those of the machine: a full disk, a file that may not be written. The task is called with
    ``return_state=True``, and the state's ``result()`` gives the value or raises the error.
    """

    @wraps(function)
    def refused(*arguments: P.args, **named: P.kwargs) -> R:
        try:
            return function(*arguments, **named)
        except BusyError:  # which may be tried again
            raise
        except QuellenlageError as error:
            return cast(R, Failed(message=str(error), data=error))
        except (OSError, MemoryError) as error:
            fault = fault_of(error)
            return cast(R, Failed(message=str(fault), data=fault))

    return refused
