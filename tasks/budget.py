"""How long a text may take: one that takes longer goes to quarantine, and the batch goes on.

Time grows with the text and no faster (``python -m bench.growth``), so a budget is only met where something of ours is
wrong. It is processor time, not the clock's: another program does not use it up.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from quellenlage.errors import OverBudgetError

#: Seconds of processor time for any text, and for each thousand characters of it. The slowest shapes of text take 0.3
#: for a thousand, articles 0.03.
ANY = 60.0
A_THOUSAND = 3.0


@contextmanager
def budget(characters: int) -> Iterator[None]:
    """What runs within is ended when it has taken longer than so many ``characters`` may.

    Only in the main thread of a process, which the flow and each of its workers have for it; elsewhere, no signal comes
    through, and nothing is ended. Not one within another.

    Raises:
        OverBudgetError: it has.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    seconds = ANY + A_THOUSAND * characters / 1000

    def ended(number: int, frame: FrameType | None) -> NoReturn:
        raise OverBudgetError(seconds)

    before = signal.signal(signal.SIGPROF, ended)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
