"""Marks that overlap in any way are cut so that nothing of the text is lost or told twice."""

from __future__ import annotations

import pytest

from quellenlage.records import Segment, Span
from quellenlage.tasks.evidence.marks import Mark, Piece, pieces
from quellenlage.tasks.tables.parts_of_text import covering, sentence

TEXT = "Der Rat hörte, die Kämmerin habe gesagt, das Geld reiche bis Montag."


def mark(words: str, index: int, role: str = "content") -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), role, index)  # type: ignore[arg-type]


def cut(*marks: Mark) -> list[Piece]:
    return pieces(TEXT, Span(0, len(TEXT)), marks)


def told(found: list[Piece]) -> list[tuple[str, tuple[int, ...]]]:
    return [(piece.text, piece.of("content")) for piece in found]


def test_a_claim_within_another_has_both_the_outer_one_first() -> None:
    outer, inner = mark("die Kämmerin habe gesagt, das Geld reiche bis Montag", 0), mark("das Geld reiche", 1)
    assert told(cut(inner, outer)) == [
        ("Der Rat hörte, ", ()),
        ("die Kämmerin habe gesagt, ", (0,)),
        ("das Geld reiche", (0, 1)),
        (" bis Montag", (0,)),
        (".", ()),
    ]


def test_claims_that_overlap_share_what_both_have() -> None:
    assert told(cut(mark("habe gesagt, das Geld", 0), mark("das Geld reiche", 1)))[1:4] == [
        ("habe gesagt, ", (0,)),
        ("das Geld", (0, 1)),
        (" reiche", (1,)),
    ]


def test_a_date_within_a_claim_is_one_piece_of_it() -> None:
    (piece,) = [one for one in cut(mark("das Geld reiche bis Montag", 0), mark("Montag", 3, "date")) if one.of("date")]
    assert (piece.text, piece.of("content"), piece.of("date")) == ("Montag", (0,), (3,))


@pytest.mark.parametrize(("start", "end"), [(0, 10), (5, 40), (20, 20), (0, 68)])
def test_the_pieces_are_the_text_whatever_is_marked(start: int, end: int) -> None:
    marks = [Mark(a, b, "content", n) for n, (a, b) in enumerate([(0, 68), (3, 30), (3, 30), (29, 31), (40, 40)])]
    found = pieces(TEXT, Span(start, end), marks)
    assert "".join(piece.text for piece in found) == TEXT[start:end]
    assert all(TEXT.startswith(piece.text, piece.start) for piece in found)


def test_what_belongs_to_no_part_is_shown_all_the_same() -> None:
    text = "Kopf\n\nVergessen.\n\nAbsatz"
    parts = covering(text, [Segment("headline", 0, 4), Segment("paragraph", 18, 24)])
    assert [(part.kind, text[part.start : part.end]) for part in parts] == [
        ("headline", "Kopf"),
        ("other", "Vergessen."),
        ("paragraph", "Absatz"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Es regnet. Das Bad bleibt zu, sagte sie. Dann ging sie.", "Das Bad", "Das Bad bleibt zu, sagte sie."),
        ("Es regnet. Am 3. März sei Dr. Wolf da, hieß es. Aus.", "Wolf", "Am 3. März sei Dr. Wolf da, hieß es."),
        ('"Kommt." Das sagte er. "Geht!", sagte sie.', "Geht", '"Geht!", sagte sie.'),
        ("Nur eines", "eines", "Nur eines"),
    ],
)
def test_the_sentence_around_a_passage(text: str, words: str, wanted: str) -> None:
    at = text.index(words)
    assert sentence(text, [Span(at, at + len(words))], Span(0, len(text))).of(text) == wanted
