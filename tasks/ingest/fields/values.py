"""Single values of a row as strings: what the many writers of tables put where we want one name or one address."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from quellenlage.tasks.ingest.fields.fragments import is_markup, unescape
from quellenlage.tasks.ingest.fields.plain_blocks import clean

#: What programs write where there is nothing.
NOTHING = frozenset(("", "none", "null", "nan", "nat", "n/a", "na", "-", "undefined", "unknown", "[]", "{}"))
_LONGEST_NAME = 200  # characters
_LONGEST_NOTHING = 1 + max(map(len, NOTHING))
#: Where an object holds the words that stand for it.
_INNER = ("rendered", "name", "value", "#text", "text", "content", "title", "main")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BETWEEN_AUTHORS = re.compile(r"\s*(?:;|\||\n)\s*")
_BY = re.compile(r"(?:Von|VON|[Bb]y)[ :]+(?!der |dem |den )")
_MAIL = re.compile(r"\s*[<(]\s*[^<>()@\s]+@[^<>()@\s]+\s*[>)]")
_LANGUAGES = {
    "german": "de",
    "deutsch": "de",
    "ger": "de",
    "deu": "de",
    "english": "en",
    "englisch": "en",
    "eng": "en",
    "french": "fr",
    "französisch": "fr",
    "fra": "fr",
    "fre": "fr",
    "italian": "it",
    "italienisch": "it",
}
_YES, _NO = frozenset(("true", "1", "ja", "yes", "wahr")), frozenset(("false", "0", "nein", "no", "falsch"))


def words_of(value: Any) -> str | None:
    """A value as one line of text without mark-up; None where it says nothing."""
    if type(value) is str:
        if "&" in value or "<" in value:
            value = _without_markup(value)
        line = " ".join(clean(value).split())
        return None if len(line) < _LONGEST_NOTHING and line.casefold() in NOTHING else line
    if isinstance(value, dict):
        return words_of(next((value[key] for key in _INNER if value.get(key)), None))
    if isinstance(value, list):
        return next((words for one in value if (words := words_of(one))), None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return words_of(str(value))
    return None


def name_of(value: Any) -> str | None:
    """:func:`words_of` for what stands in many rows and is made out once: names of people, outlets, sections."""
    return _words_of_name(value) if type(value) is str and len(value) <= _LONGEST_NAME else words_of(value)


@lru_cache(10_000)
def _words_of_name(value: str) -> str | None:
    return words_of(value)


def _without_markup(text: str) -> str:
    text = unescape(text)
    return unescape(re.sub(r"<[^<>]*>", "", text)) if is_markup(text) else text


def address_of(value: Any) -> str | None:
    """A value as a web address; None where it is none."""
    if type(value) is not str:
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("url") or value.get("href") or value.get("@id")
        if not isinstance(value, str):
            return None
    value = value.strip()
    return value if _ADDRESS.fullmatch(value) else None


def outlet_of_value(value: Any) -> str | None:
    """A value as the name of an outlet; None where it is an address."""
    if type(value) is str and len(value) <= _LONGEST_NAME:
        return _name_of_outlet(value)
    words = words_of(value)
    return None if words is None or _ADDRESS.match(words) else words


@lru_cache(10_000)
def _name_of_outlet(value: str) -> str | None:
    words = words_of(value)
    return None if words is None or _ADDRESS.match(words) else words


def authors_of(value: Any) -> str | None:
    """Names with "; " between, each once; a list written as text ("['A', 'B']") is one too."""
    if type(value) is list and len(value) == 1:
        return _author(value[0])
    if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
        value = re.findall(r"'([^']*)'|\"([^\"]*)\"", value)
        value = [one or other for one, other in value]
    if isinstance(value, str):
        value = _BETWEEN_AUTHORS.split(value)
    if not isinstance(value, list):
        value = [value]
    names = [name for one in value if (name := _author(one))]
    return "; ".join(dict.fromkeys(names)) or None


def _author(value: Any) -> str | None:
    """A value as the name of an author, without "Von" before it and an address of mail behind."""
    if type(value) is str and len(value) <= _LONGEST_NAME:
        return _name_of_author(value)
    return outlet_of_value(value)


@lru_cache(10_000)
def _name_of_author(value: str) -> str | None:
    name = outlet_of_value(_MAIL.sub("", value))
    return (_BY.sub("", name, 1) if _BY.match(name) else name) or None if name else None


def section_of(value: Any) -> str | None:
    """The first of several sections."""
    words = name_of(value)
    return words.split(";")[0].strip() or None if words else None


def language_of(value: Any) -> str | None:
    """A language as two letters; None where it is no language."""
    words = value if type(value) is str else words_of(value)
    return _language(words) if words else None


@lru_cache(1000)
def _language(value: str) -> str | None:
    words = words_of(value) or ""
    short = re.split(r"[-_,; ]", words.casefold())[0]
    short = _LANGUAGES.get(short, short)
    return short if len(short) == 2 and short.isalpha() and short.isascii() else None


def truth_of(value: Any) -> bool | None:
    """Whether a value says yes or no; None where it says neither."""
    if isinstance(value, bool):
        return value
    words = (words_of(value) or "").casefold()
    return True if words in _YES else False if words in _NO else None
