"""JSON as a stream: one value after the other of a file of any length, the rest of it where one is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from quellenlage.tasks.ingest.text_lines import LONGEST_LINE, Broken, text_stream

Value = tuple[int, Any]  # its number, counted from 1, and what it is

_CHUNK = 1 << 20
_NEXT_ELEMENT = re.compile(r"\}\s*,?\s*(?=\{)")
_BETWEEN = re.compile(r"[\s,\x1e]*")
_UNTERMINATED = "Unterminated string"


def why_broken(error: json.JSONDecodeError, length: int) -> str:
    """The sentence for what is no JSON; ``length`` is that of the text that was read."""
    at = f"character {error.pos + 1}"
    wrong = error.msg.removesuffix(" starting at")
    if error.pos >= length - 1 or error.msg.startswith(_UNTERMINATED):
        return f"no whole JSON ({wrong} at {at}): it is cut off; fetch it again."
    return f"no JSON ({wrong} at {at}); mend it, or write it again with a JSON library."


class JsonText:
    """A file as text of which some is in memory: from the place that is being read to the end of a chunk."""

    def __init__(self, raw: IO[bytes], sample: bytes) -> None:
        self._stream = text_stream(raw, sample)
        self.text = ""
        self.at = 0
        self.ended = False

    def more(self) -> None:
        """Read on, as much again as there is, so that a long value costs no more than twice its length."""
        rest = self.text[self.at :]
        new = self._stream.read(max(_CHUNK, len(rest)))
        self.ended = not new
        self.text, self.at = rest + new, 0

    def skip(self) -> str:
        """The next character that is neither blank nor comma; "" at the end."""
        while True:
            matched = _BETWEEN.match(self.text, self.at)
            self.at = matched.end() if matched else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if self.ended:
                return ""
            self.more()


def elements(raw: IO[bytes], sample: bytes) -> Iterator[Value]:
    """The elements of an array, or one value after the other."""
    file = JsonText(raw, sample)
    in_array = file.skip() == "["
    file.at += in_array
    return elements_of(file, in_array)


def elements_of(file: JsonText, in_array: bool) -> Iterator[Value]:
    """The values from where ``file`` is: those of an array that has begun, or all."""
    number, decoder = 0, json.JSONDecoder(strict=False)
    while (character := file.skip()) and not (in_array and character == "]"):
        number += 1
        yield number, _element(file, decoder)
    if in_array and not character:
        reason = "the list has no end: the file is cut off; fetch it again."
        yield number + 1, Broken(reason, "", f"behind element {number}")


def _element(file: JsonText, decoder: json.JSONDecoder) -> Any:
    """The next value; a broken one is left at what looks like the beginning of another."""
    while True:
        try:
            value, file.at = decoder.raw_decode(file.text, file.at)
            return value
        except json.JSONDecodeError as error:
            surely = not error.msg.startswith(_UNTERMINATED) and error.pos < len(file.text) - 16
            if not surely and not file.ended and len(file.text) - file.at < LONGEST_LINE:
                file.more()
                continue
            broken = Broken(why_broken(error, len(file.text)), file.text[file.at : file.at + 20_000])
        except (RecursionError, ValueError):
            reason = "too deeply nested, or a number too long; leave that field out."
            broken = Broken(reason, file.text[file.at : file.at + 20_000])
        following = _NEXT_ELEMENT.search(file.text, file.at + 1)
        file.at = following.end() if following else len(file.text)
        while not following and not file.ended:
            file.more()
            following = _NEXT_ELEMENT.search(file.text)
            file.at = following.end() if following else len(file.text)
        return broken
