"""Telegram: what its desktop program exports as result.json, of one channel or of a whole account, read as a stream.

Channels and public groups are read, a message an article. What somebody wrote in a private chat is no publication, and
passed over. Messages without text (pictures, calls, who came in) are passed over too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from quellenlage.errors import UnreadableError
from quellenlage.records import PassedOver, Rejected
from quellenlage.tasks.ingest.fields.article_of_row import article_of_blocks, shown
from quellenlage.tasks.ingest.fields.plain_blocks import clean, plain_blocks
from quellenlage.tasks.ingest.fields.timestamps import iso_moment
from quellenlage.tasks.ingest.fields.values import words_of
from quellenlage.tasks.ingest.json_stream import JsonText, elements_of
from quellenlage.tasks.ingest.readers import Format, Input, Item
from quellenlage.tasks.ingest.text_lines import Broken, need_text, sample_of

NAME = "Telegram"
_PUBLIC = frozenset(("public_channel", "private_channel", "public_supergroup"))
_KINDS = "(?:public|private)_(?:channel|supergroup|group)|personal_chat|saved_messages|bot_chat"
_CHAT = rf'"type"\s*:\s*"(?P<type>{_KINDS})"'
_TYPE, _NAMED = re.compile(_CHAT), re.compile(r'"name"\s*:\s*(?P<name>"(?:[^"\\]|\\.)*"|null)')
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_BEGINS = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{(?=.{0,6000}?"messages"\s*:\s*\[)(?=.{0,6000}?' + _CHAT.encode() + rb")", re.DOTALL
)
_LONGEST_HEAD = 1 << 22  # characters before the first message of a chat
_LONGEST_TITLE = 150  # characters of a line in bold type that is a headline


def read(source: Input) -> Iterator[Item]:
    """The articles of an export, each with the uri ``uri#MESSAGE``; of an account, ``uri#CHAT.MESSAGE``.

    Raises:
        UnreadableError: it is empty or no text, or there are no messages in it.
    """
    with source.open() as beginning:
        sample = sample_of(beginning)
    need_text(sample)
    with source.open() as raw:
        file, number, told = JsonText(raw, sample), 0, False
        while (head := _to_messages(file)) is not None:
            number += 1
            chat, public = _chat(head)
            seen: set[str] = set()
            for at, message in elements_of(file, in_array=True):
                here = str(message.get("id", at)) if isinstance(message, Mapping) else f"{at}th"
                here = f"{here}@{at}" if here in seen else here
                seen.add(here)
                uri = f"{source.uri}#{here}" if number == 1 else f"{source.uri}#{number}.{here}"
                told = True
                yield _item(message, uri, chat) if public else PassedOver(uri, "private message")
            file.at += 1  # the end of the list
    if not number:
        raise UnreadableError("there are no messages in it; export the channel again, as JSON.")
    if not told:
        yield PassedOver(source.uri, "export without messages")


def _to_messages(file: JsonText) -> str | None:
    """Read on to the next list of messages; what stands before it, None where there is none."""
    while (found := _MESSAGES.search(file.text, file.at)) is None:
        if file.ended or len(file.text) - file.at > _LONGEST_HEAD:
            return None
        file.more()
    head = file.text[file.at : found.start()]
    file.at = found.end()
    return head


def _chat(head: str) -> tuple[str | None, bool]:
    """The name of a chat, and whether it is one that anybody may read; its own stands last."""
    named, kind = list(_NAMED.finditer(head)), list(_TYPE.finditer(head))
    name = named[-1]["name"] if named else "null"
    with suppress(ValueError):
        name = json.loads(name)
    return words_of(name), bool(kind) and kind[-1]["type"] in _PUBLIC


def _item(message: Any, uri: str, chat: str | None) -> Item:
    if isinstance(message, Broken):
        return Rejected(uri, "ingest", message.reason, message.payload)
    if not isinstance(message, Mapping):
        return Rejected(uri, "ingest", "a message is no object; export the channel again.", shown(message))
    if message.get("type") != "message":
        return PassedOver(uri, "notice of Telegram")
    sender, (title, text) = words_of(message.get("from")), _said(message.get("text"))
    blocks = plain_blocks(text)
    if not blocks:
        return PassedOver(uri, "message without text")
    metadata = {
        "outlet": chat or sender,
        "published": iso_moment(message.get("date_unixtime")) or iso_moment(message.get("date")),
        "modified": iso_moment(message.get("edited_unixtime")) or iso_moment(message.get("edited")),
        "authors": words_of(message.get("author")) or (sender if sender != chat else None),
        "format": NAME,
    }
    return article_of_blocks(uri, title, [], blocks, {name: value for name, value in metadata.items() if value})


def _said(text: Any) -> tuple[str | None, str]:
    """The headline of a message, which is its first line where all of that is in bold type, and its text."""
    parts = [part for part in (text if isinstance(text, list) else [text]) if isinstance(part, str | Mapping)]
    said = [part if isinstance(part, str) else str(part.get("text") or "") for part in parts]
    whole = clean("".join(said))
    title, _, below = whole.strip().partition("\n")
    bold = next((part for part, words in zip(parts, said, strict=True) if words.strip()), None)
    marked = isinstance(bold, Mapping) and bold.get("type") == "bold"
    if not (marked and below.strip() and len(title) <= _LONGEST_TITLE):
        return None, whole
    first = clean(str(bold.get("text"))).strip() if isinstance(bold, Mapping) else ""
    return (" ".join(title.split()), below) if first.startswith(title.strip()) else (None, whole)


def sniff(head: bytes) -> bool:
    """Whether it begins as such an export does."""
    return _BEGINS.match(head) is not None


FORMAT = Format(NAME, (".json",), read, sniff)
