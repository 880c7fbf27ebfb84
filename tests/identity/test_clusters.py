"""Which names mean one: namesakes, double names, genitives, initials, bare surnames, bodies. No text is read."""

from __future__ import annotations

import pytest

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster, cluster, organisation_key
from quellenlage.identity.named_mentions import NamedMention


def named(*names: NamedMention) -> list[Cluster]:
    """The clusters of names, each of which stands ten characters behind the one before."""
    for at, name in enumerate(names):
        name.start, name.end = 10 * at, 10 * at + 9
    return cluster(names, "d")


def person(name: str, **known: object) -> NamedMention:
    given, family = tables.split_name(name)
    found = NamedMention(0, 0, "person", name, given, family)
    for key, value in known.items():
        setattr(found, key, value)
    return found


def body(name: str, kind: str = "organisation", **known: object) -> NamedMention:
    found = NamedMention(0, 0, kind, name)
    for key, value in known.items():
        setattr(found, key, value)
    return found


def starts(clusters: list[Cluster]) -> dict[str, list[int]]:
    """Which of the names, counted from 0, each cluster has."""
    return {c.name: sorted(start // 10 for start, _, _ in c.mentions) for c in clusters}


def test_a_surname_means_who_bears_it() -> None:
    assert starts(named(person("Ole Ihde"), person("Ihde"))) == {"Ole Ihde": [0, 1]}


def test_a_surname_of_two_means_the_one_named_last() -> None:
    found = named(person("Ole Ihde"), person("Ida Ihde"), person("Ihde"))
    assert starts(found) == {"Ole Ihde": [0], "Ida Ihde": [1, 2]}


def test_gender_tells_namesakes_apart() -> None:
    found = named(person("Ole Ihde", gender="m"), person("Ida Ihde", gender="f"), person("Ihde", gender="m"))
    assert starts(found) == {"Ole Ihde": [0, 2], "Ida Ihde": [1]}


def test_an_office_tells_namesakes_apart() -> None:
    senator: list[tuple[str, str | None]] = [("Senator", None)]
    found = named(person("Ole Ihde", roles=senator), person("Ida Ihde"), person("Ihde", roles=senator))
    assert starts(found) == {"Ole Ihde": [0, 2], "Ida Ihde": [1]}


def test_a_party_tells_namesakes_apart() -> None:
    found = named(person("Ole Ihde", parties=["SPD"]), person("Ida Ihde"), person("Ihde", parties=["SPD"]))
    assert starts(found) == {"Ole Ihde": [0, 2], "Ida Ihde": [1]}


def test_a_genitive_is_the_name() -> None:
    assert starts(named(person("Ole Ihde"), person("Ihdes"))) == {"Ole Ihde": [0, 1]}
    assert starts(named(person("Ole Ihde"), person("Ole Ihdes"))) == {"Ole Ihde": [0, 1]}
    assert starts(named(person("Mies"), person("Mies"))) == {"Mies": [0, 1]}


def test_an_initial_is_the_given_name() -> None:
    assert starts(named(person("Ole Ihde"), person("O. Ihde"))) == {"Ole Ihde": [0, 1]}
    assert starts(named(person("Ole Ihde"), person("A. Ihde"))) == {"Ole Ihde": [0], "A. Ihde": [1]}


def test_a_double_name_is_who_had_one_half_before() -> None:
    found = named(person("Ida Demir-Müller"), person("Ida Demir"))
    assert starts(found) == {"Ida Demir-Müller": [0, 1]}


def test_half_of_a_double_name_is_somebody_else() -> None:
    found = named(person("Ida Müller-Ihde"), person("Ruth Müller"), person("Müller"), person("Müller-Ihde"))
    assert starts(found) == {"Ida Müller-Ihde": [0, 3], "Ruth Müller": [1, 2]}


def test_a_surname_of_nobody_is_of_this_article_alone() -> None:
    one, other = cluster([person("Quante")], "1"), cluster([person("Quante")], "2")
    assert one[0].entity_id != other[0].entity_id


def test_a_surname_of_somebody_known_is_theirs_in_every_article() -> None:
    one, other = cluster([person("Merkel")], "1"), cluster([person("Angela Merkel")], "2")
    assert one[0].entity_id == other[0].entity_id


def test_party_and_profession_keep_namesakes_of_two_articles_apart() -> None:
    senator = cluster([person("Ole Ihde", parties=["SPD"], walk="politics")], "1")[0]
    coach = cluster([person("Ole Ihde", walk="sport")], "2")[0]
    assert senator.entity_id != coach.entity_id


def test_a_short_name_is_the_only_longer_one() -> None:
    assert starts(named(body("Novaterm"), body("Novaterm Werke"))) == {"Novaterm Werke": [0, 1]}
    found = named(body("Novaterm"), body("Novaterm Werke"), body("Novaterm Netz"))
    assert starts(found) == {"Novaterm": [0], "Novaterm Werke": [1], "Novaterm Netz": [2]}


def test_an_abbreviation_in_brackets_is_the_name() -> None:
    found = named(body("Deutscher Deichbund", aliases=["DDB"]), body("DDB"))
    assert starts(found) == {"Deutscher Deichbund": [0, 1]}


def test_a_surname_in_the_name_of_one_body_is_the_body() -> None:
    assert starts(named(body("Bankhaus Terhorst"), person("Terhorst"))) == {"Bankhaus Terhorst": [0, 1]}


def test_a_local_body_is_of_this_article_alone() -> None:
    one, other = cluster([body("Polizei", local=True)], "1"), cluster([body("Polizei", local=True)], "2")
    assert one[0].entity_id != other[0].entity_id


@pytest.mark.parametrize("row", tables.rows("legal_forms.csv"), ids=lambda row: row["form"])
def test_a_legal_form_is_no_part_of_the_name(row: dict[str, str]) -> None:
    name = "Pro Deich" if row["example"].startswith("Pro Deich") else "Novaterm"
    assert organisation_key(row["example"]) == organisation_key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Deutsche Umwelthilfe", "Deutschen Umwelthilfe"), ("Deutscher Fußball-Bund", "Deutschen Fußball-Bundes")],
)
def test_the_cases_of_a_name_meet(one: str, other: str) -> None:
    assert organisation_key(one) == organisation_key(other)
