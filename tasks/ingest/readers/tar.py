"""tar, also packed (``.tar.gz``, ``.tar.zst``): files of any other formats, in the order of the archive."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
from collections import Counter
from collections.abc import Iterator
from typing import IO

from quellenlage.errors import UnreadableError
from quellenlage.records import PassedOver, Rejected
from quellenlage.tasks.ingest.readers import Format, Input, Item
from quellenlage.tasks.ingest.unpacking import (
    Budget,
    Member,
    budget_of,
    guarded,
    kept,
    level_within,
    read_member,
    unpacked_gzip,
    unpacked_zstd,
)

_BLOCK = 512
_END = bytes(2 * _BLOCK)  # what a whole archive ends in


def read(source: Input) -> Iterator[Item]:
    """The articles of each member, with the uri ``uri/member``; a cut or damaged rest comes as a ``Rejected``.

    Raises:
        UnreadableError: it is no tar archive.
    """
    level, budget = level_within(source), budget_of(source)
    stream = _Watched(_unpacked(source, budget))
    seen: Counter[str] = Counter()
    try:
        archive = tarfile.open(fileobj=stream, mode="r|", bufsize=_BLOCK * 64)  # noqa: SIM115
    except tarfile.TarError as error:
        raise UnreadableError(f"this is no tar archive ({error}); fetch it again.") from error
    last = "its beginning"
    try:
        for info in archive:
            archive.members = []  # type: ignore[attr-defined]  # else it remembers each of them
            if info.isdir():
                continue
            seen[info.name] += 1
            again = f"({seen[info.name]})" if seen[info.name] > 1 else ""
            uri, last = f"{source.uri}/{info.name}{again}", info.name
            if not info.isreg():
                yield PassedOver(uri, "link")
                continue
            content = archive.extractfile(info)
            assert content is not None
            opened, length = kept(content)
            if length != info.size:
                yield Rejected(uri, "ingest", f"{info.name}: {length} of its {info.size} bytes are there.", "")
                continue
            yield from read_member(Member(uri, info.name.removeprefix("./"), opened, source.fields, level, budget))
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        yield Rejected(
            source.uri, "ingest", f"{source.name}: behind {last} it is damaged ({error}); fetch it again.", ""
        )
        return
    if not stream.is_whole():
        reason = (
            f"{source.name}: behind {last} it is cut off or damaged, and nothing else could be read; fetch it again."
        )
        yield Rejected(source.uri, "ingest", reason, "")
    elif not seen:
        yield PassedOver(source.uri, "archive without files")


def _unpacked(source: Input, budget: Budget) -> IO[bytes]:
    """The archive itself, by how the file begins."""
    head, raw = source.head(), source.open()
    if head.startswith(b"\x1f\x8b"):
        return unpacked_gzip(raw, budget)
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return unpacked_zstd(raw, budget)
    if head.startswith(b"BZh"):
        return guarded(bz2.BZ2File(raw), budget)
    if head.startswith(b"\xfd7zXZ\x00"):
        return guarded(lzma.LZMAFile(raw), budget)
    return raw


class _Watched(io.RawIOBase):
    """A stream that remembers its last bytes: tarfile takes damage behind the first member for the end."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._tail = (self._tail + data)[-len(_END) :] if len(data) < len(_END) else data[-len(_END) :]
        return data

    def is_whole(self) -> bool:
        """Whether the archive has its end, with nothing but zeros behind it; reads what is left."""
        if self._tail != _END:
            return False
        while data := self._stream.read(1 << 16):
            if data.strip(b"\x00"):
                return False
        return True


def sniff(head: bytes) -> bool:
    """Whether it begins as a tar archive does."""
    return head[257:262] == b"ustar"


FORMAT = Format("tar", (".tar", ".tar.gz", ".tgz", ".tar.zst", ".tar.bz2", ".tar.xz"), read, sniff)
