"""Claims that say the same, and what SQL makes of them: who cites whom, who is anonymous, how many origins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import land
from quellenlage.tasks.land.publish import publish
from quellenlage.tasks.land.saying import Link, Said, find_links, similarity
from quellenlage.tasks.tables.schema import TABLES, create_table, views_sql
from tests.landed_batches import AT, batch

Write = Callable[..., Path]
DAY = dt.date(2025, 8, 26)


def said(content: str, key: str = "a", day: int = 0, negated: bool = False) -> Said:
    return Said(key, f"document {key}", DAY + dt.timedelta(day), content, negated)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deutschland werde seinen Beitrag leisten", "Deutschland wird einen Beitrag leisten"),
        ("Die Werft will 200 Stellen streichen", "die Werft wolle in diesem Jahr 200 Stellen streichen"),
        ("„Der Hafen wird im Herbst gesperrt“", "im Herbst werde der Hafen gesperrt"),
        (
            "die Werft habe im Mai Lieferprobleme eingeräumt",
            "die Werft habe im Mai Lieferprobleme bei Kabeln eingeräumt",
        ),
    ],
)
def test_the_same_in_other_words_is_the_same(one: str, other: str) -> None:
    assert similarity(said(one), said(other)) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("der Konzern schließe das Werk in Halmer", "der Konzern schließe das Werk in Halmer nicht"),
        ("1.200 Beschäftigte hätten sich beteiligt", "850 Beschäftigte hätten sich beteiligt"),
        ("das Werk in Halmer werde geschlossen", "der Hafen in Halmer werde gesperrt"),
        ("die Deutsche Umwelthilfe kündige eine Klage an", "die Klage der Deutschen Umwelthilfe sei richtig"),
    ],
)
def test_the_opposite_another_figure_or_another_matter_is_not(one: str, other: str) -> None:
    assert similarity(said(one), said(other)) is None


def test_only_articles_of_the_same_days_are_compared() -> None:
    one = said("Deutschland werde seinen Beitrag leisten")
    assert find_links([one], [said(one.content, "b", day=3)]) == [Link("a", "b", 1.0)]
    assert find_links([one], [said(one.content, "b", day=4)]) == []


def test_a_few_short_words_say_too_little() -> None:
    assert find_links([said("Er kommt bald"), said("Er kommt bald", "b")]) == []


def test_an_article_does_not_confirm_itself() -> None:
    content = "Deutschland werde seinen Beitrag leisten"
    assert find_links([Said("a", "one", DAY, content, False), Said("b", "one", DAY, content, False)]) == []


WORDS = st.sampled_from(
    ["Werft", "Hafen", "Bürgermeisterin", "Lieferprobleme", "Herbst", "Gutachten", "Verhandlungen", "850"]
)
CLAIMS = st.lists(st.tuples(st.lists(WORDS, min_size=2, max_size=7), st.integers(0, 9)), max_size=12)


def made(rows: list[tuple[list[str], int]]) -> list[Said]:
    return [said(" ".join(words), f"{i:02}", day) for i, (words, day) in enumerate(rows)]


@given(rows=CLAIMS)
def test_nothing_is_missed_by_looking_up_words(rows: list[tuple[list[str], int]]) -> None:
    everything = [one for one in made(rows) if one.tells_enough]
    pairs = {(a.claim_id, b.claim_id) for a, b in combinations(everything, 2) if similarity(a, b) is not None}
    assert {(link.claim_id, link.other_id) for link in find_links(made(rows))} == pairs


@given(rows=CLAIMS, cut=st.integers(0, 12), order=st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(rows: list[tuple[list[str], int]], cut: int, order: Any) -> None:
    shuffled = made(rows)
    order.shuffle(shuffled)
    first, then = shuffled[:cut], shuffled[cut:]
    assert sorted([*find_links(first), *find_links(then, first)]) == find_links(made(rows))


def test_claims_that_are_linked_by_others_are_one_group() -> None:
    with duckdb.connect() as connection:
        for table in TABLES.values():
            connection.execute(create_table(table))
        connection.execute(views_sql(of_lake=True))
        keys = [f"{i:03}" for i in range(100)]
        connection.execute("INSERT INTO documents BY NAME SELECT 'd' AS document_id, 'u' AS uri, 1 AS version")
        for key in keys:
            connection.execute("INSERT INTO claim_records BY NAME SELECT 'd' AS document_id, ? AS claim_id", [key])
        # A path through all even ones in an order that is not theirs, the odd ones alone.
        path = sorted(keys[::2], key=lambda key: (int(key) * 37) % 100)
        for one, other in pairwise(path):
            connection.execute("INSERT INTO claim_links VALUES (?, ?, 1, 'run')", sorted((one, other)))
        groups = dict(connection.execute("FROM claim_groups").fetchall())
    assert groups == {key: "000" if int(key) % 2 == 0 else key for key in keys}


# -- the three questions, over articles as they come in


def article(outlet: str, body: str, day: int = 4) -> str:
    return f" date 2025-03-{day:02} Der Hafen\n outlet {outlet}\n\n{day:02}.03.2025\n\n{body}\n"


QUOTED = (
    "Die Reparatur der Schleuse dauere bis in den Herbst, "
    'berichtete die "Financial Times" unter Berufung auf zwei Beamte.'
)
COPY = (
    "Die Reparatur der Schleuse dauere bis in den Herbst, teilte ein Sprecher mit. Die Reederei lehnt das ab. (dpa/uk)"
)
OWN = "Die Reparatur der Schleuse dauere bis in den Herbst, sagte Imke Terbrüggen."


def asked(data: Path, query: str) -> list[tuple[Any, ...]]:
    """The answer of the lake, which is that of the warehouse."""
    with open_lake(data, read_only=True) as lake, duckdb.connect(str(publish(data)), read_only=True) as warehouse:
        answer = lake.execute(query).fetchall()
        assert warehouse.execute(query).fetchall() == answer
    return answer


def land_one_by_one(data: Path, *paths: Path) -> None:
    for path in paths:
        land(data, "run", batch(path), [], AT)


SCHLEUSE = "FROM claim_origins JOIN claims USING (claim_id) WHERE content LIKE '%Schleuse%' ORDER BY ALL"


def test_two_papers_that_cite_the_same_third_are_one_origin(tmp_path: Path, write_article: Write) -> None:
    land_one_by_one(
        tmp_path,
        write_article("a.txt", article("Deich-Kurier", QUOTED)),
        write_article("b.txt", article("Halmer Tageblatt", QUOTED.replace("dauere", "werde dauern"), 5)),
    )
    assert asked(tmp_path, f"SELECT DISTINCT origins, articles, outlets, origin_names {SCHLEUSE}") == [
        (1, 2, ["Deich-Kurier", "Halmer Tageblatt"], ["Financial Times"])
    ]


def test_one_agency_s_copy_in_two_papers_is_one_origin(tmp_path: Path, write_article: Write) -> None:
    land_one_by_one(
        tmp_path,
        write_article("a.txt", article("Deich-Kurier", COPY)),
        write_article("b.txt", article("Halmer Tageblatt", COPY)),
    )
    assert asked(tmp_path, f"SELECT DISTINCT origins, articles, origin_names {SCHLEUSE}") == [(1, 2, ["dpa"])]


def test_two_who_say_the_same_are_two_origins(tmp_path: Path, write_article: Write) -> None:
    land_one_by_one(
        tmp_path,
        write_article("a.txt", article("Deich-Kurier", QUOTED)),
        write_article("b.txt", article("Halmer Tageblatt", OWN)),
        write_article("c.txt", article("Ostsee-Rundschau", COPY)),
    )
    assert asked(tmp_path, f"SELECT DISTINCT origins, articles, origin_names {SCHLEUSE}") == [
        (3, 3, ["Financial Times", "Imke Terbrüggen", "dpa"])
    ]


def test_links_land_once_and_an_old_version_no_longer_counts(tmp_path: Path, write_article: Write) -> None:
    first = write_article("a.txt", article("Deich-Kurier", QUOTED))
    second = write_article("b.txt", article("Halmer Tageblatt", QUOTED))
    land(tmp_path, "run", batch(first, second), [], AT)
    assert land(tmp_path, "again", batch(first, second), [], AT)[:2] == (0, 2)
    (links,) = asked(tmp_path, "SELECT count(*), count(DISTINCT (claim_id, other_id)) FROM claim_links")
    assert links[0] == links[1] > 0
    write_article("b.txt", article("Halmer Tageblatt", "Der Hafen öffne wieder, sagte Imke Terbrüggen."))
    land(tmp_path, "later", batch(second), [], AT)
    assert asked(tmp_path, f"SELECT DISTINCT origins, articles {SCHLEUSE}") == [(1, 1)]


def test_which_outlet_cites_which(tmp_path: Path, write_article: Write) -> None:
    land_one_by_one(
        tmp_path,
        write_article("a.txt", article("Deich-Kurier", QUOTED)),
        write_article("b.txt", article("Halmer Tageblatt", QUOTED, 5)),
        write_article("c.txt", article("Deich-Kurier", QUOTED.replace("Schleuse", "Brücke"), 6)),
    )
    rows = asked(
        tmp_path, "SELECT citing, cited, articles, first_day::VARCHAR, last_day::VARCHAR FROM citations ORDER BY ALL"
    )
    assert rows == [
        ("Deich-Kurier", "Financial Times", 2, "2025-03-04", "2025-03-06"),
        ("Halmer Tageblatt", "Financial Times", 1, "2025-03-05", "2025-03-05"),
    ]


def test_what_rests_on_anonymous_sources_alone(tmp_path: Path, write_article: Write) -> None:
    land_one_by_one(
        tmp_path,
        write_article("a.txt", article("Deich-Kurier", QUOTED)),
        write_article("b.txt", article("Halmer Tageblatt", OWN)),
        write_article("c.txt", article("Ostsee-Rundschau", 'Das Tor sei verzogen, berichtete die "Financial Times".')),
    )
    assert asked(tmp_path, "SELECT outlet, count, via FROM anonymous_claims") == [
        ("Deich-Kurier", 2, ["Deich-Kurier", "Financial Times", "Beamte"])
    ]
