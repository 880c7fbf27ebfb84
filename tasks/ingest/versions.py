"""What makes an article the same, a new version, or a new document.

An article is its address. Where the page, the feed or the export tells none, outlet, day, title and text decide, and
only where these do not tell, the place where it was read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from quellenlage.ids import stable_id
from quellenlage.outlets import outlet_of
from quellenlage.outlets.published import read_publication
from quellenlage.records import Article, Identified, Landed, Traits
from quellenlage.tasks.ingest.addresses import canonical, identity

#: Keys of an article's metadata that tell how it came here, not what it says.
OF_THE_CRAWL = frozenset({"captured", "feed", "format"})
#: The share of the lesser text's words that two versions of one article have in common at least.
_SHARED = 0.5


def traits_of(article: Article, today: dt.date) -> Traits:
    """``today`` bounds what can be a day of publication, as for :func:`read_publication`."""
    chosen = (one for one in read_publication(article, today) if one.chosen)
    url = canonical(article.metadata.get("url", ""))
    return Traits(
        article,
        url,
        identity(url) if url is not None else None,
        outlet_of(article).name,
        next((one.value for one in chosen), None),
        title_of(article),
    )


def title_of(article: Article) -> str | None:
    """The headline, its line breaks and runs of blanks folded."""
    return next(
        (" ".join(article.text[s.start : s.end].split()) for s in article.segments if s.kind == "headline"), None
    )


def content_hash(article: Article) -> str:
    """SHA-256 over an article's text and metadata, in hexadecimal: equal only for articles that say the same.

    How it came here does not count, nor how its address was copied.
    """
    metadata = {key: value for key, value in article.metadata.items() if key not in OF_THE_CRAWL}
    if url := canonical(metadata.get("url", "")):
        metadata["url"] = url
    said = "\x1f".join([article.text, *(f"{key}={value}" for key, value in sorted(metadata.items()))])
    return hashlib.sha256(said.encode()).hexdigest()


class Known:
    """Articles in the lake and in the batch so far, found by whatever tells that two are one."""

    def __init__(self, landed: Iterable[Landed] = ()) -> None:
        """``landed`` holds the versions of an article in their order."""
        self._latest: dict[str, Landed] = {}
        self._at: dict[str, str] = {}  # addresses and places to articles
        self._said: dict[str, dict[str, str]] = defaultdict(dict)  # of articles, the latest content of each place
        self._on: dict[tuple[dt.date | None, str], set[str]] = defaultdict(set)  # title or text of a day to articles
        for one in landed:
            self.add(one)

    def add(self, one: Landed) -> None:
        """Add an article, or its next version."""
        self._latest[one.article_id] = one
        self._said[one.article_id][one.uri] = one.content_hash
        for place in (one.article_id, one.uri, identity(one.url) if one.url is not None else None):
            if place is not None:
                self._at[place] = one.article_id
        for said in (one.title, one.text):
            if said:
                self._on[one.published, said].add(one.article_id)

    def same(self, asked: Traits) -> Landed | None:
        """The latest version of the article that ``asked`` is, if it is known."""
        if asked.address is not None and asked.address in self._at:
            return self._latest[self._at[asked.address]]
        if asked.article.uri.startswith("urn:"):  # an agency's item, whose name is its own
            return self._latest[self._at[asked.article.uri]] if asked.article.uri in self._at else None
        text = asked.article.text
        for one in self._of_the_day(asked):
            if _may_be_one(one, asked) and (one.text == text or _share(one.text, text) >= _SHARED):
                return one
        if asked.article.uri not in self._at:
            return None
        found = self._latest[self._at[asked.article.uri]]
        if found.url is not None and asked.url is not None:
            return None
        # The places within a file shift when something is put before them.
        within = "#" in asked.article.uri and found.title != asked.title
        return None if within and _share(found.text, text) < _SHARED else found

    def says(self, latest: Landed, uri: str, hashed: str) -> bool:
        """Whether nothing is new in what an article says at ``uri``.

        Copies of one article in several formats differ a little. Each is a version once, and not each time again that
        they are read in turn: new is what differs from the latest version and from what was last read there, or, of a
        place that has given no version yet, from what any other place says.
        """
        said = self._said[latest.article_id]
        return hashed == latest.content_hash or hashed in ([said[uri]] if uri in said else said.values())

    def place_for(self, place: str, hashed: str) -> str:
        """What a new article that was read at ``place`` is called: with its hash where another has that name."""
        return f"{place}@{hashed[:12]}" if place in self._latest else place

    def _of_the_day(self, asked: Traits) -> Iterator[Landed]:
        """Articles of the same day and the same text or title, those of the same text first."""
        for said in filter(None, (asked.article.text, asked.title)):
            for article_id in sorted(self._on.get((asked.published, said), ())):
                one = self._latest[article_id]
                if one.published == asked.published and said in (one.text, one.title):
                    yield one


def identify(asked: Traits, known: Known) -> Identified | None:
    """The article with its id, or None where it is known as it is or with more text; ``known`` then knows it too.

    A document's id depends on its article and its content. Only an article that returns to an earlier wording has its
    version in the id too: it is a document of its own, later than the one it equals.
    """
    article, hashed = asked.article, content_hash(asked.article)
    latest = known.same(asked)
    if latest is not None and (known.says(latest, article.uri, hashed) or _is_less(article, latest)):
        return None
    if latest is None:
        article_id = asked.address or known.place_for(article.uri, hashed)
        version, document_id = 1, stable_id("document", article_id, hashed)
    else:
        article_id, version = latest.article_id, latest.version + 1
        document_id = stable_id("document", article_id, hashed, str(version))
    url = asked.url or (latest.url if latest else None)
    known.add(
        Landed(article_id, version, hashed, article.uri, url, asked.outlet, asked.published, asked.title, article.text)
    )
    return Identified(article, document_id, hashed, article_id, url)


def identified(article: Article, today: dt.date) -> Identified:
    """An article by itself, as if nothing were known."""
    found = identify(traits_of(article, today), Known())
    assert found is not None
    return found


def _is_less(article: Article, latest: Landed) -> bool:
    """Whether this is a feed's teaser of an article that is known with more text: no version in place of that."""
    return article.metadata.get("teaser") == "true" and len(article.text) < len(latest.text)


def _may_be_one(one: Landed, asked: Traits) -> bool:
    if one.url is not None and asked.url is not None:
        return False
    return one.outlet == asked.outlet or one.outlet is None or asked.outlet is None


def _share(one: str, other: str) -> float:
    """The share of the words of the text that has fewer that the other has too, from 0 to 1."""
    first, second = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    return len(first & second) / max(1, min(len(first), len(second)))
