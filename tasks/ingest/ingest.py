"""Files in, articles and rejects out."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.errors import UnreadableError
from quellenlage.records import Rejected
from quellenlage.tasks.ingest.decode import salvage
from quellenlage.tasks.ingest.files import SourceFile
from quellenlage.tasks.ingest.readers import Input, Item, read_input

_SHOWN = 1_000_000  # bytes


def read_file(file: SourceFile) -> Iterator[Item]:
    """What ``file`` holds, in its order; never raises: what cannot be read comes as a ``Rejected``."""
    source = Input.of_file(file.path, file.uri)
    try:
        yield from read_input(source)
    except UnreadableError as error:
        yield Rejected(file.uri, "ingest", f"{source.name}: {error}", _payload(source))
    except OSError as error:
        yield Rejected(file.uri, "ingest", f"{source.name}: {error.strerror}; make it readable and run again.", "")


def _payload(source: Input) -> str:
    """The beginning of a file: one of articles whole, of an archive of gigabytes what tells it."""
    try:
        with source.open() as stream:
            return salvage(stream.read(_SHOWN))
    except OSError:
        return ""
