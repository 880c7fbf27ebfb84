"""Which articles a batch has: told by plain values, so that the same question always has the same answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from quellenlage.records import Article, Rejected
from quellenlage.tasks.ingest.files import SourceFile
from quellenlage.tasks.ingest.ingest import read_file


@dataclass(frozen=True, slots=True)
class Place:
    """Where a batch begins: after ``files`` whole files, and after ``articles`` of the one that follows."""

    files: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read, in order, and where the next batch begins; after the last one, at the number of files."""

    articles: tuple[Article, ...]
    unreadable: tuple[Rejected, ...]
    end: Place


Item = Article | Rejected

# The file in which the last batch ended: the item that was read ahead, and those after it. It only saves reading that
# file from its start for each batch: whoever asks for another place, or for the same one again, is served anew.
_rest: dict[tuple[SourceFile, int], tuple[list[Item], Iterator[Item] | None]] = {}


def read_batch(files: Sequence[SourceFile], start: Place, size: int) -> Batch:
    """The next ``size`` articles and rejects of ``files`` from ``start`` on; fewer only at the end.

    A file of many articles is split where a batch is full. No more is in memory than the batch and the file it ends in.
    """
    taken: list[Item] = []
    end = start
    while len(taken) < size and end.files < len(files):
        file = files[end.files]
        ahead, items = _rest.pop((file, end.articles), ([], None))
        if items is None:
            items = islice(read_file(file), end.articles, None)
        read = ahead + list(islice(items, size - len(taken) - len(ahead)))
        ahead = list(islice(items, 1))
        taken += read
        if ahead:
            end = Place(end.files, end.articles + len(read))
            _rest.clear()
            _rest[file, end.articles] = ahead, items
        else:
            end = Place(end.files + 1)
    return Batch(
        tuple(one for one in taken if isinstance(one, Article)),
        tuple(one for one in taken if isinstance(one, Rejected)),
        end,
    )
