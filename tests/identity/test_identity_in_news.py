"""Constructions of everyday news: whom each phrase means and which way a claim came, a sentence a rule."""

from __future__ import annotations

import pytest

from tests.identity.resolved import read

#: A text, words in it (the first place where they stand), and the name and kind of whom they mean.
MEANT = [
    # Bodies: what stands beside a common noun makes it a name.
    ("Die polnische Armee rückte ab.", "Armee", "Armee (Polen)", "organisation"),
    (
        "Das US-Verteidigungsministerium schwieg.",
        "US-Verteidigungsministerium",
        "US-Verteidigungsministerium",
        "organisation",
    ),
    ("Das Werk kam in das Museum in Emden.", "Museum", "Museum Emden", "organisation"),
    ("Das meldete das Institut für Deichkunde am Dienstag.", "Institut", "Institut für Deichkunde", "organisation"),
    ("Der Verband Pro Deich lobte den Plan.", "Pro Deich", "Verband Pro Deich", "organisation"),
    ("Der Konzern Siemens baut um.", "Siemens", "Siemens", "organisation"),
    ("Die EU-Kommission droht mit Strafen.", "EU-Kommission", "EU-Kommission", "government"),
    (
        "Nach Angaben der Deutschen Umwelthilfe fehlt Geld.",
        "Deutschen Umwelthilfe",
        "Deutsche Umwelthilfe",
        "organisation",
    ),
    (
        "Das sagte der Chef des Deutschen Fußball-Bundes.",
        "Deutschen Fußball-Bundes",
        "Deutscher Fußball-Bund",
        "organisation",
    ),
    ("In der Europäischen Union gilt das nicht.", "Europäischen Union", "Europäische Union", "organisation"),
    ("Die Freien Demokraten stimmten dagegen.", "Freien Demokraten", "FDP", "party"),
    ("Die Regierung der Nordprovinz forderte Geld.", "Die Regierung", "Regierung der Nordprovinz", "government"),
    # The same body again.
    (
        "Das Bankhaus Hauck schwieg. Hauck prüfe alles, hieß es.",
        "Hauck prüfe",
        "Bankhaus Hauck",
        "organisation",
    ),
    (
        "Das Bankhaus Terhorst wuchs. Das sei gut so, erklärte das Institut.",
        "das Institut",
        "Bankhaus Terhorst",
        "organisation",
    ),
    (
        "Die polnische Zentralbank schwieg. Laut staatlichem statistischen Institut sinkt der Umsatz.",
        "staatlichem statistischen Institut",
        "staatliches statistisches Institut",
        "organisation",
    ),
    (
        "Die Gewerkschaft Verdi drohte. Siemens schwieg. Die Gewerkschaft sagte, es reiche.",
        "Die Gewerkschaft sagte",
        "Verdi",
        "organisation",
    ),
    (
        "Der Kanal „Nebo“ meldete das. Die Agentur Tass schwieg. Der Kanal schrieb, es sei wahr.",
        "Der Kanal schrieb",
        "Nebo",
        "outlet",
    ),
    ("Das meldet die „New York Times“. Es sei teuer, schreibt die „Times“.", "Times“.", "New York Times", "outlet"),
    (
        "Die „Hallumer Rundschau“ kam zuerst. Der Preis steige, schrieb die Zeitung.",
        "die Zeitung",
        "Hallumer Rundschau",
        "outlet",
    ),
    # Reports are of the press or papers of their own.
    ("Laut dem Prüfbericht ist der Deich marode.", "dem Prüfbericht", "Prüfbericht", "document"),
    # Persons.
    ("Ursula von der Leyen kam. Das sei gut, sagte von der Leyen.", "von der Leyen.", "Ursula von der Leyen", "person"),
    ("Hannelore Kraft (SPD) kam. Das sei gut, sagte Kraft.", "Kraft.", "Hannelore Kraft", "person"),
    ("Ruth Lange kam. Der Deich halte, meint Lange.", "Lange.", "Ruth Lange", "person"),
    ("Der Abgeordnete Mathis Vogel (Grüne) kam.", "Mathis Vogel", "Mathis Vogel", "person"),
    (
        "Das sagte der verkehrspolitische Sprecher der Grünen, Ingmar Peters.",
        "Ingmar Peters",
        "Ingmar Peters",
        "person",
    ),
    ("Anne-Lise Favre, Generalsekretärin des Bundes, kam.", "Anne-Lise Favre", "Anne-Lise Favre", "person"),
    (
        "Yasemin Demir-Müller kam. Yasemin Demir, wie sie hieß, ging.",
        "Yasemin Demir,",
        "Yasemin Demir-Müller",
        "person",
    ),
    ("Merkels Sprecher erklärte, sie bleibe.", "Sprecher", "Sprecher von Angela Merkel", "person"),
    ("Ein Sprecher Koch-Mehrins sagte, sie trete zurück.", "Ein Sprecher", "Sprecher von Koch-Mehrin", "person"),
    ("Das Robert Koch-Institut warnt vor Grippe.", "Robert Koch-Institut", "Robert Koch-Institut", "organisation"),
    # Unnamed sources.
    (
        "Das meldet die „Zeit“ unter Berufung auf zwei mit dem Vorgang vertraute Personen.",
        "vertraute Personen",
        "mit dem Vorgang vertraute Personen",
        "anonymous",
    ),
    (
        "Zwei namentlich nicht genannte US-Beamte sagten, es gehe voran.",
        "US-Beamte",
        "namentlich nicht genannte US-Beamte",
        "anonymous",
    ),
    # Governments act, places do not.
    ("Streit um Gas Oslo warnt Europa", "Oslo", "Regierung (Norwegen)", "government"),
    ("Eigene Soldaten wolle Oslo nicht schicken, sagte er.", "Oslo", "Regierung (Norwegen)", "government"),
    ("Londons Bürgermeister sagte, es sei kalt.", "Londons", "London", "place"),
    ("Er reiste nach Brüssel.", "Brüssel", "Brüssel", "place"),
]


@pytest.mark.parametrize(("text", "words", "name", "kind"), MEANT, ids=[f"{t[:40]}…{w}" for t, w, _, _ in MEANT])
def test_whom_the_words_mean(text: str, words: str, name: str, kind: str) -> None:
    found = read(text)
    at = text.index(words)
    mention = next(m for m in found.resolution.mentions if m.start < at + len(words) and at < m.end)
    entity = next(e for e in found.resolution.entities if e.entity_id == mention.entity_id)
    assert (entity.name, entity.kind) == (name, kind)


#: A text, and the chains of its claims in order.
CAME_BY = [
    # Who acts after a claim takes over the free indirect speech that follows.
    (
        "Ruth Becker fordert ein Verbot. Ole Ihde winkte ab. Er habe keine Zeit.",
        [[("speaker", "Ruth Becker")], [("speaker", "Ole Ihde")]],
    ),
    # A framed claim without a speaker is nobody's rather than the last speaker's.
    (
        "Ruth Becker sagte, der Deich halte. Ersten Angaben zufolge brach er am Abend.",
        [[("speaker", "Ruth Becker")], []],
    ),
    # What stands in the frame answers for it.
    (
        "Die Partei war dafür. „Das stinkt“, meinte deren Klubobfrau Marlene Stern.",
        [[("speaker", "Marlene Stern")]],
    ),
    # One's own words.
    ("Ein Spaziergänger fand nach eigenen Worten einen Ring.", [[("speaker", "Spaziergänger")]]),
    ("Nach Polizeiangaben brannte es drei Stunden.", [[("speaker", "Polizei")]]),
    # Who rests on whom, in the sentence before or behind.
    (
        "Auch die Agentur Bloomberg berichtete von einem Bieter. Sie berief sich auf drei Beamte.",
        [[("cites", "Bloomberg"), ("rests on", "Beamte")]],
    ),
    (
        "Unter Berufung auf die „Zeit“ meldete die Agentur dpa, der Deich sei marode.",
        [[("cites", "dpa"), ("rests on", "Die Zeit")]],
    ),
]


@pytest.mark.parametrize(("text", "chains"), CAME_BY, ids=[t[:50] for t, _ in CAME_BY])
def test_the_way_a_claim_came_by(text: str, chains: list[list[tuple[str, str]]]) -> None:
    assert [list(way) for way in read(text).chains] == chains


def test_the_police_of_two_towns_are_two() -> None:
    one = read("Die Polizei sucht Zeugen.", document_id="1").entity("Polizei")
    two = read("Die Polizei sucht Zeugen.", document_id="2").entity("Polizei")
    assert one.name == two.name == "Polizei"
    assert one.entity_id != two.entity_id
    assert read("Die Polizei Emden sucht Zeugen.", document_id="1").entity("Polizei Emden").entity_id == (
        read("Das sagte die Polizei Emden.", document_id="2").entity("Polizei Emden").entity_id
    )


def test_two_spokesmen_are_told_apart_by_their_bodies() -> None:
    found = read(
        "Ein Sprecher der Feuerwehr sagte, das Feuer sei aus. Ein Sprecher des Unternehmens sagte, es sei versichert. "
        "Man habe 200 Kräfte im Einsatz, sagte der Sprecher der Feuerwehr. Der Unternehmenssprecher dankte."
    )
    fire, firm = found.entity("Ein Sprecher", 0), found.entity("Ein Sprecher", 1)
    assert found.entity("der Sprecher") == fire
    assert found.entity("Der Unternehmenssprecher") == firm


def test_what_is_known_of_unnamed_sources() -> None:
    found = read("Zwei namentlich nicht genannte US-Beamte sagten, es gehe voran.")
    (unnamed,) = [s for s in found.resolution.sources if s.kind == "anonymous"]
    assert (unnamed.count, unnamed.country) == (2, "US")
    assert "namentlich nicht genannt" in (unnamed.reason or "")


def test_things_do_not_speak() -> None:
    assert not [s for s in read("Das Wasser stand hoch, erzählt der Torf.").resolution.sources if s.kind != "outlet"]


def test_relatives_and_nationalities_are_no_offices() -> None:
    found = read("Die Norwegerin Ida Ihde und ihr Bruder Ole Ihde kamen.")
    assert not found.resolution.roles
    assert found.entity("Ida Ihde").country_code == "NO"


def test_places_have_the_code_they_have() -> None:
    found = read("In Bayern und in Vorarlberg regnet es. In Polen schneit es. Der FC Bayern München verlor.")
    codes = {found.text[m.start : m.end]: m.entity_id for m in found.resolution.mentions}
    of = {e.entity_id: e.country_code for e in found.resolution.entities}
    assert [of[codes[name]] for name in ("Bayern", "Vorarlberg", "Polen")] == ["DE-BY", "AT-8", "PL"]
    assert not found.mentions(found.entity("Bayern"))[1:]


def test_a_land_that_acts_is_its_government() -> None:
    assert read("Hessen fordert mehr Geld.").entity("Hessen").name == "Regierung (Hessen)"


def test_a_seat_lies_in_a_country() -> None:
    assert read("Er reiste nach Brüssel.").entity("Brüssel").country_code == "BE"


def test_a_paper_that_speaks_of_itself() -> None:
    found = read(
        "Die Bahn wusste es. Das geht aus einer Mail hervor, die dieser Redaktion vorliegt.", outlet="Der Spiegel"
    )
    assert found.entity("dieser Redaktion").name == "Der Spiegel"


def test_the_town_s_police_is_not_that_of_a_country_named_later() -> None:
    found = read(
        "Nach Polizeiangaben fielen Schüsse in Duisburg. Die Polizei sagte, es gebe keine Spur. "
        "Von der italienischen Polizei kam die Information, es handele sich um einen Clan."
    )
    assert [found.source(found.entity(w)).name for w in ("Polizei", "Die Polizei", "italienischen Polizei")] == [
        "Polizei",
        "Polizei",
        "Polizei (Italien)",
    ]


def test_a_name_beside_a_pronoun_is_not_it() -> None:
    found = read(
        "Der Pilot Karl Brandt flog nach Emden. Mit seinen Kollegen Edwin Abel und Michael Kolb lenkte er das Boot und "
        "meldete sich mit den Worten: „Wir sind da.“"
    )
    assert found.chains == ((("speaker", "Karl Brandt"),),)


@pytest.mark.parametrize("words", ["Nach Angaben von Experten ist", "Laut Experten ist", "Experten zufolge ist"])
def test_several_are_not_the_one_before(words: str) -> None:
    found = read(f"Minister Max Abel kam zu früh. {words} der Weg frei.")
    assert found.chains == ((("speaker", "Experten"),),)


def test_an_office_is_told_in_every_case() -> None:
    found = read(
        "Der Präsident des Verbands, Karl Mies, kam. Nach der Rechnung des Präsidenten sinkt die Schuld. "
        "Von Ermittlern wurde der Plan als falsch bezeichnet."
    )
    assert {s.name for s in found.resolution.sources} == {"Ermittler", "Karl Mies"}


def test_an_unnamed_judge_stays_the_judge() -> None:
    found = read(
        "Ein ehemaliger Amtsrichter sagte, Abel habe gelogen. Karl Abel schweigt. "
        "Nach den Ermittlungen des Richters war Abel dabei."
    )
    assert found.entity("des Richters") == found.entity("Ein ehemaliger Amtsrichter")


def test_a_country_that_is_a_paper_too() -> None:
    found = read("In Österreich regnet es. Die Zeitung „Österreich“ schrieb, es schneie.")
    assert found.entity("Österreich").kind == "place"
    assert found.chains == ((("cites", "Österreich"),),)


def test_a_full_name_that_only_the_headline_has() -> None:
    found = read("Silvana Kruse legt Protest ein\n\nKruse sagte, sie klage.")
    assert found.entity("Kruse sagte").name == "Silvana Kruse"
