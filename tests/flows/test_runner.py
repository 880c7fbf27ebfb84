"""The setting that says where text is analysed. bench.cluster reads on clusters, and compares the rows."""

from __future__ import annotations

import pytest

from quellenlage.errors import UsageError
from quellenlage.flows.runner import task_runner
from quellenlage.project import RUNNER


def test_without_the_setting_the_runner_is_prefects_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(RUNNER, raising=False)
    assert task_runner() is None


def test_a_runner_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RUNNER, "spark:local")
    with pytest.raises(UsageError, match="QUELLENLAGE_TASK_RUNNER=spark:local: wanted is dask, dask:N or dask:tcp"):
        task_runner()
