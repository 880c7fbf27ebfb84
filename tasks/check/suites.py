"""The suites in ``expectations/`` and what running them says."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from great_expectations.core.expectation_suite import ExpectationSuite

CRITICAL = "critical"


def load_suite(path: Path) -> ExpectationSuite:
    """The suite of one JSON file.

    Raises:
        ValueError: an expectation of it is not one that Great Expectations knows, or has no sentence or severity.
    """
    quiet_analytics()
    from great_expectations.core.expectation_suite import ExpectationSuite

    written: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for expectation in written["expectations"]:
        if not expectation.get("description") or not expectation.get("severity"):
            raise ValueError(f"{path.name}: {expectation['type']} needs a description and a severity.")
    suite = ExpectationSuite(name=written["name"], expectations=written["expectations"])
    if len(suite.expectations) != len(written["expectations"]):
        raise ValueError(f"{path.name}: an expectation of it cannot be built; see the message above.")
    return suite


def quiet_analytics() -> None:
    """Nothing is sent anywhere: Great Expectations reads this variable when it is imported."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
