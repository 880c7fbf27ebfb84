"""Which key of a row holds what: by the user's own words, else by the names in ``known_fields.csv``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from quellenlage.errors import UnreadableError
from quellenlage.project import FIELDS
from quellenlage.words.table import Row, rows

Keys = tuple[str, ...]  # keys from the outside in
_BETWEEN_WORDS = re.compile(r"[\s_\-./:*()]+")
_SHOWN_KEYS = 12


@dataclass(frozen=True)
class Layout:
    """Where a row may hold what, by our names: for each the paths to try, in this order.

    ``keys`` are those of the rows, for messages; ``said`` the paths that the user gave, by our names.
    """

    paths: Mapping[str, tuple[Keys, ...]]
    keys: tuple[str, ...]
    said: Mapping[str, str]

    @cached_property
    def has_text(self) -> bool:
        """Whether there is a place for the text, a lead or a description."""
        return any(self.paths.get(name) for name in ("text", "lead", "description"))

    @cached_property
    def in_utc(self) -> tuple[str, ...]:
        """Our names of what their keys say is in Greenwich's time (``date_gmt``)."""
        return tuple(name for name, paths in self.paths.items() if paths[0][-1].casefold().endswith(("_gmt", "_utc")))

    @property
    def columns(self) -> tuple[str, ...]:
        """The outermost keys that matter, in the rows' order."""
        used = {path[0] for paths in self.paths.values() for path in paths}
        return tuple(key for key in self.keys if key in used)

    def no_text(self, noun: str = "key") -> str:
        """The sentence for rows that have no place for a text; ``noun`` is what their format calls a field."""
        shown = ", ".join(self.keys[:_SHOWN_KEYS]) + (", ..." if len(self.keys) > _SHOWN_KEYS else "")
        if "text" in self.said:
            return f"nothing stands under {self.said['text']}, which you named as the text; there are {shown}."
        known = f"no {noun} is known to hold an article's text; name it, as in --fields text={noun.upper()}"
        return f"{known}: there are {shown}."


def known_fields() -> tuple[Row, ...]:
    """The lines of ``known_fields.csv``: ``name`` (ours), ``key`` (theirs), ``written_by`` and an ``example``."""
    return rows("known_fields.csv", Path(__file__).parent)


def check_fields(fields: Mapping[str, str]) -> None:
    """Raises :class:`~quellenlage.errors.UnreadableError` where the user names something that is no field of ours."""
    for name in fields:
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, 1)
            meant = f"did you mean {near[0]}? " if near else ""
            raise UnreadableError(f"--fields: there is no field {name}; {meant}the fields are {', '.join(FIELDS)}.")


def layout_of(keys: Iterable[str], fields: Mapping[str, str]) -> Layout:
    """The layout of rows with these outermost keys; what ``fields`` names goes before what is known, and alone."""
    keys = tuple(keys)
    by_form: dict[str, str] = {}
    for key in keys:
        by_form.setdefault(form(key), key)
    paths: dict[str, tuple[Keys, ...]] = {}
    for name, known in _known().items():
        if name in fields:
            found: tuple[Keys, ...] = tuple(_said(fields[name], keys))
        else:
            found = tuple(dict.fromkeys(path for one in known if (path := _found(one, by_form)) is not None))
        if found:
            paths[name] = found
    return Layout(paths, keys, fields)


def form(key: str) -> str:
    """A key as it is compared: "Publish_Date", "publishDate" and "publish date" are one."""
    folded = key.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return _BETWEEN_WORDS.sub("", folded.removeprefix("\ufeff"))


def value_at(row: Mapping[str, Any], path: Keys) -> Any:
    """What stands at the end of a path, None where it breaks off; of a list, what stands there in each of its items."""
    value: Any = row
    for number, key in enumerate(path):
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, list) and key.isdigit():
            value = value[int(key)] if int(key) < len(value) else None
        elif isinstance(value, list):
            items = [value_at(item, path[number:]) for item in value if isinstance(item, Mapping)]
            return [item for item in items if item is not None]
        else:
            return None
    return value


def _said(path: str, keys: tuple[str, ...]) -> list[Keys]:
    """What the user's path may mean: a key of that very name, also one with dots in it, else keys within keys."""
    if path in keys:
        return [(path,)]
    same = [key for key in keys if key.casefold() == path.casefold()]
    parts = tuple(path.split("."))
    return [(same[0],)] if same else [parts] if parts[0] in keys else []


def _found(known: str, by_form: Mapping[str, str]) -> Keys | None:
    if (whole := by_form.get(form(known))) is not None:
        return (whole,)
    first, dot, rest = known.partition(".")
    if dot and (outer := by_form.get(form(first))) is not None:
        return (outer, *rest.split("."))
    return None


@cache
def _known() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in known_fields():
        found.setdefault(row["name"], []).append(row["key"])
    return {name: tuple(keys) for name, keys in found.items()}
