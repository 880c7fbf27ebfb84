"""Parameters of a run name folders that it may read and write, and no others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quellenlage.errors import UsageError
from quellenlage.flows.folders import SETTING, model_path, require_below_folders
from quellenlage.project import SUITES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "news" / "link").symlink_to(tmp_path / "secret")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(SETTING, os.pathsep.join([str(tmp_path / "news"), "data"]))
    return tmp_path


@pytest.mark.parametrize("path", ["news", "news/*.txt", "news/new.txt", "data", "data/lake/x", str(SUITES)])
def test_what_lies_below_is_allowed(folder: Path, path: str) -> None:
    require_below_folders(Path(path), folder / "news", None)


@pytest.mark.parametrize("path", ["secret", "news/../secret", "news/link", "*", ".", "/", "/etc/passwd", "newsletter"])
def test_what_lies_elsewhere_is_a_sentence(folder: Path, path: str) -> None:
    with pytest.raises(UsageError, match=f"in none of the folders .*{SETTING}"):
        require_below_folders(folder / "news", Path(path))


def test_without_the_setting_every_folder_is_allowed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING)
    require_below_folders(folder / "secret")


def test_only_a_pipeline_in_a_folder_has_a_path() -> None:
    assert [model_path(one) for one in (None, "fast", "de_core_news_lg")] == [None, None, None]
    assert model_path("../mine") == Path("../mine")
