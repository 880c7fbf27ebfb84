"""Errors that carry a sentence for the user; everything else is a bug."""

from __future__ import annotations

import re
from pathlib import Path


class QuellenlageError(Exception):
    """The base of the errors below: its text is what the user reads."""

    exit_code = 1


class UsageError(QuellenlageError):
    """The command cannot be carried out as it was given."""

    exit_code = 2


class UnreadableError(QuellenlageError):
    """A file, or a place in it, cannot be read: it goes to quarantine and the others go on."""


class FaultError(QuellenlageError):
    """The machine refuses something: a disk is full, a file may not be written, a server does not answer."""


class BusyError(FaultError):
    """Another program holds what is needed: trying again may help."""


class OverBudgetError(Exception):
    """A text has taken longer than it may: so many seconds of processor time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


_KEPT = "what had landed stays landed"
#: What the system, SQLite and DuckDB say (a pattern), what is wrong, and what to do; the first that matches is told.
FAULTS = (
    ("No space left|disk is full|quota exceeded", "the disk is full", f"make room and run again; {_KEPT}"),
    # After some errors SQLite ends a transaction itself; DuckLake tells of what it finds then.
    (
        "cannot rollback - no transaction",
        "this could not be written, as on a full disk",
        f"make room and run again; {_KEPT}",
    ),
    ("File too large", "a limit on the size of files is reached", f"raise it (ulimit -f) and run again; {_KEPT}"),
    (
        r"readonly database|Permission denied|Read-only file|not permitted|read-only mode",
        "this may not be written, or not be read",
        f"make it writable, or name another folder with --data; {_KEPT}",
    ),
    ("Is a directory|is a directory", "this is a folder, and a file is wanted here", "move it away and run again"),
    ("File exists|Not a directory", "this is a file, and a folder is wanted here", "move it away and run again"),
    (
        r"not a database|malformed|database schema is corrupt",
        "this catalog is damaged",
        "put a copy of it back, or run the sources into a new folder, named with --data; the Parquet files are whole",
    ),
    (
        r"too small to be a Parquet|No magic bytes|Invalid footer|[Tt]hrift|TProtocol|decompress|"
        r"\.parquet\": No such file|No files found.*\.parquet",
        "this part of the lake is missing or damaged",
        "put a copy of it back, or run the sources into a new folder, named with --data",
    ),
    ("database is locked", "another program holds this catalog", f"end that program and run again; {_KEPT}"),
    (
        "Out of Memory|[Cc]annot allocate memory|MemoryError|failed to allocate|failed to map segment",
        "there is not enough memory",
        f"end other programs, or read less at once (--batch-size, --workers); {_KEPT}",
    ),
    (
        "duckdb_extension.* could not be loaded",
        "this part of DuckDB cannot be loaded",
        "see that there is memory enough (ulimit -v), and that it is installed for this machine",
    ),
    (
        "unable to open database|disk I/O error|Input/output error|Could not|Cannot open file",
        "this cannot be opened, or not be read or written",
        f"see that there is room, and that it is there, yours and whole; {_KEPT}",
    ),
)


def fault_of(error: BaseException, where: str | Path | None = None) -> FaultError | None:
    """What to tell the user of an error of the system, SQLite or DuckDB; None if it is a bug of ours.

    The file that is named is the one that the error names, or else ``where``.
    """
    if isinstance(error, FaultError):
        return error
    of_system = isinstance(error, OSError | MemoryError)
    if not of_system and type(error).__module__ not in ("_duckdb", "duckdb", "sqlite3"):
        return None
    said = f"{type(error).__name__}: {error}"
    file = _file(error) or where
    place = f"{file}: " if file else ""
    for pattern, wrong, remedy in FAULTS:
        if re.search(pattern, said):
            kind = BusyError if "locked" in pattern else FaultError
            return kind(f"{place}{wrong} ({_shortened(error)}); {remedy}.")
    return FaultError(f"{place}{_shortened(error)}; {_KEPT}.") if of_system else None


def _file(error: BaseException) -> str | None:
    """The file that an error names: as an attribute, or by its path within quotation marks."""
    if name := getattr(error, "filename", None):
        return str(name)
    quoted = re.search(r"""["'](/[^"'\n]+)["']""", str(error))
    return quoted[1] if quoted else None


def _shortened(error: BaseException) -> str:
    told = getattr(error, "strerror", None) or (str(error).splitlines() or [type(error).__name__])[0]
    # The file is named before, and of a statement of SQLite's nobody asks.
    told = re.sub(r"""Failed to (execute|prepare) query ".*?": | (file )?["']/[^"'\n]+["']""", "", str(told))
    return told if len(told) <= 200 else f"{told[:199]}…"


def unexpected(uri: str, done: str, error: Exception) -> str:
    """The sentence for an error that is ours to mend, met while ``uri`` was being ``done`` ("analysed")."""
    if isinstance(error, MemoryError):
        return f"{uri}: could not be {done}: there is not enough memory; end other programs, or split the article."
    if isinstance(error, OverBudgetError):
        return (
            f"{uri}: could not be {done} within {error.seconds:,.0f} seconds of processor time, which is more than its "
            "length explains; please report it with the article."
        )
    return f"{uri}: could not be {done} ({type(error).__name__}: {error}); please report it with the article."
