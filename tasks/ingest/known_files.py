"""Which of the files that were found have to be read: those that no run has read as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from quellenlage.tasks.ingest.files import Found, SourceFile


@dataclass(frozen=True, slots=True)
class Sources:
    """What there is to read, how many articles are in files that were read before, and what is passed over.

    The last is counted by the endings of the files.
    """

    files: tuple[SourceFile, ...]
    known: int
    passed_over: Mapping[str, int]


def unread(found: Found, read: Mapping[tuple[str, int, int], int], settle: float = 0) -> Sources:
    """The files that were ``found`` and not ``read`` as they are, in order of their URIs.

    A file that was changed less than ``settle`` seconds ago may still be written: it waits for the next run.
    """
    over = Counter(path.suffix.lower() or "no ending" for path in found.passed_over)
    files, known = [], 0
    for file in found.files:
        held = read.get(file.state)
        if held is not None:
            known += held
        elif file.may_be_written(settle):
            over["still being written"] += 1
        else:
            files.append(file)
    return Sources(tuple(files), known, over)
