"""A mail as an article: subject, day and sender from its head (RFC 5322), its text without what mailers put around it.

Of a mail that says the same as plain text and as HTML the plain text is read, unless it has much less. What is attached
is read as the file that it is. What stands above and below a newsletter's text, and whom to ask about a press release,
is told by ``mail_lines.csv``: ``above`` and ``line`` are left out, with ``end`` the text ends.
"""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from quellenlage.errors import UnreadableError
from quellenlage.outlets import registry
from quellenlage.records import PassedOver, Rejected
from quellenlage.tasks.ingest.decode import decode, salvage
from quellenlage.tasks.ingest.fields.article_of_row import article_of_blocks
from quellenlage.tasks.ingest.fields.fragments import fragment_blocks
from quellenlage.tasks.ingest.fields.plain_blocks import Block, clean, plain_blocks
from quellenlage.tasks.ingest.fields.timestamps import iso_moment
from quellenlage.tasks.ingest.fields.values import address_of, language_of
from quellenlage.tasks.ingest.lines_around import Form, does, forms_of, without_lines
from quellenlage.tasks.ingest.readers import Input, Item
from quellenlage.tasks.ingest.unpacking import Member, budget_of, level_within, read_member
from quellenlage.tasks.ingest.written.written_articles import plain_text

NAME = "mail"
_FORWARDED = re.compile(r"(?:(?:AW|WG|RE|FW|FWD|WTR)\s*:\s*)+", re.IGNORECASE)
_SENDERS = re.compile(r"\s*(?:[-|–:]\s*)?(?:\bnewsletter\b|\bpresse(?:stelle|team|dienst)?\b|\bredaktion\b)\s*$", re.I)
_LINKED = re.compile(r"\s*[<\[(]https?://[^\s<>\[\]()]*[>\])]")
_LONGEST_LINE = 600  # characters
_LEAST = 0.5  # of the letters of the HTML has a plain text that says the same
_NOT_READ = frozenset(("text/calendar", "application/pgp-signature", "application/pkcs7-signature"))


def read_mail(data: bytes, uri: str, source: Input) -> Iterator[Item]:
    """The article of a mail and those of what is attached to it, with the uri ``uri/NAME``; nothing is raised."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)  # the policy makes such
        yield _article(message, uri)
        attached = list(_attached(message))
    except UnreadableError as error:
        yield Rejected(uri, "ingest", str(error), salvage(data[:20_000]))
        return
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError, email.errors.MessageError) as error:
        # What the library raises of heads that are damaged: it reads them when they are asked for.
        reason = f"this mail cannot be read ({type(error).__name__}: {error}); save it again."
        yield Rejected(uri, "ingest", reason, salvage(data[:20_000]))
        return
    seen: Counter[str] = Counter()
    for number, (written, content) in enumerate(attached, start=1):
        name = written.replace("/", "_").lstrip(".") or f"attachment {number}"
        seen[name] += 1
        again = f"({seen[name]})" if seen[name] > 1 else ""
        yield from _attachment(name, content, f"{uri}/{name}{again}", source)


def _attachment(name: str, content: bytes, uri: str, source: Input) -> Iterator[Item]:
    level, budget = level_within(source), budget_of(source)
    yield from read_member(Member(uri, name, lambda: BytesIO(content), source.fields, level, budget))


def _article(message: EmailMessage, uri: str) -> Item:
    blocks = without_lines(_blocks(message), _does)
    if not blocks:
        return PassedOver(uri, "mail without text")
    metadata = {name: value for name, value in _metadata(message).items() if value}
    return article_of_blocks(uri, _subject(message), [], blocks, metadata)


def _metadata(message: EmailMessage) -> dict[str, str | None]:
    return {
        "url": address_of(_said(message, "Archived-At").strip("<> ")),
        "outlet": _outlet(_said(message, "From")),
        "published": iso_moment(_said(message, "Date")),
        "language": language_of(_said(message, "Content-Language")),
        "format": NAME,
    }


def _said(message: MIMEPart, name: str) -> str:
    """What stands under a name in a mail's head, in one line."""
    return " ".join(clean(str(message.get(name) or "")).split())


def _subject(message: EmailMessage) -> str | None:
    return _FORWARDED.sub("", _said(message, "Subject"), count=1).strip() or None


def _outlet(written: str) -> str | None:
    """Who sends a mail: the outlet whose host the address has, else the name beside it."""
    name, address = next(iter(getaddresses([written])), ("", ""))
    host = address.rpartition("@")[2]
    if host and (known := registry.by_address(host)):
        return known.name
    name = " ".join(name.split())
    return _SENDERS.sub("", name).rstrip(" ,") or name or None


def _blocks(message: EmailMessage) -> list[Block]:
    plain, marked = (_text(message.get_body((kind,))) for kind in ("plain", "html"))
    if marked:
        blocks = fragment_blocks(_within_body(marked))
        if not plain or len(plain) < _LEAST * sum(len(text) for _, text in blocks):
            return blocks
    text = plain_text(_LINKED.sub("", plain))
    return plain_blocks("\n".join("" if _does(line.strip()) == "line" else line for line in text.split("\n")))


def _within_body(page: str) -> str:
    """What a browser would show of a page: its body."""
    begins = re.search(r"<body\b[^>]*>", page, re.IGNORECASE)
    ends = page.lower().rfind("</body")
    return page[begins.end() if begins else 0 : ends if ends >= 0 else len(page)]


def _text(part: Any) -> str:
    """A part as text, by the encoding that it names; by what its bytes are, where that is wrong."""
    if part is None:
        return ""
    data = part.get_payload(decode=True) or b""
    with suppress(LookupError, UnicodeDecodeError):
        name = part.get_content_charset("utf-8")
        return str(data.decode("cp1252" if name in ("iso-8859-1", "us-ascii") else name)).replace("\r\n", "\n")
    return decode(data)


@cache
def mail_lines() -> tuple[Form, ...]:
    """The lines of ``mail_lines.csv``: what they do, how they are told, an example."""
    return forms_of("mail_lines.csv", Path(__file__).parent)


def _does(text: str) -> str:
    """What a block does to a mail's text, which a long one does not."""
    return does(text, mail_lines()) if len(text) < _LONGEST_LINE else ""


def _attached(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of what is attached; a mail within is one of its own."""
    for part in message.iter_attachments():
        if part.get_content_type() == "message/rfc822":
            for inner in part.iter_parts():
                yield f"{_said(inner, 'Subject') or 'mail'}.eml", inner.as_bytes()
        elif part.get_content_disposition() == "attachment" and part.get_content_type() not in _NOT_READ:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                yield part.get_filename() or "", content
