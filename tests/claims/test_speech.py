"""Speech that no plain frame introduces: who takes it over, what points to it, where a frame stands within it."""

from __future__ import annotations

import pytest

from quellenlage.claims import quotations
from quellenlage.records import Claim
from tests.conftest import Finder


def parts(claim: Claim, text: str) -> tuple[str, str]:
    return (
        " … ".join(span.of(text) for span in claim.speaker),
        " … ".join(span.of(text) for span in claim.content),
    )


def found(claims: list[Claim], text: str) -> list[tuple[str, str]]:
    return [parts(claim, text) for claim in claims]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Der Plan sei gut, sagte Vera Holm. Die Elternvertretung war anderer Meinung. Er koste zu viel.",
            "Die Elternvertretung",
            "Er koste zu viel.",
        ),
        (
            "Der Plan sei gut, sagte Vera Holm. Die Hafenlotsin winkte ab. Sie habe ihn nie gelesen.",
            "Die Hafenlotsin",
            "Sie habe ihn nie gelesen.",
        ),
        (
            "Ministerin Petra Sonntag kam am Abend. Der Plan sei gut, sagte Vera Holm. Sonntag schwieg nicht lange. "
            "Er koste zu viel.",
            "Sonntag",
            "Er koste zu viel.",
        ),
        (
            "Museumschef Otto Kurz kam am Abend. Der Plan sei gut, sagte Vera Holm. Kurz fasste sich kurz. "
            "Er koste zu viel.",
            "Kurz",
            "Er koste zu viel.",
        ),
        (
            "Der Plan sei gut, sagte Vera Holm. Zwei Lehrer wurden befragt. Er sei auch billig.",
            "Vera Holm",
            "Er sei auch billig.",
        ),
        (
            "Der Plan sei gut, sagte Vera Holm. Das Risiko der Anwohner ist klein. Er sei auch billig.",
            "Vera Holm",
            "Er sei auch billig.",
        ),
        (
            "Vera Holm sagte, der Damm sei nach ihrer Ansicht zu alt. Er lecke schon.",
            "Vera Holm",
            "Er lecke schon.",
        ),
        (
            "Der Plan sei gut, sagte Vera Holm. Damit würden viele Wege kürzer.",
            "Vera Holm",
            "Damit würden viele Wege kürzer.",
        ),
        (
            "Der Plan sei gut, sagte Vera Holm. Er spare Geld. Weitere sollten im Herbst folgen.",
            "Vera Holm",
            "Er spare Geld. Weitere sollten im Herbst folgen.",
        ),
        ("„Finger weg“, sagt Vera Holm. Gäste sollten nichts zahlen.", "Vera Holm", "Gäste sollten nichts zahlen."),
        ("Ist der Damm sicher? Ja, sagt Vera Holm. Er halte noch lange.", "Vera Holm", "Er halte noch lange."),
    ],
)
def test_who_takes_over_free_speech(text: str, speaker: str, content: str, claims_in: Finder) -> None:
    claims = [c for c in quotations(claims_in(text)) if c.type == "IndirectFreeIndirect"]
    assert found(claims, text) == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Vera Holm sagte ab. Der Verein ist klein. Er hätte leicht absteigen können.",
        "Vera Holm sagte ab. Das wäre der dritte Sieg gewesen.",
    ],
)
def test_what_would_have_been_is_no_speech(text: str, claims_in: Finder) -> None:
    assert not [c for c in claims_in(text) if c.type == "IndirectFreeIndirect"]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Der Damm, sagte der Wirt, sei zu alt.", "der Wirt", "Der Damm … sei zu alt"),
        ("Leere Kassen, meinte Vera Holm, hätten viele.", "Vera Holm", "Leere Kassen … hätten viele"),
        ("Der Damm sei zu alt, kicherte der Wirt.", "der Wirt", "Der Damm sei zu alt"),
        ("Ohne Helfer sei das nicht zu schaffen, sagte der Wirt.", "der Wirt", "Ohne Helfer sei das nicht zu schaffen"),
        ("Um acht sei Schluss, sagte der Wirt.", "der Wirt", "Um acht sei Schluss"),
        ("Landrätin Vera Holm sagt: frühestens im Mai.", "Landrätin Vera Holm", "frühestens im Mai"),
        ("Der Wirt wurde deutlicher: Vor Mai gehe da nichts.", "Der Wirt", "Vor Mai gehe da nichts"),
        (
            "Ein Wirt, der nicht gern übt, vor Leuten zu reden, sagte: Das reiche jetzt.",
            "Ein Wirt",
            "Das reiche jetzt",
        ),
        ("Vera Holm schwieg erst und tat es dann doch: Man werde klagen.", "Vera Holm", "Man werde klagen"),
        (
            "Der Rat tagte. Dessen Chefin Vera Holm sagte, der Plan reiche.",
            "Dessen Chefin Vera Holm",
            "der Plan reiche",
        ),
        ("Das Blatt meldete, der Kahn treibe seit Tagen.", "Das Blatt", "der Kahn treibe seit Tagen"),
        ("Aus einem Brief der Bank geht hervor, dass Geld fehlt.", "einem Brief der Bank", "dass Geld fehlt"),
        ("Die Kasse ist leer, wie aus einem Brief der Bank hervorgeht.", "einem Brief der Bank", "Die Kasse ist leer"),
        (
            "Die Kasse ist leer. Das geht aus einem Brief der Bank hervor.",
            "einem Brief der Bank",
            "Die Kasse ist leer … Das",
        ),
        ("Die Kasse ist leer. Zu diesem Ergebnis kommt die Bank.", "die Bank", "Die Kasse ist leer"),
        ("Das Amt stellte eine Studie vor. Danach schlafen Kinder zu kurz.", "Danach", "schlafen Kinder zu kurz"),
        ("Der Damm ist dicht, sagte Vera Holm weiter.", "Vera Holm", "Der Damm ist dicht"),
        ("Im Mai, so schätzt das Amt, ist der Damm fertig.", "das Amt", "Im Mai … ist der Damm fertig"),
        ("Der Rat las den Brief. Dieser besagt, dass Geld fehlt.", "Dieser", "dass Geld fehlt"),
        ("Vera Holm ging früh, weil es ihr zu laut sei.", "Vera Holm", "weil es ihr zu laut sei"),
        ("Die Bank verschwieg lange, dass die Kasse leer sei.", "Die Bank", "dass die Kasse leer sei"),
        ("Der Vertrag ist dem Vernehmen nach fertig.", "dem Vernehmen", "Der Vertrag ist … fertig"),
        (
            "Am Maitag hatte der Landrat, Karl Abel, erklärt, der Weg sei frei.",
            "der Landrat, Karl Abel",
            "der Weg sei frei",
        ),
        ("Der Wirt hat, obwohl es spät war, berichtet, er gehe.", "Der Wirt", "er gehe"),
        ("Wenn der Damm breche, drohte Vera Holm, gehe sie.", "Vera Holm", "Wenn der Damm breche … gehe sie"),
        (
            "Es war ein Streit, in dessen Folge das Gericht feststellte, der Plan reiche.",
            "das Gericht",
            "der Plan reiche",
        ),
        ("Der Umsatz sank nach Gewerkschaftsangaben stark.", "Gewerkschaftsangaben", "Der Umsatz sank … stark"),
    ],
)
def test_frames_within_and_behind(text: str, speaker: str, content: str, claims_in: Finder) -> None:
    claims = [c for c in claims_in(text) if c.type == "Indirect"]
    assert found(claims, text) == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Drei Tage nach dem Urteil der Richter kam der Mann frei.",
        "Nach der Auswertung der Kasse ging der Zettel verloren.",
        "Das Boot legte an. Danach gab es Suppe.",
        "Am Ende ging aus der Menge ein Kind hervor, das sang.",
        "Vera Holm ging früh, weil es ihr zu laut war.",
        "Der Fahrer wurde am Dienstag zu einer Geldstrafe verurteilt.",
        "Im Mai war die Bank in Not geraten, so dass der Bau ruhen musste.",
        "So können noch keine Strafen erfasst werden, wenn Kunden ein Angebot ablehnen.",
        "Alle Opfer stammen aus dem Ort.",
        # verbs and nouns of speech in another sense, and questions that are only there
        "Das Wort Koje bezeichnet ein Bett.",
        "Im Juli bot die Werft das Boot zum Verkauf an.",
        "Die Zuschauer sahen mehr als drei Tore.",
        "Diese Sorgen haben sich als begründet erwiesen.",
        "Offen ist die Frage, ob der Damm gebaut wird.",
        "Es scheint noch Streit über die Frage zu geben, ob der Damm gebaut wird.",
        "Es gibt noch Streit über die Frage, ob der Damm gebaut wird.",
    ],
)
def test_time_and_place_are_no_source(text: str, claims_in: Finder) -> None:
    assert claims_in(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "„Das da“, sagt sie und zeigt auf eine Rille, „ist ein Jahr ohne Regen.“",
            "sie",
            "„Das da“ … „ist ein Jahr ohne Regen.“",
        ),
        ("„Wir haben verloren“: Mit diesen Worten trat Vera Holm zurück.", "Vera Holm", "„Wir haben verloren“"),
        ("Im Brief, den Abel an den Rat geschickt hat, erklärt er: „Wir gehen.“", "er", "„Wir gehen.“"),
        ("Der Rat kritisierte die Art scharf: So sagte Vera Holm: „Das reicht.“", "Vera Holm", "„Das reicht.“"),
        ("„Mehr Mut, weniger Angst“: So beschreibt Vera Holm ihren Plan.", "Vera Holm", "„Mehr Mut, weniger Angst“"),
    ],
)
def test_frames_of_quotations(text: str, speaker: str, content: str, claims_in: Finder) -> None:
    claims = claims_in(text)
    assert found([c for c in claims if c.type == "Direct"], text) == [(speaker, content)]
    assert not [c for c in claims if c.type == "Indirect"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Wirt will den Dieb gesehen haben.", "Der Wirt"),
        ("Der Verband will von einer Absprache nichts wissen.", "Der Verband"),
        ("Das Ministerium sagte den Bauern rasche Hilfe zu.", "Das Ministerium"),
    ],
)
def test_reported_acts(text: str, speaker: str, claims_in: Finder) -> None:
    (claim,) = claims_in(text)
    assert (claim.type, parts(claim, text)) == ("Reported", (speaker, text))


@pytest.mark.parametrize(
    "text",
    [
        "Die Rätin soll den Bauern rasche Hilfe zugesagt haben.",
        "Man hält den Plan für verfrüht.",
        "Halten Sie den Plan für verfrüht?",
        "Er war in Not geraten.",
    ],
)
def test_no_act_of_the_subject(text: str, claims_in: Finder) -> None:
    assert not [c for c in claims_in(text) if c.type == "Reported"]


@pytest.mark.parametrize(
    "text",
    [
        "Die Werft teilte mit, der Bau dauere an. Ursprünglich sollte er im Mai enden.",
        "Drei Gäste wurden nach Angaben der Polizei verletzt. Als das Haus geräumt werden sollte, warfen sie Steine.",
    ],
)
def test_what_once_was_planned_carries_on_no_speech(text: str, claims_in: Finder) -> None:
    assert len(claims_in(text)) == 1
