"""The evidence of what somebody asks for: a page, or text where no file is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import duckdb

from quellenlage.errors import UsageError
from quellenlage.tasks.evidence.console import console_for, print_article, print_speaker
from quellenlage.tasks.evidence.gathered import articles
from quellenlage.tasks.evidence.look_up import look_up
from quellenlage.tasks.evidence.page import article_page, speaker_page
from quellenlage.tasks.evidence.spoken import spoken
from quellenlage.tasks.land.lake import open_lake, transaction
from quellenlage.tasks.land.upgrade import lake_version
from quellenlage.tasks.tables.schema import VERSION


def show_evidence(data: Path, what: str, out: TextIO, file: str | None = None) -> None:
    """Write the page of ``what`` into ``file``, and its path to ``out``; without a file, what it says to ``out``.

    ``-`` as ``file`` writes the page itself to ``out``.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
        UsageError: ``what`` names nothing or several things, ``file`` cannot be written, or the lake is of an earlier
            version.
    """
    if file is None:
        with _opened(data) as connection:
            _print(connection, what, out)
        return
    page = evidence_page(data, what)
    if file == "-":
        out.write(page)
        return
    try:
        Path(file).write_text(page, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file}: the page cannot be written here ({error.strerror}).") from error
    print(file, file=out)


@contextmanager
def _opened(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The lake as it is at one moment."""
    with open_lake(data, read_only=True) as connection, transaction(connection):
        if lake_version(connection) != VERSION:
            raise UsageError(
                f"this lake is of an earlier version; 'quellenlage publish --data {data}' brings it up to date."
            )
        yield connection


def evidence_page(data: Path, what: str, *, linked: bool = False) -> str:
    """The page of ``what``, as the lake in ``data`` has it now; ``linked``: the pages of articles are served beside it.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
        UsageError: ``what`` names nothing or several things, or the lake is of an earlier version.
    """
    with _opened(data) as connection:
        target = look_up(connection, what)
        if target.document_id is None:
            return speaker_page(spoken(connection, target.target_id), linked=linked)
        (article,) = articles(connection, [target.document_id])
    return article_page(article, target.target_id if target.kind == "claim" else None)


def _print(connection: duckdb.DuckDBPyConnection, what: str, out: TextIO) -> None:
    target, console = look_up(connection, what), console_for(out)
    if target.document_id is None:
        print_speaker(console, spoken(connection, target.target_id))
        return
    (article,) = articles(connection, [target.document_id])
    print_article(console, article, target.target_id if target.kind == "claim" else None)
