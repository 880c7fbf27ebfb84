"""Extracting again, with today's code and pipeline, what has landed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quellenlage.pipeline.load import version_of
from quellenlage.project import SUITES
from quellenlage.records import Extracted, Rejected
from quellenlage.tasks.check.checked import checked
from quellenlage.tasks.evidence.run_pages import write_pages_again
from quellenlage.tasks.extract.workers import extract_with, pipeline
from quellenlage.tasks.land.extracting_again import Which, documents_to_read, land_again, landed_documents
from quellenlage.tasks.land.linking import link, owes_links
from quellenlage.tasks.normalise.normalise import with_findings


@dataclass(frozen=True, slots=True)
class Again:
    """What became of the documents that were extracted again: ``refused`` ones keep what they had."""

    read: int
    refused: int


def extract_again(
    data: Path,
    which: Which,
    run_id: str,
    *,
    model: str | None = None,
    workers: int = 1,
    suites: Path = SUITES,
    size: int = 1000,
    tell: Callable[[int, int], object] = lambda done, of: None,
) -> Again:
    """Extract those documents again, ``size`` in a transaction; one that was broken off goes on where it was.

    Their pages are written anew. ``tell`` is called behind each batch with the number of documents so far, and of all.
    """
    version = version_of(pipeline(model))
    asked = documents_to_read(data, which, version)
    done = refused = 0
    for start in range(0, len(asked), size):
        landed = landed_documents(data, asked[start : start + size])
        found = list(extract_with([with_findings(*one) for one in landed], model, workers))
        extracted = [one for one in found if isinstance(one, Extracted)]
        tables, broken, _ = checked(extracted, suites, dt.datetime.now(dt.UTC).date())
        rejected = [*(one for one in found if isinstance(one, Rejected)), *broken]
        done += land_again(data, run_id, tables, rejected, version)
        refused += len(rejected)
        tell(min(start + size, len(asked)), len(asked))
    if owes_links(data):
        link(data, run_id)
    write_pages_again(data, asked)
    return Again(done, refused)
