"""NewsML-G2, NITF and ninjs: what must never come through, which version counts, XML and JSON of any sender."""

from __future__ import annotations

from pathlib import Path

import pytest

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, PassedOver, Rejected
from quellenlage.tasks.ingest.agency.agency_items import authors_of_byline, correction_of, corrections, editor_notes
from quellenlage.tasks.ingest.agency.ninjs_items import ninjs_keys
from quellenlage.tasks.ingest.agency.safe_xml import root_of
from quellenlage.tasks.ingest.readers import Input, Item, format_of, read_input
from quellenlage.tasks.ingest.versions import content_hash

FORMATS = Path(__file__).parent / "formats"
INPUTS = [path for name in ("newsml", "newsml1", "nitf", "ninjs") for path in sorted((FORMATS / name).iterdir())]
INPUTS = [path for path in INPUTS if path.with_name(f"{path.name}.json").is_file()]

NITF = """<nitf><head><docdata><doc-id id-string="urn:x:1" regsrc="AFP"/></docdata></head><body>
<body.head><hedline><hl1>Größe</hl1></hedline></body.head><body.content><p>Der Kran ist übermütig.</p>
<p>Das sagte er.</p></body.content></body></nitf>"""


def items(data: bytes | str, name: str) -> list[Item]:
    return list(read_input(Input.of_bytes(data.encode() if isinstance(data, str) else data, name)))


def article(data: bytes | str, name: str) -> Article:
    (item,) = items(data, name)
    assert isinstance(item, Article)
    return item


def newsml(version: int, text: str, more: str = "") -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:a.example:1" version="{version}">'
        f'<itemMeta><provider literal="dpa"/>{more}</itemMeta><contentMeta><headline>Schleuse</headline></contentMeta>'
        f"<contentSet><inlineData>{text}</inlineData></contentSet></newsItem>"
    )


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_telephone_numbers_of_contacts_never_come_through(path: Path) -> None:
    assert "555 000" in path.read_bytes().decode("latin-1") or path.name not in ("nachricht.xml", "schleuse.xml")
    assert "555" not in repr(list(read_input(Input.of_file(path, path.name))))


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_a_file_without_an_ending_is_told_by_how_it_begins(path: Path) -> None:
    known = format_of(Input.of_bytes(path.read_bytes(), "delivery"))
    assert known is not None
    assert known is format_of(Input.of_file(path, path.name))


def test_a_later_version_of_an_item_is_a_version_and_no_second_article() -> None:
    first = article(newsml(1, "Das Tor kostet drei Millionen."), "morgens.xml")
    second = article(newsml(2, "Das Tor kostet vier Millionen."), "ordner/abends.xml")
    assert first.uri == second.uri == "urn:newsml:a.example:1"
    assert content_hash(first) != content_hash(second)


def test_the_same_item_in_another_format_has_the_same_place() -> None:
    other = article(
        '{"guid": "urn:newsml:a.example:1", "headline": "Schleuse", "body_text": "Das Tor klemmt."}', "a.json"
    )
    assert other.uri == "urn:newsml:a.example:1"


@pytest.mark.parametrize(("does", "note"), [(does, example) for does, _, example in editor_notes()])
def test_notes_to_editors_never_come_through(does: str, note: str) -> None:
    below = "Birte Eggers, 0000 4711" if does == "end" else "Wer zahlt, ist offen."
    body = f"Das Tor klemmt.\\n\\n{note}\\n\\n{below}"
    found = article(f'{{"guid": "urn:newsml:a.example:1", "headline": "Schleuse", "body_text": "{body}"}}', "a.json")
    assert found.text == "Schleuse\n\nDas Tor klemmt." + ("" if does == "end" else f"\n\n{below}")


@pytest.mark.parametrize("text", ["Kontakte nach Moskau habe er nicht, sagte er.", "Der Notizblock lag auf dem Tisch."])
def test_what_speaks_of_notes_is_no_note(text: str) -> None:
    body = f"Das Tor klemmt.\\n\\n{text}\\n\\nWer zahlt, ist offen."
    assert text in article(f'{{"guid": "urn:newsml:a.example:1", "body_text": "{body}"}}', "a.json").text


@pytest.mark.parametrize(("pattern", "correction", "example"), corrections())
def test_each_form_of_a_correction_is_told(pattern: object, correction: str, example: str) -> None:
    assert correction_of(example) == correction


@pytest.mark.parametrize(
    ("headline", "correction"),
    [
        ("BERICHTIGUNG/Schleuse bleibt zu", "Berichtigung"),
        ("KORREKTUR 2: Schleuse bleibt zu", "Korrektur"),
        ("(Wiederholung) Schleuse bleibt zu", "Wiederholung"),
        ("Wiederholung der Wahl gefordert", None),
        ("Korrektur am Aktienmarkt", None),
        ("Minister fordert Korrektur: mehr Geld", None),
    ],
)
def test_a_headline_is_one_of_a_correction_only_where_it_is_marked(headline: str, correction: str | None) -> None:
    assert correction_of(headline, at_head=True) == correction


def test_a_withdrawn_item_says_so() -> None:
    said = article(newsml(3, "Bitte nicht verwenden.", '<pubStatus qcode="stat:canceled"/>'), "a.xml")
    assert said.metadata["correction"] == "Zurückziehung"


def test_an_item_that_is_withheld_without_a_time_is_under_embargo() -> None:
    said = article(newsml(1, "Das Tor klemmt.", '<pubStatus qcode="stat:withheld"/>'), "a.xml")
    assert said.metadata["embargo"] == "withheld"


@pytest.mark.parametrize("name", ninjs_keys())
def test_each_name_has_keys(name: str) -> None:
    assert all(key == key.casefold() for key in ninjs_keys()[name])


def test_authors_are_the_people_of_a_byline() -> None:
    assert authors_of_byline("Von Birte Eggers, dpa, und Ole Brandt") == "Birte Eggers; Ole Brandt"
    assert authors_of_byline("dpa") is None


@pytest.mark.parametrize(
    "data",
    [
        NITF.encode(),
        NITF.encode("utf-16"),
        NITF.encode("cp1252"),
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + NITF.encode("latin-1"),
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + NITF.encode(),
        b'<?xml version="1.0" encoding="x-unknown"?>' + NITF.encode("cp1252"),
        NITF.replace("ü", "&uuml;").replace("ö", "&#246;").replace("ß", "&szlig;").encode(),
        b"\xef\xbb\xbf<!-- x --><!DOCTYPE nitf SYSTEM 'nitf.dtd'>" + NITF.encode(),
    ],
)
def test_xml_of_any_encoding_is_read(data: bytes) -> None:
    assert article(data, "a.xml").text == "Größe\n\nDer Kran ist übermütig.\n\nDas sagte er."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf>&a;</nitf>", "entities"),
        ("<!DOCTYPE nitf [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><nitf>&a;</nitf>", "entities"),
        (NITF[:200], "line 3: no whole XML"),
        ("<nitf>" + "<p>" * 5000, "no whole XML"),
        ("<nitf", "no whole XML"),
    ],
)
def test_xml_that_is_broken_or_unsafe_is_refused(data: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        items(data, "a.nitf")


def test_a_message_that_is_cut_off_gives_what_is_whole() -> None:
    data = f'<n:newsMessage xmlns:n="http://iptc.org/std/nar/2006-10-01/"><n:itemSet>{newsml(1, "Das Tor klemmt.")}'
    first, rest = items(data, "a.xml")
    assert isinstance(first, Article)
    assert isinstance(rest, Rejected)
    assert rest.reason.startswith("behind item 1, of 1: line 1: no whole XML")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ('{"uri": "urn:newsml:a:1", "type": "picture"}', "picture"),
        ('{"uri": "urn:newsml:a:1", "type": "text"}', "item without text"),
        ('{"versioncreated": "x", "items": []}', "item without text"),
    ],
)
def test_what_has_no_text_is_passed_over(data: str, what: str) -> None:
    assert items(data, "a.json") == [PassedOver("a.json", what)]


@pytest.mark.parametrize("data", ['{"guid": "urn:newsml:a:1", "headline": "Ab', '{"pubstatus": ' + "[" * 100_000])
def test_json_that_is_broken_is_refused(data: str) -> None:
    with pytest.raises(UnreadableError):
        items(data, "a.json")


def test_a_list_that_is_cut_off_gives_what_is_whole() -> None:
    whole = '{"guid": "urn:newsml:a:1", "headline": "Schleuse", "body_text": "Das Tor klemmt."}'
    first, rest = items(f'[{whole}, {{"guid": "urn:newsml:a:2", "headl', "a.json")
    assert isinstance(first, Article)
    assert isinstance(rest, Rejected)
    assert rest.reason.startswith("behind item 1: line 1: no whole JSON")


def test_json_of_others_is_not_ninjs() -> None:
    said = article(
        '{"title": "Schleuse", "text": "Das Tor klemmt.\\n\\nDas sagte er.", "url": "https://a.example/1"}', "a.json"
    )
    assert said.metadata["format"] == "JSON"


@pytest.mark.parametrize(("head", "root"), [(b"<a:nitf x='1'>", "nitf"), (b"{}", ""), (b"<html>", "html"), (b"", "")])
def test_the_first_element_is_told(head: bytes, root: str) -> None:
    assert root_of(head) == root
