"""A row for each thing said: neither the words within it nor the sentence that only tells of it is another."""

from __future__ import annotations

import pytest

from tests.identity.resolved import read


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Petra Krahl sagte, die Lage sei „sehr ernst“.",
            [("die Lage sei „sehr ernst“", "Petra Krahl")],
        ),
        (
            "Petra Krahl nannte den Plan „völlig unbrauchbar“.",
            [("Petra Krahl nannte den Plan „völlig unbrauchbar“.", "Petra Krahl")],
        ),
        (
            "Petra Krahl betonte, dass der Damm hält: „Wir haben ihn im Mai geprüft.“",
            [("dass der Damm hält", "Petra Krahl"), ("„Wir haben ihn im Mai geprüft.“", "Petra Krahl")],
        ),
        (
            "Das genüge nicht, sagte Petra Krahl. Otto Brandis habe ihr zugesagt, die Zeiten nicht zu ändern.",
            [("Das genüge nicht", "Petra Krahl"), ("die Zeiten nicht zu ändern", "Otto Brandis")],
        ),
        (
            "Der Plan sei gut, sagte Petra Krahl. Sie müsse noch erklären, warum er teuer sei.",
            [("Der Plan sei gut", "Petra Krahl"), ("Sie müsse noch erklären, warum er teuer sei.", "Petra Krahl")],
        ),
        (
            "Der Verdacht liegt nahe, dass die Werft spart, sagte Petra Krahl.",
            [("Der Verdacht liegt nahe, dass die Werft spart", "Petra Krahl")],
        ),
        (
            "Petra Krahl sagte, nach neuesten Erkenntnissen habe es gebrannt.",
            [("nach neuesten Erkenntnissen habe es gebrannt", "Petra Krahl")],
        ),
        ("Der Damm ist alt. Das bestätigte Petra Krahl.", [("Der Damm ist alt", "Petra Krahl")]),
        (
            "Wann gestreikt wird, können wir noch nicht sagen, so Petra Krahl.",
            [("Wann gestreikt wird, können wir noch nicht sagen", "Petra Krahl")],
        ),
        # Whom a headline is about says nothing, unless the article has words of theirs.
        ("Petra Krahl: Ole Abel dreht drei Filme\n\nOle Abel reiste nach Emden.", []),
        (
            "Petra Krahl: Damm muss weg\n\nPetra Krahl sagte, es regne.",
            [("Damm muss weg", "Petra Krahl"), ("es regne", "Petra Krahl")],
        ),
    ],
)
def test_one_row_for_one_thing_said(text: str, rows: list[tuple[str, str]]) -> None:
    assert list(read(text).said) == rows


def test_the_chain_of_what_is_told_within_a_claim_keeps_who_tells_it() -> None:
    found = read("Das genüge nicht, sagte Petra Krahl. Otto Brandis habe ihr zugesagt, die Zeiten nicht zu ändern.")
    assert [name for _, name in found.chains[1]] == ["Petra Krahl", "Otto Brandis"]


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        (
            "Laut dpa teilte Petra Krahl mit, die Suche sei beendet.",
            "die Suche sei beendet",
            ["dpa", "Petra Krahl"],
        ),
        (
            "Der Damm war laut Polizei am Mittag offen, berichtete die APA.",
            "Der Damm war … am Mittag offen",
            ["APA", "Polizei"],
        ),
    ],
)
def test_who_hands_a_claim_on_is_a_hop_of_it_and_no_second_row(text: str, content: str, chain: list[str]) -> None:
    found = read(text)
    assert [said for said, _ in found.said] == [content]
    assert [name for _, name in found.chains[0]] == chain
