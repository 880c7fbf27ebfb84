"""From what an annotator writes down, words of the article, to gold with offsets as ``score_rows.py`` reads it.

    python -m bench.rows.offsets ARTICLES ENTRIES.jsonl GOLD.jsonl

ARTICLES is the folder of the article files, ENTRIES has one JSON object a line:

    {"file": "stem", "content": "words as they stand […] after a gap", "nth": 1, "speakers": ["Name"], "kind": "person",
     "via": [], "negated": false, "said_on": null, "act": "assert", "must": true}

``content`` is found in the article's text as ingested; "[…]" leaves out what stands between two parts (a frame, the
speaker), which becomes a hole; ``nth`` says which occurrence of the first part is meant (from 1). ``optional`` lists
words beside it that a row may have too. Anything else is handed on as it is.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from models.needed import run
from quellenlage.records import ACTS, SOURCE_KINDS, Article

GAP = "[…]"


class EntryError(ValueError):
    """An entry does not fit its article; the message is a sentence."""


@cache
def text_of(folder: Path, stem: str) -> str:
    """The text of an article as it is ingested.

    Raises:
        EntryError: the folder has no such file, or the file holds more than one article.
    """
    from quellenlage.tasks.ingest.files import SourceFile
    from quellenlage.tasks.ingest.ingest import read_file

    path = folder / f"{stem}.txt"
    if not path.exists():
        raise EntryError(f"{path}: there is no such file.")
    found = [one for one in read_file(SourceFile(stem, path)) if isinstance(one, Article)]
    if len(found) != 1:
        raise EntryError(f"{path}: {len(found)} articles where one is needed.")
    return found[0].text


def placed(entry: dict[str, Any], text: str) -> dict[str, Any]:
    """An entry with ``start``, ``end`` and ``holes`` (characters into ``text``, end exclusive) for its words.

    Raises:
        EntryError: the words are not in the text, or a value is none of its vocabulary.
    """
    rest = {key: value for key, value in entry.items() if key not in ("content", "nth", "optional")}
    for key, known in (("act", ACTS), ("kind", SOURCE_KINDS)):
        if entry.get(key) not in known:
            raise EntryError(f"{entry['file']}: {key} is {entry.get(key)!r}; write one of {', '.join(known)}.")
    spans: list[tuple[int, int]] = []
    at = -1
    for n, part in enumerate(entry["content"].split(GAP)):
        part = part.strip()
        for _ in range(entry.get("nth", 1) if n == 0 else 1):
            at = text.find(part, at + 1)
        if at < 0 or not part:
            raise EntryError(f"{entry['file']}: {part!r} is not in the text (part {n + 1} of the content).")
        spans.append((at, at + len(part)))
        at += len(part) - 1
    found = {**rest, "start": spans[0][0], "end": spans[-1][1]}
    holes = [[left[1], right[0]] for left, right in itertools.pairwise(spans)]
    if holes:
        found["holes"] = holes
    if entry.get("optional"):
        found["optional"] = [_near(entry["file"], text, words, spans[0][0]) for words in entry["optional"]]
    found["sha"] = hashlib.sha256(text.encode()).hexdigest()[:12]
    return found


def _near(stem: str, text: str, words: str, start: int) -> list[int]:
    places = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    if not places:
        raise EntryError(f"{stem}: {words!r} is not in the text (optional).")
    nearest = min(places, key=lambda place: (abs(place - start), place))
    return [nearest, nearest + len(words)]


def main() -> int:
    """The command line; 1 where an entry does not fit, with a sentence for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("entries", type=Path)
    parser.add_argument("gold", type=Path)
    options = parser.parse_args()
    gold: list[dict[str, Any]] = []
    failed = False
    for number, line in enumerate(options.entries.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            gold.append(placed(entry, text_of(options.articles, entry["file"])))
        except (EntryError, KeyError, json.JSONDecodeError) as error:
            failed = True
            print(f"{options.entries}, line {number}: {error}", file=sys.stderr)
    gold.sort(key=lambda one: (one["file"], one["start"], one["end"], one["speakers"] or [""]))
    lines = (json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n" for one in gold)
    options.gold.write_text("".join(lines), encoding="utf-8")
    print(f"{len(gold)} claims of {len({one['file'] for one in gold})} articles")
    return 1 if failed else 0


if __name__ == "__main__":
    run(main)
