"""Extraction in several processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path

import pytest

from quellenlage.records import Article, Extracted, Normalised, Rejected
from quellenlage.tasks.extract.workers import extract_with, release
from quellenlage.tasks.ingest.files import find_files
from quellenlage.tasks.ingest.ingest import read_file
from quellenlage.tasks.ingest.versions import identified
from quellenlage.tasks.normalise.normalise import normalise_all
from tests.landed_batches import TODAY, pipeline

Write = Callable[..., Path]


@pytest.fixture
def documents(write_article: Write) -> list[Normalised]:
    (file,) = find_files([write_article()]).files
    articles = [identified(one, TODAY) for one in read_file(file) if isinstance(one, Article)]
    found = normalise_all(articles, TODAY)
    return [one for one in found if isinstance(one, Normalised)]


@pytest.fixture
def two() -> Iterator[int]:
    """Two workers, which end with the test."""
    yield 2
    release(None, 2)
    assert not multiprocessing.active_children()


def test_processes_that_died_are_replaced_when_the_batch_is_tried_again(documents: list[Normalised], two: int) -> None:
    hostile = replace(documents[0], document=replace(documents[0].document, text="a" * (pipeline().max_length + 1)))
    documents = [hostile, *documents]
    expected = list(extract_with(documents))
    assert [type(one) for one in expected] == [Rejected, *[Extracted] * (len(documents) - 1)]
    assert len(expected) > 1
    assert list(extract_with(documents, workers=two)) == expected
    for process in multiprocessing.active_children():
        process.kill()
        process.join()
    with pytest.raises(BrokenProcessPool):
        list(extract_with(documents, workers=two))
    assert list(extract_with(documents, workers=two)) == expected
