"""Mailboxes (.mbox, as Thunderbird and Takeout write them; RFC 4155): mails one behind the other, read as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quellenlage.errors import UnreadableError
from quellenlage.records import PassedOver, Rejected
from quellenlage.tasks.ingest.decode import salvage
from quellenlage.tasks.ingest.mail.mail_articles import read_mail
from quellenlage.tasks.ingest.readers import LARGEST, Format, Input, Item

NAME = "mailbox"
_BEGINS = re.compile(rb"From (?:\S+|-) .{0,60}\b\d\d:\d\d.{0,40}\b\d{4}\b")
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LONGEST_LINE = 1 << 20


def read(source: Input) -> Iterator[Item]:
    """The article of each mail, the n-th with the uri ``uri#n``, and those of what is attached.

    Raises:
        UnreadableError: it is empty, or no mailbox.
    """
    if not _BEGINS.match(head := source.head()):
        if not head.strip():
            raise UnreadableError("the file is empty; remove it from the sources or fill it.")
        raise UnreadableError("it does not begin as a mailbox does, with a line From; export the mails again.")
    for number, data in enumerate(_mails(source), start=1):
        uri = f"{source.uri}#{number}"
        if len(data) > LARGEST:
            reason = f"mail {number}: more than {LARGEST // 2**20} MB; save what is attached to it by itself."
            yield Rejected(uri, "ingest", reason, salvage(data[:20_000]))
        elif data.strip():
            yield from read_mail(_QUOTED.sub(b"", data), uri, source)
        else:
            yield PassedOver(uri, "mail without text")


def _mails(source: Input) -> Iterator[bytes]:
    """The mails without the lines that part them; of one that is too large, a little more than is read."""
    lines: list[bytes] = []
    size, blank = 0, True
    with source.open() as stream:
        stream.readline(_LONGEST_LINE)
        while line := stream.readline(_LONGEST_LINE):
            if blank and line.startswith(b"From ") and _BEGINS.match(line):
                yield b"".join(lines)
                lines, size = [], 0
            elif size <= LARGEST:
                lines.append(line)
                size += len(line)
            blank = not line.strip()
    yield b"".join(lines)


def sniff(head: bytes) -> bool:
    """Whether it begins with the line that parts mails."""
    return _BEGINS.match(head) is not None


FORMAT = Format(NAME, (".mbox",), read, sniff)
