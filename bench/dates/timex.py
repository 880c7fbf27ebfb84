"""Quality of the temporal tagger on a folder of TimeML files, each half apart.

    python -m bench.dates.timex [GOLD_FOLDER] [--scorer FILE] [--other FOLDER] [--half tune|closed|all|whole]

The articles are halved by their file names: an even SHA-256 of the name (with its extension) is the tune half, an
odd one the closed half. Patterns and words were written looking at the tune half only. ``--half whole`` takes a folder
that is not halved.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import importlib.util
import json
import tempfile
from pathlib import Path
from types import ModuleType

from models.needed import CORPORA, SCORERS, need_file, need_scorer, run
from quellenlage.dates import find_dates
from quellenlage.errors import UsageError

GOLD = "dates/gold"


def half(name: str) -> str:
    """Which half a file belongs to: ``tune`` or ``closed``."""
    return "closed" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 else "tune"


def load_scorer(path: Path) -> ModuleType:
    """The scorer's own file as a module."""
    spec = importlib.util.spec_from_file_location("score_dates", need_scorer(path))
    if spec is None or spec.loader is None:
        raise UsageError(f"{path} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(scorer: ModuleType, folder: Path) -> list[tuple[str, str, dt.date | None]]:
    """Name, text and day of publication of every article."""
    articles = []
    for path in sorted(folder.glob("*.tml")):
        text, _, published = scorer.parse(str(path))
        articles.append((path.stem, text, dt.date.fromisoformat(published[:10]) if published else None))
    return articles


def _print(scorer: ModuleType, title: str, folder: Path, predicted: Path | dict[str, list[dict[str, object]]]) -> None:
    def system(path: str, text: str) -> object:
        if isinstance(predicted, Path):
            other, found, _ = scorer.parse(str(predicted / Path(path).name))
            return scorer.mentions(other, found)
        return scorer.mentions(text, predicted[Path(path).stem])

    figures, system_n, gold_n = scorer.score(str(folder), system)
    print(f"{title}: {system_n} predicted, {gold_n} gold")
    for name, (precision, recall, f1) in figures.items():
        print(f"  {name:8s} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=CORPORA / GOLD)
    parser.add_argument(
        "--other", type=Path, help="another system's TimeML files, printed beside; default: ../heideltime"
    )
    parser.add_argument("--scorer", type=Path, default=SCORERS / "score_dates.py")
    parser.add_argument("--half", choices=("tune", "closed", "all", "whole"), default="tune")
    parser.add_argument("--write", type=Path, help="also write the predictions as JSONL")
    options = parser.parse_args()
    if not any(need_file(options.gold, GOLD).glob("*.tml")):
        parser.error(f"{options.gold} has no TimeML file (*.tml): name the folder that holds the annotated articles")
    scorer = load_scorer(options.scorer)
    other = options.other or options.gold.parent / "heideltime"
    for part in ("tune", "closed") if options.half == "all" else (options.half,):
        with tempfile.TemporaryDirectory() as folder:
            chosen = Path(folder)
            for path in sorted(options.gold.glob("*.tml")):
                if part in ("whole", half(path.name)):
                    (chosen / path.name).symlink_to(path.resolve())
            predicted: dict[str, list[dict[str, object]]] = {}
            for name, text, published in texts(scorer, chosen):
                predicted[name] = [
                    {"start": d.start, "end": d.end, "text": text[d.start : d.end], "type": d.type, "value": d.value}
                    for d in find_dates(text, published)
                ]
            title = f"{part}{'' if part == 'whole' else ' half'} ({len(predicted)} articles)"
            _print(scorer, f"{title}, quellenlage", chosen, predicted)
            if other.is_dir():
                _print(scorer, f"{title}, {other.name}", chosen, other)
            if options.write:
                with options.write.open("a", encoding="utf-8") as lines:
                    for name, dates in predicted.items():
                        lines.write(json.dumps({"id": name, "dates": dates}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    run(main)
