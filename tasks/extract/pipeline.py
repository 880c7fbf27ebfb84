"""Loads the German pipeline: the one that ships in ``models/``, or another that is installed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

SETTING = "QUELLENLAGE_MODEL"
SHIPPED = Path(__file__).resolve().parents[2] / "models" / "de_quellenlage"


class ModelNotFoundError(Exception):
    """There is no pipeline of this name; the message is a sentence for the user."""


def load(name: str | Path | None = None) -> Language:
    """The pipeline ``name``, a folder or an installed package.

    Without a name it is what the environment variable ``QUELLENLAGE_MODEL`` names, and without that the pipeline that
    ships. Raises :class:`ModelNotFoundError` where there is none.
    """
    import spacy

    from tasks.extract import lemmas, sentences  # noqa: F401 - they register what the pipeline is made of

    chosen = name or os.environ.get(SETTING) or SHIPPED
    if Path(chosen).is_dir():
        chosen = Path(chosen)
        if not (chosen / "config.cfg").is_file():
            raise ModelNotFoundError(f"The folder {chosen} holds no spaCy pipeline: it has no config.cfg.")
    elif chosen == SHIPPED:
        raise ModelNotFoundError(f"The German pipeline that ships is missing: there is no folder {SHIPPED}.")
    try:
        return spacy.load(chosen)
    except OSError as error:
        raise ModelNotFoundError(
            f"There is no German pipeline {str(chosen)!r}: neither a folder nor an installed package. "
            f"{SETTING} or the setting names another; without it the pipeline that ships is used."
        ) from error
