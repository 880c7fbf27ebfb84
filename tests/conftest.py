"""What several tests need: the shipped pipeline once, Prefect's own test server once, small articles."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    import datetime as dt

    from duckdb import DuckDBPyConnection
    from spacy.language import Language

    from quellenlage.records import Claim, TimeExpression

# Read by Prefect and Great Expectations when they are imported, so before anything else is.
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["GX_ANALYTICS_ENABLED"] = "false"
os.environ["DO_NOT_TRACK"] = "1"

# How long a property takes to try depends on what else the machine does.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

Finder = Callable[..., "list[Claim]"]
LakeMaker = Callable[["DuckDBPyConnection", Path], None]
PROJECT = Path(__file__).parents[1]

# What "make check" leaves out, beside tests marked as slow: folders and modules below tests/ that start processes or a
# Prefect server, run suites, build whole lakes, or read a sentence for each of hundreds of words.
SLOW = (
    *("bench", "check", "corrections", "evidence", "extract", "flows", "land", "words/test_verbs"),
    *("test_cli", "test_contributing", "test_help", "test_readme", "test_wheel"),
)

ARTICLE = """ date 2025-03-04 Haushalt Bürgermeisterin Krahl schließt neue Schulden aus

04.03.2025

Die Stadt muss sparen. Wo, ist noch offen.

Die Bürgermeisterin von Ahrstetten, Petra Krahl, hat am Montag neue Schulden ausgeschlossen. "Wir geben nicht mehr \
aus, als wir haben", sagte Krahl. Das Freibad bleibe geöffnet.

Was geschlossen wird

Nach Angaben der Kämmerei fehlen der Stadt vier Millionen Euro. Die Opposition warf Krahl Untätigkeit vor.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        module = item.path.relative_to(PROJECT / "tests").with_suffix("").as_posix()
        if any(f"{module}/".startswith(f"{slow}/") for slow in SLOW):
            item.add_marker(pytest.mark.slow)
    # The slow files first: at the end, no core waits for another that has one of them.
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A Prefect server of the tests' own, with a database that goes when they end."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture(scope="module")
def lakes_made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LakeMaker]:
    """A test that asks for a new lake gets a copy of the first that was made: making one takes most of a second.

    Gives what makes one anew.
    """
    from quellenlage.tasks.land import lake

    make, mould = lake._make_lake, tmp_path_factory.getbasetemp() / "mould.sqlite"

    def copied(connection: DuckDBPyConnection, data: Path) -> None:
        catalog = lake.lake_folder(data) / "catalog.sqlite"
        if not mould.exists():
            make(connection, data)
            shutil.copyfile(catalog, mould)
        shutil.copyfile(mould, catalog)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lake, "_make_lake", copied)
        yield make


@pytest.fixture
def write_article(tmp_path: Path) -> Callable[..., Path]:
    """Writes an article below ``news/`` in the test's folder, another one for each name; returns its path."""

    def write(name: str = "a.txt", text: str = ARTICLE, encoding: str = "utf-8") -> Path:
        path = tmp_path / "news" / name
        if text == ARTICLE and path.stem != "a":  # with the same title on the same day, it would be the same article
            text = text.replace("neue Schulden aus\n", f"neue Schulden aus ({path.stem})\n", 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture(scope="session")
def german() -> Language:
    """The pipeline that ships, loaded once for all tests; one that is missing fails them."""
    from tests.landed_batches import pipeline

    return pipeline()


@pytest.fixture(scope="session")
def claims_in(german: Language) -> Finder:
    """From a text to its claims."""
    from quellenlage.analyse import find

    def found(text: str, dates: tuple[TimeExpression, ...] = (), published: dt.date | None = None) -> list[Claim]:
        return list(find(german(text), published, dates=dates).claims)

    return found
