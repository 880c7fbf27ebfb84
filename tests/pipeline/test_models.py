"""Which pipeline a name means, and that any of them is told from the others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

from quellenlage.pipeline.installed import model_version
from quellenlage.pipeline.load import ModelNotFoundError, UnfitModelError, load, load_trained, locate, version_of
from quellenlage.project import DEFAULT_MODEL, PIPELINES
from tests.conftest import PROJECT
from tests.renamed_pipeline import renamed


@pytest.fixture
def accurate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A second pipeline in the place of the one that ships under this name."""
    folder = renamed(tmp_path / "second", "quellenlage_accurate")
    monkeypatch.setitem(PIPELINES, "accurate", folder)
    return folder


@pytest.mark.parametrize("name", PIPELINES)
def test_what_ships_is_linked_from_the_package_to_models(name: str) -> None:
    folder = PIPELINES[name]
    assert os.readlink(folder) == f"../../models/{folder.name}"


def test_the_default_is_one_that_ships(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUELLENLAGE_MODEL", raising=False)
    assert locate() == locate(DEFAULT_MODEL) == PIPELINES[DEFAULT_MODEL]


def test_option_and_setting_take_the_names(accurate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUELLENLAGE_MODEL", "accurate")
    assert locate() == accurate
    assert locate("fast") == PIPELINES["fast"]


def test_a_folder_is_found_though_a_pipeline_that_ships_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed(tmp_path / "fast", "theirs")
    monkeypatch.chdir(tmp_path)
    assert model_version("fast").startswith("de_quellenlage ")
    assert model_version("./fast") == "de_theirs 1.2.3"
    assert locate(Path("fast")) == Path("fast")


def test_one_that_does_not_ship_with_this_copy_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PIPELINES, "accurate", tmp_path / "none")
    with pytest.raises(ModelNotFoundError, match=r"accurate does not ship with this copy: there is no .*none"):
        load("accurate")


def test_name_and_version_tell_them_apart(accurate: Path) -> None:
    told = {name: version_of(load_trained(name)) for name in PIPELINES}
    assert told == {name: model_version(name) for name in PIPELINES}
    assert told["fast"].startswith("de_quellenlage ")
    assert told["accurate"] == "de_quellenlage_accurate 1.2.3"


def test_the_syntax_may_come_from_a_component_of_any_name(german: Language, tmp_path: Path) -> None:
    text = "Die Ministerin, sagte Petra Krahl, komme am Montag."
    nlp = load_trained("fast")
    nlp.rename_pipe("parser", "syntax")
    nlp.to_disk(tmp_path / "other")
    assert [token.dep_ for token in load(tmp_path / "other")(text)] == [token.dep_ for token in german(text)]


def test_what_cannot_be_loaded_is_a_sentence(tmp_path: Path) -> None:
    folder = renamed(tmp_path / "other", "other")
    config = (folder / "config.cfg").read_text(encoding="utf-8")
    (folder / "config.cfg").unlink()
    (folder / "config.cfg").write_text(config.replace('factory = "ner"', 'factory = "nobodys"'), encoding="utf-8")
    with pytest.raises(UnfitModelError, match=r"other cannot be loaded: .*nobodys"):
        load(folder)


def test_fast_starts_no_runtime_of_the_encoder() -> None:
    look = (
        "import sys; from quellenlage.pipeline.load import load; load('fast')('Er kam.');"
        "print({'onnxruntime', 'tokenizers', 'quellenlage.pipeline.encoder'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", look], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
