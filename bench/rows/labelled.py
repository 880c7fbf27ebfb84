"""The rows of one half of the annotated articles, each with its features and whether its speaker is right."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.rows.measure import SCORER, gold_of, land, normalised_articles, write_articles
from bench.rows.texts import SMARTDATA, WIKINEWS
from models.needed import CORPORA, need, need_scorer

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from quellenlage.records import Normalised


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row of ``who_said_what`` beside the annotated claim that the scorer gives it to.

    ``right``: whether the speaker is right; None where it is given to no certain claim. ``nobody_right``: whether it
    would be right that nobody is named. ``features`` are those before a speaker is left out for lack of confidence.
    """

    stem: str
    features: tuple[str, ...]
    confidence: float
    named: bool
    right: bool | None
    nobody_right: bool


def with_docs(normalised: Sequence[Normalised], model: str | None) -> Iterator[tuple[Normalised, Doc]]:
    """Documents with the pipeline's reading of each, as extraction reads them."""
    from quellenlage.pipeline.load import load
    from quellenlage.visible import visible

    return zip(normalised, load(model).pipe(visible(one.document.text).text for one in normalised), strict=True)


def labelled(
    which: str,
    floor: float,
    model: str | None = None,
    corpora: Path = CORPORA,
    scorer: Path = SCORER,
) -> list[LabelledRow]:
    """The rows of a half or a part (see :mod:`bench.rows.measure`), speakers below the confidence ``floor`` left out.

    Raises:
        UsageError: corpora or scorer are not there.
    """
    from quellenlage.analyse import analyse, story_of
    from quellenlage.confidence.claim_features import features

    need(corpora, SMARTDATA, WIKINEWS)
    need_scorer(scorer)
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        articles.mkdir()
        write_articles(articles, which, corpora)
        normalised = [one for one in normalised_articles(articles) if one.is_german]
        read = list(with_docs(normalised, model))
        extracted = [analyse(one, doc, floor) for one, doc in read]
        tables, warehouse = land(extracted, Path(folder) / "data")
        found: dict[str, list[tuple[str, ...]]] = {}
        for one, doc in read:
            story = story_of(one, doc)
            found[one.document.document_id] = [features(telling) for telling in story.tellings()]
        claims: dict[str, tuple[tuple[str, ...], float]] = {}
        columns = tables["claim_records"].select(["document_id", "claim_id", "confidence"])
        for row in columns.to_pylist():
            claims[row["claim_id"]] = found[row["document_id"]].pop(0), row["confidence"]
        return _aligned(scorer, warehouse, gold_of(which), claims)


def _aligned(
    scorer: Path, warehouse: Path, gold: list[str], claims: dict[str, tuple[tuple[str, ...], float]]
) -> list[LabelledRow]:
    """The rows of a warehouse by the scorer's own matching."""
    scoring = _module(scorer)
    annotated: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in gold:
        entry = json.loads(line)
        annotated[entry["file"]].append(entry)
    documents, rows = scoring.load(str(warehouse))
    result = []
    for stem, (document_id, text, _) in sorted(documents.items()):
        entries = annotated[stem]
        if entries and hashlib.sha256(text.encode()).hexdigest()[:12] != entries[0]["sha"]:
            continue  # the scorer leaves it out, too
        groups, to = scoring.pair(entries, rows[document_id])
        for row, n in zip(rows[document_id], to, strict=True):
            certain = [entry for entry in groups[n][1] if entry["must"]] if n is not None else []
            accepted = any(scoring.speaker_ok(entry, row) for entry in (groups[n][1] if n is not None else ()))
            nobody = any(None in entry["speakers"] for entry in certain)
            right = accepted if certain else None
            result.append(LabelledRow(stem, *claims[row["id"]], row["speaker"] is not None, right, nobody))
    return result


def _module(path: Path) -> Any:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_rows", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
