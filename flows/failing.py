"""A run that failed has said why in its state; Prefect would say it once more, under forty lines of traceback."""

from __future__ import annotations

import logging


def say_it_once() -> None:
    """Have a run that a worker or ``serve`` starts log no traceback for the state that the flow itself returned."""
    logging.getLogger("prefect.flow_runs").addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    from prefect.exceptions import FailedRun

    return not (record.exc_info and isinstance(record.exc_info[1], FailedRun))
