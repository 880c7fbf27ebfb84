"""Extraction in several processes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from quellenlage.errors import FaultError
from quellenlage.records import Article, Document, Extracted, Normalised, Rejected
from quellenlage.tasks.extract.workers import _each_apart, extract_with, release
from quellenlage.tasks.ingest.files import find_files
from quellenlage.tasks.ingest.ingest import read_file
from quellenlage.tasks.ingest.versions import identified
from quellenlage.tasks.normalise.normalise import normalise_all
from tests.landed_batches import TODAY, pipeline

Write = Callable[..., Path]


class Deadly(Document):
    """A document that ends the process which it is handed to, as the system does where memory runs out."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (9,)


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


def test_a_batch_goes_on_when_a_process_ends_and_an_article_that_ends_it_is_rejected(
    documents: list[Normalised], two: int
) -> None:
    hostile = replace(documents[0], document=replace(documents[0].document, text="a" * (pipeline().max_length + 1)))
    documents = [hostile, *documents]
    expected = list(extract_with(documents))
    assert [type(one) for one in expected] == [Rejected, *[Extracted] * (len(documents) - 1)]
    assert len(expected) > 1
    assert list(extract_with(documents, workers=two)) == expected
    process, *_ = multiprocessing.active_children()
    process.kill()
    process.join()
    deadly = replace(documents[0], document=Deadly(**asdict(documents[0].document)))
    refused, *found = extract_with([deadly, *documents], workers=two)
    assert isinstance(refused, Rejected)
    assert refused.reason.startswith(f"{refused.uri}: the process that analysed it ended")
    assert found == expected


def test_processes_that_cannot_start_are_told(documents: list[Normalised]) -> None:
    with pytest.raises(FaultError, match=r"not enough memory for the pipeline.*fewer --workers"):
        list(_each_apart("no such pipeline", documents))
