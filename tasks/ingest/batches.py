"""Which articles a batch has: told by plain values, so that the same question always has the same answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from types import MappingProxyType

from quellenlage.records import Article, PassedOver, Rejected
from quellenlage.tasks.accounts import ReadFile
from quellenlage.tasks.ingest.files import SourceFile
from quellenlage.tasks.ingest.ingest import read_file
from quellenlage.tasks.ingest.readers import Item


@dataclass(frozen=True, slots=True)
class Place:
    """Where a batch begins: after ``files`` whole files, and after ``items`` of the one that follows.

    ``taken`` of these are articles or cannot be read; the others are passed over.
    """

    files: int = 0
    items: int = 0
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read, in order, and where the next batch begins; after the last one, at the number of files.

    ``passed_over`` counts what is no article to read, by what it is. ``finished`` are the files that it comes to the
    end of, without those that changed meanwhile.
    """

    articles: tuple[Article, ...]
    unreadable: tuple[Rejected, ...]
    passed_over: Mapping[str, int]
    finished: tuple[ReadFile, ...]
    end: Place


# The file in which the last batch ended: the item that was read ahead, and those after it. It only saves reading that
# file from its start for each batch: whoever asks for another place, or for the same one again, is served anew.
_rest: dict[tuple[SourceFile, int], Iterator[Item]] = {}


def read_batch(
    files: Sequence[SourceFile], start: Place, size: int, fields: Mapping[str, str] = MappingProxyType({})
) -> Batch:
    """The next ``size`` articles and rejects of ``files`` from ``start`` on; fewer only at the end.

    ``fields`` say what the columns of a table hold, see :class:`~quellenlage.tasks.ingest.readers.Input`. A file of
    many articles is split where a batch is full. No more is in memory than the batch and the file it ends in.
    """
    taken: list[Article | Rejected] = []
    passed_over: Counter[str] = Counter()
    finished: list[ReadFile] = []
    end = start
    while len(taken) < size and end.files < len(files):
        file = files[end.files]
        items = _rest.pop((file, end.items), None) or islice(read_file(file, fields), end.items, None)
        count, before = end.items, len(taken)
        for item in items:
            count += 1
            if isinstance(item, PassedOver):
                passed_over[item.what] += 1
                continue
            taken.append(item)
            if len(taken) == size:
                break
        following = next(items, None)
        held = end.taken + len(taken) - before
        if following is None:
            if file.is_unchanged():
                finished.append(ReadFile(file.uri, file.size, file.modified, held))
            end = Place(end.files + 1)
        else:
            end = Place(end.files, count, held)
            _rest.clear()
            _rest[file, count] = chain([following], items)
    return Batch(
        tuple(one for one in taken if isinstance(one, Article)),
        tuple(one for one in taken if isinstance(one, Rejected)),
        passed_over,
        tuple(finished),
        end,
    )
