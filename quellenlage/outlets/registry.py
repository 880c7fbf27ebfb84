"""The registry of outlets and agencies: two tables, looked up by address, by name and by place in a text.

``outlets.csv``, one outlet a line; lists within a cell are split at ``|``:
    outlet_id        stable handle, never reused
    name             as shown in the ledger
    aliases          other names that mean this outlet wherever they stand
    context_aliases  names that are also common words or initials (Bild, Zeit, SZ): they count only beside a sign of
                     ``contexts.csv``, such as quotation marks, "Zeitung" or a citing verb
    domains          addresses that belong to it, without www
    owner, country   publishing house, and ISO 3166-1 alpha-2 code of its seat
    kind             newspaper, weekly, magazine, broadcaster, online, publisher

``contexts.csv`` has those signs: regular expressions for what stands ``before`` or ``after`` a name or ``around`` it
(the name is the @), and, for one ``name`` each, what never stands before it where an outlet is meant.

``shapes.csv`` has the words that names of newspapers end with, for those that the registry does not know.

``agencies.csv`` has the same columns, ``marks`` being the initials it is credited by ("dpa/fst"), kind news, photo or
press release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from quellenlage.words.table import cell, rows

HERE = Path(__file__).parent
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:Der|Die|Das) ")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One entry of the registry; ``agency`` tells the two tables apart."""

    outlet_id: str
    name: str
    aliases: tuple[str, ...]
    context_aliases: tuple[str, ...]
    marks: tuple[str, ...]
    domains: tuple[str, ...]
    owner: str
    country: str
    kind: str
    agency: bool


@dataclass(frozen=True, slots=True)
class OutletMention:
    """A place of a text that names an outlet or agency; ``start`` and ``end`` are characters into that text."""

    start: int
    end: int
    outlet: Outlet


@cache
def outlets() -> tuple[Outlet, ...]:
    """Every entry of both tables, outlets first, in the order of the files."""
    return tuple(
        Outlet(
            outlet_id=row["agency_id" if agency else "outlet_id"],
            name=row["name"],
            aliases=cell(row, "aliases"),
            context_aliases=cell(row, "context_aliases"),
            marks=cell(row, "marks") if agency else (),
            domains=cell(row, "domains"),
            owner="" if agency else row["owner"],
            country=row["country"],
            kind=row["kind"],
            agency=agency,
        )
        for table, agency in (("outlets.csv", False), ("agencies.csv", True))
        for row in rows(table, HERE)
    )


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in reversed(outlets()) for domain in outlet.domains}


@cache
def by_id() -> dict[str, Outlet]:
    """Every entry by its ``outlet_id``."""
    return {outlet.outlet_id: outlet for outlet in outlets()}


def host_of(address: str) -> str | None:
    """The host of a web address without ``www.``, None where it is no web address."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.").lower() if host and "." in host else None


def by_address(address: str) -> Outlet | None:
    """The outlet that an address belongs to: its host, or the longest domain that the host ends with."""
    labels = (host_of(address) or "").split(".")
    return next(
        (found for i in range(len(labels)) if (found := _by_domain().get(".".join(labels[i:])))),
        None,
    )


def _fold(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" \"'„“”»«‚‘’.,").casefold()


@cache
def _by_name() -> dict[str, Outlet]:
    table: dict[str, Outlet] = {}
    for outlet in outlets():
        for name in (outlet.name, *outlet.aliases, *outlet.context_aliases, *outlet.domains):
            for form in _forms(name):
                table.setdefault(_fold(form), outlet)
    return table


@cache
def _by_mark() -> dict[str, Outlet]:
    table: dict[str, Outlet] = {}
    for outlet in outlets():
        for mark in outlet.marks or ((outlet.name, *outlet.aliases) if outlet.agency else ()):
            table.setdefault(mark, outlet)
    return table


def by_name(name: str) -> Outlet | None:
    """The outlet that is called ``name`` where an outlet is meant; case and quotation marks are free."""
    return _by_name().get(_fold(name)) or by_address(name)


def by_mark(mark: str) -> Outlet | None:
    """The agency that is credited as ``mark``: "dpa-bilder" is dpa."""
    found = _by_mark().get(mark)
    if found is None and "-" in mark:
        found = _by_mark().get(mark.split("-", 1)[0])
    return found


def _forms(name: str) -> Iterator[str]:
    """``name`` and its inflected forms: Süddeutsche Zeitung, der Süddeutschen Zeitung, des Handelsblatts."""
    yield name
    words = name.split(" ")
    if len(words) > 1 and words[0] in ("Die", "Der", "Das", "The"):
        bare = " ".join(words[1:])
        if len(words) > 2:
            yield from _forms(bare)
    if len(words) > 1 and words[0].endswith(("sche", "che", "te", "ine", "eue", "ue")):
        yield " ".join([words[0] + "n", *words[1:]])
    if len(words) == 2 and words[1].endswith("ine"):
        yield name + "n"
    if not name.endswith(("s", "x", "z", "ung", "e", ".")) and name[-1:].isalpha():
        yield name + "s"


@cache
def _index() -> dict[str, tuple[tuple[str, bool, Outlet], ...]]:
    """First word of a name to the names that begin with it, longest first: (form, needs context, outlet)."""
    found: dict[str, dict[str, tuple[bool, Outlet]]] = {}
    for outlet in outlets():
        common = set(outlet.context_aliases)
        common |= {f"{article} {name}" for article in ("Der", "Die", "Das") for name in outlet.context_aliases}
        for name in dict.fromkeys((outlet.name, *outlet.aliases, *outlet.context_aliases)):
            for form in _forms(name):
                for written in dict.fromkeys((form, form.upper() if " " in form else form)):
                    if first := _WORD.match(written):
                        found.setdefault(first[0], {}).setdefault(written, (name in common, outlet))
    return {
        first: tuple(
            (form, common, outlet)
            for form, (common, outlet) in sorted(forms.items(), key=lambda item: (-len(item[0]), item[0]))
        )
        for first, forms in found.items()
    }


@dataclass(frozen=True, slots=True)
class _Contexts:
    """The patterns of ``contexts.csv`` by their side; ``quoted`` is the closing quotation mark."""

    before: tuple[re.Pattern[str], ...]
    quoted: re.Pattern[str]
    after: tuple[re.Pattern[str], ...]
    around: tuple[re.Pattern[str], ...]
    never_before: dict[str, tuple[re.Pattern[str], ...]]


@cache
def _contexts() -> _Contexts:
    table = rows("contexts.csv", HERE)

    def of(side: str, end: str = "", name: str = "") -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(row["pattern"] + end) for row in table if (row["side"], row["name"]) == (side, name))

    after = of("after")
    never = {row["name"] for row in table if row["side"] == "never_before"}
    return _Contexts(
        of("before", '["„“”»«‚]?$'), after[0], after[1:], of("around"), {n: of("never_before", "$", n) for n in never}
    )


_QUOTES = ("„", '"', "“", "»", "«", "‚", "›", "‹", "'")
_AROUND = 80


def in_context(text: str, start: int, end: int) -> bool:
    """Whether what stands around a name says that it is an outlet's: quotation marks, or a pattern of contexts.csv."""
    contexts = _contexts()
    left = text[max(0, start - 60) : start]
    if left.endswith(_QUOTES):
        return bool(contexts.quoted.match(text, end)) or text[end : end + 1] in "'’‘‹›"
    if any(p.search(left) for p in contexts.before) or any(p.match(text, end) for p in contexts.after):
        return True
    # The name is the @ of a pattern that looks at both sides.
    around = f"{left}@{text[end : end + _AROUND]}"
    return any(p.search(around) for p in contexts.around)


def _is_ruled_out(text: str, start: int, form: str) -> bool:
    """Whether the words before a name say that it is something else: "vor der Presse", "Michael Bloomberg"."""
    patterns = _contexts().never_before.get(_ARTICLE.sub("", form), ())
    return any(pattern.search(text[max(0, start - 30) : start]) for pattern in patterns)


def find_outlets(text: str) -> list[OutletMention]:
    """Every place of ``text`` that names an outlet or agency, in order, none inside another.

    A name that is also a common word is found only in a context that makes it a name (see ``contexts.csv``); initials
    also where the text has the full name somewhere. A name that the text gives to somebody else ("Michael Bloomberg")
    is treated as a common word.
    """
    sure, others = _find(text, frozenset(), frozenset())
    return _find(text, frozenset(mention.outlet.outlet_id for mention in sure), others)[0]


def _find(text: str, introduced: frozenset[str], others: frozenset[str]) -> tuple[list[OutletMention], frozenset[str]]:
    found: list[OutletMention] = []
    ruled_out = set()
    at = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < at or (start and text[start - 1] in "-@/." and text[start - 1] != "/"):
            continue
        for form, common, outlet in _index().get(word[0], ()):
            end = start + len(form)
            if not text.startswith(form, start) or (text[end : end + 1].isalnum()):
                continue
            if text[end : end + 3] == " & ":  # "Standard & Poor's"
                continue
            if _is_ruled_out(text, start, form):
                ruled_out.add(outlet.outlet_id)
                continue
            initials = outlet.outlet_id in introduced and form.isupper()
            if (common or outlet.outlet_id in others) and not initials and not in_context(text, start, end):
                continue
            found.append(OutletMention(start, end, outlet))
            at = end
            break
    return found, frozenset(ruled_out)


@cache
def _shapes() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("shapes.csv", HERE))


def looks_like_outlet(name: str) -> bool:
    """Whether ``name`` ends as names of newspapers do (``shapes.csv``): "Deich-Kurier" does, "Kurier" does not."""
    last = re.split(r"[ -]", name)[-1]
    return len(name) > len(last) and last in _shapes()
