"""The formats that can be read: each is one module in this folder, found by being there.

A module defines ``FORMAT = Format(name, suffixes, read)``. Nothing else in the project names a format, so adding one is
adding a file, and a folder of inputs and expected articles in ``tests/ingest/formats/``; ``plain.py`` is an example.

A reader makes the text of an article itself, as a human would read it, and says by ``segments`` what its parts are, of
the kinds in :data:`~quellenlage.records.SEGMENT_KINDS`; title and lead are such segments. The keys of ``metadata`` that
later stages ask for stand at :class:`~quellenlage.records.Article`. :mod:`quellenlage.tasks.ingest.decode` turns bytes
of any encoding into text, and refuses what is none. A folder named to ``run`` is searched for every ending that some
reader knows. A container (``.zip``) is a format too: it hands each of its members to :func:`read_input`.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import IO

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, PassedOver, Rejected

Item = Article | Rejected | PassedOver
HEAD = 8192  # bytes of a file that :attr:`Format.sniff` sees
LARGEST = 64 * 1024 * 1024  # bytes of what is read as a whole: more than any article has, and little enough to hold


@dataclass(frozen=True, slots=True)
class Input:
    """What a reader reads: a file, or a member of a container, opened as often as is needed.

    ``name`` is the file's name, for its ending and for messages. ``fields`` says which column or key of a table holds
    what, by the user's own words: ``{"text": "body", "title": "ueberschrift"}``.
    """

    uri: str
    name: str
    open: Callable[[], IO[bytes]]
    fields: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_file(cls, path: Path, uri: str, fields: Mapping[str, str] = MappingProxyType({})) -> Input:
        """A file on the disk."""
        return cls(uri, path.name, lambda: path.open("rb"), fields)

    @classmethod
    def of_bytes(cls, data: bytes, uri: str) -> Input:
        """Bytes in memory, with the end of ``uri`` for a name."""
        return cls(uri, uri.rpartition("/")[2], lambda: BytesIO(data))

    def data(self) -> bytes:
        """All bytes at once.

        Raises:
            UnreadableError: they are more than :data:`LARGEST`.
        """
        with self.open() as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise UnreadableError(f"more than the {LARGEST // 2**20} MB that are read at once; cut it into several.")
        return data

    def head(self) -> bytes:
        """The first :data:`HEAD` bytes."""
        with self.open() as stream:
            return stream.read(HEAD)


@dataclass(frozen=True, slots=True)
class Format:
    """How files with these endings become articles.

    ``read(input)`` yields the articles of a file in its order, a :class:`~quellenlage.records.Rejected` for a part that
    cannot be read, a :class:`~quellenlage.records.PassedOver` for one that is no article of ours, and raises
    :class:`~quellenlage.errors.UnreadableError` where nothing of the file can be read. An article's ``uri`` is unique
    within the file. ``sniff(head)`` says whether a file that begins so is of this format: asked where several formats
    share an ending, and of files without one. Of a ``general`` one a file is only where it is of no other.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Input], Iterator[Item]]
    sniff: Callable[[bytes], bool] | None = None
    general: bool = False


@functools.cache
def formats() -> Mapping[str, tuple[Format, ...]]:
    """The formats by the file endings that they read (lower case, with the dot), in order of their modules' names."""
    found: dict[str, tuple[Format, ...]] = {}
    for module in pkgutil.iter_modules(__path__):
        known: Format = importlib.import_module(f"{__name__}.{module.name}").FORMAT
        for suffix in known.suffixes:
            found[suffix] = (*found.get(suffix, ()), known)
    for suffix, several in found.items():
        if len(several) > 1 and any(one.sniff is None for one in several):
            names = " and ".join(one.name for one in several)
            raise ValueError(f"{suffix} is read by {names}, and one of them cannot tell its own")
    return found


def ending(name: str) -> str:
    """The ending of a file's name that some reader knows, the longest (``.warc.gz``); its last one where none is."""
    parts = name.lower().split(".")
    for at in range(1, len(parts)):
        if (suffix := "." + ".".join(parts[at:])) in formats():
            return suffix
    return f".{parts[-1]}" if len(parts) > 1 else ""


def format_of(source: Input) -> Format | None:
    """The format of a file by its ending, or by how it begins; None where no reader knows it."""
    suffix = ending(source.name)
    known = formats().get(suffix, ())
    if len(known) == 1:
        return known[0]
    if not known and suffix:
        return None
    candidates = known or tuple(dict.fromkeys(one for several in formats().values() for one in several))
    head = source.head()
    asked = sorted(candidates, key=lambda one: one.general)
    return next((one for one in asked if one.sniff is not None and one.sniff(head)), None)


def read_input(source: Input) -> Iterator[Item]:
    """What a file holds, in its order.

    Raises:
        UnreadableError: no reader knows it, or nothing of it can be read.
        OSError: it cannot be opened.
    """
    known = format_of(source)
    if known is None:
        raise UnreadableError(_unknown(source))
    yield from known.read(source)


def _unknown(source: Input) -> str:
    """The sentence for a file that no reader knows: by its ending, or by how it begins."""
    several = formats().get(ending(source.name), ())
    if several:
        names = ", ".join(one.name for one in several)
        return f"its ending is that of {names}, and it begins as none of these; remove it from the sources."
    return "no reader knows this file; convert it to .html, .jsonl, .csv, .md or .txt, or remove it from the sources."
