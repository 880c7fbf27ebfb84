"""A page as an article: puts together what its head says and what its blocks are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from quellenlage.errors import UnreadableError
from quellenlage.language import detect_language
from quellenlage.outlets import registry
from quellenlage.records import GERMAN, Article, PassedOver, Rejected
from quellenlage.tasks.ingest.decode import salvage
from quellenlage.tasks.ingest.fields.article_of_row import text_and_segments
from quellenlage.tasks.ingest.pages.block_kinds import Evidence, Reading, words
from quellenlage.tasks.ingest.pages.json_ld import is_article, types_of
from quellenlage.tasks.ingest.pages.page_blocks import Block, blocks_of
from quellenlage.tasks.ingest.pages.page_body import Body, in_doubt, read_body
from quellenlage.tasks.ingest.pages.page_facts import (
    Head,
    address_of,
    authors_of,
    head_of,
    language_of,
    marked_authors,
    modified_of,
    outlet_of_page,
    paywalled,
    published_of,
    section_of,
    site_names,
)
from quellenlage.tasks.ingest.pages.page_source import (
    Element,
    level_word_headings,
    page_text,
    parse,
    plain,
    take_scripts_out,
    tidy,
    without,
)
from quellenlage.tasks.ingest.pages.page_tables import begins_like, elements, houses
from quellenlage.tasks.ingest.pages.selectors import xpath_of
from quellenlage.tasks.ingest.pages.told_text import Piece, told_pieces
from quellenlage.tasks.ingest.site_titles import trim_site

NO_ARTICLE = "no article"
_FEWEST = 80  # characters of running text that an article has at least
_PLAIN = 300  # the same of a page that does not say that it is an article
_LONGEST_KICKER = 60
_ABOVE = 6  # blocks above a headline among which its date may stand
_SHORT = 20  # characters up to which a text may stand twice
_TOLD = 3  # how many times what is shown JSON-LD must have to be taken for it
_RUNNING = frozenset(("paragraph", "lead", "heading"))
_TITLE_PARTS = re.compile(r"\s+[|–—·•»:-]+\s+|:\s+")
_WORDS = re.compile(r"\w")
_OF = re.compile(r"(?:[Vv]on|[Bb]y|Text|Autor(?:en|in|innen)?):?")


def article_of_page(
    html: bytes | str, uri: str, url: str | None = None, captured: str | None = None
) -> Article | Rejected | PassedOver:
    """The article that a page holds.

    ``uri`` is where it came from and becomes the article's, ``url`` the address that it was fetched from and
    ``captured`` when (ISO 8601), where these are known. A page that cannot be read is a Rejected, one that holds no
    article (a start page, a list, a login, an error, a wall of consent) a PassedOver. Nothing is raised for bad input.
    """
    try:
        text = page_text(html)
    except UnreadableError as error:
        payload = html if isinstance(html, str) else salvage(html[:2000])
        return Rejected(uri, "ingest", str(error), payload[:2000])
    root = parse(text)
    if root is None:
        return PassedOver(uri, NO_ARTICLE)
    head = head_of(root, text)
    take_scripts_out(root)
    level_word_headings(root)
    blocks = blocks_of(root)
    address = address_of(head, url)
    headline, title, kicker = _headline(head, blocks, outlet_of_page(head, address))
    description = plain(next(iter([*head.of_article("description"), *head.said("og:description", "description")]), ""))
    own = plain(next(head.of_article("articleBody"), ""))
    marked = marked_authors(head)
    reading = Reading(
        blocks,
        headline,
        description,
        own=Evidence(own) if len(own) > _FEWEST else None,
        authors=authors_of(head, marked, ())[0],
        house=_house(root, address),
        ticker=head.article is not None and "liveblogposting" in types_of(head.article),
    )
    if in_doubt(reading):
        reading.second = second_reading(root, blocks)
    body = read_body(reading)
    pieces = _pieces(title, body)
    told = told_pieces(head.article) if head.article is not None else []
    if _size(told) > _FEWEST and _size(told) > _TOLD * _size(pieces):  # scripts would have shown it
        pieces = [*((kind, text) for kind, text in pieces if kind not in _RUNNING), *told]
    if not _is_article(head, pieces, title, address):
        return PassedOver(uri, NO_ARTICLE)
    shown, segments = text_and_segments(pieces)
    metadata = _metadata(head, root, marked, blocks, headline, body, address)
    if named := language_of(head):  # many pages keep the language of their software
        metadata["language"] = GERMAN if named != GERMAN and detect_language(shown) == GERMAN else named
    metadata |= {key: value for key, value in (("kicker", kicker), ("description", description)) if value}
    if captured:
        metadata["captured"] = captured
    return Article(uri, shown, segments, metadata)


def _house(root: Element, address: str | None) -> frozenset[Element]:
    """The elements that hold articles in the pages of a house that ``page_houses.csv`` knows."""
    host = registry.host_of(address) if address else None
    labels = (host or "").split(".")
    hosts = {".".join(labels[at:]) for at in range(len(labels))}
    found = next((house for house in houses() if hosts & set(house.domains)), None)
    return frozenset(root.xpath(xpath_of(found.body))) if found is not None else frozenset()


def second_reading(root: Element, blocks: Sequence[Block]) -> Evidence | None:
    """The article as trafilatura reads it, of a page without its boxes, scripts and styles."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            without(root, (block.dropped for block in blocks)),
            fast=True,
            include_comments=False,
            include_tables=False,
            favor_precision=True,
        )
    except Exception:  # of what it is made of, lxml's errors among others; the page is then read without it
        return None
    return Evidence(found) if found else None


def _headline(head: Head, blocks: Sequence[Block], outlet: str | None) -> tuple[int, str, str]:
    """Number of the block that is the headline, -1 where none is; its text without the site's name; the kicker."""
    said = [
        plain(one)
        for one in (*head.of_article("headline", "name"), *head.said("og:title", "twitter:title"), head.title)
    ]
    raw = frozenset(said)
    said = [trimmed for one in said if (trimmed := trim_site(one, outlet))]
    tokens = set(words(" ".join(said)))
    best, most = -1, 0.0
    for block in blocks:
        if not (block.is_heading or block.role == "headline") or block.dropped is not None or block.link_share > 0.9:
            continue
        own = set(words(block.text))
        if block.role == "kicker" or not own:
            continue
        share = len(own & tokens) / len(own)
        weight = share + {"h1": 0.5, "h2": 0.1}.get(block.tag, 0.0)
        if weight > most + 1e-9 and (block.tag == "h1" or (share >= 0.7 and len(own) >= 2)):
            best, most = block.number, weight
    kicker = _kicker(blocks, best)
    if best < 0:
        best = _under_no_heading(head, blocks)
        return best, blocks[best].text if best >= 0 else next(iter(said), ""), kicker
    shown = blocks[best].text
    shown = shown if shown in raw else trim_site(shown, outlet)
    within, title = _parted(blocks[best], shown)
    if not within:  # the kicker may stand within the heading without a mark
        shorter = (one for one in said if shown.endswith(one) and len(one) > 15)
        title = shown if shown in said else next(shorter, shown)
        within = shown.removesuffix(title)
    return best, title, (within or kicker or _told_kicker(head, title)).strip(" :|–—+")


def _under_no_heading(head: Head, blocks: Sequence[Block]) -> int:
    """The number of the block that is the last part of a page's title, where none is a heading; -1 where none is."""
    last = _TITLE_PARTS.split(head.title)[-1].strip()
    fitting = (one.number for one in blocks if one.text == last and one.dropped is None and one.link_share < 0.5)
    return next(fitting, -1) if len(words(last)) >= 2 else -1


def _parted(headline: Block, shown: str) -> tuple[str, str]:
    """Kicker and title of a heading that has both as elements of its own with a colon between them."""
    pieces = [tidy("".join(child.itertext())) for child in headline.element]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < 2 or _WORDS.findall("".join(pieces)) != _WORDS.findall(shown):
        return "", shown
    if len(pieces[0]) > _LONGEST_KICKER or not (pieces[0].endswith(":") or pieces[1].startswith(":")):
        return "", shown
    return pieces[0], tidy(" ".join(pieces[1:])).lstrip(": ")


def _told_kicker(head: Head, title: str) -> str:
    """The kicker that only the head tells, before the title and a colon."""
    for one in (*head.of_article("headline"), *head.said("og:title"), head.title):
        before, colon, after = plain(one).partition(": ")
        if colon and len(before) <= _LONGEST_KICKER and after.startswith(title) and before not in site_names(head):
            return before
    return ""


def _kicker(blocks: Sequence[Block], headline: int) -> str:
    """What stands directly above a headline: the block that is named so, else a short one in the same header."""
    if headline < 0:
        return ""
    near = blocks[max(0, headline - 3) : headline + 2]
    if named := next((block.text for block in near if block.role == "kicker"), ""):
        return named
    above = blocks[headline - 1] if headline else None
    if above is None or len(above.text) > _LONGEST_KICKER or (above.ends_sentence and not above.text.endswith(":")):
        return ""
    if (
        above.role not in ("", "headline", "lead", "body")
        or above.dropped is not None
        or above.link_share > 0.8
        or above.figure is not None
    ):
        return ""
    header = blocks[headline].element.getparent()
    header = header.getparent() if header is not None and len(header) == 1 else header
    inside = (
        header is not None
        and header.tag not in ("body", "main", "html")
        and header in (above.element, *above.element.iterancestors())
    )
    return above.text if inside and above.tag not in ("li", "td") else ""


def _size(pieces: Sequence[Piece]) -> int:
    """Characters of running text."""
    return sum(len(text) for kind, text in pieces if kind in ("paragraph", "lead"))


def _is_article(head: Head, pieces: Sequence[Piece], title: str, address: str | None) -> bool:
    """Whether a page holds an article, by what it says of itself and by how much text there is."""
    if not title or any(begins_like("no article", one) for one in (title, head.title)):
        return False
    if any(types_of(node) & elements("lists") for node in head.nodes) and not _of_title(head, title):
        return False
    says = _of_title(head, title) or any(one.lower() == "article" for one in head.said("og:type"))
    says = says or any(head.said("article:published_time")) or next(head.of_property("articleBody"), None) is not None
    if not says and any(begins_like("no news", one) for one in (title, head.title)):
        return False
    if not says and address and not urlsplit(address).path.strip("/"):
        return False
    paragraphs = sum(kind == "paragraph" for kind, _ in pieces)
    return _size(pieces) >= (_FEWEST if says else _PLAIN) and (says or paragraphs >= 2)


def _of_title(head: Head, title: str) -> bool:
    """Whether the article that JSON-LD tells of is the page's own, and not one of those that it lists."""
    several = sum(is_article(node) for node in head.nodes) > 1
    names = [plain(one) for one in head.of_article("headline", "name")]
    alike = any(len(set(words(one)) & set(words(title))) * 2 >= len(set(words(title))) for one in names)
    return head.article is not None and (alike or not several)


def _pieces(title: str, body: Body) -> list[Piece]:
    """Kinds and texts of the parts of an article, headline first."""
    pieces: list[Piece] = [("headline", title)]
    pictures: list[list[Block]] = []
    seen: set[Piece] = set()
    for kind, block in body.parts:
        if kind == "caption" and pictures and pieces[-1][0] == "caption" and _one_caption(pictures[-1][-1], block):
            pictures[-1].append(block)
            pieces[-1] = ("caption", _caption(pictures[-1]))
            continue
        if kind == "caption":
            pictures.append([block])
        if kind == "byline" and pieces[-1][0] == "byline":
            joint = " " if _OF.fullmatch(pieces[-1][1]) else ", "
            pieces[-1] = ("byline", f"{pieces[-1][1]}{joint}{block.text}")
        elif (kind, block.text) not in seen or len(block.text) <= _SHORT:
            pieces.append((kind, block.text))
            seen.add(pieces[-1])
    return pieces


def _caption(blocks: Sequence[Block]) -> str:
    """What stands under a picture, the credit last."""
    texts = dict.fromkeys(block.text for block in sorted(blocks, key=_is_credit))
    return " ".join(one for one in texts if not any(one != other and one in other for other in texts))


def _one_caption(before: Block, after: Block) -> bool:
    """Whether two blocks stand under the same picture."""
    if before.figure is not None or after.figure is not None:
        return before.figure is after.figure
    return after.number == before.number + 1 and (_is_credit(after) or (_is_credit(before) and not _is_credit(after)))


def _is_credit(block: Block) -> bool:
    return block.role == "credit" or begins_like("credit", block.text)


def _datelines(body: Body) -> list[Block]:
    """The datelines of an article's head, not those of a ticker's entries."""
    head = itertools.takewhile(lambda part: part[0] not in ("paragraph", "heading"), body.parts)
    return [block for kind, block in head if kind == "dateline"]


def _dated_above(blocks: Sequence[Block], headline: int) -> list[Block]:
    """The blocks directly above the headline that are marked as a date."""
    near = blocks[max(0, headline - _ABOVE) : max(0, headline)]
    return [block for block in near if block.role == "date" and block.dropped is None]


def _metadata(
    head: Head,
    root: Element,
    marked: Sequence[str],
    blocks: Sequence[Block],
    headline: int,
    body: Body,
    address: str | None,
) -> dict[str, str]:
    after = body.parts[0][1].number if body.parts else 0
    bylines = [block for kind, block in body.parts if kind == "byline"]
    datelines = [*_dated_above(blocks, headline), *_datelines(body)]
    persons, agencies = authors_of(head, marked, [*bylines, *datelines])
    published, modified = published_of(head, [*datelines, *bylines]), modified_of(head)
    found: Mapping[str, str | None] = {
        "url": address,
        "outlet": outlet_of_page(head, address),
        "published": published.iso() if published else None,
        "modified": modified.iso() if modified else None,
        "authors": "; ".join(persons),
        "agency": "; ".join(agencies),
        "section": section_of(head, root, address),
        "paywalled": "true" if paywalled(head, [one for one in blocks if one.number > after]) else None,
        "format": "HTML page",
    }
    return {key: value for key, value in found.items() if value}
