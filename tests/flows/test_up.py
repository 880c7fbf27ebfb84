"""``make up`` and ``serve``: what is served, where, and that nothing of the user's own is touched."""

from __future__ import annotations

import datetime as dt
import os
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from quellenlage.errors import UsageError
from quellenlage.flows import up
from quellenlage.flows.folders import SERVED_AT
from quellenlage.flows.serve import Own, deployments


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_what_is_one_s_own_takes_the_place_of_what_prefect_yaml_says(tmp_path: Path) -> None:
    own = Own(("news", "more/*.html"), tmp_path, dt.timedelta(minutes=30))
    found = {one.name: one for one in deployments(own=own)}
    assert set(found) == {"hourly", "inbox", "publish", "nightly", "weekly"}
    assert {one.parameters["data"] for one in found.values()} == {str(tmp_path)}
    assert found["hourly"].parameters["sources"] == ["news", "more/*.html"]
    assert found["inbox"].parameters["sources"] == [str(tmp_path / "inbox")]
    (schedule,) = found["hourly"].schedules
    assert schedule.schedule.interval == dt.timedelta(minutes=30)
    assert [one.schedule.cron for one in found["nightly"].schedules] == ["40 3 * * *"]
    assert not found["publish"].schedules


def test_the_server_has_a_home_and_a_profile_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in os.environ if one.startswith("PREFECT_")]:
        monkeypatch.setenv(name, os.environ[name])  # put back after the test
    monkeypatch.setenv("PREFECT_PROFILE", "mine")
    before = dict(os.environ)
    try:
        up.settings(tmp_path, 4300, 4380)
        ours = {name: value for name, value in os.environ.items() if name.startswith("PREFECT_")}
        assert ours["PREFECT_API_URL"] == "http://127.0.0.1:4300/api"
        assert ours["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
        assert ours["PREFECT_CLI_PROMPT"] == "false"
        assert "PREFECT_PROFILE" not in ours
        assert Path(ours["PREFECT_PROFILES_PATH"]).is_relative_to(tmp_path.resolve())
        assert os.environ[SERVED_AT] == "http://127.0.0.1:4380"
    finally:
        os.environ.clear()
        os.environ.update(before)


def test_pages_and_data_docs_are_served_and_nothing_else(tmp_path: Path) -> None:
    for name in ("pages/index.html", "quality/index.html", "lake/catalog.sqlite", "pages/sub/a.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "pages" / "out").symlink_to(tmp_path / "lake")
    port = free_port()

    def read(path: str) -> str | int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return error.code

    with up.pages_served(tmp_path, port):
        assert read("pages/") == "pages/index.html"
        assert read("quality/index.html") == "quality/index.html"
        for path in (
            "lake/catalog.sqlite",
            "pages/../lake/catalog.sqlite",
            "pages/out/catalog.sqlite",
            "pages/sub/",
            "",
        ):
            assert read(path) == 404, path


def test_a_port_that_cannot_be_had_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(UsageError, match=f"port {port} cannot be had .* make up PORT={port + 1}"):
            up.port_named("PORT", 4200)
    monkeypatch.setenv("PORT", "many")
    with pytest.raises(UsageError, match="PORT=many is no port"):
        up.port_named("PORT", 4200)
