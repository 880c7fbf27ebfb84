"""What several tests need: the shipped pipeline once, Prefect's own test server once, small articles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Read by Prefect and Great Expectations when they are imported, so before anything else is.
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["GX_ANALYTICS_ENABLED"] = "false"
os.environ["DO_NOT_TRACK"] = "1"

PROJECT = Path(__file__).parents[1]

ARTICLE = """ date 2025-03-04 Haushalt Bürgermeisterin Krahl schließt neue Schulden aus

04.03.2025

Die Stadt muss sparen. Wo, ist noch offen.

Die Bürgermeisterin von Ahrstetten, Petra Krahl, hat am Montag neue Schulden ausgeschlossen. "Wir geben nicht mehr \
aus, als wir haben", sagte Krahl. Das Freibad bleibe geöffnet.

Was geschlossen wird

Nach Angaben der Kämmerei fehlen der Stadt vier Millionen Euro. Die Opposition warf Krahl Untätigkeit vor.
"""


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A Prefect server of the tests' own, with a database that goes when they end."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture
def write_article(tmp_path: Path) -> Callable[..., Path]:
    """Writes an article below ``news/`` in the test's folder; returns its path."""

    def write(name: str = "a.txt", text: str = ARTICLE, encoding: str = "utf-8") -> Path:
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return write
