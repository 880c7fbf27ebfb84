"""Markdown, Word documents and pages in one file; PDF and EPUB, which are refused with the way to text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, PassedOver
from quellenlage.tasks.ingest.mail.mail_articles import mail_lines
from quellenlage.tasks.ingest.readers import Input, Item, format_of, read_input
from quellenlage.tasks.ingest.written.markdown_blocks import markdown_blocks, plain
from quellenlage.tasks.ingest.written.word_paragraphs import MOST_XML
from tests.ingest.soundness import wrong_with

WORD = Path(__file__).parent / "formats" / "docx" / "schleuse.docx"
SINGLE_FILE = WORD.parents[1] / "mhtml" / "chrome.mhtml"


def items(data: bytes | str, name: str) -> list[Item]:
    return list(read_input(Input.of_bytes(data.encode() if isinstance(data, str) else data, name)))


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("Das ist **sehr** *gut* und __fest__ wie _Stahl_.", "Das ist sehr gut und fest wie Stahl."),
        ("***Alles*** ==neu==, ~~alt~~ sagte er.", "Alles neu, sagte er."),
        ("Schüler*innen und Lehrer*innen kamen.", "Schüler*innen und Lehrer*innen kamen."),
        ("Die Datei a_b_c und 2 * 3 * 4 blieben.", "Die Datei a_b_c und 2 * 3 * 4 blieben."),
        (r"Ein \*Stern\* und \[keine Klammer\].", "Ein *Stern* und [keine Klammer]."),
        ("Ein [Wort](https://a.example/b_(c)) und [noch eins][1].", "Ein Wort und noch eins."),
        ("[![Bild](a.png)](https://a.example) Text", "Text"),
        ("Er sagte [sic] das.", "Er sagte [sic] das."),
        ("`*Code*` bleibt &amp; <b>Fett</b> auch, 3 < 4.", "*Code* bleibt & Fett auch, 3 < 4."),
        ("Belegt[^1] ist <https://a.example>.", "Belegt ist https://a.example."),
        ("**„Nein“**, sagte **Weiß**.", "„Nein“, sagte Weiß."),
    ],
)
def test_marks_are_taken_away_and_words_stay(marked: str, said: str) -> None:
    assert plain(marked) == said


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("# Eins #\n\nText.", [("heading", "Eins"), ("paragraph", "Text.")]),
        ("Eins\n====\nText.", [("heading", "Eins"), ("paragraph", "Text.")]),
        (
            "Text eins\ngeht weiter.\n\n---\n\nText zwei.",
            [("paragraph", "Text eins geht weiter."), ("paragraph", "Text zwei.")],
        ),
        ("> Eins\nzwei\n\nDrei.", [("paragraph", "Eins zwei"), ("paragraph", "Drei.")]),
        (
            "- eins\n- zwei\n  drei\n\n1. vier",
            [("paragraph", "eins"), ("paragraph", "zwei drei"), ("paragraph", "vier")],
        ),
        ("```\ncode\n```\nText.", [("paragraph", "code"), ("paragraph", "Text.")]),
        ("**Zwischentitel**\n\nText.", [("heading", "Zwischentitel"), ("paragraph", "Text.")]),
        ("![Am Abend.](a.png 'Foto: dpa')\n\nText.", [("caption", "Foto: dpa"), ("paragraph", "Text.")]),
        ("#hashtag ist kein Titel.", [("paragraph", "#hashtag ist kein Titel.")]),
        ("<!-- nicht\n\nzeigen -->Text.", [("paragraph", "Text.")]),
    ],
)
def test_blocks_of_markdown(text: str, blocks: list[tuple[str, str]]) -> None:
    assert markdown_blocks(text) == blocks


@pytest.mark.parametrize(
    "part", ["[", "![", "*a ", "_a ", "~~a ", "`a ", "[a](", "**", "wort-\n", "a: b\n", "|-", "<!-- a -->"]
)
@pytest.mark.parametrize("name", ["a.md", "a.txt", "anhang"])
def test_marks_that_go_on_for_ever_end(part: str, name: str) -> None:
    assert wrong_with((part * 2_000).encode(), name)[0] is None


def test_deep_quotations_end() -> None:
    assert markdown_blocks(">" * 5000 + " Text.")


def test_a_file_of_headings_only_is_passed_over() -> None:
    assert items("# Eins\n\n## Zwei\n", "a.md") == [PassedOver("a.md", "no text")]


@pytest.mark.parametrize("name", ["a.md", "a.mht"])
def test_an_empty_file_says_so(name: str) -> None:
    with pytest.raises(UnreadableError, match="empty"):
        items(" \n", name)


@pytest.mark.parametrize(
    "data", [b"", WORD.read_bytes()[:20_000], b"Kein Word.", b"\xd0\xcf\x11\xe0\xa1\xb1" + b"\0" * 600]
)
def test_a_damaged_word_document_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="Word document"):
        items(data, "a.docx")


def test_a_word_document_that_unpacks_to_too_much_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (MOST_XML + 1))
    with pytest.raises(UnreadableError, match="unpacks to more"):
        items(packed.getvalue(), "a.docx")


def test_a_word_document_without_an_ending_is_told_by_how_it_begins() -> None:
    known = format_of(Input.of_bytes(WORD.read_bytes(), "anhang"))
    assert known is not None
    assert known.name == "Word document"


@pytest.mark.parametrize(
    ("data", "name", "tool"),
    [
        (b"%PDF-1.7\n", "a.pdf", "pdftotext"),
        (b"%PDF-1.7\n", "anhang", "pdftotext"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "a.epub", "pandoc"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "buch", "pandoc"),
    ],
)
def test_what_is_not_read_says_what_to_convert_it_with(data: bytes, name: str, tool: str) -> None:
    with pytest.raises(UnreadableError, match=tool):
        items(data, name)


def test_a_page_in_one_file_that_ends_within_the_page_says_so() -> None:
    whole = SINGLE_FILE.read_bytes()
    with pytest.raises(UnreadableError, match="cut off within its page"):
        items(whole[: whole.index(b"</article>")], "a.mhtml")
    assert items(whole[: whole.index(b"Content-Type: image/png") + 80], "a.mhtml") == items(whole, "a.mhtml")


@pytest.mark.parametrize("data", [b"Kein MHTML.", SINGLE_FILE.read_bytes().replace(b"text/html", b"text/plain")])
def test_a_single_file_without_a_page_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="there is no page in it but text/plain"):
        items(data, "a.mht")


def test_header_lines_of_a_document_go_into_its_metadata() -> None:
    (item,) = items(WORD.read_bytes(), "a.docx")
    assert isinstance(item, Article)
    assert item.metadata["outlet"] == "Deich-Kurier"
    assert "Datum:" not in item.text


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"Content-Type: text/html\n", b'Content-Type: text/html; charset="utf\x00-8"\n'),
        (b"Location: https://www.deich", b"Location: https://[www.deich"),
    ],
)
def test_a_saved_page_that_names_no_real_encoding_or_address_is_read(good: bytes, bad: bytes) -> None:
    whole = SINGLE_FILE.read_bytes().replace(b"\r\n", b"\n")
    assert good in whole
    (expected,), (found,) = items(whole, "a.mhtml"), items(whole.replace(good, bad), "a.mhtml")
    assert isinstance(found, Article)
    assert isinstance(expected, Article)
    assert found.text == expected.text
    assert found.metadata.get("url") == (None if b"[" in bad else expected.metadata["url"])


def mail(text: str, head: str = "From: Deich-Kurier <n@deich-kurier.example>\nSubject: Nebel") -> Article:
    (item,) = items(f"{head}\nContent-Type: text/plain; charset=utf-8\n\n{text}", "a.eml")
    assert isinstance(item, Article)
    return item


@pytest.mark.parametrize(("does", "line"), [(does, example) for does, _, example in mail_lines()])
def test_what_stands_around_a_mail_is_left_out(does: str, line: str) -> None:
    below = "Deich-Kurier Verlag" if does == "end" else "Am Abend riss es auf."
    found = mail(f"Am Deich war Nebel.\n\n{line}\n\n{below}\n")
    assert found.text == "Nebel\n\nAm Deich war Nebel." + ("" if does == "end" else f"\n\n{below}")


@pytest.mark.parametrize(
    "text",
    [
        "Wenn Kunden ihr Abo abbestellen, verliert der Verlag.",
        "Sie wollen keine Waffen mehr liefern.",
        "Kontakt zu den Fischern gab es nicht.",
        "Rückfragen beantwortete der Minister nicht.",
    ],
)
def test_what_a_mail_says_itself_stays(text: str) -> None:
    assert text in mail(f"Am Deich war Nebel.\n\n{text}\n\nAm Abend riss es auf.").text


@pytest.mark.parametrize(
    ("head", "outlet", "title"),
    [
        ("From: Deich-Kurier Newsletter <n@a.example>\nSubject: Fwd: AW: Nebel", "Deich-Kurier", "Nebel"),
        ("From: =?utf-8?q?Stadt_W=C3=BCstrow=2C_Pressestelle?= <p@a.example>\nSubject: a\n b", "Stadt Wüstrow", "a b"),
        ("From: n@spiegel.de\nSubject: Die Lage", "Der Spiegel", "Die Lage"),
    ],
)
def test_a_mail_is_its_sender_s(head: str, outlet: str, title: str) -> None:
    found = mail("Am Deich war Nebel.", head)
    assert (found.metadata["outlet"], found.text.split("\n")[0]) == (outlet, title)


def test_one_damaged_mail_takes_no_other_with_it() -> None:
    head = "From a@b Wed Mar  5 06:00:00 2025\nFrom: Deich-Kurier <n@a.example>\nSubject: Nebel\n"
    bad = f"{head}Content-Type: text/plain; charset=gibtesnicht\nDate: \x00\ufffd\n\nAm Deich war Nebel.\n\n"
    found = items(bad + head + "\nAm Abend riss es auf.\n", "a.mbox")
    assert [one.uri for one in found] == ["a.mbox#1", "a.mbox#2"]
    assert isinstance(found[1], Article)
