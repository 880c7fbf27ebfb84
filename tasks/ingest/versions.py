"""What makes an article the same, a new version, or a new document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from quellenlage.ids import stable_id
from quellenlage.records import Article, Identified, Landed


def content_hash(article: Article) -> str:
    """SHA-256 over an article's text and metadata, in hexadecimal: equal only for equal articles."""
    said = "\x1f".join([article.text, *(f"{key}={value}" for key, value in sorted(article.metadata.items()))])
    return hashlib.sha256(said.encode()).hexdigest()


def identify(article: Article, landed: Mapping[str, Landed]) -> Identified | None:
    """The article with its id, or None where the latest version under its URI says the same.

    A document's id depends on its place and its content. Only an article that returns to an earlier wording has its
    version in the id too: it is a document of its own, later than the one it equals.
    """
    hashed = content_hash(article)
    latest = landed.get(article.uri)
    if latest is None:
        return Identified(article, stable_id("document", article.uri, hashed), hashed)
    if latest.content_hash == hashed:
        return None
    return Identified(article, stable_id("document", article.uri, hashed, str(latest.version + 1)), hashed)
