"""What the checks of claims find, and what they let through, on sentences of our own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from quellenlage.tasks.check.claim_checks import (
    content_says_something,
    day_is_not_one_spoken_of,
    negation_has_a_word,
    quotation_has_the_speaker_around,
    speaker_ends_the_chain,
    words_have_one_speaker,
)
from quellenlage.tasks.check.speaker_checks import (
    speaker_can_speak,
    speaker_is_no_kicker,
    speaker_is_no_sum,
    speaker_is_no_time,
)
from quellenlage.tasks.check.told import Article, Told

MONDAY = dt.date(2025, 3, 3)


def spans(text: str, *parts: str) -> list[dict[str, int]]:
    return [{"start_char": text.index(part), "end_char": text.index(part) + len(part)} for part in parts]


def claim(text: str, *content: str, speaker: str = "", cue: str = "", frame: str = "", **row: Any) -> Told:
    """A claim of a text whose parts are those words of it."""
    parts = {"speaker_spans": speaker, "cue_spans": cue, "frame_spans": frame, "addressee_spans": ""}
    return Told(
        {
            "claim_id": "c",
            "speaker_id": "lahn",
            "type": "Indirect",
            "said_on": None,
            "negated": False,
            **row,
            "content_spans": spans(text, *content),
            **{name: spans(text, part) if part else [] for name, part in parts.items()},
        }
    )


def article(
    text: str, *claims: Told, days: Sequence[str] = (), names: Sequence[str] = (), heading: str = ""
) -> Article:
    def places(parts: Sequence[str]) -> list[tuple[int, int]]:
        return [(span["start_char"], span["end_char"]) for span in spans(text, *parts)]

    return Article(
        text,
        list(claims),
        [(*place, MONDAY, MONDAY) for place in places(days)],
        sorted(places(names)),
        places([heading]) if heading else [],
        {"lahn": {"source_id": "lahn"}, "olm": {"source_id": "olm"}},
    )


def steps(*chain: tuple[str, str]) -> dict[str, list[dict[str, object]]]:
    return {"c": [{"hop": hop, "source_id": source, "relation": how} for hop, (source, how) in enumerate(chain)]}


@pytest.mark.parametrize(
    ("chain", "fine"),
    [
        ([("kurier", "prints"), ("lahn", "speaker")], True),
        ([("kurier", "prints"), ("lahn", "cites"), ("olm", "speaker")], False),
        ([("kurier", "prints"), ("lahn", "speaker"), ("olm", "speaker")], True),  # both say it
        ([("kurier", "prints"), ("lahn", "speaker"), ("study", "rests on")], True),
        ([("kurier", "prints")], False),
        ([], None),
    ],
)
def test_the_speaker_ends_the_chain(chain: list[tuple[str, str]], fine: bool | None) -> None:
    text = "Das Bad schließe, sagte Lahn."
    one = claim(text, "Das Bad schließe", speaker="Lahn")
    assert speaker_ends_the_chain(Article(text, [one], chains=steps(*chain)), one) is fine


RAST = "Rast betont, dass Lahn irre: „Wir leben ohne Plan.“"
TOLD_BY = "Lahn habe gerufen: „Es brennt!“, berichtete Rast."


@pytest.mark.parametrize(
    ("text", "around", "quoted", "cue", "fine"),
    [
        (RAST, "dass Lahn irre: „Wir leben ohne Plan.“", "„Wir leben ohne Plan.“", "", False),
        (TOLD_BY, "Lahn habe gerufen: „Es brennt!“", "„Es brennt!“", "habe gerufen", True),
    ],
)
def test_a_quotation_inside_a_claim_has_its_speaker(text: str, around: str, quoted: str, cue: str, fine: bool) -> None:
    outer = claim(text, around, speaker_id="rast")
    inner = claim(text, quoted, cue=cue, type="Direct")
    assert quotation_has_the_speaker_around(article(text, outer, inner), inner) is (None if fine else False)
    same = claim(text, quoted, type="Direct", speaker_id="rast")
    assert quotation_has_the_speaker_around(article(text, outer, same), same) is True
    assert quotation_has_the_speaker_around(article(text, inner), inner) is None


def test_of_a_quotation_and_the_claim_around_it_the_one_without_a_cue_is_wrong() -> None:
    text = "Das sei „Theater“, sagte Lahn."
    outer = claim(text, "Das sei „Theater“", speaker_id="rast", type="IndirectFreeIndirect")
    inner = claim(text, "„Theater“", cue="sagte", type="Direct")
    pair = article(text, outer, inner)
    assert [quotation_has_the_speaker_around(pair, each) for each in (outer, inner)] == [False, None]


def test_the_day_of_an_event_that_somebody_else_speaks_of_is_not_the_day_of_saying() -> None:
    text = "Das Urteil, das am Montag fällt, sei offen, sagte Lahn. Rast schwieg."
    one = claim(text, "Rast schwieg.", speaker_id="rast", said_on=MONDAY)
    other = claim(text, "Das Urteil, das am Montag fällt, sei offen")
    assert day_is_not_one_spoken_of(article(text, one, other, days=["Montag"]), one) is False
    assert day_is_not_one_spoken_of(article(text, other, days=["Montag"]), other) is None
    said = "Am Montag sagte Lahn, das Urteil sei offen."
    framed = claim(said, "das Urteil sei offen", said_on=MONDAY)
    assert day_is_not_one_spoken_of(article(said, framed, days=["Montag"]), framed) is True


@pytest.mark.parametrize(
    ("content", "frame", "fine"),
    [
        ("„Beide sind zufrieden“", "", False),
        ("„Keine Seite weiß es“", "", True),
        ("dass die Steuer sinkt", "glaubt Olm nicht", True),
        ("dass die Steuer sinkt", "glaubt Olm", False),
    ],
)
def test_a_negated_claim_has_a_word_that_negates(content: str, frame: str, fine: bool) -> None:
    text = f"{content} {frame}."
    one = claim(text, content, frame=frame, negated=True)
    assert negation_has_a_word(article(text, one), one) is fine
    assert negation_has_a_word(article(text, one), claim(text, content)) is None


@pytest.mark.parametrize(
    ("text", "content", "speaker", "cue", "kind", "fine"),
    [
        ("Lahn befürchtet, dass es regnet.", "Lahn befürchtet", "Lahn", "", "Reported", False),
        ("Er warf Lahn vor, sie sei faul.", "Er warf", "Er", "", "Reported", False),
        ("Lahn bestreitet das.", "Lahn bestreitet das.", "Lahn", "", "Reported", True),
        ("Lahn lobte die Ärzte, Olm nicht.", "Lahn lobte die Ärzte", "Lahn", "", "Reported", True),
        ("Das wäre, so Lahn, zu teuer.", "Das wäre", "Lahn", "so", "Indirect", False),
        (
            "Man habe sich nicht einigen können, hieß es.",
            "Man habe sich nicht einigen können",
            "",
            "",
            "Indirect",
            True,
        ),
        ("Nein, sagt Lahn.", "Nein", "Lahn", "sagt", "Indirect", True),
        ("Lahn nannte es „schlecht“.", "„schlecht“", "Lahn", "nannte", "Direct", True),
        (
            "Der Träger des „Blauen Bandes“ schwieg.",
            "„Blauen Bandes“",
            "Träger des „Blauen Bandes“",
            "",
            "Direct",
            False,
        ),
    ],
)
def test_a_content_says_something(text: str, content: str, speaker: str, cue: str, kind: str, fine: bool) -> None:
    one = claim(text, content, speaker=speaker, cue=cue, type=kind)
    assert content_says_something(article(text, one), one) is fine


def test_no_two_claims_give_the_same_words_to_two() -> None:
    text = "Das Bad schließe, teilte Lahn mit, wie Olm berichtete."
    one = claim(text, "Das Bad schließe", cue="teilte")
    other = claim(text, "Das Bad schließe", cue="wie", speaker_id="olm")
    assert words_have_one_speaker(article(text, one, other), one) is False
    together = claim(text, "Das Bad schließe", cue="teilte", speaker_id="olm")
    assert words_have_one_speaker(article(text, one, together), one) is True
    nobody = claim(text, "Das Bad schließe", cue="wie", speaker_id=None)
    pair = article(text, one, nobody)
    assert [words_have_one_speaker(pair, each) for each in (one, nobody)] == [True, False]


def test_what_one_tells_of_another_stands_in_both_claims() -> None:
    text = "Rast habe gesagt, das Bad schließe, erzählte Lahn."
    outer = claim(text, "Rast habe gesagt, das Bad schließe")
    inner = claim(text, "das Bad schließe", speaker_id="rast")
    pair = article(text, outer, inner)
    assert [words_have_one_speaker(pair, each) for each in (outer, inner)] == [True, True]


@pytest.mark.parametrize(
    ("speaker", "name", "fine"),
    [
        ("Spekulationen", "", False),
        ("Vorwürfe im Raum", "", False),
        ("ein Sprecher der Werft", "", True),
        ("die Olm-Tochter Lahn", "Lahn", True),
        ("sie", "", True),
        ("Polizeiangaben", "", True),
        ("der 44-Jährige", "", True),
        ("der VFM", "", True),
        ("22 Prozent", "", None),
        ("14.48 Uhr", "", None),
    ],
)
def test_a_speaker_is_somebody(speaker: str, name: str, fine: bool | None) -> None:
    text = f"Das Bad schließe, sagen {speaker}."
    one = claim(text, "Das Bad schließe", speaker=speaker)
    told = article(text, one, names=[name] if name else [], days=[speaker] if "Uhr" in speaker else [])
    assert speaker_can_speak(told, one) is fine
    assert speaker_can_speak(told, claim(text, "Das Bad schließe", speaker=speaker, speaker_id=None)) is None


def test_a_speaker_is_no_time() -> None:
    text = "14.48 Uhr: Die Richterin begründet das Urteil vom Montag."
    one = claim(text, text, speaker="14.48 Uhr")
    assert speaker_is_no_time(article(text, one, days=["14.48 Uhr"]), one) is False
    other = claim(text, text, speaker="Die Richterin")
    assert speaker_is_no_time(article(text, other, days=["14.48 Uhr", "Montag"]), other) is True


@pytest.mark.parametrize(
    ("speaker", "fine"), [("22 Prozent", False), ("300 Mitglieder", True), ("der 22-Jährige", True)]
)
def test_a_speaker_is_no_sum(speaker: str, fine: bool) -> None:
    text = f"Das Bad schließe, sagen {speaker}."
    one = claim(text, "Das Bad schließe", speaker=speaker)
    assert speaker_is_no_sum(article(text, one), one) is fine


@pytest.mark.parametrize(
    ("heading", "content", "speaker", "fine"),
    [
        ("Eilmeldung: Lahn kündigt Rücktritt an", "Eilmeldung: Lahn kündigt Rücktritt an", "Eilmeldung", False),
        ("Eilmeldung: Lahn kündigt Rücktritt an", "Lahn kündigt Rücktritt an", "Lahn", True),
        ("Lahn: „Ich gehe“", "„Ich gehe“", "Lahn", True),
    ],
)
def test_a_speaker_is_no_kicker(heading: str, content: str, speaker: str, fine: bool) -> None:
    text = f"{heading}\n\nEs war kühl."
    one = claim(text, content, speaker=speaker)
    assert speaker_is_no_kicker(article(text, one, heading=heading), one) is fine
