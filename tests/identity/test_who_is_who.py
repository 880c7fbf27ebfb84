"""Who speaks, and as what: a sentence for each rule that keeps one speaker from being taken for another."""

from __future__ import annotations

import pytest

from tests.identity.resolved import read

#: A text, and the last speaker in it with what it is.
SPEAKERS = [
    # The noun governs its phrase, not a name in it.
    ("„Wir spielen weiter“, versprach Tiedes Gitarrist. Die Sängerin Mona Tiede fehlte.", "Gitarrist", "person"),
    ("„Ich warte seit fünf Uhr“, sagte eine Rentnerin aus Dornburg.", "Rentnerin", "person"),
    (
        "Der Beirat für Menschen mit Behinderung bedauerte die Entscheidung.",
        "Beirat für Menschen mit Behinderung",
        "organisation",
    ),
    ("Der Senat der Universität Almen verlangte eine Aussprache.", "Senat der Universität Almen", "organisation"),
    ("Der Vorsitzende der Verwaltung Ole Ihde sagte, das Geld fehle.", "Ole Ihde", "person"),
    ("Wolters, ein früherer Berater Tramms, warnte vor Krieg. Das tat Tramm nie.", "Wolters", "person"),
    ("Die Deutsche Presse-Agentur berichtete, der Plan sei gekippt.", "dpa", "agency"),
    # A description that fits somebody else is a person of its own.
    (
        "Minister Ole Ihde lobte den Rat. Das Dorf sei leer, erklärte der Dorfratsvorsitzende.",
        "Dorfratsvorsitzender",
        "person",
    ),
    ("Trainer Ole Ihde ging. Der Übergangstrainer sagte, man kämpfe.", "Übergangstrainer", "person"),
    # A pronoun means the body, or whoever is unnamed, that is the subject before it.
    ("Ole Ihde ging. Der Verband glaubt daran. Er nannte den Plan einen „Schritt“.", "Verband", "organisation"),
    ("Julia Kolb ging. Die Behörde ärgerte sich. Man prüfe noch, teilte sie mit.", "Behörde", "organisation"),
    ("Ole Ihde ging. Ein Mann aus Halmer klagt. Es tue weh, sagte er.", "Mann aus Halmer", "anonymous"),
    ("Rieke Lahn lacht. Die Autoren zweifeln. Sie schreiben, es sei zu früh.", "Autoren", "anonymous"),
    ("Die Behörde ärgerte sich. Julia Kolb ging. Man prüfe noch, teilte sie mit.", "Julia Kolb", "person"),
    # Media in general, and reports of others.
    ("Der „Tagesspiegel“ zog um. Laut Medienberichten kostet das viel.", "Medienberichte", "anonymous"),
    ("Palästinensische Medien berichteten, der Mann sei tot.", "Palästinensische Medien", "anonymous"),
    ("Es gibt einen Lagebericht. „Es brennt“, heißt es in dem Bericht. Die „Welt“ schwieg.", "Lagebericht", "document"),
    ("Der Lärm nehme mit der Zeit ab, sagte Otto Sulzer. Er sei ruhig.", "Otto Sulzer", "person"),
    ("Laut CNN regnet es. Die Medien sprechen von Geiseln.", "Medien", "anonymous"),
    ("Die spanischen Zeitungen forderten Geld. Der Sender RNE schwieg.", "spanische Zeitungen", "anonymous"),
    # The full name of a body, its abbreviation, and that of a firm with what it is.
    (
        "Die Interessengemeinschaft Region Halmer (IGRH) tagte. Es sei gut, sagte die IGRH.",
        "Interessengemeinschaft Region Halmer",
        "organisation",
    ),
    (
        "Der Bundesverband Erneuerbare Energie kritisierte den Plan.",
        "Bundesverband Erneuerbare Energie",
        "organisation",
    ),
    ("Toyota wächst. Toyota will mehr bauen. Daihatsu gehört zur Toyota-Gruppe.", "Toyota", "organisation"),
    ("Das Dorf sei leer, teilte die XBRV mit.", "XBRV", "organisation"),
    # What a noun before a name says that it is.
    ("Im Bezirk Kajaki brannte es. Der Gouverneur teilte mit, dass alle leben.", "Gouverneur", "person"),
    ("Als „Geschenk“ bezeichnet die Archäologin Montserrat Sanz den Fund.", "Montserrat Sanz", "person"),
    # The number and the case that the article tells.
    ("Laut diesem Zeugen hat es gebrannt.", "Zeuge", "anonymous"),
    # Particles of names.
    (
        "Der Niederländer Pieter van den Berg kam. Van den Berg sagte, es sei gut.",
        "Pieter van den Berg",
        "person",
    ),
    ("Dieser Angriff sei falsch, sagte al-Dschubair am Sonntag.", "al-Dschubair", "person"),
    ("Die Laudatio hielt Jean-Pierre Le Gall. Le Gall nannte seine Schülerin „stur“.", "Jean-Pierre Le Gall", "person"),
    ("Dunkel ist es laut ai-Bericht überall.", "ai-Bericht", "document"),
    ("Das reicht nach Meinung der Landes-SPD nicht.", "SPD", "organisation"),
    # Namesakes, given names alone, surnames of two parts, joined names.
    ("Uwe Handel siegte. Ute Handel ist seine Frau. „Es war hart“, sagte Handel.", "Uwe Handel", "person"),
    ("Carlos Gómez Sáez traf. „Ich bin froh“, sagte Gómez Sáez.", "Carlos Gómez Sáez", "person"),
    ("Petra Lahns Worte wirken. Die Steuer muss laut Lahn sinken.", "Petra Lahn", "person"),
    ("Am Abend bekam Tramm Gegenwind. Er bleibe, sagte Tramm.", "Tramm", "person"),
    (
        "Der Manager Vincio Luna schweigt. Sie werfen Luna Menschenhandel vor. Er warte, sagte Luna.",
        "Vincio Luna",
        "person",
    ),
    (
        "Trainer Jan Olm geht. Das soll Karl Bader Olm gesagt haben. Olm schwieg. Man kämpfe, sagte Bader.",
        "Karl Bader",
        "person",
    ),
    ("Enno F. muss gehen. Seine Schwester Ida F. bleibt. „Ich war es nicht“, sagt F.", "Enno F.", "person"),
    # Who is from a town.
    ("Ein Wagen brannte. Der Villacher gab an, er habe nichts gemerkt.", "Villacher", "person"),
    # Titles that are bodies too.
    ("Stadtrat Jörg Möller sagte, es fehle ein Geländer.", "Jörg Möller", "person"),
    ("Vorstand Timo Lauer sagte, man klage.", "Timo Lauer", "person"),
    ("Stadtrat Jörg Möller kam. Der Stadtrat stimmte zu.", "Stadtrat", "organisation"),
    ("Die EU will Downloads verbieten.", "Europäische Union", "government"),
    # Governments are what the tables or the text call so.
    ("Verdi und Komba sind dagegen. „Das reicht nicht“, schreibt Komba.", "Komba", "organisation"),
    ("Die Provinzregierung teilte mit, die Brücke sei zu.", "Provinzregierung", "government"),
    (
        "Die NRW-Landesregierung lehnt das ab. Die Landesregierung sagte, es fehle Geld.",
        "NRW-Landesregierung",
        "government",
    ),
    ("14 Prozent sagten, sie blieben weg.", "14 Prozent", "anonymous"),
]


@pytest.mark.parametrize(("text", "name", "kind"), SPEAKERS)
def test_the_speaker_and_what_it_is(text: str, name: str, kind: str) -> None:
    found = read(text)
    spoken = [chain[-1][1] for chain in found.chains if chain]
    kinds = {source.name: source.kind for source in found.resolution.sources}
    assert spoken
    assert (spoken[-1].rstrip("r"), kinds[spoken[-1]]) == (name.rstrip("r"), kind)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("„Das reicht“, sagten Anna Kolb und Peter Roth.", {"Anna Kolb", "Peter Roth"}),
        ("Kolb und Otto Ihde kamen. Beide warnten vor einem „Spiel“.", {"Kolb", "Otto Ihde"}),
        (
            "Der Politologe Timo Rast und seine Kollegin Eva Lang zweifeln. „Keiner will Krieg“, schreiben sie.",
            {"Timo Rast", "Eva Lang"},
        ),
        ("„Es eilt“, sagten Regisseur Otto Ihde und Hauptdarsteller Vin Diesel.", {"Otto Ihde", "Vin Diesel"}),
        ("Das Geld fehle, sagten China und Russland.", {"Regierung (China)", "Regierung (Russland)"}),
        ("Die Gewerkschaften Verdi und Verba forderten mehr Lohn.", {"Verdi", "Verba"}),
        ("„Das reicht“, sagte Anna Kolb von der Reederei Ihde.", {"Anna Kolb"}),
        (
            "Der Direktor des Museums, die Grünen und der BUND haben den Bau kritisiert.",
            {"Direktor des Museums", "Grüne", "BUND"},
        ),
        ("Polizei und Zoll suchten ihn. Sie teilten mit, der Mann sei gefasst.", {"Polizei", "Zoll"}),
        ("Der Sprecher der Polizei und der Feuerwehr sagte, es brenne.", {"Sprecher der Polizei und der Feuerwehr"}),
    ],
)
def test_each_of_several_speakers_has_a_claim(text: str, names: set[str]) -> None:
    assert {chain[-1][1] for chain in read(text).chains if chain} == names


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("„So nicht“, sagte Ole Kolb dem Westfälischen Anzeiger.", "Westfälischer Anzeiger"),
        ("„So nicht“, sagte Ole Kolb dem Portal „sport.de“.", "sport.de"),
        ("„So nicht“, sagte Ole Kolb dem Sender Arena TV.", "Arena TV"),
        ("„So nicht“, sagte Ole Kolb dem Handelskurier.", "Handelskurier"),
    ],
)
def test_an_outlet_that_the_registry_lacks_is_a_hop(text: str, outlet: str) -> None:
    assert read(text).chains == ((("cites", outlet), ("speaker", "Ole Kolb")),)


def test_what_goes_on_after_an_outlet_is_the_speaker_s() -> None:
    found = read("„So nicht“, sagte Ole Kolb der „Welt“. Das habe der Rat beschlossen.")
    speakers = found.resolution.speakers
    assert speakers[0] is not None
    assert len(set(speakers)) == 1


def test_two_names_without_a_comma_are_two_persons() -> None:
    found = read("Es fehlten Pepe Gardel Erik Haller am Sonntag.")
    assert {e.name for e in found.resolution.entities if e.kind == "person"} == {"Pepe Gardel", "Erik Haller"}


def test_the_office_of_one_is_not_given_to_the_name_behind_it() -> None:
    found = read("Jörg Hahn, der frühere Vizekanzler der Grünen, Julia Kloppe und andere kamen.")
    assert found.roles(found.entity("Julia Kloppe")) == set()
    assert ("Vizekanzler", "Grünen") in found.roles(found.entity("Jörg Hahn"))


def test_a_body_is_not_cut_at_the_full_stop_of_a_number() -> None:
    found = read("Ole Ihde, Geschäftsführer des 1. FC Halmer, kam.")
    assert found.roles(found.entity("Ole Ihde")) == {("Geschäftsführer", "1. FC Halmer")}


def test_a_national_team_is_no_government() -> None:
    found = read("Spanien und Japan scheiterten in der Gruppenphase.")
    assert {e.kind for e in found.resolution.entities} == {"place"}


def test_a_body_is_called_again_by_its_noun() -> None:
    found = read("Der Thüringer Bauernverband mahnt. Die Ernte sei schlecht, sagt der Bauernverband.")
    assert {e.name for e in found.resolution.entities if e.kind == "organisation"} == {"Thüringer Bauernverband"}


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("„Das kommt“, sagte Anna Kolb in der ARD-Sendung „Halmer am Abend“.", ["Halmer am Abend", "Anna Kolb"]),
        ("Anna Kolb sagte bei „Peter Roth“, das Bad bleibe offen.", ["Peter Roth", "Anna Kolb"]),
        ("Der Deich ist zu niedrig. Das geht aus einem Bericht hervor, der dem NDR vorliegt.", ["NDR", "Bericht"]),
        ("Wie das Portal „Elbblick“ berichtet, hat die Werft Verluste gemacht.", ["Elbblick"]),
        ("Es brannte. Das berichtet die Zeitung „Elbblick“ unter Berufung auf die Polizei.", ["Elbblick", "Polizei"]),
        ("Zum Streit schreibt die „Lahnzeitung“: „Das reicht nicht.“", ["Lahnzeitung"]),
        ("Der Zoo ist zu. Mutter und Kind seien wohlauf, teilte der Zoo mit.", ["Zoo"]),
        ("Man prüfe noch, hieß es auf APA-Anfrage aus dem Büro der Landrätin.", ["Büro der Landrätin"]),
        ("Laut einer Umfrage im Auftrag von RTL sinkt die Zahl.", ["RTL", "Umfrage"]),
        ("42 Prozent der Befragten halten den Plan für falsch.", ["42 Prozent der Befragten"]),
    ],
)
def test_by_whom_a_claim_came(text: str, chain: list[str]) -> None:
    assert [name for _, name in read(text).chains[-1]] == chain


def test_the_paper_told_is_not_who_tells_it() -> None:
    found = read("Anna Kolb geht. Der Zeitung „Elbblick“ hatte sie im Mai gesagt, sie wolle bleiben.")
    assert found.said[-1] == ("sie wolle bleiben", "Anna Kolb")


def test_they_are_not_who_spoke_alone_before() -> None:
    found = read("Anna Kolb sagte, das Bad bleibe offen. Sie wollen sich im März treffen.")
    assert found.said[-1][1] is None
