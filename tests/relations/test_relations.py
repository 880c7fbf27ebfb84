"""How two claims stand to each other: every line of the tables, the rules, and that no order of arrival matters."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.relations import Compared, Link, find_relations
from quellenlage.relations.compared import HERE
from quellenlage.relations.denials import denial_of, denied_acts, denies_several, opposites
from quellenlage.relations.find_relations import link, looked_at
from quellenlage.relations.likeness import opposed_words
from quellenlage.relations.opposed import things_counted
from quellenlage.words.table import Row, rows

DAY = dt.date(2025, 8, 26)


def said(content: str, key: str = "a", day: int = 0, article: str | None = None, **more: Any) -> Compared:
    return Compared(key, article or f"document {key}", DAY + dt.timedelta(day), content, **more)


def relation(one: Compared, other: Compared) -> tuple[str, str] | None:
    """The relation of two claims and which of them does it."""
    found = link(one, other)
    assert found == link(other, one)
    return (found.relation, found.claim_id) if found else None


def of(name: str) -> list[Any]:
    """The lines of a table, each named by its example."""
    return [pytest.param(row, id=row["example"]) for row in rows(f"{name}.csv", HERE)]


@pytest.mark.parametrize("row", of("denials"))
def test_each_word_of_denial_denies(row: Row) -> None:
    found = denial_of(row["example"], None)
    assert found is not None
    assert found.relation == row["relation"]


@pytest.mark.parametrize("row", of("denied_nouns"))
def test_each_noun_tells_what_is_denied(row: Row) -> None:
    assert set(row["acts"].split()) <= denied_acts(row["example"])
    assert not row["plural"] or denies_several(f"Sie wies die {row['plural'].replace('?', '')} zurück.")


@pytest.mark.parametrize("row", of("quantities"))
def test_each_quantity_is_seen(row: Row) -> None:
    assert row["thing"] in things_counted(row["example"])


@pytest.mark.parametrize("row", of("opposites"))
def test_each_line_of_opposites_goes_against_the_other(row: Row) -> None:
    assert opposed_words(said(row["example"]), said(row["contrary"], "b")) is not None
    assert len(opposites()) == len(rows("opposites.csv", HERE))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deutschland werde seinen Beitrag leisten", "Deutschland wird einen Beitrag leisten"),
        ("Die Werft will 200 Stellen streichen", "die Werft wolle in diesem Jahr 200 Stellen streichen"),
        ("„Der Hafen wird im Herbst gesperrt“", "im Herbst werde der Hafen gesperrt"),
        ("die Werft habe im Mai Lieferprobleme eingeräumt", "im Mai hat die Werft Lieferprobleme eingeräumt"),
    ],
)
def test_the_same_in_other_words_is_the_same(one: str, other: str) -> None:
    assert relation(said(one), said(other, "b")) == ("says the same", "a")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("das Werk in Halmer werde geschlossen", "der Hafen in Halmer werde gesperrt"),
        ("die Deutsche Umwelthilfe kündige eine Klage an", "die Klage der Deutschen Umwelthilfe sei richtig"),
        ("Er kommt bald", "Sie geht gleich"),
    ],
)
def test_another_matter_is_nothing(one: str, other: str) -> None:
    assert relation(said(one), said(other, "b")) is None


def test_who_says_more_says_it_more_exactly() -> None:
    rough = said("Die Werft baut Stellen ab", "a", speaker_id="v")
    exact = said("Die Werft baut 200 Stellen in Halmer ab", "b", speaker_id="v")
    assert relation(rough, exact) == ("says more exactly", "b")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("der Konzern schließe das Werk in Halmer", "der Konzern schließe das Werk in Halmer nicht", "negated"),
        ("Bei dem Brand in Halmer starben 5 Menschen", "Bei dem Brand in Halmer starben 7 Menschen", "5 / 7 (dead)"),
        ("Die Mieten in Halmer steigen im Herbst", "Die Mieten in Halmer sinken im Herbst", "steigen / sinken"),
    ],
)
def test_what_cannot_both_be_true_contradicts(one: str, other: str, why: str) -> None:
    found = link(said(one), said(other, "b"))
    assert found is not None
    assert found.relation == "contradicts"
    assert why in found.why


def test_figures_that_grow_by_the_day_or_are_loose_do_not_contradict() -> None:
    dead = "Bei dem Brand in Halmer starben {} Menschen"
    assert relation(said(dead.format("5")), said(dead.format("7"), "b", day=4)) != ("contradicts", "a")
    assert relation(said(dead.format("mindestens 5")), said(dead.format("7"), "b")) != ("contradicts", "a")


@pytest.mark.parametrize(
    ("denied", "denying", "expected"),
    [
        (
            {"content": "Die Werft habe jahrelang Öl in den Hafen geleitet", "act": "accuse"},
            {"content": "Die Werft wies die Vorwürfe zurück", "act": "deny"},
            "denies",
        ),
        (
            {"content": "Daran soll Holm beteiligt gewesen sein"},
            {"content": "Holm bestreitet die Vorwürfe", "act": "deny", "speaker": "Vera Holm"},
            "denies",
        ),
        (
            {"content": "Die Stadt verschleppt den Umbau", "speaker": "Jan Vogt"},
            {"content": "Die Kritik Vogts wies sie zurück", "act": "deny"},
            "denies",
        ),
        (
            {"content": "Die Reederei habe das Hafenamt bestochen"},
            {"content": "Eine Sprecherin dementierte, dass die Reederei das Hafenamt bestochen habe"},
            "denies",
        ),
        (
            {"content": "Es gab fünf Verletzte in Halmer"},
            {"content": "Das korrigierte die Feuerwehr: Es gab drei Verletzte in Halmer"},
            "corrects",
        ),
        (
            {"content": "Die Rauchmelder hätten nicht funktioniert"},
            {"content": "Die Heimleiterin bestritt das.", "act": "deny"},
            "denies",
        ),
        (
            {"content": "Es seien 200 Stellen genannt worden"},
            {"content": "Die Werft widersprach dieser Darstellung", "act": "deny"},
            "denies",
        ),
        (
            {"content": "Das Gericht habe die Zeugen nie gehört"},
            {"content": "Alle Zeugen seien gehört worden", "cue": "widersprach", "act": "deny"},
            "denies",
        ),
    ],
)
def test_a_denial_finds_what_it_denies(denied: dict[str, Any], denying: dict[str, Any], expected: str) -> None:
    one = said(key="b", article="one", start=0, speaker_id="v", **denied)
    other = said(key="a", article="one", start=120, speaker_id="h", **denying)
    assert relation(one, other) == (expected, "a")


def test_who_takes_back_takes_back_his_own_words() -> None:
    one = said("Der Verband habe den Verein belogen", "a", speaker_id="v", act="accuse", article="one")
    own = said("Er nahm zurück, dass der Verband den Verein belogen habe", "b", speaker_id="v", article="two", day=2)
    assert relation(one, own) == ("takes back", "b")


def test_nobody_takes_back_what_others_said() -> None:
    own = said("Er nahm zurück, dass der Verband den Verein belogen habe", "b", speaker_id="v", speaker="Jan Vogt")
    words = "Der Verband habe den Verein belogen"
    assert relation(said(words, speaker_id="h", speaker="Vera Holm", act="accuse"), own) is None
    assert relation(said(words, speaker_id="x", speaker="Vogt", act="accuse"), own) == ("takes back", "b")


def test_who_gives_another_figure_the_next_day_corrects_himself() -> None:
    one = said("Bei dem Brand in Halmer starben 5 Menschen", "b", speaker_id="p", speaker="Polizei")
    then = said("Bei dem Brand in Halmer starben 4 Menschen", "a", day=1, speaker_id="q", speaker="Polizei")
    assert relation(one, then) == ("corrects", "a")


def test_a_denial_that_points_back_means_the_nearest_and_accusations_are_several() -> None:
    first = said("Die Werft habe Öl in den Hafen geleitet", "a", article="one", act="accuse", speaker_id="v")
    then = said("Die Belegschaft sei getäuscht worden", "b", article="one", start=80, act="accuse", speaker_id="w")
    for content, denied in (
        ("Die Werft wies den Vorwurf zurück", ["b"]),
        ("Die Werft wies die Vorwürfe zurück", ["a", "b"]),
        ("Das stimme nicht", ["b"]),
        ("Das ist der falsche Weg", []),
    ):
        denying = said(content, "c", article="one", start=160, act="deny", speaker_id="h")
        assert [(one.claim_id, one.other_id) for one in find_relations([first, then, denying])] == [
            ("c", other) for other in denied
        ]


def test_what_says_nothing_denies_nothing() -> None:
    one = said("Die Bank wird verkauft", "a", article="one", act="accuse", speaker_id="v")
    other = said("Die Bank lehnte eine Stellungnahme ab", "b", article="one", start=90, speaker_id="h", act="deny")
    assert relation(one, other) is None


def test_an_article_does_not_confirm_itself() -> None:
    content = "Deutschland werde seinen Beitrag leisten"
    assert find_relations([said(content, article="one"), said(content, "b", article="one")]) == []


def test_only_articles_of_the_same_week_are_compared() -> None:
    one = said("Deutschland werde seinen Beitrag leisten")
    assert [made.relation for made in find_relations([one], [said(one.content, "b", day=3)])] == ["says the same"]
    no = "Deutschland werde seinen Beitrag nicht leisten"
    assert [made.relation for made in find_relations([one], [said(no, "b", day=7)])] == ["contradicts"]
    assert find_relations([one], [said(no, "b", day=8)]) == []


WORDS = st.sampled_from(
    ["Werft", "Hafen", "Bürgermeisterin", "Lieferprobleme", "Gutachten", "850 Tote", "nicht", "steigt", "sinkt"]
)
CLAIMS = st.lists(st.tuples(st.lists(WORDS, min_size=2, max_size=7), st.integers(0, 9), st.integers(0, 3)), max_size=10)


def made(lines: list[tuple[list[str], int, int]]) -> list[Compared]:
    """Claims of articles that have one day each."""
    days = {article: day for _, day, article in lines}
    return [
        said(" ".join(words), f"{i:02}", days[article], f"article {article}", start=90 * i)
        for i, (words, _, article) in enumerate(lines)
    ]


@given(lines=CLAIMS)
def test_nothing_is_missed_by_looking_up_words(lines: list[tuple[list[str], int, int]]) -> None:
    pairs = [pair for pair in combinations(made(lines), 2) if looked_at(*pair)]
    expected = {found for pair in pairs if (found := link(*pair)) is not None}
    assert set(find_relations(made(lines))) == expected


@given(lines=CLAIMS, cut=st.integers(0, 4), order=st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(lines: list[tuple[list[str], int, int]], cut: int, order: Any) -> None:
    shuffled = made(lines)
    order.shuffle(shuffled)
    first = [one for one in shuffled if int(one.document_id[-1]) < cut]
    then = [one for one in shuffled if one not in first]
    found: list[Link] = [*find_relations(first), *find_relations(then, first)]
    assert sorted(found) == find_relations(made(lines))
