"""Who wrote an article, from what a page says for machines and what its byline shows."""

from __future__ import annotations

import re

from quellenlage.outlets import registry
from quellenlage.tasks.ingest.pages.page_source import plain
from quellenlage.tasks.ingest.pages.page_tables import begins_like, elements

_GENRE = (
    "kommentar|analyse|interview|kolumne|reportage|essay|glosse|beitrag|bericht|protokoll|porträt|rezension"
    "|leitartikel|kritik"
)
_LEADING = re.compile(
    rf"^(?:(?:ein(?:e[nr]?)?\s+)?(?:[\w-]*(?:{_GENRE})\s+)?"
    r"(?:(?:aufgezeichnet |geschrieben |verfasst |veröffentlicht )?von|by|text|autor(?:en|in|innen)?"
    r"|unser(?:em|er|en)? [\w-]+|[\w-]*(?:redakteur|reporter|korrespondent|autor)(?:in)?)\b\s*:?\s*)+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:;|,|/|\||\bund\b|\band\b|\bsowie\b|&|\n|•|·|\bmit\b)\s*")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_INVERTED = re.compile(r"\s*([\w.'’-]+), ([\w.'’-]+)\s*")
_AFTER = re.compile(r"\s+(?:aus|in|am|vom|für|berichte[nt]?|ist|über|zur|im|bei|–|-|—|\|)\s.*$")


def authors_in(written: str) -> tuple[list[str], list[str]]:
    """The persons and the agencies that a line of authors names, in its order."""
    persons: list[str] = []
    agencies: list[str] = []
    text = _BRACKETS.sub("", plain(written))
    if inverted := _INVERTED.fullmatch(text):
        text = f"{inverted[2]} {inverted[1]}"
    for part in _BETWEEN.split(text):
        name = _AFTER.sub("", _LEADING.sub("", part.strip(" .:,*–-")).strip(" .:,*–-"))
        if not name or len(name) > 60 or "@" in name or "://" in name or name.startswith("www."):
            continue
        found = registry.by_mark(name) or registry.by_name(name) or registry.by_mark(name.lower())
        if found is not None:
            if found.agency and found.name not in agencies:
                agencies.append(found.name)
            continue
        if begins_like("no author", name) or not is_name(name):
            continue
        name = _cased(name)
        if name not in persons:
            persons.append(name)
    return persons, agencies


def is_name(name: str) -> bool:
    """Whether this can be a person's name: at least two parts, each but particles with a capital letter."""
    words = name.split()
    if not 2 <= len(words) <= 6 or not all(map(_WORD.fullmatch, words)) or registry.looks_like_outlet(name):
        return False
    if registry.by_name(words[0]) is not None and words[0].isupper():
        return False
    if any(len(word) > 3 and word.isupper() for word in words) and not name.isupper():
        return False
    small = elements("particles")
    return words[0][0].isupper() and all(word[0].isupper() or word in small or "'" in word for word in words)


def _cased(name: str) -> str:
    """JAN PETERS as Jan Peters."""
    return name.title() if name.isupper() and len(name) > 6 else name
