"""zip: files of any other formats, in the order of the archive."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from quellenlage.errors import UnreadableError
from quellenlage.records import PassedOver, Rejected
from quellenlage.tasks.ingest.readers import Format, Input, Item
from quellenlage.tasks.ingest.unpacking import Budget, Member, budget_of, guarded, level_within, read_member, seekable

_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError, EOFError, zlib.error, KeyError)


def read(source: Input) -> Iterator[Item]:
    """The articles of each member, with the uri ``uri/member``.

    Raises:
        UnreadableError: it is no zip archive, or cut off: what is in it stands at its end.
    """
    level, budget = level_within(source), budget_of(source)
    with source.open() as raw, seekable(raw) as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except _DAMAGED as error:
            raise UnreadableError(f"this is no whole zip archive ({error}); fetch it again.") from error
        seen: Counter[str] = Counter()
        for info in archive.infolist():
            if info.is_dir():
                continue
            seen[info.filename] += 1
            again = f"({seen[info.filename]})" if seen[info.filename] > 1 else ""
            uri = f"{source.uri}/{info.filename}{again}"
            if info.flag_bits & _ENCRYPTED:
                yield Rejected(uri, "ingest", f"{info.filename}: it is encrypted; unpack it with its password.", "")
                continue
            yield from read_member(_member(archive, info, uri, source, level, budget))
        if not seen:
            yield PassedOver(source.uri, "archive without files")


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, uri: str, source: Input, level: int, budget: Budget
) -> Member:
    def opened():  # type: ignore[no-untyped-def]
        try:
            return guarded(archive.open(info), budget)
        except _DAMAGED as error:
            raise UnreadableError(f"it cannot be unpacked ({error}); fetch the archive again.") from error

    return Member(uri, info.filename, opened, source.fields, level, budget)


def sniff(head: bytes) -> bool:
    """Whether it begins as a zip archive does, and not as a document that is one inside."""
    inside = (b"[Content_Types].xml", b"mimetypeapplication/", b"META-INF/")
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not any(name in head[:200] for name in inside)


FORMAT = Format("zip", (".zip",), read, sniff)
