"""The notebook's table of claims, whose rows lead to the evidence."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from quellenlage.tasks.evidence.safe_text import safe_text
from quellenlage.tasks.land.asking import Rows


def claims_table(rows: Rows, base: str = "") -> str:
    """The rows of :meth:`Selected.rows` as HTML, in which nothing that articles hold acts.

    ``base`` is the address below which ``pages/`` are served.
    """
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, finalize=_finalized)
    return environment.get_template("claims.html.j2").render(rows=rows, base=base)


def _finalized(value: object) -> object:
    if value is None:
        return ""
    return safe_text(value) if type(value) is str else value
