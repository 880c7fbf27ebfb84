"""``quellenlage annotate``: JSON Lines in, JSON Lines out."""

from __future__ import annotations

import argparse

from quellenlage.commands.command import Command, add_model, require_memory

_LINE = '{"id": 1, "text": "Das Freibad bleibt, sagte Petra Krahl am Montag.", "published": "2025-03-04"}'


def _add_arguments(annotate: argparse.ArgumentParser) -> None:
    annotate.add_argument("file", nargs="?", metavar="FILE", help="records to read (default: standard input)")
    add_model(annotate)


def _annotate(chosen: argparse.Namespace) -> int:
    require_memory()
    from quellenlage.annotate import annotate_stream
    from quellenlage.pipeline.installed import require_model

    require_model(chosen.model)
    return annotate_stream(chosen.file, chosen.model)


ANNOTATE = Command(
    "annotate",
    "JSON Lines in, dates, entities and claims of each line out",
    f"echo '{_LINE}' | quellenlage annotate",
    _add_arguments,
    _annotate,
)
