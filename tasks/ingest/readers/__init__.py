"""The formats that can be read: each is one module in this folder, found by being there.

A module defines ``FORMAT = Format(name, suffixes, read)``. Nothing else in the project names a format, so adding one is
adding a file, and a test beside it in ``tests/ingest/``; ``plain.py`` is an example.

A reader makes the text of an article itself, as a human would read it, and says by ``segments`` what its parts are, of
the kinds in :data:`~quellenlage.records.SEGMENT_KINDS`; title and lead are such segments. The keys of ``metadata`` that
later stages ask for stand at :class:`~quellenlage.records.Article`. :mod:`quellenlage.tasks.ingest.decode` turns bytes
of any encoding into text, and refuses what is none. A folder named to ``run`` is searched for every ending that some
reader knows.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from quellenlage.records import Article, Rejected


@dataclass(frozen=True, slots=True)
class Format:
    """How files with these endings become articles.

    ``read(data, uri)`` yields the articles of a file in its order, or a :class:`~quellenlage.records.Rejected` for a
    part that cannot be read, and raises :class:`~quellenlage.errors.UnreadableError` where nothing of the file can. An
    article's ``uri`` is unique within the file.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Iterator[Article | Rejected]]


@functools.cache
def formats() -> Mapping[str, Format]:
    """Every format by the file endings it reads (lower case, with the dot)."""
    found: dict[str, Format] = {}
    for module in pkgutil.iter_modules(__path__):
        known: Format = importlib.import_module(f"{__name__}.{module.name}").FORMAT
        for suffix in known.suffixes:
            if suffix in found:
                raise ValueError(f"{suffix} is read by both {found[suffix].name} and {known.name}")
            found[suffix] = known
    return found
