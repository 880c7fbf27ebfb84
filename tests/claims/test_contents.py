"""What is said, and how: extents, marks of every house, negation, hedge and act sentence by sentence."""

from __future__ import annotations

import pytest

from tests.conftest import Finder


def contents(claims_in: Finder, text: str) -> list[list[str]]:
    return [[span.of(text) for span in c.content] for c in claims_in(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Der Damm sei, so Karin Abel, viel zu alt.", ["Der Damm sei", "viel zu alt"]),
        ("Das sei, sagte Abel, „ein Irrtum“.", ["Das sei", "„ein Irrtum“"]),
        ("Der Wirt habe, so die Polizei, keine Lizenz gehabt.", ["Der Wirt habe", "keine Lizenz gehabt"]),
        ("Der Streit teile, so Abel, nicht nur Dörfer, sondern auch Familien.",
         ["Der Streit teile", "nicht nur Dörfer, sondern auch Familien"]),
        ("Das Tor bleibe zu, warnte Abel, da es klemme.", ["Das Tor bleibe zu", "da es klemme"]),
        ("Der Damm ist laut Abel „Murks“.", ["Der Damm ist", "„Murks“"]),
        ("Sie sagte, sie wehre sich, und er sollte das wissen.", ["sie wehre sich, und er sollte das wissen"]),
        ("Damit ist Halm nach Angaben des Amts größter Exporteur.", ["Damit ist Halm", "größter Exporteur"]),
        ("Das Rad ist laut den Gästen und den Wirten leichter.", ["Das Rad ist", "leichter"]),
        ("Der Bau soll laut Amt die „Nachbarschaft stärken“ – sprich, die Mieten treiben.",
         ["Der Bau soll", "die „Nachbarschaft stärken“"]),
        ("Der Damm halte, sagte Abel: „Er ist neu.“", ["Der Damm halte"]),
        ("Die Wirte sehen das anders: Drei Höfe haben nach Angaben der Stadt geschlossen.",
         ["Drei Höfe haben", "geschlossen"]),
        ("Die Wirte sehen das anders: Wie die Stadt mitteilt, haben drei Höfe geschlossen.",
         ["haben drei Höfe geschlossen"]),
        ("Im Lager leben nach Berichten örtlicher Ämter neun Leute.", ["Im Lager leben", "neun Leute"]),
        ("Gemäss dem Amt steigen die Kosten.", ["steigen die Kosten"]),
        ("Emden - Der Damm hält“, sagte Karin Abel am Mittwoch.", ["Der Damm hält"]),
        ("Karin Abel, die früher Richterin war und heute im Rat sitzt, sagte, sie wisse es nicht.",
         ["sie wisse es nicht"]),
        ("Der Wirt hielt sich daran, dass offen sei, wann der Damm fertig werde.",
         ["dass offen sei, wann der Damm fertig werde"]),
    ],
)  # fmt: skip
def test_content_around_a_frame(text: str, parts: list[str], claims_in: Finder) -> None:
    assert parts in contents(claims_in, text)


def test_two_sources_each_with_its_clause(claims_in: Finder) -> None:
    text = "Derzeit gibt es laut Amt neun Höfe: Davon bestehen Karin Abel zufolge nur zwei seit Langem."
    found = contents(claims_in, text)
    assert ["Derzeit gibt es", "neun Höfe"] in found
    assert ["Davon bestehen", "nur zwei seit Langem"] in found


@pytest.mark.parametrize(
    "text",
    [
        "Sagte Abel wirklich: Der Damm hält?",
        "Aus deutscher Sicht war das Turnier vorbei.",
        "Nach starken Vorstellungen gegen Halm verlor Bergen.",
        "Die Kinder dürfen sich über ein Geschenk freuen.",
        "Der Wirt stand im Verdacht, das Geld genommen zu haben.",
        "Der Umzug fiel aus, weil sich der Wirt geweigert hatte.",
        "Bislang sind neun Opfer zu beklagen.",
        "Dann nennt sie sich „Licht“.",
    ],
)
def test_nobody_said_it(text: str, claims_in: Finder) -> None:
    assert not [c for c in claims_in(text) if c.speaker]


def test_a_question_asked_is_not_what_is_answered(claims_in: Finder) -> None:
    assert contents(claims_in, "Auf die Frage, ob er gehe, sagte Karl Abel nur: „Nein.“") == [["„Nein.“"]]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("„Wir geben nicht auf. Das Haus bleibt offen.\n\nIm Mai bauen wir an. Geld ist da“, sagt Abel.", 4),
        ("«Das sollte nie passieren», schrieb Abel. «Ich gehe. Ich entschuldige mich.»", 3),
        (">>Mag sein<<, sagte Karin Abel. <<Nein>>, sagte Uwe Fink.", 2),
        ("'Wir bauen weiter', sagte Karin Abel. ,,Ich nicht'', sagte Peter Roth.", 2),
        ('Abel sagte: "Wir bauen. Roth sagte: "Die Schule bleibt." Dann gingen sie.', 2),
    ],
)
def test_quotations_in_every_hand(text: str, count: int, claims_in: Finder) -> None:
    assert [c.type for c in claims_in(text)] == ["Direct"] * count


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Dass der Damm hält, glaubt Karin Abel nicht.", [True]),
        ("Der Sprecher wollte nicht bestätigen, dass der Damm hält.", [True]),
        ("„Keine Seite weiß es. Beide sind froh“, sagte Abel.", [True, False]),
        ("Karl Abel sagte: „Wir greifen an. Wir haben keine Angst.“", [False, True]),
        ("Die Stadt will nicht nur bauen, sondern auch sparen.", [False]),
        ("Abel sagte: „Wenn er schließt, bekommt er keinen Bonus.“", [True]),
        ("Der Wirt sagte: „Wer nicht kommt, verliert.“", [False]),
    ],
)
def test_negation_of_each_sentence(text: str, negated: list[bool], claims_in: Finder) -> None:
    assert [c.negated for c in claims_in(text)] == negated


def test_hedge_of_each_sentence(claims_in: Finder) -> None:
    found = claims_in("„Die Zinsen dürften sinken. Die Mieten steigen“, sagte Petra Olm.")
    assert [c.certainty for c in found] == ["hedged", "asserted"]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Nach Angaben des Amts soll Karl Abel davon wissen.", "hedged"),
        ("Nach Angaben des Amts soll die Brücke im Mai fertig sein.", "asserted"),
        ("Für die Tat soll er laut Polizei zwischen zwei und 30 Euro erhalten haben.", "hedged"),
    ],
)
def test_what_soll_passes_on_is_no_plan(text: str, certainty: str, claims_in: Finder) -> None:
    (claim,) = claims_in(text)
    assert claim.certainty == certainty


def test_what_soll_tells_is_not_of_who_demanded_something_before(claims_in: Finder) -> None:
    told = claims_in("Das Amt forderte die Bauern auf, das Vieh zu holen. Die Bauern sollen das Tal verlassen haben.")
    assert [(c.kind, bool(c.speaker)) for c in told] == [("quoted", True), ("outlet", False)]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("„Wo ist der Aufschwung?“, fragt Abel. „Ein Aufschwung ist nicht in Sicht.“", ["question", "assert"]),
        ("Karl Abel sagte: „Gute Arbeit muss gut bezahlt werden.“", ["demand"]),
        ("Karl Abel sagte, er wolle bleiben.", ["plan"]),
        ("Nach Angaben des Amts soll Karl Abel Geld erhalten haben.", ["assert"]),
        ("Nach Angaben des Amts soll Karl Abel in Kiel, nahe dem Hafen, gesehen worden sein.", ["assert"]),
        ("Nach Angaben des Amts soll Karl Abel davon wissen.", ["assert"]),
        ("Nach Angaben des Amts sollen Briefe vorliegen.", ["assert"]),
        ("Nach Angaben des Amts soll die Brücke im Mai fertig sein.", ["plan"]),
        ("Das Blatt schrieb, dass Karl Abel Geld erhalten haben soll.", ["assert"]),
        ("Karl Abel sagte, der Umsatz werde sinken.", ["expect"]),
        ("Karl Abel sagte, der Plan werde nächste Woche vorgelegt.", ["announce"]),
        ("Karl Abel sagte, man könnte mehr bauen.", ["assert"]),
        ("Karl Abel sagte, der Rat trage zu wenig bei.", ["criticise"]),
        ("Die Polizei nimmt an, der Täter werde fliehen.", ["expect"]),
        ("Die Polizei geht von einem Rückgang der Zahlen aus.", ["expect"]),
        ("Karl Abel bezeichnete den Vorschlag als geschmacklos.", ["criticise"]),
        ("Karl Abel wertete den Fehler als Zufall.", ["assert"]),
        ("Karl Abel wertete die Wahl als Erfolg und als Rückschlag.", ["assert"]),
        ("Karl Abel sprach von einem guten Tag für das Land.", ["praise"]),
        ("Karl Abel sagte: „Wir werden das Volk fragen.“", ["announce"]),
        ("Karl Abel nannte den Plan „völlig falsch“.", ["criticise", "criticise"]),  # the clause, and its label
        ("Karl Abel teilte mit, der Gewinn sei gesunken.", ["assert"]),
        ("Karl Abel teilte mit, der Beschluss sei bindend.", ["assert"]),
        ("Karl Abel teilte mit, das Werk werde verkauft.", ["announce"]),
        ("Karl Abel sagte, er erwarte keine Krise.", ["expect"]),
        ("Karl Abel sagte, sie fürchte sich nicht.", ["assert"]),
        ("Karl Abel sagte, er sei unschuldig.", ["deny"]),
        ("Die Ursache sei unklar, sagte Karl Abel.", ["leave open"]),
        ("Die Tür sei offen, sagte Karl Abel.", ["assert"]),
        ("Der Preis sei noch offen, sagte Karl Abel.", ["leave open"]),
        ("„Den muss ich halten“, sagte Karl Abel.", ["assert"]),
        ("Der Plan sei völlig falsch, sagte Karl Abel.", ["criticise"]),
        ("Die Stadt hätte den Damm prüfen müssen, sagte Karl Abel.", ["criticise"]),
        ("Das Geld dürfe nur für Schulen ausgegeben werden, sagte Karl Abel.", ["demand"]),
        ("Karl Abel sagte, die Firma habe ihn getäuscht.", ["accuse"]),
        ("Nach Angaben von Karl Abel bleibt die Gefahr bestehen.", ["warn"]),
        ("Die Ministerin Petra Krahl versprach ein Gesetz bis zum Sommer.", ["promise"]),
    ],
)
def test_act_by_the_words(text: str, acts: list[str], claims_in: Finder) -> None:
    assert [c.act for c in claims_in(text)] == acts


def test_an_act_before_a_colon(claims_in: Finder) -> None:
    text = "Der Trainer lobte den Torwart: „Er hat stark gehalten.“"
    assert [(c.kind, c.act) for c in claims_in(text)] == [("narrated", "praise"), ("quoted", "praise")]


def test_lines_wrapped_at_a_width(claims_in: Finder) -> None:
    assert contents(claims_in, "Karin Abel sagte am\nMontag, sie komme.") == [["sie komme"]]
    (claim,) = claims_in("„Wir bauen weiter“, sagte\nKarin Abel am Montag.")
    assert claim.speaker


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Der Minister will eine neue Steuer, um den Damm zu bauen.", [("demand", "Der Minister")]),
        ("Die Trainerin will, dass die Fans ruhig bleiben.", [("demand", "Die Trainerin")]),
        ("Petra Krahl will sich dem Rat, der am Montag tagt, allen Fragen stellen.", [("plan", "Petra Krahl")]),
        ("Der Bürgermeister möchte einen Park bauen.", [("plan", "Der Bürgermeister")]),
        ("Zuvor hatte der Minister mit einem Boykott gedroht.", [("warn", "der Minister")]),
        ("Die Polizei sucht den Täter, schließt einen Unfall aber nicht aus.", [("leave open", "Die Polizei")]),
        ("Der Chef der Werft, Karl Abel, dankte den Helfern.", [("praise", "Karl Abel")]),
        ("Ein Sieg der Vernunft, sagte Petra Krahl.", [("assert", "Petra Krahl")]),
        ("Der Sturm forderte zwei Todesopfer.", []),
        ("Für den Mai erwartet die Werft einen neuen Auftrag.", [("expect", "die Werft")]),
        ("Die Feuerwehr meldete drei Verletzte.", [("assert", "Die Feuerwehr")]),
        ("Die Frau des Trainers meldete sich gestern.", []),
        ("Mit einem Anruf melden Sie den Fehler der Bank.", []),
        ("Am Abend warf ihr Abel Geiz vor.", [("accuse", "Abel")]),
        ("Gäste sollten sich nicht ärgern, findet Petra Krahl.", [("demand", "Petra Krahl")]),
        ("Der Nebel kündigte den Herbst an.", []),
        ("Der Film erzählt, wie zwei Brüder einen Hof erben.", []),
        ("Karl Abel sagte, es regne, forderte aber mehr Geld.", [("assert", "Karl Abel"), ("demand", "Karl Abel")]),
        ("Der Bus stand im Stau, so dass der Zug ohne ihn abfuhr.", []),
    ],
)
def test_what_a_clause_tells(text: str, told: list[tuple[str, str]], claims_in: Finder) -> None:
    found = [(c.act, " ".join(span.of(text) for span in c.speaker)) for c in claims_in(text)]
    assert [act for act, _ in found] == [act for act, _ in told]
    assert all(name in words for (_, words), (_, name) in zip(found, told, strict=True))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nachdem das Amt vor dem Gift gewarnt hatte, schloss der Wirt das Tor.",
         "Nachdem das Amt vor dem Gift gewarnt hatte"),
        ("Der Streik begann, als Vera Holm zu einer Kundgebung aufrief.", "als Vera Holm zu einer Kundgebung aufrief"),
        ("Bei dem Brand, für den er auch die Stadt verantwortlich macht, starb niemand.",
         "für den er auch die Stadt verantwortlich macht"),
        ("Das Amt warnt vor dem Mittel „Blauer Stern“.", "Das Amt warnt vor dem Mittel „Blauer Stern“."),
        ("Vera Holm nannte den Bau „das Tor zum Hafen der Stadt“.",
         "Vera Holm nannte den Bau „das Tor zum Hafen der Stadt“."),
    ],
)  # fmt: skip
def test_acts_beside_and_around_names(text: str, told: str, claims_in: Finder) -> None:
    assert [told] in contents(claims_in, text)


def test_a_plan_that_is_told_is_no_second_row(claims_in: Finder) -> None:
    found = claims_in("Vera Holm will im Mai nicht mehr antreten. Dies teilte die Fraktion mit.")
    assert [claim.kind for claim in found] == ["quoted"]


def test_who_speaks_after_a_sentence_that_only_a_comma_ends(claims_in: Finder) -> None:
    text = "Karl Abel wies das zurück, die Sprecherin der Fraktion, Vera Holm, erklärte: „Der Streit schadet allen.“"
    (quoted,) = [claim for claim in claims_in(text) if claim.type == "Direct"]
    assert quoted.speaker[0].of(text) == "die Sprecherin der Fraktion, Vera Holm"


def test_what_must_not_be_done_is_a_demand(claims_in: Finder) -> None:
    text = "Der Bau sei zu teuer, sagte Vera Holm. Die Mieten dürften nicht erhöht werden."
    claim = claims_in(text)[-1]
    assert (claim.act, claim.certainty, claim.negated) == ("demand", "asserted", True)


def test_an_adjective_that_strengthens_another_is_no_blame(claims_in: Finder) -> None:
    (claim,) = claims_in("Das Publikum sei unglaublich freundlich, sagte Vera Holm.")
    assert claim.act != "criticise"
