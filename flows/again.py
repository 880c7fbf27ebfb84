"""Extracting again, with today's code and pipeline, what has landed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quellenlage.ids import stable_id
from quellenlage.pipeline.load import version_of
from quellenlage.project import SUITES
from quellenlage.tasks.check.checked import checked
from quellenlage.tasks.evidence.run_pages import write_pages_again
from quellenlage.tasks.extract.workers import extract_with, parted, pipeline
from quellenlage.tasks.land.extracting_again import Which, documents_to_read, land_again, landed_documents
from quellenlage.tasks.land.linking import link, owes_links
from quellenlage.tasks.normalise.normalise import with_findings


@dataclass(frozen=True, slots=True)
class Again:
    """What became of documents that were extracted again: ``refused`` ones keep what they had, ``left`` ones wait."""

    read: int
    refused: int
    left: int = 0

    def told(self) -> str:
        """The sentence for the user."""
        kept = f", {self.refused} keep what they had; see 'quellenlage quarantine'" if self.refused else ""
        left = f"; {self.left} are left for the next runs" if self.left else ""
        return f"Read again: {self.read} documents{kept}{left}."


def extract_again(
    data: Path,
    which: Which,
    run_id: str,
    *,
    model: str | None = None,
    workers: int = 1,
    suites: Path = SUITES,
    size: int = 1000,
    at_most: int | None = None,
    tell: Callable[[int, int], object] = lambda done, of: None,
) -> Again:
    """Extract those documents again, ``size`` in a transaction; one that was broken off goes on where it was.

    Of more than ``at_most``, another part is chosen for each run, so that those that are refused each time do not keep
    the others waiting.

    Their pages are written anew. ``tell`` is called behind each batch with the number of documents so far, and of all.
    """
    version = version_of(pipeline(model))
    found_old = documents_to_read(data, which, version)
    asked = _part(found_old, run_id, at_most)
    done = refused = 0
    for start in range(0, len(asked), size):
        landed = landed_documents(data, asked[start : start + size])
        extracted, failed = parted(extract_with([with_findings(*one) for one in landed], model, workers))
        tables, broken, _ = checked(extracted, suites, dt.datetime.now(dt.UTC).date())
        rejected = [*failed, *broken]
        done += land_again(data, run_id, tables, rejected, version)
        refused += len(rejected)
        tell(min(start + size, len(asked)), len(asked))
    if owes_links(data):
        link(data, run_id)
    write_pages_again(data, asked)
    return Again(done, refused, len(found_old) - len(asked))


def _part(document_ids: list[str], run_id: str, at_most: int | None) -> list[str]:
    """``at_most`` of those documents in their order, chosen by the hash of their id and the run's."""
    if at_most is None or len(document_ids) <= at_most:
        return document_ids
    return sorted(sorted(document_ids, key=lambda one: stable_id(run_id, one))[:at_most])
