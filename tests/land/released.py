"""A small lake as each released version left it: ``lakes/VERSION/``, the catalog as SQL beside the Parquet files.

``python -m tests.land.released VERSION`` adds the one of today's code; do so with each release, before the next version
of the tables. Lakes of earlier releases are never made again.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from quellenlage.records import Rejected
from quellenlage.tasks.accounts import RunAccount
from quellenlage.tasks.land.lake import lake_folder
from quellenlage.tasks.land.land import close_run, land, landed_articles
from quellenlage.tasks.land.linking import link
from tests.conftest import ARTICLE
from tests.landed_batches import AT, asked, batch

LAKES = Path(__file__).with_name("lakes")
RELEASES = sorted(path.name for path in LAKES.iterdir())
#: Beside what the other article has, a claim of each kind and a member of a party.
OTHER = (
    ARTICLE.replace("Haushalt Bürger", "Rathaus Bürger")
    + """
Der Stadtrat will den Verkauf der Werft prüfen. Offenbar fehlt dafür das Geld. Ole Ihde (SPD) sagte, der Kämmerer \
habe behauptet, die Rücklagen reichten nicht.
"""
)
CHANGED = ARTICLE.replace("Das Freibad bleibe geöffnet.", "Das Freibad schließe im Herbst.")


def restore(release: str, data: Path) -> None:
    """Put the lake of that release into the folder ``data``."""
    lake = lake_folder(data)
    shutil.copytree(LAKES / release / "files", lake / "files")
    with closing(sqlite3.connect(lake / "catalog.sqlite")) as catalog:
        catalog.executescript((LAKES / release / "catalog.sql").read_text(encoding="utf-8"))


def keep(data: Path, release: str) -> None:
    """Keep the lake in ``data`` as that of a release, without the name of the folder where it was made."""
    lake = lake_folder(data)
    shutil.copytree(lake / "files", LAKES / release / "files")
    with closing(sqlite3.connect(lake / "catalog.sqlite")) as catalog:
        statements = "\n".join(catalog.iterdump()).replace(str(lake.resolve()), "lake")
    (LAKES / release / "catalog.sql").write_text(statements + "\n", encoding="utf-8")


def make(data: Path) -> None:
    """A lake of a closed run, with something in quarantine, and of one that was killed."""
    news = Path("news")
    news.mkdir()
    (news / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (news / "b.txt").write_text(OTHER, encoding="utf-8")
    land(data, "first", batch(news), [Rejected("news/x.txt", "ingest", "x.txt: no text.", "")], AT)
    link(data, "first")
    close_run(data, RunAccount("first", AT, AT, 3, 2, 0, 1, "code", "model"), [])
    (news / "a.txt").write_text(CHANGED, encoding="utf-8")
    land(data, "second", batch(news / "a.txt", landed=landed_articles(data, asked(news / "a.txt"))), [], AT)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # articles are known by their path from here
        make(Path(folder) / "data")
        keep(Path(folder) / "data", sys.argv[1])
