"""Whether what the user names as a pipeline can be one, told before anything is loaded."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from quellenlage.errors import UsageError
from quellenlage.pipeline.load import locate


def require_model(name: str | None) -> None:
    """Make sure that ``name``, or what the setting names, is a spaCy pipeline.

    Raises:
        UsageError: there is no such folder or package, or it is a package of another kind ("json").
    """
    chosen = locate(name)
    if isinstance(chosen, Path):
        return
    module = importlib.util.find_spec(chosen)
    folders = module.submodule_search_locations or [] if module is not None else []
    if not any((Path(folder) / "meta.json").is_file() for folder in folders):
        raise UsageError(f"{chosen}: this installed package is no spaCy pipeline; name one, or the folder of one.")
