"""Which folders the flow's parameters may name: who may press Run in the Prefect UI is not to read the whole disk."""

from __future__ import annotations

import glob
import os
from pathlib import Path

from quellenlage.errors import UsageError
from quellenlage.project import PIPELINES, SUITES

#: The setting: folders, with a colon between them (a semicolon on Windows). Unset, any folder will do.
SETTING = "QUELLENLAGE_FOLDERS"
#: The address at which the folder of the lake is served, if it is: a browser follows no link from the UI to a file.
SERVED_AT = "QUELLENLAGE_PAGES_URL"


def require_below_folders(*paths: Path | None) -> None:
    """Make sure that each of ``paths``, links followed, lies in one of the folders that the setting names.

    Raises:
        UsageError: one does not; the sentence names it and the setting.
    """
    if not (setting := os.environ.get(SETTING)):
        return
    allowed = [Path(one).resolve() for one in setting.split(os.pathsep) if one]
    for path in paths:
        if path is None or path == SUITES:
            continue
        for one in glob.glob(str(path), recursive=True) or [str(path)]:
            found = Path(one).resolve()
            if not any(folder == found or folder in found.parents for folder in allowed):
                raise UsageError(
                    f"{path}: this lies in none of the folders that may be read and written ({setting}); name one "
                    f"there, or have {SETTING} name more."
                )


def model_path(model: str | None) -> Path | None:
    """The folder that ``model`` names, where it is none of the pipelines that ship or are installed."""
    if model is None or model in PIPELINES or not any(mark in model for mark in ("/", os.sep, ".")):
        return None
    return Path(model)
