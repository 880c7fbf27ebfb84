"""What names a thing, what names several, and what names none."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest

from quellenlage.errors import UsageError
from quellenlage.tasks.evidence.look_up import Target, look_up
from quellenlage.tasks.evidence.showing import show_evidence
from quellenlage.tasks.land.lake import NoLakeError, open_lake
from tests.evidence.conftest import ADDRESS


def found(lake: Path, what: str) -> Target:
    with open_lake(lake, read_only=True) as connection:
        return look_up(connection, what)


def one(lake: Path, query: str) -> str:
    with open_lake(lake, read_only=True) as connection:
        return str(connection.execute(query).fetchall()[0][0])


def test_an_article_by_its_ids_address_place_and_headline(lake: Path) -> None:
    current = one(lake, f"SELECT document_id FROM current_documents WHERE url = '{ADDRESS}'")
    uri = one(lake, f"SELECT uri FROM current_documents WHERE url = '{ADDRESS}'")
    for what in (current, ADDRESS, f"{ADDRESS}/?utm_source=brief", uri, "haushalt schliesst Schulden", "Neue Schulden"):
        assert found(lake, what) == Target("article", current, current), what


def test_a_claim_by_its_id(lake: Path) -> None:
    claim = one(lake, "SELECT min(claim_id) FROM claims")
    document = one(lake, f"SELECT document_id FROM claims WHERE claim_id = '{claim}'")
    assert found(lake, claim) == Target("claim", claim, document)


def test_a_speaker_by_name_part_of_it_and_both_ids(lake: Path) -> None:
    source = one(lake, "SELECT source_id FROM sources WHERE name = 'Petra Krahl'")
    entity = one(lake, "SELECT entity_id FROM sources WHERE name = 'Petra Krahl'")
    for what in ("Petra Krahl", "krahl", "Krahl, Petra", source, entity):
        assert found(lake, what) == Target("source", source), what


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("Petra Kral", "near are Petra Krahl"),
        ("qqqqqq", "lists the speakers"),
        ("", "no article, claim or speaker"),
        ("auf den aus", "no article"),
    ],
)
def test_an_unknown_name_says_which_are_near(lake: Path, what: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        found(lake, what)


def test_what_may_be_several_is_told_with_ids(lake: Path) -> None:
    with pytest.raises(UsageError) as told:
        found(lake, "Haushalt")
    articles = re.findall(r"^  [0-9a-f]{20}  Haushalt .*\(article, ([\w-]+)", str(told.value), re.MULTILINE)
    assert sorted(articles) == ["Deich-Kurier", "Halmer"]


def test_a_file_that_cannot_be_written_is_a_sentence(lake: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        show_evidence(lake, ADDRESS, StringIO(), str(tmp_path / "no" / "such" / "folder.html"))


def test_where_nothing_has_landed_there_is_nothing_to_show(tmp_path: Path) -> None:
    with pytest.raises(NoLakeError, match="quellenlage run"):
        show_evidence(tmp_path, "Petra Krahl", StringIO())
