"""Text from articles as it may be shown: nothing in it acts on a page or a terminal."""

from __future__ import annotations

import unicodedata
from io import TextIOBase
from typing import TextIO
from urllib.parse import quote, urlsplit

#: What turns the direction of the text around it, and tags, which nobody sees.
_TURNING = frozenset(map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_TAGS = frozenset(map(chr, range(0xE0000, 0xE0080)))


def safe_text(text: str) -> str:
    """``text`` with control characters, and those that turn its direction, as ‹U+202E›; lines and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"‹U+{ord(sign):04X}›" if _acts(sign) else sign for sign in text)


def safe_line(text: str) -> str:
    """``text`` as :func:`safe_text` has it, on one line: for a log, a list or a cell."""
    return " ".join(safe_text(text).split())


class SafeTerminal(TextIOBase):
    """A terminal to which text goes as :func:`safe_text` has it, for what others write."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        """Writes the text, and returns how many characters of it are done with: all."""
        self._out.write(safe_text(text))
        return len(text)


def _acts(sign: str) -> bool:
    if sign in "\n\t":
        return False
    return sign in _TURNING or sign in _TAGS or unicodedata.category(sign) in ("Cc", "Cs")


def web_address(url: str | None, passage: str = "") -> str | None:
    """``url`` if it is one of the web, with what leads a browser to ``passage`` in it; None if it is none."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    words = passage.split()
    if not words or parts.fragment:
        return url
    first, last = " ".join(words[:6]), " ".join(words[-4:])
    fragment = quote(first, safe="").replace("-", "%2D")
    if len(words) > 10:
        fragment += "," + quote(last, safe="").replace("-", "%2D")
    return f"{url}#:~:text={fragment}"
