"""From what the user names (files, folders, globs) to the files to read."""

from __future__ import annotations

import fcntl
import glob
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TextIO, cast

from quellenlage.errors import UsageError
from quellenlage.tasks.ingest.readers import Input, ending, format_of, formats

_MARKED_HEADING = re.compile(rb"(?:\xef\xbb\xbf)?\s*#{1,6} +\S")


#: Names of files that tell of the folder they lie in, and are no articles.
_OF_THE_FOLDER = frozenset(("readme", "license", "licence", "copying", "changelog", "contributing"))


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A file to read and the URI that its articles carry, with its size and time (ns) when it was found."""

    uri: str
    path: Path
    size: int = -1
    modified: int = -1

    @classmethod
    def of(cls, path: Path) -> SourceFile:
        """The file as it is now; one that cannot be looked at has neither size nor time."""
        size, modified = _state(path)
        return cls(uri_of(path), path, size, modified)

    @property
    def state(self) -> tuple[str, int, int]:
        """By what a file that was read is known again: its URI, size and time."""
        return self.uri, self.size, self.modified

    def may_be_written(self, settle: float) -> bool:
        """Whether it was changed less than ``settle`` seconds ago, and may not be whole yet."""
        return settle > 0 and self.modified > time.time_ns() - int(settle * 1e9)

    def is_unchanged(self) -> bool:
        """Whether the file is still as it was found."""
        return self.modified >= 0 and _state(self.path) == (self.size, self.modified)


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, in order of their URIs, and those in folders that no reader knows."""

    files: tuple[SourceFile, ...]
    passed_over: tuple[Path, ...]


def find_files(sources: Iterable[str | Path]) -> Found:
    """Every file that ``sources`` name, each once, whatever order they are named in.

    A folder stands for the files below it whose ending a reader knows; hidden ones are left out, the others are
    reported in ``passed_over``. A file named outright is always read: if no reader knows it, quarantine says so.

    Raises:
        UsageError: a source names nothing.
    """
    named: dict[str, SourceFile] = {}
    passed_over: set[Path] = set()
    for source in sources:
        files, unknown = _expand(str(source))
        for file in map(SourceFile.of, files):
            named[file.uri] = min(file, named.get(file.uri, file))
        passed_over.update(unknown)
    return Found(tuple(sorted(named.values())), tuple(sorted(passed_over)))


def listed_in(name: str, standard_input: TextIO) -> list[str]:
    """The sources that a file names, one a line; ``-`` is standard input.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        text = standard_input.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{name}: this list of sources cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: this list of sources is no text in UTF-8; name files one a line.") from error
    return [line.strip() for line in text.splitlines() if line.strip()]


def received(standard_input: IO[bytes], folder: Path, fields: Mapping[str, str]) -> Path:
    """What comes in by standard input as a file in ``folder``, named by its content so that it is one however often.

    What no reader knows by how it begins is text, or a table where ``fields`` name its columns. What another one that
    was killed had received so far goes.

    Raises:
        UsageError: nothing comes in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with _receiving(folder) as file:
        while block := standard_input.read(1 << 20):
            digest.update(block)
            file.write(block)
        file.flush()
        fresh = Path(file.name)
        if not fresh.stat().st_size:
            fresh.unlink()
            raise UsageError("nothing came in by standard input; what should have written it may have failed.")
        path = folder / f"{digest.hexdigest()[:16]}{_told_ending(fresh, bool(fields))}"
        if path.exists():
            fresh.unlink()
        else:
            fresh.rename(path)
    return path


def _told_ending(path: Path, has_columns: bool) -> str:
    """An ending for a file that has none, where its beginning does not tell what it is."""
    source = Input(path.as_uri(), "", lambda: path.open("rb"))
    if format_of(source) is not None:
        return ""
    return ".csv" if has_columns else ".md" if _MARKED_HEADING.match(source.head()) else ".txt"


@contextmanager
def _receiving(folder: Path) -> Iterator[IO[bytes]]:
    """A file to write to in ``folder``, held meanwhile; those that nobody holds any more go."""
    whole = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(whole, fcntl.LOCK_EX)  # so that nobody finds a file before it is held
        for left in folder.glob(".receiving-*"):
            with suppress(OSError), left.open("rb") as held:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".receiving-", delete=False) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            fcntl.flock(whole, fcntl.LOCK_UN)
            yield cast(IO[bytes], file)
    finally:
        os.close(whole)


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return -1, -1
    return found.st_size, found.st_mtime_ns


def uri_of(path: Path) -> str:
    """The URI of a file: relative below the working directory, ``file://`` elsewhere.

    So the rows of a project's own folder are the same wherever the project lies, and one file has one URI however
    it is named.
    """
    absolute = Path(os.path.realpath(path))  # of links in a circle too, as Path.resolve is not
    try:
        return absolute.relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return absolute.as_uri()


def _expand(source: str) -> tuple[Sequence[Path], Sequence[Path]]:
    path = Path(source)
    if path.is_dir():
        return _in_folder(path)
    if path.is_file():
        return [path], []
    matches = _matching(source)
    if not matches:
        raise UsageError(f"{source}: there is no such file or folder, and as a pattern it matches nothing.")
    files: list[Path] = []
    unknown: list[Path] = []
    for match in matches:
        more, less = _in_folder(match) if match.is_dir() else ([match], [])
        files.extend(more)
        unknown.extend(less)
    return files, unknown


def _matching(pattern: str) -> list[Path]:
    """What a pattern matches; ``**`` follows no link to a folder: it may lead back, and two never end."""
    path = Path(pattern)
    if "**" not in path.parts:
        return [Path(match) for match in glob.glob(pattern)]
    above = Path(path.anchor)
    named = set(path.parts)
    return [
        found
        for found in above.glob(str(path.relative_to(above)))
        if not any(part.startswith(".") and part not in named for part in found.relative_to(above).parts)
    ]


def _in_folder(folder: Path) -> tuple[list[Path], list[Path]]:
    files: list[Path] = []
    unknown: list[Path] = []
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or (path.is_dir() and not path.is_symlink()):
            continue  # a link to a folder is told and not followed: it may lead back
        read = path.is_file() and path.stem.casefold() not in _OF_THE_FOLDER and _is_read(path)
        (files if read else unknown).append(path)
    return files, unknown


def _is_read(path: Path) -> bool:
    """Whether a reader knows the file: by its ending; by how it begins, where that tells no format or several."""
    if suffix := ending(path.name):
        known = formats().get(suffix, ())
        if len(known) < 2:
            return bool(known)
    try:
        return format_of(Input.of_file(path, path.name)) is not None
    except OSError:
        return False
