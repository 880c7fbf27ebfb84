"""What containers share: their members as inputs, read as streams, with bounds on depth and size.

A member is never written to the disk under its own name. What unpacks to far more than articles do, is nested deeper
than three containers or is damaged is refused with a sentence; what was read of it before stays.
"""

from __future__ import annotations

import io
import lzma
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

from quellenlage.errors import UnreadableError
from quellenlage.records import PassedOver, Rejected
from quellenlage.tasks.ingest.decode import salvage
from quellenlage.tasks.ingest.readers import HEAD, Input, Item, ending, format_of, read_input

MOST_LEVELS = 3  # containers within each other
MOST_TIMES = 250  # the size of the file: pages and feeds unpack to 5 to 30 times
ALWAYS_ALLOWED = 256 * 1024 * 1024  # bytes that anything may unpack to
LONGEST_WHOLE = 256 * 1024 * 1024  # bytes of a member that is read at once, as pages are
_IN_MEMORY = 8 * 1024 * 1024  # bytes of a member of a stream that are kept in memory
_SHOWN = 20_000  # bytes of a member that the quarantine shows
_BUFFER = 1 << 16
_ZSTD_INPUT = 1024  # bytes: 1 kB of zstd is 32 MB at most
_WIDEST_WINDOW = 1 << 27  # bytes that zstd may look back, its own limit


#: What decompressors say of what is damaged, or packed in a way that they do not know.
_DAMAGED = (
    *(OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, ValueError, RuntimeError, ArithmeticError),
    NotImplementedError,
)


class TooMuchError(UnreadableError):
    """A container unpacks to more than any of articles: nothing else of it is read."""


@dataclass(slots=True)
class Budget:
    """How many bytes may still be unpacked of a file, at all levels together."""

    left: int

    def take(self, count: int) -> None:
        """Raises :class:`TooMuchError` where less is left."""
        self.left -= count
        if self.left < 0:
            raise TooMuchError(
                f"it unpacks to more than {MOST_TIMES} times its size, which articles do not; unpack it by hand and "
                "name the folder."
            )


@dataclass(frozen=True, slots=True)
class Member(Input):
    """A file within a container; ``level`` counts the containers around it."""

    level: int = 1
    budget: Budget = field(default_factory=lambda: Budget(ALWAYS_ALLOWED))

    def data(self) -> bytes:
        """All bytes at once; raises :class:`~quellenlage.errors.UnreadableError` where that is too much."""
        with self.open() as stream:
            data = stream.read(LONGEST_WHOLE + 1)
        if len(data) > LONGEST_WHOLE:
            raise UnreadableError(f"it has more than {LONGEST_WHOLE // 2**20} MB; unpack it by hand.")
        return data

    def head(self) -> bytes:
        """The first bytes; of a damaged member, those before the damage."""
        with self.open() as stream:
            return stream.read1(HEAD)  # type: ignore[attr-defined,no-any-return]


def budget_of(source: Input) -> Budget:
    """What may be unpacked of a container: of one within another, what is left of that one's."""
    if isinstance(source, Member):
        return source.budget
    with source.open() as stream:
        size = stream.seek(0, io.SEEK_END) if stream.seekable() else 0
    return Budget(max(ALWAYS_ALLOWED, MOST_TIMES * size))


def level_within(source: Input) -> int:
    """The level of a container's members.

    Raises:
        UnreadableError: these would be too deep.
    """
    level = source.level + 1 if isinstance(source, Member) else 1
    if level > MOST_LEVELS:
        raise UnreadableError(f"it lies in {MOST_LEVELS} archives within each other; unpack the outer ones by hand.")
    return level


def read_member(member: Member) -> Iterator[Item]:
    """What a member holds; one that no reader knows is passed over, one that cannot be read is a ``Rejected``.

    Raises:
        TooMuchError: the container unpacks to too much.
    """
    if any(part.startswith((".", "__MACOSX")) for part in member.name.split("/")):
        yield PassedOver(member.uri, "hidden file")
        return
    try:
        if format_of(member) is None:
            yield PassedOver(member.uri, ending(member.name) or "no known format")
            return
        yield from read_input(member)
    except TooMuchError:
        raise
    except UnreadableError as error:
        yield Rejected(member.uri, "ingest", f"{member.name}: {error}", _payload(member))
    except RecursionError:
        yield Rejected(member.uri, "ingest", f"{member.name}: it is too deeply nested.", _payload(member))


def _payload(member: Member) -> str:
    try:
        with member.open() as stream:
            return salvage(stream.read(_SHOWN))
    except UnreadableError:
        return ""


class _Guarded(io.RawIOBase):
    """What a decompressor gives, counted against the budget; what is wrong with it, as a sentence."""

    def __init__(self, read: Callable[[int], bytes], close: Callable[[], None], budget: Budget) -> None:
        super().__init__()
        self._read, self._close, self._budget = read, close, budget
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._read(len(buffer))
        except UnreadableError:
            raise
        except EOFError as error:
            raise UnreadableError(f"after {self._given} bytes it is cut off; fetch it again.") from error
        except _DAMAGED as error:
            said = str(error).strip().rstrip(".")[:200]
            raise UnreadableError(
                f"after {self._given} bytes it cannot be unpacked ({said}); fetch it again, or unpack it by hand."
            ) from error
        buffer[: len(data)] = data
        self._given += len(data)
        self._budget.take(len(data))
        return len(data)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._close()


def guarded(stream: Any, budget: Budget) -> IO[bytes]:
    """A decompressing stream whose errors are sentences and whose bytes count."""
    return io.BufferedReader(_Guarded(stream.read, stream.close, budget), _BUFFER)


def unpacked_gzip(raw: IO[bytes], budget: Budget) -> IO[bytes]:
    """What a stream of gzip holds, of all its members."""
    return guarded(_Gzip(raw), budget)


def unpacked_zstd(raw: IO[bytes], budget: Budget) -> IO[bytes]:
    """What a stream of Zstandard holds, of all its frames."""
    return guarded(_Zstd(raw), budget)


class _Gzip:
    """gzip that gives everything before the place where it is cut off or damaged; Python's own reader keeps some."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._member: Any = None
        self._input = b""

    def read(self, size: int) -> bytes:
        while True:
            if not self._input:
                self._input = self._raw.read(_BUFFER)
            if self._member is None:
                self._input = self._input.lstrip(b"\x00")  # padding between members
                if not self._input and not (more := self._raw.read(_BUFFER)):
                    return b""
                self._input = self._input or more
                self._member = zlib.decompressobj(wbits=31)
            elif not self._input:
                raise EOFError
            data: bytes = self._member.decompress(self._input, size)
            self._input = self._member.unconsumed_tail
            if self._member.eof:
                self._input, self._member = self._member.unused_data, None
            if data:
                return data

    def close(self) -> None:
        self._raw.close()


class _Zstd:
    """Zstandard, a little at a time, that says where a frame is cut off; the library's own reader does not."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._frame: Any = None
        self._input = b""
        self._output = b""

    def read(self, size: int) -> bytes:
        while not self._output:
            if not self._input:
                self._input = self._raw.read(_ZSTD_INPUT)
                if not self._input:
                    if self._frame is not None:
                        raise EOFError
                    return b""
            self._decompress()
        given, self._output = self._output[:size], self._output[size:]
        return given

    def _decompress(self) -> None:
        import zstandard

        if self._frame is None:
            self._frame = zstandard.ZstdDecompressor(max_window_size=_WIDEST_WINDOW).decompressobj()
        try:
            self._output = self._frame.decompress(self._input)
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from error
        self._input = b""
        if self._frame.eof:
            self._input, self._frame = self._frame.unused_data, None

    def close(self) -> None:
        self._raw.close()


class _Window(io.RawIOBase):
    """A reader of a file that other readers read at other places at the same time."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file, self._at = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = os.pread(self._file.fileno(), len(buffer), self._at)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at}.get(whence)
        if start is None:
            start = os.fstat(self._file.fileno()).st_size
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at


def kept(stream: IO[bytes]) -> tuple[Callable[[], IO[bytes]], int]:
    """All of a stream, to be opened as often as is needed, and how long it is.

    A short one is kept in memory, a long one in a temporary file without a name.
    """
    data = stream.read(_IN_MEMORY)
    if len(data) < _IN_MEMORY:
        return lambda: io.BytesIO(data), len(data)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the last reader of it
    file.write(data)
    while more := stream.read(_BUFFER):
        file.write(more)
    file.flush()
    return lambda: io.BufferedReader(_Window(file), _BUFFER), file.tell()


@contextmanager
def seekable(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """A stream, or what it holds in one that can be read from any place."""
    if stream.seekable() and not isinstance(getattr(stream, "raw", None), _Guarded):
        yield stream
        return
    opened, _ = kept(stream)
    with opened() as copy:
        yield copy
