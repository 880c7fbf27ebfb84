"""Golden files: every input in ``formats/`` gives the articles that stand beside it as JSON.

``formats/NAME/INPUT`` is read as the file that it is; ``formats/NAME/INPUT.json`` holds, for each article in the file's
order, ``{"uri", "metadata", "segments": [[kind, text], ...]}``, for what is refused ``{"uri", "reason"}`` and for what
is no article ``{"uri", "passed_over"}``. The uri is the input's name, with what the reader puts behind it.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from quellenlage.records import SEGMENT_KINDS, Article, PassedOver
from quellenlage.tasks.ingest.readers import Input, Item, read_input

FORMATS = Path(__file__).parent / "formats"
INPUTS = [path for path in sorted(FORMATS.rglob("*")) if path.with_name(f"{path.name}.json").is_file()]


def items(path: Path) -> list[Item]:
    return list(read_input(Input.of_file(path, path.name)))


def as_json(item: Item) -> dict[str, Any]:
    if isinstance(item, Article):
        segments = [[one.kind, item.text[one.start : one.end]] for one in item.segments]
        return {"uri": item.uri, "metadata": dict(item.metadata), "segments": segments}
    if isinstance(item, PassedOver):
        return {"uri": item.uri, "passed_over": item.what}
    return {"uri": item.uri, "reason": item.reason}


def test_every_input_has_what_is_expected_of_it() -> None:
    loose = [path.name for path in sorted(FORMATS.rglob("*")) if path.is_file() and path.suffix != ".json"]
    assert INPUTS
    assert set(loose) - {"README.md"} <= {path.name for path in INPUTS}


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.relative_to(FORMATS).as_posix())
def test_input_gives_the_expected_articles(path: Path) -> None:
    expected = json.loads(path.with_name(f"{path.name}.json").read_text(encoding="utf-8"))
    assert [as_json(item) for item in items(path)] == expected


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.relative_to(FORMATS).as_posix())
def test_segments_are_the_blocks_of_the_text_in_order(path: Path) -> None:
    for article in items(path):
        if not isinstance(article, Article):
            continue
        parts = [article.text[one.start : one.end] for one in article.segments]
        assert article.text.split("\n\n") == [line for part in parts for line in part.split("\n\n")]
        assert "\n\n".join(parts) == article.text
        assert unicodedata.is_normalized("NFC", article.text)
        assert {one.kind for one in article.segments} <= set(SEGMENT_KINDS)
        assert all(isinstance(value, str) and value for value in article.metadata.values())
