"""Where the files are that come with the code: suites, pipelines, deployments.

They lie at the top of the repository and are linked into ``quellenlage/shipped``, so that an installed wheel has them
at the same place as a checkout.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
SHIPPED = PACKAGE / "shipped"
#: Great Expectations suites, one JSON file a table.
SUITES = SHIPPED / "expectations"
#: What a column or key of a table of articles may hold, by the names that ``--fields`` gives it.
FIELDS = ("title", "text", "lead", "published", "url", "outlet", "authors", "section", "language")
#: The German pipelines that ship, by the names that ``--model`` and ``QUELLENLAGE_MODEL`` take.
PIPELINES = {"fast": SHIPPED / "de_quellenlage", "accurate": SHIPPED / "de_quellenlage_accurate"}
#: The one that is used where none is named.
DEFAULT_MODEL = "fast"
#: The deployments that ``quellenlage serve`` serves.
DEPLOYMENTS = SHIPPED / "prefect.yaml"
#: Days for which a lake that is cared for can be asked as it was.
KEEP_DAYS = 30
#: Documents that a run reads again beside what is new, at most.
REPROCESS_AT_MOST = 1000
#: The environment variable that names where text is analysed: see flows/runner.py.
RUNNER = "QUELLENLAGE_TASK_RUNNER"


def checkout() -> Path | None:
    """The top folder of the checkout that this code runs from; None where it is installed."""
    try:
        described = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    ours = described.get("project", {}).get("name") == "quellenlage"
    return PACKAGE.parent if ours else None
