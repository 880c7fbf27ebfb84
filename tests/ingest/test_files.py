"""Files, folders and globs."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from quellenlage.errors import UsageError
from quellenlage.records import Rejected
from quellenlage.tasks.ingest.files import find_files, listed_in, received, uri_of
from quellenlage.tasks.ingest.ingest import read_file

Write = Callable[..., Path]


def test_each_file_is_read_once_in_one_order(write_article: Write, tmp_path: Path) -> None:
    first, second = write_article("a.txt"), write_article("deep/b.txt")
    folder = tmp_path / "news"
    one = find_files([folder])
    other = find_files([second, str(folder / "*.txt"), first, folder])
    assert [file.path.name for file in one.files] == ["a.txt", "b.txt"]
    assert [file.uri for file in one.files] == [file.uri for file in other.files]


def test_a_folder_reports_what_no_reader_knows_and_leaves_hidden_files(write_article: Write, tmp_path: Path) -> None:
    write_article("a.txt")
    unknown, _ = write_article("a.xyz"), write_article(".hidden.txt")
    sitemap = write_article("sitemap.xml", "<urlset></urlset>")
    found = find_files([tmp_path / "news"])
    assert [file.path.name for file in found.files] == ["a.txt"]
    assert found.passed_over == (unknown, sitemap)


def test_a_file_named_outright_goes_to_quarantine_if_no_reader_knows_it(write_article: Write) -> None:
    (file,) = find_files([write_article("a.xyz", "Text")]).files
    (rejected,) = read_file(file)
    assert isinstance(rejected, Rejected)
    assert "a.xyz" in rejected.reason
    assert ".txt" in rejected.reason
    assert rejected.payload == "Text"


def test_a_source_that_names_nothing_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing\*"):
        find_files([str(tmp_path / "missing*")])


def test_a_file_has_one_uri_however_it_is_named(
    write_article: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_article("a.txt")
    monkeypatch.chdir(tmp_path)
    assert uri_of(path) == uri_of(Path("news/a.txt")) == uri_of(Path("news/../news/a.txt")) == "news/a.txt"
    monkeypatch.chdir(tmp_path / "news")
    (tmp_path / "elsewhere.txt").touch()
    assert uri_of(tmp_path / "elsewhere.txt") == (tmp_path / "elsewhere.txt").as_uri()


@pytest.mark.parametrize(
    ("data", "fields", "suffix"),
    [
        (b"<!DOCTYPE html><html><body>", {}, ""),
        (b'{"title": "Nebel"}\n', {}, ""),
        (b"Titel: Nebel\n\nAm Deich war Nebel.\n", {}, ".txt"),
        (b"# Nebel\n\nAm *Deich* war Nebel.\n", {}, ".md"),
        (b"kopf;rumpf\nNebel;Am Deich war Nebel.\n", {"text": "rumpf"}, ".csv"),
        (b"https://www.bote.example/a\tx\tx\tbote.example\tNebel\tnull\t2025-03-04\tText.\tnull\tnull\tnull\n", {}, ""),
    ],
)
def test_standard_input_is_told_by_how_it_begins(
    tmp_path: Path, data: bytes, fields: dict[str, str], suffix: str
) -> None:
    kept = received(BytesIO(data), tmp_path, fields)
    assert (kept.suffix, kept.read_bytes()) == (suffix, data)
    assert received(BytesIO(data), tmp_path, fields) == kept
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]


def test_what_was_received_by_who_was_killed_goes_and_what_another_is_receiving_stays(tmp_path: Path) -> None:
    left, held = tmp_path / ".receiving-left", tmp_path / ".receiving-held"
    left.write_bytes(b"half an art")
    with held.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        received(BytesIO(b"Am Deich war Nebel.\n"), tmp_path, {})
    assert (left.exists(), held.exists()) == (False, True)


def test_nothing_by_standard_input_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing came in by standard input"):
        received(BytesIO(b""), tmp_path, {})
    assert list(tmp_path.iterdir()) == []


def test_a_list_of_sources_that_cannot_be_read_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"a.txt\n\xff\xfe")
    for name, said in (("list", "no text in UTF-8"), ("missing", "No such file")):
        with pytest.raises(UsageError, match=said):
            listed_in(str(tmp_path / name), StringIO())
    assert listed_in("-", StringIO("a.txt\n\n b.txt \n")) == ["a.txt", "b.txt"]


def test_what_tells_of_the_folder_is_no_article(tmp_path: Path) -> None:
    for name in ("README.md", "LICENSE.txt", "a.md"):
        (tmp_path / name).write_text("Ein Text.", encoding="utf-8")
    found = find_files([tmp_path])
    assert [file.path.name for file in found.files] == ["a.md"]
    assert [path.name for path in found.passed_over] == ["LICENSE.txt", "README.md"]
    assert [file.path.name for file in find_files([tmp_path / "README.md"]).files] == ["README.md"]


def test_pipes_devices_and_links_that_lead_back_are_told_and_stop_nothing(write_article: Write, tmp_path: Path) -> None:
    folder = write_article("a.txt").parent
    os.mkfifo(folder / "pipe.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "back").symlink_to(".")
    (folder / "up").symlink_to("..")
    found = find_files([folder])
    assert [file.path.name for file in found.files] == ["a.txt"]
    assert [path.name for path in found.passed_over] == ["back", "device.txt", "itself.txt", "pipe.txt", "up"]
    named = find_files([str(tmp_path / "**" / "*.txt")]).files
    assert sorted(file.path.name for file in named) == ["a.txt", "device.txt", "itself.txt", "pipe.txt"]
    told = [item.reason for file in named for item in read_file(file) if isinstance(item, Rejected)]
    assert len(told) == 3
    assert all(reason.endswith(".") for reason in told)
