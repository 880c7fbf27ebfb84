"""The records of a WARC file, one after the other, whatever is wrong with some of them.

Libraries that read WARC stop at a damaged record or take a cut one for whole. Here each is held to the length that it
gives, what does not fit is told with its place, and reading goes on at the next header.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from quellenlage.tasks.ingest.text_lines import Broken
from quellenlage.tasks.ingest.unpacking import Budget

LONGEST_RECORD = 16 * 1024 * 1024  # bytes that are kept of a record; pages have some hundred thousand
_CHUNK = 1 << 16
_LONGEST_HEADER = 1 << 16
_GZIP = b"\x1f\x8b\x08"
_BEGINS = re.compile(rb"WARC/\d\.\d{1,2}[ \t]*\r?\n")
_WITHIN = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.\d{1,2}[ \t]*\r?\n)")
_END = re.compile(rb"\r\n\r\n|\n\n")
_LONGEST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record: its headers by their names in lower case, and its block, None where that is too long to keep."""

    place: str
    headers: Mapping[str, str]
    block: bytes | None


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """What stands where a whole record should: the place, and why it is none."""

    place: str
    broken: Broken


class _CutError(Exception):
    """The file ends, or is damaged, within what is being read."""


def records(raw: IO[bytes], budget: Budget) -> Iterator[Record | BrokenRecord]:
    """The records of a stream, plain or each packed by gzip, in order; a damaged stretch as one broken record."""
    file = _File(raw, budget)
    number = 0
    while file.next_member():
        while True:
            number += 1
            try:
                found = _record(file, f"record {number} (byte {file.tell()})")
            except _CutError as cut:
                found = BrokenRecord(f"record {number}", Broken(f"{cut}; fetch the file again.", ""))
                yield found
                break
            if found is None:
                number -= 1
                break
            yield found


def _record(file: _File, place: str) -> Record | BrokenRecord | None:
    """The next record of a member; None at its end."""
    file.skip_blank_lines()
    line = file.line()
    if not line:
        return None
    if not _BEGINS.fullmatch(line):
        skipped = len(line) + file.skip_to_header()
        reason = f"no WARC header: {skipped} bytes before the next one cannot be read; fetch the file again."
        return BrokenRecord(place, Broken(reason, line[:1000].decode("utf-8", "replace")))
    headers = _headers(file)
    digits = headers.get("content-length", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < _LONGEST_DIGITS):
        file.skip_to_header()
        return BrokenRecord(place, Broken("it does not say how long it is; fetch the file again.", str(headers)))
    return _of_length(file, place, headers, int(digits))


def _of_length(file: _File, place: str, headers: Mapping[str, str], length: int) -> Record | BrokenRecord:
    """A record of which the block follows; one that is not as long as it says is broken."""
    block = file.read(min(length, LONGEST_RECORD))
    skipped = file.skip(length - len(block)) if len(block) == LONGEST_RECORD else 0
    there = len(block) + skipped
    if there == length and file.at_end_of_record():
        return Record(place, headers, None if skipped else block)
    said = f"it says that it has {length} bytes"
    if (begins := _WITHIN.search(block)) is not None:
        file.give_back(block[begins.end() :])
        reason = f"{said}, but the next one begins after {begins.start()}; its length is wrong or it is cut off."
    elif there < length:
        reason = f"{said}, and {there} are there: it is cut off; fetch the file again."
    else:
        reason = f"{said}, but goes on for {file.skip_to_header()} more; its length is wrong."
    return BrokenRecord(place, Broken(reason, f"{headers.get('warc-target-uri', '')}"))


def _headers(file: _File) -> dict[str, str]:
    headers: dict[str, str] = {}
    size, last = 0, ""
    while (line := file.line()).strip() and size < _LONGEST_HEADER:
        size += len(line)
        text = line.decode("utf-8", "replace")
        if text[0] in " \t" and last:
            headers[last] += f" {text.strip()}"
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        headers[last] = value.strip()
    return headers


class _File:
    """The unpacked bytes of a file: of one gzip member after the other, or all of them where nothing is packed."""

    def __init__(self, raw: IO[bytes], budget: Budget) -> None:
        self._raw, self._budget = raw, budget
        self._packed = raw.read(_CHUNK)
        self._is_packed = self._packed.startswith(_GZIP[:2])
        self._given = len(self._packed)  # bytes of the file that were read
        self._member: Any = None
        self._buffer = b""
        self._at = 0
        self._begun = False

    def tell(self) -> int:
        """About where in the file the next record stands: of a packed one, exactly."""
        return self._given - len(self._packed) - (0 if self._is_packed else len(self._buffer) - self._at)

    def next_member(self) -> bool:
        """Whether there is another member; a plain file is one. What is damaged in between is left out."""
        self._buffer, self._at = b"", 0
        if not self._is_packed:
            first, self._begun = not self._begun, True
            return first and bool(self._packed)
        if self._member is not None:  # the last one was not read to its end: go to the next that begins as records do
            return self._resume()
        self._packed = self._packed.lstrip(b"\x00\r\n") or self._fetched().lstrip(b"\x00\r\n")
        if not self._packed:
            return False
        self._member = zlib.decompressobj(wbits=31)
        return True

    def _fetched(self) -> bytes:
        more = self._raw.read(_CHUNK)
        self._given += len(more)
        return more

    def _resume(self) -> bool:
        while True:
            at = self._packed.find(_GZIP)
            while at < 0:
                more = self._fetched()
                if not more:
                    self._member = None
                    return False
                self._packed = self._packed[-2:] + more
                at = self._packed.find(_GZIP)
            self._packed = self._packed[at:]
            if len(self._packed) < 1024:
                self._packed += self._fetched()
            member = zlib.decompressobj(wbits=31)
            try:
                begins = member.decompress(self._packed[:1024], 16)
            except zlib.error:
                begins = b""
            if begins.startswith(b"WARC/"):
                self._member = zlib.decompressobj(wbits=31)
                return True
            self._packed = self._packed[len(_GZIP) :]

    def _more(self) -> bytes:
        """Some more unpacked bytes; b"" at the end of the member."""
        if not self._is_packed:
            more, self._packed = self._packed, b""
            return more or self._fetched()
        while self._member is not None:
            if not self._packed and not (fetched := self._fetched()):
                self._member = None
                raise _CutError("the file is cut off within it")
            self._packed = self._packed or fetched
            try:
                data: bytes = self._member.decompress(self._packed, _CHUNK)
            except zlib.error as error:
                self._packed = self._packed[1:]  # what is damaged may begin here, and is not to be tried again
                raise _CutError(f"it cannot be unpacked ({str(error).rpartition(': ')[2]})") from error
            self._packed = self._member.unconsumed_tail
            if self._member.eof:
                self._packed, self._member = self._member.unused_data, None
            if data:
                self._budget.take(len(data))
                return data
        return b""

    def _fill(self, count: int) -> bool:
        """Whether so many bytes are in memory; reads on for them."""
        if len(self._buffer) - self._at >= count:
            return True
        pieces = [self._buffer[self._at :]]
        size = len(pieces[0])
        self._buffer, self._at = b"", 0
        try:
            while size < count and (more := self._more()):
                pieces.append(more)
                size += len(more)
        finally:
            self._buffer = b"".join(pieces)
        return size >= count

    def read(self, count: int) -> bytes:
        """Up to so many bytes; fewer at the end of the member."""
        self._fill(count)
        data = self._buffer[self._at : self._at + count]
        self._at += len(data)
        return data

    def skip(self, count: int) -> int:
        """Leave out so many bytes; how many there were."""
        left = count
        while left and (data := self.read(min(left, _CHUNK))):
            left -= len(data)
        return count - left

    def line(self) -> bytes:
        """The next line with its end; b"" at the end of the member."""
        end = self._buffer.find(b"\n", self._at)
        while end < 0 and len(self._buffer) - self._at < _LONGEST_HEADER:
            before = len(self._buffer) - self._at
            if not self._fill(before + 1):
                break
            end = self._buffer.find(b"\n", self._at)
        return self.read(end + 1 - self._at if end >= 0 else len(self._buffer) - self._at)

    def give_back(self, data: bytes) -> None:
        """Bytes that were read are still to come."""
        self._buffer, self._at = data + self._buffer[self._at :], 0

    def skip_blank_lines(self) -> None:
        """Leave out line ends before a header."""
        while self._fill(1) and self._buffer[self._at] in b"\r\n":
            self._at += 1

    def at_end_of_record(self) -> bool:
        """Whether a record's two line ends follow, or nothing; they are left out."""
        self._fill(4)
        end = _END.match(self._buffer, self._at)
        if end is not None:
            self._at = end.end()
            return True
        rest = self._buffer[self._at : self._at + 4]
        return not rest.strip(b"\r\n") or _BEGINS.match(self._buffer, self._at) is not None

    def skip_to_header(self) -> int:
        """Leave out everything before the next header; how many bytes that was."""
        skipped = 0
        while True:
            self._fill(_CHUNK)
            found = _WITHIN.search(self._buffer, self._at)
            if found is not None:
                skipped += found.end() - self._at
                self._at = found.end()
                return skipped
            keep = 32  # a header may begin in what is there
            left = len(self._buffer) - self._at
            if left < _CHUNK:
                self._at = len(self._buffer)
                return skipped + left
            skipped += left - keep
            self._at = len(self._buffer) - keep
