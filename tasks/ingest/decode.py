"""Bytes to text: the encodings German newsrooms and archives use, told apart by charset-normalizer."""

from __future__ import annotations

import codecs
import unicodedata

from charset_normalizer import from_bytes

from quellenlage.errors import UnreadableError

# A byte order mark settles it; UTF-32's must be looked for before UTF-16's, which it begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ["utf_8", "cp1252", "utf_16_le", "utf_16_be"]


def decode(data: bytes) -> str:
    """``data`` as NFC text with ``\\n`` line ends and no byte order mark.

    Raises:
        UnreadableError: the bytes are no text in UTF-8, UTF-16, UTF-32 or Windows-1252.
    """
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"byte {error.start}: not valid {error.encoding}, which the rest of the file is; save it as UTF-8."
        ) from error
    if "\x00" in text:
        raise UnreadableError(
            f"character {text.index(chr(0))}: a NUL, so this is no text file; remove it from the sources."
        )
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def salvage(data: bytes) -> str:
    """What can be shown of bytes that are no text, for the quarantine: nothing is dropped, odd bytes are escaped."""
    return data.decode("utf-8", errors="backslashreplace").replace("\x00", "\\x00")


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=_CANDIDATES, enable_fallback=False).best()
        if best is None:
            raise UnreadableError(
                "the encoding cannot be told: neither UTF-8, UTF-16 nor Windows-1252 fits; save it as UTF-8."
            ) from None
        return best.encoding
    # Plain UTF-8 is the rule; UTF-16 without a mark is valid UTF-8 only where every second byte is NUL.
    if b"\x00" in data:
        best = from_bytes(data, cp_isolation=["utf_16_le", "utf_16_be"], enable_fallback=False).best()
        if best is not None:
            return best.encoding
    return "utf-8"
