"""Characters that nobody sees are read as absent, and offsets are those of the text as it stands."""

from __future__ import annotations

import pytest

from quellenlage.annotate import annotate
from quellenlage.records import Mention, Segment
from quellenlage.visible import visible
from tests.identity.resolved import read
from tests.landed_batches import pipeline

SHY, ZERO, UMLAUT = "\u00ad", "\u200b", "\u0308"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna Kolb ruft.", "Anna Kolb ruft."),
        (f"Käthe Größ{SHY}ler", "Käthe Größler"),
        (f"Anna{ZERO} Kolb{ZERO} ruft.", "Anna Kolb ruft."),
        (f"Gro{UMLAUT}ßler", "Größler"),
        (SHY, ""),
        ("", ""),
    ],
)
def test_what_is_read(text: str, shown: str) -> None:
    assert visible(text).text == shown


def test_offsets_there_and_back() -> None:
    text = f"Die{SHY} Käthe{ZERO} Gro{UMLAUT}ß{SHY}ler{ZERO} ruft."
    view = visible(text)
    at = view.text.index("Käthe")
    (found,) = view.back((Mention(at, at + len("Käthe Größler"), "PER"),))
    assert text[found.start : found.end] == f"Käthe{ZERO} Gro{UMLAUT}ß{SHY}ler"
    whole = view.forth(Segment("paragraph", 0, len(text)))
    assert (whole.start, whole.end) == (0, len(view.text))


def test_a_name_is_whole_and_stands_where_it_stands() -> None:
    text = f"Die Bürgermeisterin Käthe{ZERO} Größ{SHY}ler{ZERO} sagte am Diens{SHY}tag, sie komme."
    (record,) = annotate([{"id": 1, "text": text, "published": None}], pipeline())
    assert isinstance(record, dict)
    (claim,) = record["claims"]
    ((start, end),) = claim["speaker"]
    assert text[start:end] == f"Die Bürgermeisterin Käthe{ZERO} Größ{SHY}ler"
    assert [date["text"] for date in record["dates"]] == [f"Diens{SHY}tag"]


def test_the_ledger_has_the_name_without_them() -> None:
    found = read(f"Der Landrat Otto Größ{SHY}ler sagte, er komme. „Ja“, sagte Größ{SHY}ler.")
    assert {chain[-1][1] for chain in found.chains} == {"Otto Größler"}
    assert all(f"Größ{SHY}ler" in found.text[m.start : m.end] for m in found.resolution.mentions[:1])
