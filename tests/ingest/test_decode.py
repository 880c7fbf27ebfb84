"""Bytes to text: encodings told apart, broken text put right or refused."""

from __future__ import annotations

import pytest

from quellenlage.errors import UnreadableError
from quellenlage.tasks.ingest.decode import decode

PRICE = "Die Maßnahme kostet 5 € je Schüler. Das sei übertrieben, sagte Jürgen Weiß.\n"
QUOTED = "„Das ist übermütig – und teuer“, sagte Jürgen Weiß. Die Straße sei zu schmal …\n"
PLAIN = "Schöne Grüße aus Köln, schrieb Größl.\n"


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859_15", "mac_roman", "cp850", "utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("text", [PRICE, QUOTED, PLAIN, PRICE + QUOTED + PLAIN])
def test_encodings_are_told_by_what_they_would_say(encoding: str, text: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:  # ISO-8859-15 and DOS have no German quotation marks
        data = text.translate({ord(a): b for a, b in zip("„“–…€", '""-.E', strict=True)}).encode(encoding)
        text = data.decode(encoding)
    assert decode(data) == text


def test_the_euro_tells_iso_8859_15() -> None:
    assert decode("Kosten: 5 € mehr.".encode("iso8859_15")) == "Kosten: 5 € mehr."


def test_one_bad_byte_does_not_change_the_rest() -> None:
    data = QUOTED.encode() + b"Der M\xfcller \x96 er kam." + QUOTED.encode()
    assert decode(data) == f"{QUOTED}Der Müller – er kam.{QUOTED}"


def test_a_character_that_was_cut_off_with_the_file_is_marked() -> None:
    assert decode("Schöne Grüße".encode()[:-2]) == "Schöne Gr\u00fc\ufffd"


def test_valid_sequences_by_chance_do_not_make_utf_8() -> None:
    text = "„Spaß“, sagte er, „Spaß“ und über alle Maßen."
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_text_that_was_read_wrongly_is_put_right(encoding: str) -> None:
    text = "Die Maßnahme sei übertrieben.\nZwölf Schüler kämen.\nSie fährt.\n"
    assert decode(text.encode().decode(encoding).encode()) == text


def test_text_that_was_read_wrongly_twice_is_put_right() -> None:
    twice = PLAIN.encode().decode("cp1252").encode().decode("cp1252")
    assert decode(twice.encode()) == PLAIN


@pytest.mark.parametrize("text", ["Er kam aus Ångström.", "Âme et Ô Toi", "Die √2 ist irrational.", "Ãngela", "50 Â"])
def test_odd_letters_that_are_meant_stay(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "text", ["Die Ma\ufffdnahme sei \ufffdbertrieben, Zw\ufffdlf Sch\ufffdler.", "Die Ma?nahme k?me sp?t f?r Sch?ler."]
)
def test_lost_letters_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(UnreadableError, match=r"lost .* as in"):
        decode(text.encode())


@pytest.mark.parametrize("text", ["Ein \ufffd im Text.", "Siehe www.example.org/a?b=c und /d?e=f, /g?h=i, /k?l-m=n"])
def test_a_few_odd_characters_are_no_reason(text: str) -> None:
    assert decode(text.encode()) == text


def test_invisible_characters_keep_their_places() -> None:
    text = "Bundes\u00adkanzler\u200b kam\u2060."
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "data", ["Русский текст, привет".encode("cp1251"), bytes(range(1, 255)) * 5, b"\x89PNG\r\n\x1a\n\x00\x00IHDR"]
)
def test_what_is_no_german_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        decode(data)
