"""Names as the ledger shows them: whole, in the nominative, and without what is no part of them."""

from __future__ import annotations

import pytest

from tests.identity.resolved import read

#: A text, and who says the last of its claims.
SHOWN = [
    # A body keeps the country or region that stands behind it.
    ("Das Heeresministerium der Vereinigten Staaten teilte mit, es regne.", "Heeresministerium (USA)"),
    ("Das Seeministerium des Vereinigten Königreichs sagte, es regne.", "Seeministerium (Vereinigtes Königreich)"),
    ("Das Innenministerium der Republik Moldau sagte, es regne.", "Innenministerium (Republik Moldau)"),
    ("Das Innenministerium des Landes Hessen sagte, es regne.", "Innenministerium (Hessen)"),
    ("Das Forstministerium von Nordrhein-Westfalen sagte, es regne.", "Forstministerium (Nordrhein-Westfalen)"),
    ("Das Seeministerium der Ukraine sagte, es regne.", "Seeministerium (Ukraine)"),
    # Names with a foreign article, and names that are written small.
    ("Die britische Tageszeitung The Morning Herald schrieb, es regne.", "The Morning Herald"),
    ("Das Magazin The New Planet schrieb, es regne.", "The New Planet"),
    ("Die Tageszeitung La Mañana schrieb, es regne.", "La Mañana"),
    ("Es sprach der Künstler und Netzaktivist avelo. Später sagte avelo, es regne.", "avelo"),
    ("Dort erklärte der Künstler und Netzaktivist avelo, dass es regne.", "avelo"),
    ("Die Künstlerin ulara sagte, es regne.", "ulara"),
    ("Dort erklärte der Künstler wortreich, dass es regne.", "Künstler"),
    # An office with a hyphen is of the body that it shortens.
    ("Werft-Chef hofft. „Gut“, sagte Deutsche-Werft-Chef Karl Abel. Der Werft-Chef sagte, es regne.", "Karl Abel"),
    # What says whose somebody is belongs to the name.
    ("Ein Sprecher der Bundesagentur für Arbeit sagte, es regne.", "Sprecher der Bundesagentur für Arbeit"),
    (
        "Die Bundesagentur für Arbeit teilte mit, es regne. Ein Sprecher der Bundesagentur sagte, es regne.",
        "Sprecher der Bundesagentur für Arbeit",
    ),
    ("Vertreter aller Parteien sagten, es regne.", "Vertreter aller Parteien"),
    (
        "Vertreter aller im Rat sitzenden Parteien sagten, es regne.",
        "Vertreter aller im Rat sitzenden Parteien",
    ),
    ("Vertreter mehrerer Länder sagten, es regne.", "Vertreter mehrerer Länder"),
    ("Das Amt stellte den Deichbericht vor. Der Bericht führt aus, es regne.", "Deichbericht"),
    ("Das Amt kennt den Inhalt des Deichberichts. Der Bericht führt aus, es regne.", "Deichbericht"),
    ("Die Studie der Universität Kiel liegt vor. Laut der Studie regnet es.", "Studie der Universität Kiel"),
    ("Der Deichbericht 2005 liegt vor. Nach Angaben des Berichts regnet es.", "Deichbericht 2005"),
    ("Eine norwegische Studie liegt vor. Der Studie zufolge regnet es.", "norwegische Studie"),
    ("Der 330 Seiten starke Bericht führt aus, es regne.", "330 Seiten starker Bericht"),
    ("Nach Informationen der Stadtverwaltung vom gestrigen Dienstagabend regnet es.", "Stadtverwaltung"),
    # Whom a lead announces is named behind it.
    ("Wenig Regen\n\nNach Berechnungen eines US-Forschers regnet es.\n\nDer Biologe Ole Ihde maß nach.", "Ole Ihde"),
    ("Nach Berechnungen eines Forschers regnet es.\n\nDer Minister Ole Ihde maß nach.", "Forscher"),
    ("Ein Forscher sagte, es regne. Der Biologe Ole Ihde und der Forscher Karl Abel maßen nach.", "Forscher"),
    # Names in the nominative.
    (
        "Dem Internationalen Währungsfonds (IWF) fehlt Geld. Der IWF sagte, es regne.",
        "Internationaler Währungsfonds",
    ),
    (
        "Es ging um Kredite von Europäischer Zentralbank (EZB) und Bund. Die EZB sagte, es regne.",
        "Europäische Zentralbank",
    ),
    ("Es kam der Leipziger Verband. Der Leipziger Verband sagte, es regne.", "Leipziger Verband"),
    ("Der Gefährte Tarsins, Nevin Chobb, sagte, es regne.", "Nevin Chobb"),
    ("Der Gefährte Tarsins, Nevin Chobb, lachte. Tarsin sagte, es regne.", "Tarsin"),
    # Whose somebody is stands behind in the genitive.
    ("Der behandelnde Arzt Tarsins sagte, es regne.", "behandelnder Arzt von Tarsin"),
    ("Es kam Eva Tarsin. Die Sprecherin Tarsins sagte, es regne.", "Sprecherin von Eva Tarsin"),
    ("Die Berater Tarsins sagten, es regne.", "Berater von Tarsin"),
    ("Der Gegner Merkels sagte, es regne.", "Gegner von Angela Merkel"),
    ("Karl Peters kam. Der Trainer Peters sagte, es regne.", "Karl Peters"),
    ("Der Trainer Lars sagte, es regne.", "Lars"),
    ("Die Trainer Tarsins und Lohs sagten, es regne.", "Lohs"),
    # What somebody works for is no part of the name; "von" may be.
    ("Jason Parrish von Ubitor sagte, es regne.", "Jason Parrish"),
    ("Klaus Peter von Holm sagte, es regne.", "Klaus Peter von Holm"),
    ("Karla Gräfin von Welling sagte, es regne.", "Karla Gräfin von Welling"),
    # Who is named speaks, whoever else acts in between.
    (
        "Landrat Bernd Siel hat Franz Mahr gewürdigt, sagte Siel. Mahr fiel früh. Die Schau wird Werke des Künstlers "
        "zeigen. Siel verwies auf den Ruf des Hauses.",
        "Bernd Siel",
    ),
]


@pytest.mark.parametrize(("text", "name"), SHOWN, ids=[text for text, _ in SHOWN])
def test_the_name_is_whole(text: str, name: str | None) -> None:
    assert read(text).said[-1][1] == name


@pytest.mark.parametrize("text", ["Laut „Rechnerwoche“ regnet es.", "Es regne, schreibt die „Rechnerwoche“."])
def test_a_paper_by_its_ending_is_an_outlet(text: str) -> None:
    found = read(text).entity("Rechnerwoche")
    assert (found.name, found.kind) == ("Rechnerwoche", "outlet")


@pytest.mark.parametrize(("text", "gender"), [("der Biologe", "m"), ("die Biologin", "f"), ("Biologin", "f")])
def test_the_noun_tells_the_gender_before_the_given_name(text: str, gender: str) -> None:
    assert read(f"Es sprach {text} Andrea Rossi. Es regne, sagte Rossi.").entity("Andrea Rossi").gender == gender


def test_a_week_is_no_outlet() -> None:
    kinds = {e.kind for e in read("In der Projektwoche sagte Lehrer Ole Ihde, man lerne viel.").resolution.entities}
    assert kinds == {"person"}


@pytest.mark.parametrize("unit", ["Euro", "Rupien"])
def test_money_is_nobody(unit: str) -> None:
    found = read(f"Es wurde eine Summe von zehn Millionen {unit} genannt.")
    assert not any(speaker for _, speaker in found.said)
