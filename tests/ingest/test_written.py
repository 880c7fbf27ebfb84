"""Text as people write it: header lines, front matter, lines of one width."""

from __future__ import annotations

import pytest

from quellenlage.records import Article, Rejected
from quellenlage.tasks.ingest.readers import Input
from quellenlage.tasks.ingest.readers.plain import read
from quellenlage.tasks.ingest.written.header_lines import header_examples, header_of
from quellenlage.tasks.ingest.written.wrapped_lines import blocks_of


def articles(text: str) -> list[Article]:
    return [one for one in read(Input.of_bytes(text.encode(), "a.txt")) if isinstance(one, Article)]


@pytest.mark.parametrize(("line", "field"), list(header_examples()))
def test_each_key_gives_its_field(line: str, field: str) -> None:
    lines = ["Titel: Schleuse", line] if field == "text" else [line, "Titel: Schleuse"]
    found = header_of(lines, first=True)
    assert found is not None
    header, end = found
    assert end == 2
    if field == "text":
        assert header.rest == line.partition(": ")[2]
    elif field:
        assert header.fields[field] == line.partition(": ")[2]
    else:
        assert header.fields == {"title": "Schleuse"}


@pytest.mark.parametrize(
    "text",
    [
        "Berlin: Die Lage ist ernst.\n\nDas sagte er.",
        "Von: hier bis dort ist es weit.\n\nDas sagte er.",
        "Der Titel: Meister\n\nDas sagte er.",
        "Betreff: Ihr Schreiben\n\nDas sagte er.",
        "---\nEin Satz.\n---\n\nDas sagte er.",
    ],
)
def test_a_text_with_a_colon_has_no_header(text: str) -> None:
    (article,) = articles(text)
    assert article.text == text
    assert article.metadata == {}


def test_a_day_that_is_none_is_kept_as_written() -> None:
    (article,) = articles("Titel: Schleuse\nDatum: 31.02.2025\n\nDas Tor klemmt.")
    assert article.metadata == {"header_date": "31.02.2025", "format": "plain text"}


def test_a_value_may_go_on_in_a_line_that_is_moved_in() -> None:
    (article,) = articles("Titel: Die Schleuse\n  bleibt zu\nQuelle: Deich-Kurier\n\nDas Tor klemmt.")
    assert article.text == "Die Schleuse bleibt zu\n\nDas Tor klemmt."


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Birte Eggers und Ole Brandt", "Birte Eggers; Ole Brandt"),
        ("Von Birte Eggers, Ole Brandt", "Birte Eggers; Ole Brandt"),
        ("Eggers, Birte", "Eggers, Birte"),
    ],
)
def test_authors_are_told_apart(written: str, authors: str) -> None:
    (article,) = articles(f"Titel: Schleuse\nAutoren: {written}\n\nDas Tor klemmt.")
    assert article.metadata["authors"] == authors


def test_a_lead_of_the_header_stands_above_the_text_once() -> None:
    header = "Titel: Schleuse\nVorspann: Das Tor klemmt.\n\n"
    (said,) = articles(f"{header}Es sei verzogen, hieß es.\n\nMehr dazu morgen.")
    assert [one.kind for one in said.segments] == ["headline", "lead", "paragraph", "paragraph"]
    (once,) = articles(f"{header}Das Tor klemmt.\n\nMehr dazu morgen.")
    assert once.text == "Schleuse\n\nDas Tor klemmt.\n\nMehr dazu morgen."


@pytest.mark.parametrize("bomb", ["a: &a [x]\nb: [*a, *a]", "[" * 5000, "a: !!python/object/apply:os.system ['ls']"])
def test_front_matter_that_is_no_such_thing_is_text(bomb: str) -> None:
    items = list(read(Input.of_bytes(f"---\n{bomb}\n---\n\nDas Tor klemmt.\n\nDas sagte er.".encode(), "a.txt")))
    assert [type(item) for item in items] == [Article]


def test_header_lines_without_a_text_are_refused() -> None:
    (item,) = read(Input.of_bytes(b"Titel: Schleuse\nDatum: 26.08.2025\n", "a.txt"))
    assert isinstance(item, Rejected)
    assert item.reason == "line 1: header lines without an article below them."


WRAPPED = """Seit Montag kommt kein Schiff durch die Schleuse. Die Repara-
tur dauert. Auch die Ein-
und Ausfahrt sind gesperrt, die Nordsee-
Fähren fahren nicht.

- Das Tor klemmt sehr.
- Der Motor brummt laut.
"""


def test_lines_of_one_width_are_paragraphs() -> None:
    assert blocks_of(WRAPPED) == [
        "Seit Montag kommt kein Schiff durch die Schleuse. Die Reparatur dauert. Auch die Ein- und Ausfahrt sind "
        "gesperrt, die Nordsee-Fähren fahren nicht.",
        "- Das Tor klemmt sehr.",
        "- Der Motor brummt laut.",
    ]


def test_a_paragraph_a_line_stays_one() -> None:
    lines = ["Das Tor klemmt seit Montag, sagte ein Sprecher.", "Neues Tor", "Der Auftrag ist seit gestern vergeben."]
    assert blocks_of("\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Der Kran im Hafen von Halmersiel steht still\nDie Werft in Wüstrow baut dreißig Stellen ab", 2),
        ("Der Kran im Hafen von Halmersiel steht seit Montag still.\nDie Stadt will ihn abbauen.", 2),
        ("Der Kran im Hafen von Halmersiel steht seit Montag\nstill. Die Stadt will ihn abbauen lassen.", 1),
        (
            "Der Kran im Hafen von Halmersiel steht seit\nMontag still. Die Stadt will ihn von Fach-\nleuten holen.",
            1,
        ),
    ],
)
def test_two_lines_of_about_the_same_width_are_one_paragraph_only_where_a_sentence_goes_on(
    text: str, blocks: int
) -> None:
    assert len(blocks_of(text)) == blocks
