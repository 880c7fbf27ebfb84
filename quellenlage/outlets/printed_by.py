"""The outlet that printed an article: from its address, else its metadata, else its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quellenlage.outlets import registry
from quellenlage.outlets.credits import find_credits
from quellenlage.records import Article
from quellenlage.words.table import rows

_HEAD_LINES = 12
_IMPRINT_LINES = 3


@dataclass(frozen=True, slots=True)
class OutletReading:
    """The outlet of an article; ``name`` is as in the registry, or as written where it is not there.

    ``origin`` is url, metadata or text: what gave it; None, with no name, where nothing did.
    """

    name: str | None
    outlet_id: str | None
    origin: str | None


def _of(outlet: registry.Outlet, origin: str) -> OutletReading:
    return OutletReading(outlet.name, outlet.outlet_id, origin)


def outlet_of(article: Article) -> OutletReading:
    """Which outlet printed ``article``.

    Asked in this order: the address (a registered domain), the metadata's ``outlet`` (registered or not), the text
    (a source line such as "Quelle: ntv.de, dpa", or an imprint at its end, see ``imprints.csv``), and last the bare
    host of an address that the registry does not know.
    """
    address = article.metadata.get("url") or (article.uri if re.match(r"https?://", article.uri) else "")
    if address and (outlet := registry.by_address(address)):
        return _of(outlet, "url")
    if written := article.metadata.get("outlet", "").strip():
        if outlet := registry.by_name(written):
            return _of(outlet, "metadata")
        return OutletReading(written, None, "metadata")
    for credit in find_credits(article.text, article.segments):
        if credit.kind == "outlet" and credit.part in ("text", "byline") and credit.outlet_id:
            return _of(registry.by_id()[credit.outlet_id], "text")
    if imprint := _imprint(article.text):
        return imprint
    if alone := _alone(article.text):
        return alone
    if address and (host := registry.host_of(address)):
        return OutletReading(host, None, "url")
    return OutletReading(None, None, None)


@cache
def imprints() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """The forms of ``imprints.csv``, each with an example and the outlet in it."""
    return tuple(
        (re.compile(row["pattern"]), row["example"], row["outlet"])
        for row in rows("imprints.csv", Path(__file__).parent)
    )


def _imprint(text: str) -> OutletReading | None:
    """The outlet that one of the last lines names as the one that printed the article first."""
    for line in text.strip().split("\n")[-_IMPRINT_LINES:]:
        for pattern, _, _ in imprints():
            if found := pattern.search(line):
                name = found["name"].strip(' "„“”»«')
                outlet = registry.by_name(name) or next((m.outlet for m in registry.find_outlets(name)), None)
                if outlet is not None and not outlet.agency:
                    return _of(outlet, "text")
                if outlet is None and registry.looks_like_outlet(name) and name.count(" ") <= 3:
                    return OutletReading(name, None, "text")
    return None


def _alone(text: str) -> OutletReading | None:
    """An outlet that has a line to itself below the headline, or a copyright line, as printed pages do."""
    for line in text.split("\n")[:_HEAD_LINES]:
        name = line.strip().removeprefix("©").strip()
        if not 2 < len(name) <= 40 or name.endswith((".", ":", "?", "!")):
            continue
        outlet = registry.by_name(name)
        if outlet is not None and not outlet.agency and (line.strip().startswith("©") or " " in name or "-" in name):
            return _of(outlet, "text")
        if outlet is None and registry.looks_like_outlet(name) and name.count(" ") <= 3:
            return OutletReading(name, None, "text")
    return None
