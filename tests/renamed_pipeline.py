"""A second pipeline to tell from the first: the one that ships as fast, under another name."""

from __future__ import annotations

import json
from pathlib import Path

from quellenlage.project import PIPELINES


def renamed(folder: Path, name: str) -> Path:
    """Makes ``folder`` a pipeline like ``fast`` whose meta.json has this name and version 1.2.3; returns it."""
    folder.mkdir()
    for path in PIPELINES["fast"].resolve().iterdir():
        (folder / path.name).symlink_to(path)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8")) | {"name": name, "version": "1.2.3"}
    (folder / "meta.json").unlink()
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return folder
