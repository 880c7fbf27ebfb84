"""A page as an article: puts together what its head says and what its blocks are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, PassedOver, Rejected, Segment
from quellenlage.tasks.ingest.decode import salvage
from quellenlage.tasks.ingest.pages.page_blocks import Block, blocks_of
from quellenlage.tasks.ingest.pages.page_body import Body, Evidence, Reading, read_body, words
from quellenlage.tasks.ingest.pages.page_facts import (
    Head,
    address_of,
    authors_of,
    head_of,
    language_of,
    modified_of,
    outlet_of_page,
    paywalled,
    published_of,
    section_of,
)
from quellenlage.tasks.ingest.pages.page_source import Element, page_text, parse, plain
from quellenlage.tasks.ingest.pages.page_tables import begins_like

NO_ARTICLE = "no article"
_FEWEST = 80  # characters of running text that an article has at least
_PLAIN = 300  # the same of a page that does not say that it is an article
_SITE = re.compile(r"\s+(?:[|–—·•»-]|::)\s+")


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
    blocks = blocks_of(root)
    address = address_of(head, url)
    headline, title = _headline(head, blocks, outlet_of_page(head, address))
    description = plain(next(iter([*head.of_article("description"), *head.said("og:description", "description")]), ""))
    own = plain(next(head.of_article("articleBody"), ""))
    reading = Reading(blocks, headline, description, _second(text), Evidence(own) if len(own) > _FEWEST else None)
    body = read_body(reading)
    if not _is_article(head, body, title, address):
        return PassedOver(uri, NO_ARTICLE)
    shown, segments = _text(title, body)
    metadata = _metadata(head, root, blocks, body, address, description)
    if captured:
        metadata["captured"] = captured
    return Article(uri, shown, segments, metadata)


def _second(text: str) -> Evidence | None:
    """The article as trafilatura reads it."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(text, fast=True, include_comments=False, include_tables=False, favor_precision=True)
    except Exception:  # of what it is made of, lxml's errors among others; the page is then read without it
        return None
    return Evidence(found) if found else None


def _headline(head: Head, blocks: Sequence[Block], outlet: str | None) -> tuple[int, str]:
    """Number of the block that is the headline, -1 where none is, and its text without the site's name."""
    said = [
        plain(one)
        for one in (*head.of_article("headline", "name"), *head.said("og:title", "twitter:title"), head.title)
    ]
    said = [trimmed for one in said if (trimmed := trim_site(one, outlet))]
    tokens = set(words(" ".join(said)))
    best, most = -1, 0.0
    for block in blocks:
        if not (block.is_heading or block.role == "headline") or block.dropped is not None or block.link_share > 0.9:
            continue
        own = set(words(block.text))
        share = len(own & tokens) / max(1, len(own)) + {"h1": 0.5, "h2": 0.1}.get(block.tag, 0.0)
        if own and share > most + 1e-9 and (block.tag == "h1" or len(own & tokens) >= 0.7 * len(own) > 1.5):
            best, most = block.number, share
    if best < 0:
        return -1, next(iter(said), "")
    shown = trim_site(blocks[best].text, outlet)
    for one in said:  # the kicker may stand within the heading
        if shown != one and shown.endswith(one) and len(one) > 15:
            return best, one
    return best, shown


def trim_site(title: str, outlet: str | None) -> str:
    """A title without the name of the site, or the section, behind or before it."""
    parts = _SITE.split(title)
    if len(parts) < 2:
        return title
    names = set(words(outlet or ""))
    while len(parts) > 1:
        last = words(parts[-1])
        marks = title[: title.rfind(parts[-1])].rstrip()[-1:]
        domain = re.fullmatch(r"[\w-]+\.(?:de|at|ch|com|net|org|info|tv|eu)", parts[-1].strip(), re.IGNORECASE)
        if domain or (names and names & set(last) and len(last) <= 5) or (marks in "|»•·" and len(last) <= 4):
            title = title[: title.rfind(parts[-1])].rstrip(" |–—·•»-:")
            parts = parts[:-1]
        else:
            break
    return title.strip()


def _is_article(head: Head, body: Body, title: str, address: str | None) -> bool:
    paragraphs = sum(kind == "paragraph" for kind, _ in body.parts)
    if not title or any(begins_like("no article", one) for one in (title, head.title)):
        return False
    says = head.article is not None or any(one.lower() == "article" for one in head.said("og:type"))
    says = says or any(head.said("article:published_time"))
    return body.characters >= (_FEWEST if says else _PLAIN) and (says or paragraphs >= 2)


def _text(title: str, body: Body) -> tuple[str, tuple[Segment, ...]]:
    """The text of an article and where its parts stand in it."""
    pieces: list[tuple[str, str]] = [("headline", title)]
    seen: set[str] = {title}
    last: Block | None = None
    for kind, block in body.parts:
        if kind == "caption" and pieces[-1][0] == "caption" and last is not None and _one_caption(last, block):
            if block.text not in pieces[-1][1]:
                pieces[-1] = ("caption", f"{pieces[-1][1]} {block.text}")
            last = block
            continue
        last = block
        if block.text in seen and len(block.text) > 20:
            continue
        seen.add(block.text)
        pieces.append((kind, block.text))
    segments, start = [], 0
    for kind, piece in pieces:
        segments.append(Segment(kind, start, start + len(piece)))
        start += len(piece) + 2
    return "\n\n".join(piece for _, piece in pieces), tuple(segments)


def _one_caption(before: Block, after: Block) -> bool:
    """Whether two blocks stand under the same picture."""
    if before.figure is not None or after.figure is not None:
        return before.figure is after.figure
    return after.number == before.number + 1 and after.role == "credit"


def _metadata(
    head: Head, root: Element, blocks: Sequence[Block], body: Body, address: str | None, description: str
) -> dict[str, str]:
    bylines = [block for kind, block in body.parts if kind == "byline"]
    datelines = [block for kind, block in body.parts if kind == "dateline"]
    persons, agencies = authors_of(head, bylines)
    published, modified = published_of(head, root, datelines), modified_of(head)
    found: Mapping[str, str | None] = {
        "url": address,
        "outlet": outlet_of_page(head, address),
        "published": published.iso() if published else None,
        "modified": modified.iso() if modified else None,
        "authors": "; ".join(persons),
        "agency": "; ".join(agencies),
        "section": section_of(head),
        "kicker": next((block.text for block in blocks if block.role == "kicker" and block.dropped is None), None),
        "description": description,
        "language": language_of(head),
        "paywalled": "true" if paywalled(head, blocks) else None,
        "format": "HTML page",
    }
    return {key: value for key, value in found.items() if value}
