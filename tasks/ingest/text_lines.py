"""Streams of bytes as text, a line at a time: of any length of file, with a bound for a line."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, TypeVar

from quellenlage.errors import UnreadableError
from quellenlage.tasks.ingest.decode import BY_BYTE

T = TypeVar("T")
LONGEST_LINE = 64 * 1024 * 1024  # bytes or characters: more than any article has, and little enough to hold
_SAMPLE = 1 << 18
#: Letters of German words in mac_roman, and what their bytes would be in Windows-1252: Š, š, Ÿ, §, €, …, †.
_MAC, _WINDOWS = b"\x8a\x9a\x9f\xa7\x80\x85\x86", b"\xe4\xf6\xfc\xdf\xc4\xd6\xdc"


@dataclass(frozen=True, slots=True)
class Broken:
    """A part of a file that cannot be read: why, what there is of it, and where, if its number does not tell that."""

    reason: str
    payload: str
    place: str = ""


def text_of(data: bytes) -> str:
    """Bytes in UTF-8 as text; a byte that is none, as Windows-1252 means it: one bad byte spoils nothing else."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", BY_BYTE)


def encoding_of(sample: bytes) -> str:
    """The encoding of a file that begins so: what its mark says; mac_roman by its umlauts; else UTF-8.

    Windows-1252 needs no name: :data:`~quellenlage.tasks.ingest.decode.BY_BYTE` makes it of UTF-8.
    """
    if sample.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if sample.count(b"\x00") * 3 > len(sample) > 3:
        return "utf-16-le" if sample[1:2] == b"\x00" else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        mac, windows = (sum(sample.count(byte) for byte in letters) for letters in (_MAC, _WINDOWS))
        if mac > windows:
            return "mac_roman"
    return "utf-8-sig"


def text_stream(raw: IO[bytes], sample: bytes) -> io.TextIOWrapper:
    """A stream of bytes that begins with ``sample`` as text, its line ends as they are."""
    encoding = encoding_of(sample)
    errors = BY_BYTE if encoding == "utf-8-sig" else "replace"
    return io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline="")


def sample_of(raw: IO[bytes]) -> bytes:
    """The beginning of a stream, enough to tell its encoding; of a damaged one, what is before the damage."""
    sample = b""
    try:
        while len(sample) < _SAMPLE and (more := raw.read1(_SAMPLE)):  # type: ignore[attr-defined]
            sample += more
    except UnreadableError:
        if not sample:
            raise
    return sample


def need_text(sample: bytes) -> None:
    """Raises :class:`~quellenlage.errors.UnreadableError` where a file that begins so is empty or no text."""
    if not sample.strip(b" \t\r\n\v\f\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError("the file is empty; remove it from the sources or fill it.")
    encoding = encoding_of(sample)
    if encoding == "utf-8-sig" and b"\x00" in sample[:1024]:
        at = sample.index(b"\x00")
        raise UnreadableError(f"byte {at}: a NUL, so this is no text file; remove it from the sources.")


def ahead(values: Iterator[T], count: int) -> tuple[list[T], Iterator[T]]:
    """The first values, up to so many, and those behind them; an error behind the first is raised in its turn."""
    first: list[T] = []
    try:
        first.extend(islice(values, 1))
        for value in islice(values, count - 1):
            first.append(value)
    except UnreadableError as error:
        if not first:
            raise
        return first, _raising(error)
    return first, values


def _raising(error: UnreadableError) -> Iterator[Any]:
    raise error
    yield
