"""What a page says of its article beside the text: address, outlet, day and time, section, paywall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from quellenlage.outlets import registry
from quellenlage.outlets.published import EARLIEST
from quellenlage.tasks.ingest.fields.timestamps import Moment, moment_of
from quellenlage.tasks.ingest.pages.json_ld import Node, article_node, first, nodes_of, texts, types_of
from quellenlage.tasks.ingest.pages.page_authors import authors_in
from quellenlage.tasks.ingest.pages.page_blocks import Block
from quellenlage.tasks.ingest.pages.page_source import Element, plain, tidy
from quellenlage.tasks.ingest.pages.page_tables import begins_like

_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)", re.I)
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished"),
    *("date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "dc.date.created"),
    *("pubdate", "publishdate", "publish-date", "publication_date", "publication-date", "published_at", "publish_date"),
    *(
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime",
        "vr:published_time",
    ),
    *("article.published", "bt:pubdate", "iptc:date", "published", "creation_date", "originalpublicationdate"),
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "revision_date",
)
_AUTHOR = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "byl",
    "article:author_name",
)
_SECTION = (
    "article:section",
    "og:article:section",
    "section",
    "parsely-section",
    "cxenseparse:recs:category",
    "vr:category",
)
_CRUMBS = re.compile(r"\s*[>›»/|]\s*")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")  # what some call themselves, and others beside their name
_PARTS = re.compile(r"\s+[|–—·•»-]\s+|:\s+")
_STAND = re.compile(r"stand|aktualisiert|update|geändert|modified|bearbeitet", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in a page's head: the contents of its meta tags by name, its JSON-LD, its title."""

    meta: Mapping[str, Sequence[str]]
    nodes: Sequence[Node]
    article: Node | None
    title: str
    links: Mapping[str, str]
    language: str
    saved_from: str
    #: Elements with microdata or marked as an author, in order.
    marked: Sequence[Element] = ()
    has_crumbs: bool = False

    def said(self, *names: str) -> Iterator[str]:
        """What the meta tags with these names say, in the order of the names."""
        for name in names:
            yield from self.meta.get(name, ())

    def of_article(self, *keys: str) -> Iterator[str]:
        """What the article's node in JSON-LD says under these keys."""
        for key in keys:
            if self.article is not None and (said := first(self.article.get(key))):
                yield said

    def of_property(self, name: str) -> Iterator[Element]:
        """The elements with this property in microdata."""
        return (one for one in self.marked if one.get("itemprop") == name)


def head_of(root: Element, text: str) -> Head:
    """Read the head of a page, wherever in the page its tags stand."""
    meta: dict[str, list[str]] = {}
    for tag in root.iter("meta"):
        content = (tag.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := (tag.get(attribute) or "").strip().lower()):
                meta.setdefault(name, []).append(content)
    links: dict[str, str] = {}
    for tag in root.iter("link"):
        if (tag.get("rel") or "").lower() in ("canonical", "amphtml") and tag.get("href"):
            links.setdefault(tag.get("rel").lower(), tag.get("href").strip())
    nodes = nodes_of(root)
    title = root.find(".//title")
    saved = _SAVED.search(text[:3000])
    return Head(
        meta,
        nodes,
        article_node(nodes),
        plain("".join(title.itertext())) if title is not None else "",
        links,
        (
            root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
        ).strip(),
        (saved[1] or saved[2]) if saved else "",
        root.xpath("//*[@itemprop or @rel='author']"),
        "readcrumb" in text,
    )


def address_of(head: Head, url: str | None) -> str | None:
    """The article's address: og:url, then canonical, then what JSON-LD says, then where it was fetched."""
    base = url or head.saved_from or ""
    candidates = [
        *head.said("og:url"),
        head.links.get("canonical", ""),
        *_node_addresses(head),
        *head.said("twitter:url"),
        base,
    ]
    whole = [found for one in candidates if one and (found := _web_address(one.strip(), base))]
    best = next((one for one in whole if urlsplit(one).path.strip("/")), next(iter(whole), None))
    # The same without what the page's own links are followed by.
    return next((one for one in whole if best and best.startswith((f"{one}?", f"{one}#"))), best)


def _node_addresses(head: Head) -> Iterator[str]:
    if head.article is not None:
        for key in ("mainEntityOfPage", "url", "@id"):
            value = head.article.get(key)
            if isinstance(value, dict):
                value = value.get("@id") or value.get("url")
            if isinstance(value, str) and value.startswith("http"):
                yield value.partition("#")[0]


def _web_address(written: str, base: str) -> str | None:
    with suppress(ValueError):  # where it was fetched may be no address, and this be whole
        written = urljoin(base, written) if base else written
    try:
        written = "https:" + written if written.startswith("//") else written
        parts = urlsplit(written)
    except ValueError:
        return None
    return written if parts.scheme in ("http", "https") and parts.hostname and "." in parts.hostname else None


def outlet_of_page(head: Head, address: str | None) -> str | None:
    """The outlet's name: as the registry has it for the address, else as the page says."""
    if address and (known := registry.by_address(address)):
        return known.name
    names = site_names(head, address)
    known_names = [known.name for one in names if (known := registry.by_name(one)) and not known.agency]
    return next(iter(known_names), next(iter(names), None))


def site_names(head: Head, address: str | None = None) -> list[str]:
    """What the page calls its site and its publisher."""
    said = _names(head, head.article.get("publisher")) if head.article is not None else []
    said += [
        *head.said(
            "og:site_name", "application-name", "dc.publisher", "publisher", "apple-mobile-web-app-title", "copyright"
        )
    ]
    said += [
        text
        for node in head.nodes
        if types_of(node) & {"newsmediaorganization", "website"}
        for text in texts(node.get("name"))
    ]
    names = [plain(one).removeprefix("www.") for one in said]
    if address and (host := registry.host_of(address)):
        label = _letters(max(host.split(".")[:-1], key=len, default=""))
        names += [part for part in _PARTS.split(head.title) if len(label) > 3 and _letters(part).startswith(label)]
    names = [one for one in names if one and len(one) <= 60 and "://" not in one and not begins_like("no outlet", one)]
    return sorted(names, key=lambda name: (begins_like("company", name), _HOST.fullmatch(name) is not None))


def _letters(name: str) -> str:
    """A name as hosts write it: without what is no letter, umlauts in two."""
    folded = name.casefold().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})
    return re.sub(r"[\W_]", "", folded)


def _names(head: Head, values: object) -> list[str]:
    """The names of nodes, or of those that they point to."""
    by_id = {node["@id"]: node for node in head.nodes if isinstance(node.get("@id"), str) and node.get("name")}
    found: list[str] = []
    for value in values if isinstance(values, list) else [values]:
        if isinstance(value, dict):
            value = value.get("name") or by_id.get(str(value.get("@id")), {}).get("name")
        found += texts(value)
    return found


def published_of(head: Head, shown: Sequence[Block]) -> Moment | None:
    """When the article was published: JSON-LD, meta tags, marked-up times, what a reader sees, in this order."""
    written = [*head.of_article("datePublished"), *head.said(*_PUBLISHED)]
    for tag in head.of_property("datePublished"):
        written.append(tag.get("content") or tag.get("datetime") or tag.get("title") or "".join(tag.itertext()))
    plainly = sorted(shown, key=lambda block: bool(_STAND.search(block.text)))
    written += [block.stamp for block in plainly if block.stamp]
    written += [block.text for block in plainly]
    written += [
        said
        for node in head.nodes
        if types_of(node) & {"webpage", "newsarticle", "videoobject"}
        for said in texts(node.get("datePublished"))
    ]
    written += [*head.of_article("dateCreated", "uploadDate")]
    return best(_moments(written))


def modified_of(head: Head) -> Moment | None:
    """When the article was changed last, as the page says it for machines."""
    written = [*head.of_article("dateModified"), *head.said(*_MODIFIED)]
    return best(_moments(written)[:2])


def _moments(written: Sequence[str]) -> list[Moment]:
    """What of it is a moment, and one in which an article may have been published."""
    return [moment for one in written if (moment := moment_of(one)) and moment.day >= EARLIEST]


def best(moments: Sequence[Moment]) -> Moment | None:
    """The moment of the first that has a day, with the time and zone that another of the same day has.

    A day alone may be the printed issue's: a moment with a time one day before or after it goes first.
    """
    if not moments:
        return None
    first = moments[0]
    if first.zoned:
        return first
    if first.clock is None:
        near = [one for one in moments[1:] if one.clock and abs((one.day - first.day).days) <= 1]
        near.sort(key=lambda one: (one.day != first.day, not one.zoned))
        return best(near) if near else first
    same = [one for one in moments[1:] if one.zoned and one.day == first.day and one.clock is not None]
    for one in same:
        if one.clock is not None and one.clock.replace(tzinfo=None, second=0) == first.clock.replace(second=0):
            return one
    return first


def authors_of(head: Head, marked: Sequence[str], shown: Sequence[Block]) -> tuple[list[str], list[str]]:
    """Persons and agencies: of JSON-LD, else of meta tags, else as marked up, else of the bylines that are seen."""
    agencies = list(dict.fromkeys(wire for block in shown for wire in authors_in(block.text)[1]))
    houses = [one.casefold() for one in site_names(head)]
    of_node = _names(head, head.article.get("author") or head.article.get("creator")) if head.article else []
    for written in (of_node, list(head.said(*_AUTHOR)), marked, [block.text for block in shown]):
        persons: list[str] = []
        for one in written:
            found, wires = authors_in(one)
            persons += [name for name in found if name not in persons and not _is_house(name, houses)]
            agencies += [name for name in wires if name not in agencies]
        if persons:
            return persons, agencies
    return [], agencies


def marked_authors(head: Head) -> list[str]:
    """The authors that elements of the page are marked as."""
    found = []
    for element in head.marked:
        if element.get("itemprop") != "author" and element.get("rel") != "author":
            continue
        name = element.xpath(".//*[@itemprop='name']")
        one = name[0] if name else element
        found.append(tidy(one.get("content") or "".join(one.itertext())))
    return [one for one in found if one]


def _is_house(name: str, houses: Sequence[str]) -> bool:
    """Whether a name is the outlet's, or one of its desks'."""
    folded = name.casefold()
    return any(folded == one or folded.startswith(f"{one} ") or one.startswith(f"{folded} ") for one in houses)


def section_of(head: Head, root: Element, address: str | None) -> str | None:
    """The section that the article stands in: as the page says for machines, as it shows, as its address lies."""
    titles = " ".join((head.title, *head.said("og:title"))) if head.title.count(" ") > 1 else ""
    said = [*head.of_article("articleSection"), *head.said(*_SECTION)]
    said += [crumb for node in head.nodes if "breadcrumblist" in types_of(node) for crumb in _crumbs(node)]
    names = (plain(one).split(" | ")[0] for one in said)
    named = next((one for one in names if 0 < len(one) <= 60 and (len(one) <= 20 or one not in titles)), None)
    if named or not address:
        return named
    folders = urlsplit(address).path.strip("/").split("/")[:-1]
    return (
        (_shown_crumb(root, folders) if head.has_crumbs else None)
        or _linked_section(root, folders)
        or next((one.capitalize() for one in folders if one.isalpha() and not begins_like("no section", one)), None)
    )


def _shown_crumb(root: Element, folders: Sequence[str]) -> str | None:
    """The innermost folder that the page's line of folders shows; the headline itself may stand behind it."""
    for line in root.xpath("//*[contains(@class, 'breadcrumb') or contains(@class, 'Breadcrumb')][1]"):
        leaves = [tidy(one.text or "") for one in line.iter("a", "span", "li") if len(one) == 0]
        crumbs = leaves or _CRUMBS.split(tidy("".join(line.itertext())))
        crumbs = [one.strip() for one in crumbs if 0 < len(one.strip()) <= 30 and not begins_like("no section", one)]
        return crumbs[-1] if crumbs and folders else None
    return None


def _linked_section(root: Element, folders: Sequence[str]) -> str | None:
    """What the page calls its own link to the innermost folder that the article's address lies in."""
    paths = {"/".join(folders[: at + 1]): at for at in range(len(folders))}
    found: dict[int, str] = {}
    for link in root.iter("a") if paths else ():
        if folders[0] not in (href := link.get("href") or ""):
            continue
        try:
            path = urlsplit(href).path.strip("/")
        except ValueError:
            continue
        name = tidy("".join(link.itertext())) if path in paths else ""
        if 0 < len(name) <= 30 and not begins_like("no section", name):
            found.setdefault(paths[path], name)
    return found[max(found)] if found else None


def _crumbs(node: Node) -> list[str]:
    items = node.get("itemListElement")
    names = [first(one.get("name") or one.get("item")) for one in items if isinstance(one, dict)] if items else []
    home = ("home", "startseite", "start")
    names = [name for name in names if name and name.casefold() not in home and "." not in name]
    return names[:1]


def language_of(head: Head) -> str | None:
    """The language that the page says it is in, as two letters."""
    said = [
        *head.of_article("inLanguage"),
        head.language,
        *head.said("og:locale", "content-language", "language", "dc.language"),
    ]
    return next((one[:2].lower() for one in said if re.match(r"[A-Za-z]{2}(?:[-_]|$)", one)), None)


def paywalled(head: Head, shown: Sequence[Block]) -> bool:
    """Whether the article can be read by subscribers only: as the page says for machines, else by what it shows."""
    free: set[bool] = set()
    for node in head.nodes:
        said = str(node.get("isAccessibleForFree", "")).strip().rpartition("/")[2].lower()
        if said and not types_of(node) & {"webpageelement"}:
            free.add(said not in ("false", "no", "0"))
    if free:
        return False in free
    tiers = head.said("article:content_tier", "og:article:content_tier", "cxenseparse:access")
    if any(tier.lower() in ("locked", "metered", "premium", "paid", "paywall", "plus") for tier in tiers):
        return True
    return any(begins_like("paywall", block.text) for block in shown)
