"""Header lines that people and programs put above a text: ``Titel:``, ``Datum:``, ``Quelle:``, or YAML front matter.

The keys are data: ``header_keys.csv``, with the field of an article that each gives, an example, and whether a single
line with it is a header already. Keys in between that are not known are part of the header and say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from quellenlage.outlets import registry
from quellenlage.tasks.ingest.fields.timestamps import iso_moment
from quellenlage.tasks.ingest.fields.values import address_of, authors_of, language_of, section_of, words_of
from quellenlage.words.table import rows

_BOLD = r"(?:\*\*|__)?"
_LINE = re.compile(
    rf"[ \t]{{0,3}}{_BOLD}(?P<key>[^\W\d][\w* -]{{0,24}}?)[ \t]*+(?:(?:\*\*|__)[ \t]*+)?:"
    rf"{_BOLD}(?:[ \t]+|$)(?P<value>.*)"
)
_FURTHER = re.compile(r"[ \t]+\S")
_RULE = re.compile(r"[ \t]*([-=*_#~+])(?:[ \t]*\1){2,}[ \t]*")
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<yaml>(?:(?!---|\.\.\.).*\n){0,400}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_LONGEST = 20_000  # characters of front matter
_ADDRESS = re.compile(r"https?://[^\s()<>\"]+|www\.[^\s()<>\"]+")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above a text: ``fields`` by their names (``title``, ``published``, ...), as written."""

    fields: Mapping[str, str]
    rest: str = ""  # what stands behind "Text:", in the last line

    def metadata(self) -> dict[str, str]:
        """The metadata of an article; a day that cannot be read is ``header_date``, an address as outlet its url."""
        found: dict[str, str] = {}
        for name, value in self.fields.items():
            if (said := _AS_METADATA.get(name)) and (meant := said(value)):
                found[name] = meant
        if "published" not in found and (written := self.fields.get("published")):
            found["header_date"] = written
        self._outlet(found)
        return found

    def _outlet(self, found: dict[str, str]) -> None:
        outlet = words_of(self.fields.get("outlet")) or words_of(self.fields.get("host"))
        if outlet is None:
            return
        if address := _ADDRESS.search(outlet):
            if "url" not in found and (url := address_of(address[0])):
                found["url"] = url
            outlet = outlet[: address.start()].strip(" ,;(–-")
        known = registry.by_name(outlet) if outlet else None
        if known is not None and known.agency and "agency" not in found:
            found["agency"] = outlet
        elif outlet:
            found["outlet"] = outlet


def _authors(written: str) -> str | None:
    """Names with "; " between; split at commas where each part has a first name and a last."""
    parts = [part for part in re.split(r"\s*(?:[,;/&]|\bund\b)\s*", re.sub(r"^[Vv]on\s+", "", written)) if part]
    return authors_of(parts if all(" " in part for part in parts) else written)


_AS_METADATA: Mapping[str, Callable[[Any], str | None]] = {
    "url": address_of,
    "published": iso_moment,
    "modified": iso_moment,
    "authors": _authors,
    "section": lambda written: section_of(authors_of(written) or ""),
    "kicker": words_of,
    "description": words_of,
    "agency": words_of,
    "language": language_of,
}


@cache
def _keys() -> dict[str, tuple[str | None, bool]]:
    """The field of each key, case folded, and whether a single line with it is a header."""
    table = rows("header_keys.csv", Path(__file__).parent)
    return {row["key"]: (row["field"], row["alone"] == "yes") for row in table}


def header_examples() -> Iterator[tuple[str, str]]:
    """The example of each key and the field that it gives."""
    return ((row["example"], row["field"]) for row in rows("header_keys.csv", Path(__file__).parent))


def header_of(lines: Sequence[str], first: bool) -> tuple[Header, int] | None:
    """The header that ``lines`` begin with and how many lines it has; None where they begin with none.

    One that is not the ``first`` of a file needs two lines at least, one of them its title, its day or its address.
    """
    fields: dict[str, str] = {}
    known, strong, end, latest = 0, False, 0, ""
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            if not latest or not _FURTHER.match(line):
                break
            fields[latest] = f"{fields[latest]} {line.strip()}"
            end = number
            continue
        field, alone = _field(match["key"])
        if field is None:
            latest = ""
            continue
        end, known = number, known + 1
        strong = strong or (alone if first else field in ("title", "published", "url"))
        latest = field if field and field not in fields else ""
        if field:
            fields.setdefault(field, match["value"].strip())
        if field == "text":
            break
    if not known or (known < 2 and not (first and strong)) or (not first and not strong):
        return None
    rest = fields.pop("text", "")
    return Header({name: value.strip() for name, value in fields.items() if value.strip()}, rest), end


def _field(key: str) -> tuple[str | None, bool]:
    """The field that a key gives, "" where none is wanted, None where it is not known; whether it may stand alone."""
    return _keys().get(" ".join(key.casefold().split()), (None, False))


def front_matter_of(text: str) -> tuple[Header, int] | None:
    """The YAML front matter that ``text`` begins with and where it ends, in characters; None where it has none."""
    match = _FRONT_MATTER.match(text[:_LONGEST])
    if match is None:
        return None
    written = _yaml(match["yaml"])
    if written is None:
        found = header_of([line for line in match["yaml"].split("\n") if line.strip()], first=True)
        return None if found is None else (found[0], match.end())
    fields: dict[str, str] = {}
    for key, value in written.items():
        field, _ = _field(str(key))
        if field and (said := _scalar(value)):
            fields.setdefault(field, said)
    return Header(fields), match.end()


def _yaml(text: str) -> Mapping[Any, Any] | None:
    """Front matter as a mapping, all of its values as they are written; None where it is no YAML of such a kind."""
    import yaml

    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)  # makes strings only
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _scalar(value: Any) -> str:
    """A value, or the plain ones of a list, as one string."""
    if isinstance(value, list):
        return "; ".join(one.strip() for one in value[:20] if isinstance(one, str) and one.strip())
    return value.strip() if isinstance(value, str) else ""


def is_rule(line: str) -> bool:
    """Whether a line is only drawn: "-----", "* * *"."""
    return _RULE.fullmatch(line) is not None
