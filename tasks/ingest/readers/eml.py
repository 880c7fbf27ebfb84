"""Mails (.eml): a newsletter or a press release, and what is attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quellenlage.errors import UnreadableError
from quellenlage.tasks.ingest.mail.mail_articles import NAME, read_mail
from quellenlage.tasks.ingest.readers import Format, Input, Item

_LINES = re.compile(rb"\A(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+")
_SENT = re.compile(rb"^(?:message-id|received|return-path|delivered-to):", re.I | re.M)


def read(source: Input) -> Iterator[Item]:
    """The article of a mail, and those of what is attached, with the uri ``uri/NAME``.

    Raises:
        UnreadableError: it is empty, or no mail.
    """
    data = source.data()
    if not data.strip():
        raise UnreadableError("the file is empty; remove it from the sources or fill it.")
    if not _LINES.match(data.lstrip()):
        raise UnreadableError("it does not begin as a mail does, with lines such as From: and Date:; save it again.")
    yield from read_mail(data.lstrip(), source.uri, source)


def sniff(head: bytes) -> bool:
    """Whether it begins with the header lines of a mail that was sent."""
    begins = _LINES.match(head)
    return begins is not None and _SENT.search(begins[0]) is not None


FORMAT = Format(NAME, (".eml",), read, sniff)
