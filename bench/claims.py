"""Scores the claims of annotated articles, and tells how long it took beside the pipeline.

    python -m bench.claims [GOLD.jsonl[.gz] [MODEL]] [--cache DIR] [--out PREDICTED.jsonl]

GOLD has the layout of the quotation corpus and is its dev part by default, MODEL fast, accurate, or another pipeline;
the figures are the scorer's own (``--scorer``, by default ../shared/score/score_claims.py beside this repository).
``--cache`` keeps the analysed articles in DIR, outside the repository, so that a second run only finds the claims.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.tokens import Doc

import quellenlage
from models.needed import CORPORA, SCORERS, need_file, need_scorer, run
from quellenlage.analyse import find
from quellenlage.claims import quotations
from quellenlage.pipeline.load import load, locate
from quellenlage.records import Claim

ROOT = Path(__file__).resolve().parents[1]
DEV = "quotations/dev.jsonl.gz"
LIBRARY = Path(quellenlage.__file__).parent


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_claims", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record(name: str, claims: list[Claim]) -> dict[str, Any]:
    """A line as ``quellenlage annotate`` writes it."""

    def spans(part: tuple[Any, ...]) -> list[list[int]]:
        return [[s.start, s.end] for s in part]

    return {
        "id": name,
        "claims": [
            {
                "content": spans(c.content),
                "speaker": spans(c.speaker),
                "cue": spans(c.cue),
                "addressee": spans(c.addressee),
                "frame": spans(c.frame),
                "type": c.type,
            }
            for c in quotations(claims)
        ],
    }


def analysed(articles: list[dict[str, Any]], model: str | None, cache: Path | None) -> tuple[list[Doc], float]:
    nlp, chosen = load(model), locate(model)
    key = hashlib.sha256(str(chosen).encode())
    code = (LIBRARY / part for part in ("pipeline", "reading", "words"))
    for file in sorted(file for folder in (Path(chosen), *code) for file in folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            key.update(f"{file.name} {file.stat().st_size} {file.stat().st_mtime}".encode())
    folder = cache / key.hexdigest()[:12] if cache else None
    docs, spent = [], 0.0
    for article in articles:
        text = article["originalText"]
        file_ = folder / (hashlib.sha256(text.encode()).hexdigest()[:24] + ".spacy") if folder else None
        if file_ and file_.exists():
            docs.append(Doc(nlp.vocab).from_disk(file_))
            continue
        began = time.perf_counter()
        doc = nlp(text)
        spent += time.perf_counter() - began
        if file_:
            file_.parent.mkdir(parents=True, exist_ok=True)
            doc.to_disk(file_)
        docs.append(doc)
    return docs, spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=CORPORA / DEV)
    parser.add_argument("model", nargs="?", help="fast, accurate, an installed pipeline or a path to one")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--scorer", type=Path, default=SCORERS / "score_claims.py")
    arguments = parser.parse_args()
    need_file(arguments.gold, DEV)
    scorer = load_scorer(need_scorer(arguments.scorer))
    opener = gzip.open if arguments.gold.suffix == ".gz" else open
    with opener(arguments.gold, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines if line.strip()]
    docs, parsed = analysed(articles, arguments.model, arguments.cache)
    began = time.perf_counter()
    predictions = [
        record(article["documentName"], list(find(doc, dates=()).claims))
        for article, doc in zip(articles, docs, strict=True)
    ]
    spent = time.perf_counter() - began
    if arguments.out:
        arguments.out.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in predictions))
    result = scorer.score(articles, predictions)
    print(f"claims: {result['claims'][0]} predicted, {result['claims'][1]} gold")
    for name in ("quote", "speaker", "cue", "roles", "joint", "who said what"):
        p, r, f = (100 * x for x in result[name])
        print(f"{name:14s} P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}")
    print(f"type accuracy of paired claims {100 * result['type accuracy of paired']:.1f}")
    for kind, (share, n) in result["recall by type"].items():
        print(f"  who-said-what recall, {kind}: {100 * share:.1f} of {n}")
    print(f"seconds: pipeline {parsed:.2f}, claims {spent:.2f}")


if __name__ == "__main__":
    run(main)
