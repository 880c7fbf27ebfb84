"""Files in, articles and rejects out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, Rejected
from quellenlage.tasks.ingest.decode import salvage
from quellenlage.tasks.ingest.files import SourceFile
from quellenlage.tasks.ingest.readers import Input, Item, read_input

_SHOWN = 1_000_000  # bytes
LONGEST_ARTICLE = 1_000_000  # characters: a book has fewer


def read_file(file: SourceFile, fields: Mapping[str, str] = MappingProxyType({})) -> Iterator[Item]:
    """What ``file`` holds, in its order; never raises: what cannot be read comes as a ``Rejected``."""
    source = Input.of_file(file.path, file.uri, fields)
    if file.path.exists() and not file.path.is_file():
        reason = "no file but a pipe, a socket or a device; save what it gives, or hand it to `quellenlage run -`."
        yield Rejected(file.uri, "ingest", f"{source.name}: {reason}", "")
        return
    try:
        for item in read_input(source):
            yield _bounded(item)
    except MemoryError:
        yield Rejected(file.uri, "ingest", f"{source.name}: there is not enough memory to read it; cut it up.", "")
    except UnreadableError as error:
        yield Rejected(file.uri, "ingest", f"{source.name}: {error}", _payload(source))
    except OSError as error:
        yield Rejected(file.uri, "ingest", f"{source.name}: {error.strerror}; make it readable and run again.", "")


def _bounded(item: Item) -> Item:
    """An article, unless it is longer than one is."""
    if not isinstance(item, Article) or len(item.text) <= LONGEST_ARTICLE:
        return item
    reason = (
        f"{item.uri}: {len(item.text):,} characters are more than the {LONGEST_ARTICLE:,} that are read as one "
        "article; cut it into several."
    )
    return Rejected(item.uri, "ingest", reason, item.text[:_SHOWN])


def _payload(source: Input) -> str:
    """The beginning of a file: one of articles whole, of an archive of gigabytes what tells it."""
    try:
        with source.open() as stream:
            return salvage(stream.read(_SHOWN))
    except OSError:
        return ""
