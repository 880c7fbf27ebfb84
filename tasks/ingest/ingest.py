"""Files in, articles and rejects out."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, Rejected
from quellenlage.tasks.ingest.decode import salvage
from quellenlage.tasks.ingest.files import SourceFile
from quellenlage.tasks.ingest.readers import formats


def read_file(file: SourceFile) -> Iterator[Article | Rejected]:
    """The articles of ``file`` in its order; never raises: what cannot be read comes as a ``Rejected``."""
    known = formats().get(file.path.suffix.lower())
    if known is None:
        endings = ", ".join(sorted(formats()))
        reason = f"{file.path.name}: no reader knows this ending; convert the file to one of {endings}."
        yield Rejected(file.uri, "ingest", reason, _payload(file))
        return
    try:
        data = file.path.read_bytes()
    except OSError as error:
        yield Rejected(file.uri, "ingest", f"{file.path.name}: {error.strerror}; make it readable and run again.", "")
        return
    try:
        yield from known.read(data, file.uri)
    except UnreadableError as error:
        yield Rejected(file.uri, "ingest", f"{file.path.name}: {error}", salvage(data))


def _payload(file: SourceFile) -> str:
    try:
        return salvage(file.path.read_bytes())
    except OSError:
        return ""
