"""The pipeline, once, and a short way from a text to its claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from spacy.language import Language

from tasks.extract import pipeline
from tasks.extract.claims import find_claims
from tasks.records import Claim, TimeExpression

Finder = Callable[..., list[Claim]]


@pytest.fixture(scope="session")
def german() -> Language:
    try:
        return pipeline.load()
    except pipeline.ModelNotFoundError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def claims_in(german: Language) -> Finder:
    def find(text: str, dates: tuple[TimeExpression, ...] = (), published: dt.date | None = None) -> list[Claim]:
        return find_claims(german(text), dates, (), published)

    return find
