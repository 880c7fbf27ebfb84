"""Who says each claim of an article: a construction a line."""

from __future__ import annotations

import pytest

from tests.identity.resolved import read

#: A text, the last of its claims, and who says that.
SAID = [
    # A quotation without a frame of its own.
    ("Jetzt wartet Portugal.\n\n„Ich bin froh.“ Trainer Jonas Wendt lachte.", "„Ich bin froh.“", "Jonas Wendt"),
    ("Trainer Jonas Wendt blieb stehen. „Ich bin froh.“", "„Ich bin froh.“", "Jonas Wendt"),
    ("Jetzt wartet Portugal. „Ich bin froh.“", "„Ich bin froh.“", None),
    ("Jonas Wendt (Trainer Halmer): „Ich bin froh.“", "„Ich bin froh.“", "Jonas Wendt"),
    ("Auf die Frage, ob er gehe, sagte Peter Roth nur: „Nein.“", "„Nein.“", "Peter Roth"),
    ("Ergänzend fügt Peter Roth hinzu: „Das muss sicher sein.“", "„Das muss sicher sein.“", "Peter Roth"),
    (
        "Jegliche Verantwortung für die Lage im Bezirk der Grünen weist Lange von sich: „Das war ich nicht.“",
        "„Das war ich nicht.“",
        "Lange",
    ),
    # Words without marks.
    (
        "Vera Holm dazu: Das Publikum ist gut. Es hat mich getragen. Die Halle ist alt.",
        "Es hat mich getragen.",
        "Vera Holm",
    ),
    ("Die Preise steigen weiter, finden die Händler.", "Die Preise steigen weiter", "Händler"),
    # Behind a colon the clause speaks that governs, no clause that is told and no thing.
    ("Timo Rast rechnet damit, dass Eva Lang zahlt: „Sonst gehen wir.“", "„Sonst gehen wir.“", "Timo Rast"),
    (
        "Die Besucherin Mara Abel kam früh. Das Treffen mit Otto Brandis war kurz: „Er ist ein guter Mann.“",
        "„Er ist ein guter Mann.“",
        "Mara Abel",
    ),
    ("Das Treffen mit Otto Brandis war gut: „Er ist ein guter Mann.“", "„Er ist ein guter Mann.“", None),
    (
        "„Das war stark“, sagte Uwe Lahn. Auch Torwart Jan Ruhl freute sich. „Ich bin froh.“",
        "„Ich bin froh.“",
        "Jan Ruhl",
    ),
    (
        "Nach Angaben des Ministeriums haben die Firmen wie gefordert geliefert: „Es gab Antworten.“",
        "„Es gab Antworten.“",
        "Ministerium",
    ),
    # In the passive nobody speaks but who does it, and no place, attribute, or whom something is asked of.
    ("Aus Hamburg wird gemeldet, dass die Preise steigen.", "dass die Preise steigen", None),
    ("Auf Anfrage des Bayerischen Rundfunks hieß es, man bleibe.", "man bleibe", None),
    ("Der Antrag wurde mit dem Hinweis abgelehnt, es fehle Geld.", "es fehle Geld", None),
    ("Die Klage wurde vom Gericht mit der Begründung abgelehnt, es sei zu spät.", "es sei zu spät", "Gericht"),
    # Papers in which something stands.
    ("Das Amt stellte ein Gutachten vor. Darin heißt es, Wasser fehle.", "Wasser fehle", "Gutachten"),
    ("Das Amt stellte einen Bericht vor. Wasser fehle, steht darin.", "Wasser fehle", "Bericht"),
    ("Abel geht. Das sagte Karl Abel in einem Brief. Darin heißt es: „Ich gehe.“", "„Ich gehe.“", "Karl Abel"),
    ("Karl Abel rügte das Gutachten. Darin heißt es, Wasser fehle.", "Wasser fehle", "Gutachten"),
    (
        "Gisela Holm sagte, Geld fehle. In dem Bericht, der vom Amt kam, heißt es, der Deich sei alt.",
        "der Deich sei alt",
        "Bericht",
    ),
    (
        "Gisela Holm sagte, es eile. In dem Bericht heißt es, im Bereich „Dämme – links“ seien Risse gefunden worden.",
        "im Bereich „Dämme – links“ seien Risse gefunden worden",
        "Bericht",
    ),
    ("Karl Abel las einen Brief vor, in dem es heißt, Geld fehle.", "Geld fehle", "Brief"),
    ("Die Lage sei gut, wie es in einem Gutachten heißt.", "Die Lage sei gut", "Gutachten"),
    ("Das Blatt zitierte aus einem Brief: „Ich gehe.“", "„Ich gehe.“", "Brief"),
    # What is heard is of nobody who only acts.
    (
        "Die Polizei sperrte das Haus. Zwei Männer sollen verletzt worden sein.",
        "Zwei Männer sollen verletzt worden sein.",
        None,
    ),
    # A subject with a description, and who acts of two names in a clause.
    ("Die 64-jährige deutsche Kanzlerin Eva Lang sagte, sie gehe.", "sie gehe", "Eva Lang"),
    ("Der Präses der Synode, Karl Abel, dankte Eva Lang. Er bedauere das.", "Er bedauere das.", "Karl Abel"),
    # Headlines: the kicker is nobody's subject.
    ("Nach Niederlage: Vogt kritisiert Trainer Tamm", "Vogt kritisiert Trainer Tamm", "Vogt"),
    ("Neuer Streit – Vogt kritisiert Trainer Tamm", "Vogt kritisiert Trainer Tamm", "Vogt"),
    ("Neuer Streit ‒ Vogt kritisiert Trainer Tamm", "Vogt kritisiert Trainer Tamm", "Vogt"),
    # The subject of a second conjunct is that of the first, not of what is told in between.
    ("Trainer Karl Olm betonte, Timo Rast sei gesund, und lobte die Ärzte.", "und lobte die Ärzte.", "Karl Olm"),
    # What goes on is of the last of the way, not of the paper that was told.
    (
        "„Das ist falsch“, sagte Boris Bondar dem „Tages-Anzeiger“. Das werde dem Krieg nicht gerecht.",
        "Das werde dem Krieg nicht gerecht.",
        "Boris Bondar",
    ),
    (
        "Ein Zug stand still, teilte die Bahn mit. Es ist kalt. Den Angaben zufolge waren 70 Gäste betroffen.",
        "waren 70 Gäste betroffen",
        "Bahn",
    ),
    (
        "Karl Olm sagte: „Die Lage ist stabil.“ Die Preise könnten jedoch steigen.",
        "Die Preise könnten jedoch steigen.",
        "Karl Olm",
    ),
    # Whom a verb's own preposition governs is spoken of: "sprachen von X als".
    (
        "Die Stadtfahnen sprachen von Karl Abel als „Märtyrer“.",
        "Die Stadtfahnen sprachen von Karl Abel als „Märtyrer“.",
        None,
    ),
    # A plan that the article tells is nobody's.
    (
        "Die Lage sei ernst, so Karl Abel. Die Gespräche sollen am 3. Mai in Emden fortgesetzt werden.",
        "Die Lage sei ernst",
        "Karl Abel",
    ),
    (
        "Es sei spät, so Karl Abel. Damit soll der Deich erneuert werden.",
        "Damit soll der Deich erneuert werden.",
        "Karl Abel",
    ),
    # A demonstrative by itself means the last that agrees with it, and is the subject: those behind it are accused.
    (
        "In einer Erklärung von Karl Abel, einem Sprecher der Werft, beschuldigte dieser Polen und die Niederlande, "
        "die Hafenmauer beschädigt zu haben.",
        "die Hafenmauer beschädigt zu haben",
        "Karl Abel",
    ),
    (
        "Karl Abel sagte, das Gesetz sei gut. Die Neinstimmen kamen aus der Opposition; diese befürchtet Willkür.",
        "diese befürchtet Willkür.",
        "Opposition",
    ),
    ("Karl Abel traf Otto Lang. Dieser fordert mehr Geld.", "Dieser fordert mehr Geld.", "Otto Lang"),
    ("Karl Abel traf Vera Holm. Diese fordert mehr Geld.", "Diese fordert mehr Geld.", "Vera Holm"),
    ("Karl Abel traf den Verband. Dieser fordert mehr Geld.", "Dieser fordert mehr Geld.", "Verband"),
    # An act is of its own subject, also where nobody knows whom that means.
    (
        "Polen lehnt das ab. Eine neue Schätzung beziffert die Schulden auf drei Millionen Euro.",
        "Eine neue Schätzung beziffert die Schulden auf drei Millionen Euro.",
        None,
    ),
    (
        "Malen sei schwer, sagte Bernd Silber. Franz Olm fiel im Krieg. Silber verwies auf den Ruf des Museums.",
        "Silber verwies auf den Ruf des Museums.",
        "Bernd Silber",
    ),
    # Sources.
    ("Einige sagen, der Damm breche.", "der Damm breche", "Einige"),
    ("Viele sagen, das sei falsch.", "das sei falsch", "Viele"),
    ("Petra Olm war nach eigenen Angaben dort.", "Petra Olm war … dort", "Petra Olm"),
    ("Nach eigenen Angaben war Petra Olm dort.", "war Petra Olm dort", "Petra Olm"),
    (
        "Am Montag können Passagiere der Lufthansa zufolge Züge nutzen.",
        "Am Montag können Passagiere … Züge nutzen",
        "Lufthansa",
    ),
    ("Halmer (dpa) - Das Land will Schulen bauen.", "Das Land will Schulen bauen.", None),
    (
        "US-Präsident Donald Trump schwieg.\n\nFinanzminister Lars Klingbeil kündigte an, er werde helfen. Auf Fragen "
        "antwortete der SPD-Vorsitzende nicht. Das sei zu früh, sagte er.",
        "Das sei zu früh",
        "Lars Klingbeil",
    ),
]


@pytest.mark.parametrize(("text", "content", "speaker"), SAID, ids=[content for _, content, _ in SAID])
def test_who_says_it(text: str, content: str, speaker: str | None) -> None:
    assert read(text).said[-1] == (content, speaker)


@pytest.mark.parametrize(
    "text",
    [
        "Sagte Anna Kolb wirklich, sie gehe?",
        "Hätte Peter Roth gesagt, er komme, wäre alles gut.",
        "Wenn Anna Kolb sagt, sie gehe, dann bleibt Peter Roth.",
        "Wenn Anna Kolb sagt, sie gehe, lachen alle.",
        "Ob Anna Kolb sagte, sie gehe, weiß niemand.",
        "Niemand sagt, dass Anna Kolb gehe.",
        "Niemand behauptet, sie gehe.",
        "Wer behauptet, sie gehe, der irrt.",
        # Names of events, nicknames, sums.
        "Vera Holm (TV Halmer) und Ina Kurz (SC Ahr) wurden beim „12. Prix du port féminin“ Dritte.",
        "Seit Montag halten „Grün-Hüte“, so werden die Anhänger der Partei genannt, den Platz besetzt.",
        "Es wurde lediglich eine Summe von zehn Millionen Euro genannt.",
    ],
)
def test_nobody_says_what_is_only_supposed(text: str) -> None:
    assert read(text).said == ()


def test_what_a_source_says_introduces_nothing() -> None:
    text = "Nach Ansicht von Rieke Lahn hat Julia Kloppe eine besondere Rolle: Sie müsse die Debatte leiten."
    assert [who for _, who in read(text).said] == ["Rieke Lahn"]


INTERVIEW = """Bürgermeisterin Käthe Größler hört auf. Ein Gespräch über den Deich.

**Frau Größler, warum gehen Sie?**

G.: Ich bin müde. Meine Kollegin Ines Rapp hat mir gesagt, sie könne das verstehen.

**Und was kommt nun?**

G.: Schlaf.

Das Gespräch führte Jost Albers."""


def test_whom_somebody_quotes_in_an_interview_stands_behind_who_answers() -> None:
    article = read(INTERVIEW)
    assert [who for _, who in article.said] == ["Käthe Größler", "Ines Rapp", "Käthe Größler"]
    told = next(i for i, (words, _) in enumerate(article.said) if words == "sie könne das verstehen")
    assert article.chains[told] == (("speaker", "Käthe Größler"), ("speaker", "Ines Rapp"))


def test_the_outlet_speaks_of_itself() -> None:
    assert read("Wir gehen davon aus, dass der Damm hält.", "Halmer Bote").said[-1][1] == "Halmer Bote"
    assert read("Eva Lang sagte, es regne. Wir gehen davon aus, dass der Damm hält.", "Halmer Bote").said[-1][1] is None
    assert read("Wir gehen davon aus, dass der Damm hält.").said[-1][1] is None


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Nach Informationen von NDR und WDR will die Werft schließen.", [["NDR"], ["WDR"]]),
        ("Der „Spiegel“ und die Agentur Reuters berichten, es regne.", [["Der Spiegel"], ["Reuters"]]),
        ("„Ich bleibe“, sagte Karl Abel im ARD-Sommerinterview.", [["ARD", "Karl Abel"]]),
        ("„Ich bleibe“, sagte der ARD-Chef Karl Abel.", [["Karl Abel"]]),
        ("„Ich bleibe“, sagte Karl Abel der Redaktion. Der „Spiegel“ schwieg.", [["Karl Abel"]]),
        (
            "„Ich bleibe“, sagt Karl Abel, der das nicht in der Zeitung lesen will. Der „Spiegel“ schwieg.",
            [["Karl Abel"]],
        ),
        ("Karl Abel zufolge, der mit dem „Spiegel“ sprach, hält der Damm.", [["Der Spiegel", "Karl Abel"]]),
        ("Wie aus einem Brief der Bank hervorgeht, der der dpa vorliegt, fehlt Geld.", [["dpa", "Brief der Bank"]]),
    ],
)
def test_whom_it_came_by(text: str, way: list[list[str]]) -> None:
    assert [[name for _, name in chain] for chain in read(text).chains] == way


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("„Es regnet“, sagte Karl Abel gegenüber Heise.", "heise online"),
        ("„Es regnet“, sagte Karl Abel gegenüber der Sonntagspost.", "Sonntagspost"),
        ("„Es regnet“, so Karl Abel zu bild.de.", "Bild"),
        ("Karl Abel gab dem Deutschlandfunk ein Interview. „Es regnet“, sagte Abel.", "Deutschlandfunk"),
        ("Es fragte die Agentur Reuters. Die Agentur zitierte einen Minister mit den Worten, es regne.", "Reuters"),
    ],
)
def test_the_outlet_that_hands_on_what_somebody_said(text: str, outlet: str) -> None:
    assert [name for relation, name in read(text).chains[-1] if relation == "cites"] == [outlet]
