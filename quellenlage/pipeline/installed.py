"""What the user names as a pipeline: whether it can be one, and which it is, told before anything is loaded."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from quellenlage.errors import UsageError
from quellenlage.pipeline.load import locate


def require_model(name: str | None) -> None:
    """Make sure that ``name``, or what the setting names, is a spaCy pipeline.

    Raises:
        UsageError: there is no such folder or package, or it is a package of another kind ("json").
    """
    chosen = locate(name)
    if isinstance(chosen, str) and _description(chosen) is None:
        raise UsageError(f"{chosen}: this installed package is no spaCy pipeline; name one, or the folder of one.")


def model_version(name: str | None = None) -> str:
    """Language, name and version of a pipeline that is not loaded (``de_quellenlage 0.1.0``).

    Raises:
        UsageError: it is no spaCy pipeline.
    """
    require_model(name)
    chosen = locate(name)
    described = _description(chosen)
    if described is None:
        raise UsageError(f"{chosen}: this pipeline has no meta.json, which says what it is.")
    meta = json.loads(described.read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def _description(chosen: str | Path) -> Path | None:
    """The pipeline's ``meta.json``, in its folder or in that of the package."""
    if isinstance(chosen, Path):
        folders = [chosen]
    else:
        module = importlib.util.find_spec(chosen)
        folders = [Path(folder) for folder in (module.submodule_search_locations if module else None) or []]
    return next((path for path in (folder / "meta.json" for folder in folders) if path.is_file()), None)
