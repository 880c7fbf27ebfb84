"""The outlet that printed an article: from its address, else its metadata, else its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.normalise.outlets import registry
from tasks.normalise.outlets.credits import find_credits
from tasks.records import Article

_IMPRINT = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright|Alle Rechte vorbehalten|Erschienen (?:in|bei|auf)|Zuerst erschienen (?:in|bei|auf))"
    r"[^\n]{0,60}$"
)

_HEAD_LINES = 12


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
    (a source line such as "Quelle: ntv.de, dpa", or an imprint at its end), and last the bare host of an address that
    the registry does not know.
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
    for line in article.text.strip().split("\n")[-3:]:
        if imprint := _IMPRINT.search(line):
            for mention in registry.find_outlets(imprint[0]):
                if not mention.outlet.agency:
                    return _of(mention.outlet, "text")
    if alone := _alone(article.text):
        return alone
    if address and (host := registry.host_of(address)):
        return OutletReading(host, None, "url")
    return OutletReading(None, None, None)


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
