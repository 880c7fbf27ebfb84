"""Batches told by plain values: the same question has the same answer, whatever was asked before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest

from quellenlage.records import Article, Rejected
from quellenlage.tasks.ingest.batches import Batch, Place, read_batch
from quellenlage.tasks.ingest.files import SourceFile, find_files
from quellenlage.tasks.ingest.ingest_task import ingest_batch
from quellenlage.tasks.ingest.readers import Format, Input

Write = Callable[..., Path]


@pytest.fixture
def words_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A format in which every word is an article, "?" one that cannot be read; returns what was read."""
    read: list[str] = []

    def articles(source: Input) -> Iterator[Article | Rejected]:
        for number, word in enumerate(source.data().decode().split()):
            read.append(word)
            here = f"{source.uri}#{number}"
            yield Rejected(here, "ingest", "a question", word) if word == "?" else Article(here, word, ())

    known = MappingProxyType({".words": (Format("words", (".words",), articles),)})
    monkeypatch.setattr("quellenlage.tasks.ingest.readers.formats", lambda: known)
    return read


def all_batches(files: Sequence[SourceFile], size: int) -> list[Batch]:
    batches, place = [], Place()
    while place.files < len(files):
        batches.append(read_batch(files, place, size))
        place = batches[-1].end
    return batches


def wordings(batch: Batch) -> list[str]:
    return [article.text for article in batch.articles]


@pytest.fixture
def files(write_article: Write, words_read: list[str]) -> tuple[SourceFile, ...]:
    paths = [write_article("a.words", "a0 a1 a2"), write_article("b.words", ""), write_article("c.words", "c0 c1")]
    return find_files(paths).files


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6])
def test_batches_of_any_size_have_each_article_once_in_order(files: tuple[SourceFile, ...], size: int) -> None:
    batches = all_batches(files, size)
    assert [one for batch in batches for one in wordings(batch)] == ["a0", "a1", "a2", "c0", "c1"]
    assert all(len(wordings(batch)) == size for batch in batches[:-1])
    assert wordings(batches[-1])


def test_the_same_arguments_give_the_same_batch_whatever_came_between(files: tuple[SourceFile, ...]) -> None:
    first = ingest_batch.fn(files, Place(), 2, 1)
    second = ingest_batch.fn(files, first.end, 2, 2)
    assert (wordings(first), wordings(second)) == (["a0", "a1"], ["a2", "c0"])
    assert ingest_batch.fn(files, first.end, 2, 2) == second
    assert ingest_batch.fn(files, Place(), 2, 1) == first
    assert ingest_batch.fn(files, first.end, 2, 2) == second


def test_a_long_file_is_read_once(write_article: Write, words_read: list[str]) -> None:
    path = write_article("long.words", " ".join(map(str, range(5000))))
    batches = all_batches(find_files([path]).files, 1)
    assert len(batches) == 5000
    assert words_read == [str(number) for number in range(5000)]


def test_what_cannot_be_read_counts_into_the_batch(write_article: Write, words_read: list[str]) -> None:
    files = find_files([write_article("a.words", "a0 ? a2")]).files
    first, second = all_batches(files, 2)
    assert (wordings(first), [one.uri.rpartition("#")[2] for one in first.unreadable]) == (["a0"], ["1"])
    assert wordings(second) == ["a2"]


@pytest.mark.usefixtures("words_read")
def test_a_file_that_changes_or_vanishes_while_it_is_read_is_not_taken_for_read(tmp_path: Path) -> None:
    path = tmp_path / "a.words"
    path.write_text("one two", encoding="utf-8")
    files = find_files([path]).files
    first = read_batch(files, Place(), 1)
    path.write_text("one two three", encoding="utf-8")
    second = read_batch(files, first.end, 1)
    assert [article.text for article in (*first.articles, *second.articles)] == ["one", "two"]
    assert (first.finished, second.finished) == ((), ())
    path.unlink()
    gone = read_batch(files, Place(), 1)
    assert (gone.articles, gone.finished) == ((), ())
    assert [one.reason for one in gone.unreadable] == [
        "a.words: No such file or directory; make it readable and run again."
    ]
