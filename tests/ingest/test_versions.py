"""When an article is the same, changed or new."""

from __future__ import annotations

from dataclasses import replace

from quellenlage.records import Article, Landed
from quellenlage.tasks.ingest.versions import content_hash, identify

ARTICLE = Article("a.txt", "Titel\n\nText.", (), {"header_date": "2024-05-06"})
CHANGED = replace(ARTICLE, text="Titel\n\nAnderer Text.")


def test_the_same_article_at_the_same_place_has_the_same_id() -> None:
    first, again = identify(ARTICLE, {}), identify(replace(ARTICLE), {})
    assert first is not None
    assert again is not None
    assert first.document_id == again.document_id


def test_place_text_and_date_all_count() -> None:
    ids = {
        identified.document_id
        for article in (
            ARTICLE,
            CHANGED,
            replace(ARTICLE, uri="b.txt"),
            replace(ARTICLE, metadata={"header_date": "2024-05-07"}),
        )
        if (identified := identify(article, {})) is not None
    }
    assert len(ids) == 4


def test_what_the_lake_has_is_not_new() -> None:
    assert identify(ARTICLE, {"a.txt": Landed(1, content_hash(ARTICLE))}) is None


def test_an_article_that_returns_to_an_earlier_wording_is_a_version_of_its_own() -> None:
    first = identify(ARTICLE, {})
    returned = identify(ARTICLE, {"a.txt": Landed(2, content_hash(CHANGED))})
    assert first is not None
    assert returned is not None
    assert returned.document_id != first.document_id
