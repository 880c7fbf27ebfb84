"""Who is meant: names, offices, noun phrases, pronouns and the traps that names set, through the real pipeline."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from quellenlage import words as tables
from quellenlage.reliance import cues
from tests.identity.resolved import DAY, Read, read

ARTICLE = """Streit um die Küstenwache

Norwegens Ministerin am Kai. (Quelle: Imke Ann Berends/AP/dpa/dpa-bilder)

Oslo will nach einem Bericht der „Financial Times“ zwölf Schiffe nach Odessa schicken. Oslo sei dazu bereit, \
berichtete die Zeitung unter Berufung auf vier norwegische und dänische Diplomaten. Das US-Blatt schreibt außerdem, \
der Vertrag sei fertig. Die „Financial Times“ hatte schon im Mai gemeldet, die Schiffe seien bestellt.

Vizekanzler und Finanzminister Lars Klingbeil (SPD) sagte bei einem Besuch in Odessa, Berlin werde die Hälfte zahlen. \
„Wir halten unser Wort“, erklärte Klingbeil. Mehr sei nicht zu sagen, betonte er. Der Vizekanzler reiste am Abend ab.
"""


@pytest.fixture(scope="module")
def article() -> Read:
    return read(ARTICLE, outlet="Der Spiegel")


def test_one_outlet_under_four_wordings(article: Read) -> None:
    times = article.entity("Financial Times")
    assert times.kind == "outlet"
    assert {"Financial Times", "die Zeitung", "Das US-Blatt"} <= set(article.mentions(times))
    assert "US-Blatt" in (article.source(times).description or "").split("|")


def test_offices_and_party_are_roles_of_the_day(article: Read) -> None:
    minister = article.entity("Lars Klingbeil")
    assert {("Vizekanzler", None), ("Finanzminister", None), ("Mitglied", "SPD")} <= article.roles(minister)
    assert {r.as_of for r in article.resolution.roles} == {DAY}
    assert {"Lars Klingbeil", "Klingbeil", "er", "Der Vizekanzler"} <= set(article.mentions(minister))


def test_unnamed_officials_are_one_source_with_their_number(article: Read) -> None:
    (unnamed,) = [s for s in article.resolution.sources if s.kind == "anonymous"]
    assert (unnamed.count, unnamed.country) == (4, "NO|DK")
    assert unnamed.description == "norwegische und dänische Diplomaten"


def test_photo_credits_are_sources(article: Read) -> None:
    assert article.source(article.entity("Imke Ann Berends")).kind == "person"
    assert article.source(article.entity("AP")).kind == "agency"
    assert article.entity("dpa-bilder") == article.entity("dpa")


def test_a_capital_that_acts_is_a_government_else_a_place(article: Read) -> None:
    assert (article.entity("Oslo", 0).kind, article.entity("Oslo", 0).country_code) == ("government", "NO")
    assert article.entity("Oslo", 1) == article.entity("Oslo", 0)
    assert article.entity("Berlin").kind == "government"
    assert article.entity("Odessa", 1).kind == "place"


def test_the_chain_runs_from_the_reader_outwards(article: Read) -> None:
    assert (
        ("prints", "Der Spiegel"),
        ("cites", "Financial Times"),
        ("rests on", "norwegische und dänische Diplomaten"),
    ) in article.chains
    assert (("prints", "Der Spiegel"), ("speaker", "Lars Klingbeil")) in article.chains
    for number in {a.claim for a in article.resolution.attributions}:
        hops = [a.hop for a in article.resolution.attributions if a.claim == number]
        assert hops == list(range(len(hops)))


def test_what_a_row_says_is_what_stands_there(article: Read) -> None:
    for a in article.resolution.attributions:
        assert a.start is None or (a.end is not None and ARTICLE[a.start : a.end].strip())
    spans = [(m.start, m.end) for m in article.resolution.mentions]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_the_same_article_reads_the_same(article: Read) -> None:
    assert read(ARTICLE, outlet="Der Spiegel").resolution == article.resolution


def test_ids_are_the_same_across_articles() -> None:
    one = read("Das sagte Vizekanzler Lars Klingbeil (SPD) am Montag in Emden.", document_id="1")
    two = read("Finanzminister Lars Klingbeil widersprach. Die SPD schwieg.", document_id="2")
    assert one.entity("Lars Klingbeil").entity_id == two.entity("Lars Klingbeil").entity_id
    assert one.entity("SPD").entity_id == two.entity("SPD").entity_id


@pytest.mark.parametrize("name", ["Wolodymyr Selenskyj", "Wladimir Selenski", "Volodymyr Zelensky", "Selenskyj"])
def test_spellings_of_a_name_meet(name: str) -> None:
    found = read(f"Präsident {name} sagte am Montag in Kiew, die Fähre fahre wieder.", document_id=name)
    assert found.entity(name).entity_id == read("Präsident Wolodymyr Selenskyj kam.").entity("Selenskyj").entity_id


def test_two_people_of_one_name_stay_two() -> None:
    one = read("Der Senator Ole Ihde (SPD) sagte, der Deich halte.").entity("Ole Ihde")
    two = read("Der Landrat Ole Ihde (CDU) sagte, der Deich halte nicht.").entity("Ole Ihde")
    coach = read("Trainer Ole Ihde sagte, die Abwehr halte.").entity("Ole Ihde")
    assert len({one.entity_id, two.entity_id, coach.entity_id}) == 3


def test_surnames_that_are_words() -> None:
    found = read(
        "Landrätin Petra Sonntag (CDU) will am Sonntag entscheiden. Das Haus sei klein, sagte Sonntag. "
        "Am Sonntag war Peter Klein dagegen. Klein sagte, lange warte er nicht mehr."
    )
    sonntag, klein = found.entity("Petra Sonntag"), found.entity("Peter Klein")
    assert found.entity("Sonntag", 2) == sonntag
    assert found.entity("Klein", 1) == klein
    assert "Sonntag" not in [found.text[m.start : m.end] for m in found.resolution.mentions if m.start < 45]
    assert found.mentions(sonntag) == ["Petra Sonntag", "Sonntag"]


def test_double_names_are_not_their_halves() -> None:
    found = read(
        "Anke Müller-Ihde und Ruth Müller stritten. Müller-Ihde sagte, der Deich halte. Müller sagte, er halte nicht."
    )
    assert found.entity("Müller-Ihde", 1) == found.entity("Anke Müller-Ihde")
    assert found.entity("Müller sagte") == found.entity("Ruth Müller")
    assert found.entity("Ruth Müller") != found.entity("Anke Müller-Ihde")


def test_der_sprecher_twice_is_two_people() -> None:
    found = read(
        "Ein Sprecher der Polizei sagte, die Straße sei gesperrt. Der Sprecher sagte, sie bleibe es bis Montag.\n\n"
        "Ein Sprecher der Feuerwehr sagte, das Haus sei verloren. Der Sprecher sagte, verletzt sei niemand."
    )
    police, fire = found.entity("Ein Sprecher", 0), found.entity("Ein Sprecher", 1)
    assert police != fire
    assert [found.entity("Der Sprecher", n) for n in (0, 1)] == [police, fire]


def test_a_person_and_a_ship_of_one_name() -> None:
    found = read("Der Reeder Heinrich Vogt sagte, das Schiff sei heil. Die Fähre „Heinrich Vogt“ lag in Emden.")
    assert found.entity("Heinrich Vogt", 0).kind == "person"
    assert found.entity("Heinrich Vogt", 1).kind == "object"


def test_a_party_and_a_colour() -> None:
    found = read(
        "Die Grünen lehnten das ab. Das Haus im Grünen hat eine grüne Tür, sagte die Abgeordnete Ida Ihde (Grüne)."
    )
    party = found.entity("Grünen", 0)
    assert (party.kind, party.name) == ("party", "Grüne")
    assert found.mentions(party) == ["Grünen", "Grüne"]


def test_a_name_by_its_title_where_two_share_it() -> None:
    found = read("Ole Ihde und Ida Ihde stritten. Frau Ihde sagte, der Deich halte. Herr Ihde sagte, er halte nicht.")
    assert found.entity("Ihde sagte", 0) == found.entity("Ida Ihde")
    assert found.entity("Ihde sagte", 1) == found.entity("Ole Ihde")


def test_why_a_source_is_unnamed_is_kept() -> None:
    found = read("Ein Beamter, der namentlich nicht genannt werden will, sagte, der Deich sei marode.")
    (unnamed,) = [s for s in found.resolution.sources if s.kind == "anonymous"]
    assert unnamed.count == 1
    assert unnamed.reason == "namentlich nicht genannt werden will"


def test_a_paper_told_by_a_person_is_cited() -> None:
    found = read("„Der Deich hält“, sagte Senator Ole Ihde (SPD) der „Zeit“.", outlet="n-tv")
    assert found.chains == ((("prints", "n-tv"), ("cites", "Die Zeit"), ("speaker", "Ole Ihde")),)


@pytest.mark.parametrize("row", tables.rows("nouns.csv"), ids=lambda row: row["noun"])
def test_every_noun_is_known_in_its_example(row: tables.Row) -> None:
    words = re.findall(r"[\w-]+", row["example"])
    known = [entry for word in words if word[:1].isupper() or "-" in word if (entry := tables.noun(word)) is not None]
    if " " not in row["noun"]:
        assert row["class"] in {entry.kind for entry in known}


@pytest.mark.parametrize("row", tables.rows("particles.csv"), ids=lambda row: row["word"])
def test_a_particle_belongs_to_the_family_name(row: tables.Row) -> None:
    assert row["word"] in tables.split_name(row["example"])[1].split()


@pytest.mark.parametrize("row", tables.rows("transliteration.csv"), ids=lambda row: row["example"])
def test_every_rewriting_makes_its_example_meet(row: tables.Row) -> None:
    one, other = row["example"].split(" = ")
    assert tables.fold(row["where"], one) == tables.fold(row["where"], other)


@pytest.mark.parametrize("row", tables.rows("countries.csv"), ids=lambda row: row["country"])
def test_every_country_is_known_by_its_words(row: tables.Row) -> None:
    words = re.findall(r"[\w-]+", row["example"])
    found = {
        tables.country_of_adjective(w) or tables.country_of_compound(w) or tables.country_of_name(w) for w in words
    }
    assert row["country"] in found


@pytest.mark.parametrize("row", tables.rows("reliance.csv"), ids=lambda row: row["example"])
def test_every_cue_finds_whom_a_report_rests_on(row: tables.Row) -> None:
    assert any(pattern.search(row["example"]) for _, pattern in cues())
    found = read(row["example"]).resolution
    assert {"anonymous", "document"} & {e.kind for e in found.entities}
