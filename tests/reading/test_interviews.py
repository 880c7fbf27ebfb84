"""Interviews: their questions and answers, and who answers."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quellenlage.reading import read

INTRODUCTION = "Bürgermeisterin Käthe Größler hört auf. Ein Gespräch über den Deich."
CREDIT = "Das Gespräch führte Jost Albers."


def turns(german: Language, *lines: str) -> list[tuple[str, str]]:
    """Who answers what, by the words of the text."""
    reading = read(german("\n\n".join(lines)))

    def text(words: tuple[int, int]) -> str:
        start, end = reading.span(*words)
        return reading.text[start:end]

    return [(text(one.speaker), text((one.a, one.b))) for one in reading.interview.answers]


def test_bold_questions_and_the_one_person_of_the_introduction(german: Language) -> None:
    lines = ("**War es schwer?**", "Ja. Sehr.", "**Sie gehen nun.**", "Im Mai.", "**Und dann?**", "Mal sehen.", CREDIT)
    assert turns(german, INTRODUCTION, *lines) == [
        ("Käthe Größler", "Ja. Sehr."),
        ("Käthe Größler", "Im Mai."),
        ("Käthe Größler", "Mal sehen."),
    ]


@pytest.mark.parametrize(
    "label", ["Größler", "Käthe Größler", "Käthe", "K. G.", "KG", "G.", "Antwort", "**Größler", "''Größler"]
)
def test_a_label_is_a_name_its_parts_or_its_initials(label: str, german: Language) -> None:
    colon = {"**": ":**", "''": "'':"}.get(label[:2], ":")
    answers = (f"{label}{colon} Ja.", f"{label}{colon} Im Mai.")
    found = turns(german, INTRODUCTION, "War es schwer?", answers[0], "Wann gehen Sie?", answers[1], CREDIT)
    assert [who for who, _ in found] == ["Käthe Größler", "Käthe Größler"]


def test_who_asks_has_a_label_of_its_own(german: Language) -> None:
    lines = ("Bote: Wie war es?", "Größler: Laut.", "Bote: Das klingt müde.", "Größler: Nein.", "Bote: Und nun?")
    found = turns(german, INTRODUCTION, *lines, "Größler: Schluss.", "Im Mai ziehe ich um.", CREDIT)
    assert [words for _, words in found] == ["Laut.", "Nein.", "Schluss.", "Im Mai ziehe ich um."]


def test_only_the_first_turns_have_labels_and_who_led_it_stands_above(german: Language) -> None:
    lines = ("Interview: Jost Albers", "taz: Frau Größler, war es schwer?", "Käthe Größler: Ja.", "Wann gehen Sie?")
    found = turns(
        german, INTRODUCTION, *lines, "Im Mai.", "Kritiker nennen Sie stur.", "Das stimmt.", "Und dann?", "Mal sehen."
    )
    assert found == [("Käthe Größler", words) for words in ("Ja.", "Im Mai.", "Das stimmt.", "Mal sehen.")]


def test_several_answer(german: Language) -> None:
    lines = ("Wer redet mehr?", "Olm: Sie.", "Lang: Er.", "Und wer hört zu?", "Olm: Ich.", "Lang: Nie.", CREDIT)
    found = turns(german, "Seit Jahren streiten sie: Karl Olm und Eva Lang.", *lines)
    assert found == [("Karl Olm", "Sie."), ("Eva Lang", "Er."), ("Karl Olm", "Ich."), ("Eva Lang", "Nie.")]


def test_the_first_person_of_the_answers_where_nothing_is_marked(german: Language) -> None:
    lines = ("Frau Größler, was war schwer?", "Ich stand auf dem Deich.", "Was kommt nun?", "Erst schlafe ich aus.")
    more = ("Sie hatten viel Streit.", "Der war berechtigt.", "Warum gehen Sie?", "Weil ich müde bin.")
    assert [who for who, _ in turns(german, INTRODUCTION, *lines, *more)] == ["Käthe Größler"] * 4


def test_questions_and_answers_for_readers_are_no_interview(german: Language) -> None:
    lines = ("Was ändert sich für Sie?", "Der Satz steigt.", "Wann gilt das?", "Ab Januar.", "Wer muss zahlen?")
    assert turns(german, INTRODUCTION, *lines, "Alle Betriebe.") == []


def test_initials_that_fit_nobody_name_nobody(german: Language) -> None:
    assert turns(german, INTRODUCTION, "War es schwer?", "Z.: Ja.", "Wann gehen Sie?", "Z.: Im Mai.") == []


@pytest.mark.parametrize(
    ("introduction", "speaker"),
    [
        ("Otto Brandis hat den Deich gebaut. Ein Gespräch mit seiner Nachfolgerin Käthe Größler.", "Käthe Größler"),
        ("Nach Otto Brandis kam sie: Käthe Größler im Interview.", "Käthe Größler"),
        ("Sie arbeitet nachts. Eine junge Pflegerin erzählt.", "Eine junge Pflegerin"),
    ],
)
def test_whom_the_introduction_presents(introduction: str, speaker: str, german: Language) -> None:
    lines = ("**War es schwer?**", "Ja.", "**Und nun?**", "Im Mai.", CREDIT)
    assert [who for who, _ in turns(german, introduction, *lines)] == [speaker] * 2


def test_who_answers_stays_open_between_two(german: Language) -> None:
    introduction = "Otto Brandis und Käthe Größler haben den Deich gebaut."
    assert turns(german, introduction, "**War es schwer?**", "Ja.", "**Und nun?**", "Im Mai.") == []
