"""Copies of one text are one origin, whoever has cut, marked or embedded it; who was first stands in echoes."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from quellenlage.tasks.evidence.showing import show_evidence
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import land
from tests.landed_batches import AT, batch

pytestmark = pytest.mark.usefixtures("lakes_made_once")

BODY = """Im Streit über die Mühlbachbrücke hat der Kreistag von Halmer am Abend den Abriss vertagt. Offenbar fehlt \
dem Kreis das Geld für ein zweites Gutachten. Die Brücke stamme aus dem Jahr 1911, sagte Landrat Gerd Sonntag, und sie \
trage keinen Bus mehr.

Nach der Sitzung zogen Anwohner mit Laternen vor das Kreishaus. Die Feuerwehr muss seit dem Frühjahr einen Umweg von \
neun Kilometern fahren, wenn es in den Dörfern südlich des Baches brennt.

Der Kreis rechnet mit Kosten von vier Millionen Euro. Das Land hat bisher keinen Zuschuss zugesagt.
"""
CUT = "\n\n".join(BODY.split("\n\n")[:2])
#: Printed by whom, on which day, under which headline, and the text.
PRINTED = {
    "agency": ("Deich-Kurier", "2025-03-12", "Abriss der Brücke vertagt", f"Halmer (dpa) - {BODY}"),
    "cut": ("Halmer Tageblatt", "2025-03-13", "Kein Beschluss zur Brücke", f"{CUT} (dpa)"),
    "unmarked": ("Ostsee-Rundschau", "2025-03-13", "Laternen vor dem Kreishaus", BODY.replace("am Abend", "gestern")),
    "own": (
        "Ahrstettener Anzeiger",
        "2025-03-13",
        "Landrat: Bus passt nicht über Brücke",
        "Noch bleibt sie stehen. Vor der Abstimmung über die alte Brücke am Mühlbach mussten die Abgeordneten im Kreis "
        "lange warten.\n\nDie Brücke stamme aus dem Jahr 1911, sagte Landrat Gerd Sonntag, und sie trage keinen Bus "
        "mehr. Unsere Reporterin traf ihn beim Bäcker, wo er zwei Brote kaufte und von seinem Urlaub erzählte.",
    ),
}
LATER = BODY.replace("Mühlbach", "Eisbach")
RIVAL = {
    "first": ("Deich-Kurier", "2025-06-02", "Abriss am Eisbach", f"Von Anke Sonntag\n\n{LATER}"),
    "taker": ("Halmer Tageblatt", "2025-06-04", "Vier Millionen für die Eisbachbrücke", LATER),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake into which they came one by one, the agency's text last."""
    folder = tmp_path_factory.mktemp("copied")
    for name, (outlet, day, title, text) in reversed((PRINTED | RIVAL).items()):
        path = folder / f"{name}.txt"
        path.write_text(f" date {day} {title}\n outlet {outlet}\n\n{text}", encoding="utf-8")
        land(folder / "data", name, batch(path), [], AT)
    return folder / "data"


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_copies_are_told_with_shares_and_where_they_come_from(data: Path) -> None:
    pairs = "SELECT outlet, other_outlet, from_other, origin, told_by FROM copies"
    found = {frozenset(row[:2]): row[2:] for row in ask(data, f"{pairs} WHERE published < '2025-06-01'")}
    papers = ("Deich-Kurier", "Halmer Tageblatt", "Ostsee-Rundschau")
    assert found == {frozenset({one, two}): (False, "dpa", "mark") for one in papers for two in papers if one < two}
    assert ask(data, f"{pairs} WHERE published > '2025-06-01'") == [
        ("Halmer Tageblatt", "Deich-Kurier", True, "Deich-Kurier", "day")
    ]
    shares = "SELECT least(share, other_share), greatest(share, other_share) FROM copies"
    ((less, more),) = ask(data, f"{shares} WHERE 'Abriss der Brücke vertagt' IN (title, other_title) AND "
                                "'Kein Beschluss zur Brücke' IN (title, other_title)")  # fmt: skip
    assert 0.6 < less < 0.9 < more  # the cut one has nothing else


def test_copies_of_one_text_are_one_group_and_no_others(data: Path) -> None:
    groups = "SELECT list(outlet ORDER BY outlet) FROM copy_groups JOIN documents USING (document_id) GROUP BY group_id"
    assert ask(data, f"{groups} ORDER BY ALL") == [
        (["Deich-Kurier", "Halmer Tageblatt"],),
        (["Deich-Kurier", "Halmer Tageblatt", "Ostsee-Rundschau"],),
    ]


def test_an_agency_s_text_is_one_origin_with_its_mark_or_without(data: Path) -> None:
    brought = "SELECT DISTINCT articles, origins, origin_names FROM claim_origins JOIN claims USING (claim_id)"
    hedged = f"{brought} WHERE content LIKE '%zweites Gutachten%' ORDER BY articles DESC"
    assert ask(data, hedged) == [(3, 1, ["dpa"]), (2, 1, ["Deich-Kurier"])]
    spoken = f"{brought} WHERE content LIKE '%1911%' AND first_day < '2025-06-01'"
    ((articles, origins, _),) = ask(data, spoken)
    assert (articles, origins <= 2) == (4, True)  # three of them print one text, one heard it for itself


def test_who_was_first_and_how_much_later_the_others_were(data: Path) -> None:
    echoes = "SELECT outlet, place, first_outlet, hours, days FROM echoes WHERE kind = 'article' ORDER BY ALL"
    assert ask(data, echoes) == [
        ("Deich-Kurier", 1, "Deich-Kurier", None, 0),
        ("Deich-Kurier", 1, "Deich-Kurier", None, 0),
        ("Halmer Tageblatt", 2, "Deich-Kurier", None, 1),
        ("Halmer Tageblatt", 2, "Deich-Kurier", None, 2),
        ("Ostsee-Rundschau", 2, "Deich-Kurier", None, 1),
    ]
    said = "SELECT DISTINCT outlet, place, days FROM echoes WHERE kind = 'claim' AND outlet LIKE 'Ahr%'"
    assert ask(data, said) == [("Ahrstettener Anzeiger", 2, 1)]


def test_an_article_s_evidence_names_the_others_with_their_shares(data: Path) -> None:
    for where, ending in ((None, "% of that)"), ("-", "</small></li>")):
        out = StringIO()
        show_evidence(data, "Kein Beschluss zur Brücke", out, where)
        told = [line for line in out.getvalue().splitlines() if "Laternen vor dem Kreishaus" in line]
        assert [("Ostsee-Rundschau, 2025-03-13: " if where else "Ostsee-Rundschau") in line for line in told] == [True]
        assert told[0].endswith(ending)
