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
    # Behind a colon the clause speaks that governs, no clause that is told and no thing.
    ("Timo Rast rechnet damit, dass Eva Lang zahlt: „Sonst gehen wir.“", "„Sonst gehen wir.“", "Timo Rast"),
    (
        "Die Besucherin Mara Abel kam früh. Das Treffen mit Otto Brandis war kurz: „Er ist ein guter Mann.“",
        "„Er ist ein guter Mann.“",
        "Mara Abel",
    ),
    # Headlines: the kicker is nobody's subject.
    ("Nach Niederlage: Vogt kritisiert Trainer Tamm", "Vogt kritisiert Trainer Tamm", "Vogt"),
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
