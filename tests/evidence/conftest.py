"""A lake with an article in two versions, one by another outlet, and one that would do harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from quellenlage.tasks.land.land import land, landed_articles
from tests.conftest import ARTICLE
from tests.landed_batches import AT, batch

ADDRESS = "https://www.deich-kurier.example/haushalt"
_QUOTED = ARTICLE.replace("aus, als wir haben", "Geld aus, als die Stadt einnimmt")
FIRST = f" url {ADDRESS}\n outlet Deich-Kurier\n" + _QUOTED
SECOND = FIRST.replace("Das Freibad bleibe geöffnet.", "Das Freibad schließe im Herbst.") + (
    '\n"Das ist offenbar ein Fehler", teilte die Kämmerin Ulla Brandt mit.\n'
    '\n"Der Vertrag ist unterschrieben", hieß es am Abend.\n'
)
OTHER = """ outlet Halmer Tageblatt
 date 2025-03-05 Haushalt Krahl wehrt sich gegen Kritik

Petra Krahl, Bürgermeisterin von Ahrstetten, wies die Kritik am Dienstag zurück. "Wir geben nicht mehr Geld aus, als \
die Stadt einnimmt", sagte Krahl. Unterhändler rechnen nach Informationen des "Deich-Kuriers" mit einem langen Streit.
"""
HARM = """ url https://www.boese.example/seite
 outlet Böses Blatt
 date 2025-03-06 Anschlag <script>alert(1)</script> auf den Leser

"Kommen Sie <img src=x onerror=alert(2)> &lt;b&gt; &amp; \u202esofort\u202c \x1b[31m her", sagte Ulla Brandt am Montag.
"""


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that lake; the articles were read from ``first.txt`` and so on in it."""
    data = tmp_path_factory.mktemp("evidence")
    for name, text in (("first", FIRST), ("first", SECOND), ("other", OTHER), ("harm", HARM)):
        path = data / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        land(data, "run", batch(path, landed=landed_articles(data, [])), [], AT)
    return data
