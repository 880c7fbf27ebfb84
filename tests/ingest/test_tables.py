"""Files of rows and containers of files: what is told of them beyond the golden files."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from pathlib import Path

import pytest

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, PassedOver, Rejected
from quellenlage.tasks.ingest.readers import Input, Item, format_of, read_input
from quellenlage.tasks.ingest.unpacking import ALWAYS_ALLOWED, Member
from tests.ingest.mutations import mutated
from tests.ingest.soundness import wrong_with
from tests.ingest.test_formats import FORMATS, INPUTS

ROW = {"title": "Nebel", "text": "Am Deich war Nebel.", "url": "https://www.deich-kurier.example/nebel"}
LINE = json.dumps(ROW).encode() + b"\n"


def items(data: bytes, name: str, **fields: str) -> list[Item]:
    source = Input.of_bytes(data, name)
    return list(read_input(Input(source.uri, source.name, source.open, fields)))


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def uris(found: list[Item], kind: type) -> list[str]:
    return [one.uri for one in found if isinstance(one, kind)]


def test_a_user_maps_columns_of_a_table() -> None:
    (found,) = items(b"kopf;rumpf\nNebel;Am Deich war Nebel.\n", "a.csv", title="kopf", text="rumpf")
    assert isinstance(found, Article)
    assert found.text == "Nebel\n\nAm Deich war Nebel."


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"a,b\n1,2\n", "a.csv", "--fields text=COLUMN: there are a, b"),
        (b"", "a.csv", "the file is empty"),
        (b"\xef\xbb\xbf\n", "a.csv", "the file is empty"),
        (b"[]", "a.json", "nothing in the file"),
        (b"[1, 2]", "a.jsonl", "no object with fields but"),
        (b'{"ueberschrift": "Nebel", "rumpf": "' + b"Am Deich war Nebel. " * 9 + b'"}', "a.json", "--fields text=KEY"),
        (b"<urlset/>", "a.xml", "begins as none of these"),
        (b"x", "a.xyz", "convert it to .html, .jsonl, .csv, .md or .txt"),
        (b'{"a": 1}\n{"a": 2}\n', "a.jsonl", "--fields text=KEY: there are a"),
        (b"hallo\nwelt\n", "a.jsonl", "line 1: no JSON"),
        (b"[" * 100_000, "a.json", "too deeply nested"),
        (b"PAR1 and so on", "a.parquet", "no whole Parquet file"),
        (b"PK and so on", "a.zip", "no whole zip archive"),
        (b"and so on", "a.warc", "does not begin as WARC does"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"></rss>', "a.rss", "declares entities"),
    ],
)
def test_a_file_of_which_nothing_can_be_read_is_refused_with_a_sentence(data: bytes, name: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said.replace("(", r"\(")) as raised:
        items(data, name)
    assert str(raised.value).endswith(".")


@pytest.mark.parametrize("data", [b'{"theme": "dark", "sizes": [1, 2]}', b"[1, 2]", b'[{"name": "Bote", "id": 7}]'])
def test_settings_and_numbers_are_no_articles(data: bytes) -> None:
    assert items(data, "a.json") == [PassedOver("a.json", "JSON without an article")]


def test_a_column_that_the_user_names_and_is_not_there_is_told() -> None:
    with pytest.raises(UnreadableError, match="there is no column bdy, which you named as text; the columns are title"):
        items(b"title,text\nNebel,Am Deich war Nebel.\n", "a.csv", text="bdy")


def test_a_quotation_mark_that_is_never_closed_takes_no_other_row_with_it() -> None:
    rows = "".join(f"Titel {number};Text {number}.\n" for number in range(9000))
    found = items(f'titel;text\nOffen;"Text.\n{rows}'.encode(), "a.csv")
    assert [one.uri for one in found if isinstance(one, Rejected)] == ["a.csv#1"]
    assert len(uris(found, Article)) == 9000


def test_a_bad_byte_spoils_its_own_letter_only() -> None:
    found = items("title,text\nÄ,Größe\n".encode() + b"B,Gr\xf6\xdfe \x81\n", "a.csv")
    whole, spoilt = (one.text for one in found if isinstance(one, Article))
    assert whole == "Ä\n\nGröße"
    assert spoilt.startswith("B\n\nGröße")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_tables_in_each_encoding(encoding: str) -> None:
    text = "Überschrift;Inhalt\n" + "Größe;Schöne Äpfel müssen süß sein.\n" * 3
    found = items(text.encode(encoding), "a.csv")
    assert [one.text for one in found if isinstance(one, Article)] == ["Größe\n\nSchöne Äpfel müssen süß sein."] * 3


def test_rows_before_the_damage_of_a_packed_file_are_read() -> None:
    found = items(gzip.compress(LINE * 3)[:-6], "a.jsonl.gz")
    assert uris(found, Article) == ["a.jsonl.gz#1", "a.jsonl.gz#2", "a.jsonl.gz#3"]
    assert [one.reason for one in found if isinstance(one, Rejected)] == [
        f"a.jsonl: after {3 * len(LINE)} bytes it is cut off; fetch it again."
    ]


def test_three_containers_are_opened_and_a_fourth_is_not() -> None:
    three = zipped({"c.zip": zipped({"b.jsonl.gz": gzip.compress(LINE)})})
    assert uris(items(three, "a.zip"), Article) == ["a.zip/c.zip/b.jsonl.gz#1"]
    (found,) = items(zipped({"d.zip": three}), "a.zip")
    assert isinstance(found, Rejected)
    assert found.reason == "b.jsonl.gz: it lies in 3 archives within each other; unpack the outer ones by hand."


def test_what_unpacks_to_far_too_much_is_stopped() -> None:
    megabyte = 1 << 20
    bomb = gzip.compress(bytes(megabyte)) * (ALWAYS_ALLOWED // megabyte + 1)
    with pytest.raises(UnreadableError, match="unpacks to more than 250 times its size"):
        items(zipped({"a.jsonl": LINE, "b.txt.gz": bomb}), "a.zip")


def test_members_of_one_name_and_members_that_are_no_files_are_told() -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for _ in range(2):
            info = tarfile.TarInfo("a.jsonl")
            info.size = len(LINE)
            archive.addfile(info, io.BytesIO(LINE))
        link = tarfile.TarInfo("b.jsonl")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    found = items(packed.getvalue(), "a.tar")
    assert uris(found, Article) == ["a.tar/a.jsonl#1", "a.tar/a.jsonl(2)#1"]
    assert [(one.uri, one.what) for one in found if isinstance(one, PassedOver)] == [("a.tar/b.jsonl", "link")]


def test_an_archive_without_files_is_told() -> None:
    empty = io.BytesIO()
    tarfile.open(fileobj=empty, mode="w").close()
    for name, data in (("a.zip", zipped({"ordner/": b""})), ("a.tar", empty.getvalue())):
        assert items(data, name) == [PassedOver(name, "archive without files")]


def test_an_encrypted_member_is_told() -> None:
    data = bytearray(zipped({"a.jsonl": LINE}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (found,) = items(bytes(data), "a.zip")
    assert isinstance(found, Rejected)
    assert found.reason == "a.jsonl: it is encrypted; unpack it with its password."


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("jsonl/crawlers.jsonl", "JSON"),
        ("json/wordpress.json", "JSON"),
        ("csv/windows_semicolons.csv", "CSV"),
        ("parquet/articles.parquet", "Parquet"),
        ("feed/deich.xml", "feed"),
        ("feed/bote.atom", "feed"),
        ("warc/crawl.warc", "WARC"),
        ("gz/packed.jsonl.gz", "gzip"),
        ("zst/packed.jsonl.zst", "Zstandard"),
        ("zip/mixed.zip", "zip"),
        ("tar/cut.tar", "tar"),
    ],
)
def test_a_file_without_an_ending_is_told_by_how_it_begins(name: str, known: str) -> None:
    found = format_of(Input.of_bytes((FORMATS / name).read_bytes(), "ohne"))
    assert found is not None
    assert found.name == known


def test_a_member_is_read_only_so_far() -> None:
    member = Member("a.zip/b", "b", lambda: io.BytesIO(b"x"))
    assert member.data() == b"x"


def test_what_warcio_reads_is_read_here() -> None:
    from warcio.archiveiterator import ArchiveIterator

    path = FORMATS / "warc" / "crawl.warc.gz"
    with path.open("rb") as stream:
        theirs = [one.rec_headers["WARC-Target-URI"] for one in ArchiveIterator(stream) if one.rec_type == "response"]
    assert len(theirs) == len(list(read_input(Input.of_file(path, path.name))))


TIMES = {"warc": 2, "html": 0}  # pages take their time; python -m bench.mutated_files does it ten thousand times


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.relative_to(FORMATS).as_posix())
def test_files_that_went_wrong_are_refused_with_a_sentence_or_read(path: Path) -> None:
    rng, data = random.Random(path.name), path.read_bytes()
    wrong = [wrong_with(mutated(data, rng), path.name)[0] for _ in range(TIMES.get(path.parent.name, 15))]
    assert set(wrong) <= {None}
