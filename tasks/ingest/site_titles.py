"""Titles as sites give them, without the site's name: "Kran steht still | Deich-Kurier"."""

from __future__ import annotations

import re

_SITE = re.compile(r"\s+(?:[|–—·•»-]|::)\s+")
_WORD = re.compile(r"\w+")
_ARTICLES = frozenset(("der", "die", "das", "the"))
_DOMAIN = re.compile(r"[\w-]+\.(?:de|at|ch|com|net|org|info|tv|eu)", re.IGNORECASE)
_MOST_NAMED, _MOST_MARKED = 5, 4  # words of a site's name, and of what stands behind a mark that titles have not


def trim_site(title: str, outlet: str | None) -> str:
    """A title without the name of the site, or the section, behind it."""
    parts = _SITE.split(title)
    names = set(_words(outlet or ""))
    while len(parts) > 1:
        last = _words(parts[-1])
        named = sum(word in names for word in last) * 2 >= len(last) > 0
        mark = title[: title.rfind(parts[-1])].rstrip()[-1:]
        if not (
            _DOMAIN.fullmatch(parts[-1].strip())
            or (named and len(last) <= _MOST_NAMED)
            or (mark in "|»•·" and len(last) <= _MOST_MARKED)
        ):
            break
        title = title[: title.rfind(parts[-1])].rstrip(" |–—·•»-:")
        parts = parts[:-1]
    return title.strip()


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _ARTICLES]
