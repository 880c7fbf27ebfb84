"""Articles in, documents out: when published, by whom, and which days the text speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from quellenlage.dates import find_dates
from quellenlage.errors import unexpected
from quellenlage.language import detect_language
from quellenlage.outlets import find_credits, outlet_of
from quellenlage.outlets.published import published_at, read_publication
from quellenlage.records import GERMAN, Article, Document, Identified, Normalised, PublicationReading, Rejected
from quellenlage.tasks.budget import budget
from quellenlage.visible import visible


def normalise_all(articles: Iterable[Identified], today: dt.date) -> Iterator[Normalised | Rejected]:
    """The documents of ``articles``, in their order; one that cannot be made comes as ``Rejected``."""
    for identified in articles:
        try:
            with budget(len(identified.article.text)):
                found = normalise(identified, today)
        except Exception as error:
            # One article must not stop the others, whatever is wrong with it or with us.
            article = identified.article
            reason = unexpected(article.uri, "normalised", error)
            yield Rejected(article.uri, "normalise", reason, article.text)
        else:
            yield found


def normalise(identified: Identified, today: dt.date) -> Normalised:
    """The document of one article. ``today`` bounds what can be a day of publication: tomorrow is the last that can."""
    article = identified.article
    readings = tuple(read_publication(article, today))
    chosen = next((reading for reading in readings if reading.chosen), None)
    outlet = outlet_of(article)
    language = article.metadata.get("language") or detect_language(article.text)
    published = chosen.value if chosen else None
    document = Document(
        document_id=identified.document_id,
        content_hash=identified.content_hash,
        article_id=identified.article_id,
        uri=article.uri,
        url=identified.url,
        text=article.text,
        segments=article.segments,
        language=language,
        title=_first(article, "headline"),
        lead=_first(article, "lead"),
        section=article.metadata.get("section"),
        authors=tuple(filter(None, map(str.strip, article.metadata.get("authors", "").split(";")))),
        outlet=outlet.name,
        outlet_from=outlet.origin,
        published=published,
        published_at=published_at(readings),
        published_from=chosen.origin if chosen else None,
        metadata=article.metadata,
    )
    return with_findings(document, readings)


def with_findings(document: Document, readings: tuple[PublicationReading, ...]) -> Normalised:
    """A document with what layout and calendar say in it."""
    view = visible(document.text)
    segments = view.forth(document.segments)
    dates = tuple(find_dates(view.text, document.published, segments)) if document.language == GERMAN else ()
    return Normalised(document, readings, view.back(tuple(find_credits(view.text, segments))), view.back(dates))


def _first(article: Article, kind: str) -> str | None:
    """The text of the first segment of that kind, its line breaks and runs of blanks folded."""
    for segment in article.segments:
        if segment.kind == kind:
            return " ".join(article.text[segment.start : segment.end].split())
    return None
