"""Rows of real articles that no rule was made after, with what a reader who had not seen the rules said of them.

``judged.csv`` has a line a row: the article's stem and the first twelve digits of its text's SHA-256, where the content
begins and ends, the speaker that was named, and whether that was right. How sure a claim's speaker is can only be
learnt from such rows: of those that the rules were made by, far more are right.
"""

from __future__ import annotations

import csv
import hashlib
import tempfile
from pathlib import Path

from bench.rows.labelled import LabelledRow, labelled, with_docs
from bench.rows.measure import SCORER, normalised_articles
from bench.rows.texts import judged_pages
from models.needed import CORPORA

FILE = Path(__file__).with_name("judged.csv")
Key = tuple[str, str, int, int, str]


def verdicts() -> dict[Key, bool]:
    """Whether the speaker is right, by stem, hash, first and last character of the content, and the speaker's name."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["stem"], row["sha"], int(row["start"]), int(row["stop"]), row["speaker"]): row["right"] == "1"
            for row in csv.DictReader(file)
        }


def other_rows(model: str | None = None, corpora: Path = CORPORA, scorer: Path = SCORER) -> list[LabelledRow]:
    """The rows of articles that no rule was made by: judged ones, and those of the part ``learning``.

    Raises:
        UsageError: corpora or scorer are not there.
    """
    learning = labelled("learning", 0.0, model, corpora, scorer)
    return judged_rows(model, corpora) + [row for row in learning if row.right is not None]


def judged_rows(model: str | None = None, corpora: Path = CORPORA) -> list[LabelledRow]:
    """The rows that are still made as they were judged, with their features; others, nobody has judged.

    Raises:
        UsageError: the corpora are not there.
    """
    from quellenlage.analyse import story_of
    from quellenlage.confidence.claim_features import features
    from quellenlage.confidence.weighing import probability, shipped
    from quellenlage.visible import visible

    known, found = verdicts(), []
    with tempfile.TemporaryDirectory() as folder:
        for page in judged_pages(corpora):
            (Path(folder) / f"{page.stem}.txt").write_text(page.as_file(), encoding="utf-8")
        normalised = [one for one in normalised_articles(Path(folder)) if one.is_german]
    for one, doc in with_docs(normalised, model):
        story, view = story_of(one, doc), visible(one.document.text)
        stem = Path(one.document.uri).stem
        sha = hashlib.sha256(one.document.text.encode()).hexdigest()[:12]
        for telling, claim in zip(story.tellings(), view.back(tuple(story.claims)), strict=True):
            speaker = story.speakers[telling.i]
            name = story.sources[speaker].name if speaker is not None else ""
            right = known.get((stem, sha, claim.content[0].start, claim.content[-1].end, name))
            if right is not None:
                told = features(telling)
                confidence = probability(shipped(), told)
                found.append(LabelledRow(stem, told, confidence, speaker is not None, right, not name and right))
    return found
