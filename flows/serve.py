"""Serving the deployments of ``prefect.yaml`` without a work pool."""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib
import logging
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import yaml

from quellenlage.errors import UsageError
from quellenlage.flows.folders import SETTING
from quellenlage.project import DEPLOYMENTS

#: The tag of a deployment whose sources are watched: a run starts when a file comes in.
WATCHED = "watched"


@dataclass(frozen=True, slots=True)
class Own:
    """What is to be served other than ``prefect.yaml`` has it, where it is given.

    ``sources`` are read every so often, ``data`` is the folder of the lake, with the inbox in it.
    """

    sources: Sequence[str] = ()
    data: Path | None = None
    every: dt.timedelta | None = None


def serve_deployments(path: Path = DEPLOYMENTS, own: Own | None = None) -> None:
    """Serve every deployment of ``path`` with its schedule until stopped.

    Its runs read and write below the working directory and the folders that are ``own`` alone, unless
    QUELLENLAGE_FOLDERS names other folders.

    Raises:
        UsageError: no Prefect server answers, so nobody would see the runs.
    """
    own = own or Own()
    _require_server()
    folders = [str(Path.cwd()), *own.sources, *([str(own.data)] if own.data else [])]
    os.environ.setdefault(SETTING, os.pathsep.join(folders))  # the runs inherit it
    served = deployments(path, own)
    for one in served:
        if WATCHED in one.tags:
            _watch(one)
    _serve(served)


def _serve(served: Sequence[Any]) -> None:
    """Start the runs of those deployments until this process is told to stop, by Ctrl-C or as a service is.

    Prefect's own ``serve`` ends in a traceback where it is stopped as a service while a run goes on.

    Raises:
        KeyboardInterrupt: it was told to stop; the deployments are paused, and runs that went on have ended.
    """
    from prefect.runner import Runner

    def stop(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)

    class ServedRunner(Runner):
        def handle_sigterm(self, *_: Any, **__: Any) -> None:
            stop()

    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where who started it has it ignored
    signal.signal(signal.SIGTERM, stop)
    runner = ServedRunner(pause_on_shutdown=True)
    ids = [cast(UUID, runner.add_deployment(one)) for one in served]
    print("Serving, until Ctrl-C:", flush=True)
    for one in served:
        print(f"  {one.flow_name}/{one.name}: {one.description}", flush=True)
    print("Each of them runs when you press Run in the UI, or: prefect deployment run NAME", flush=True)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # what is cut off while it stops is nobody's news
    try:
        asyncio.run(runner.start())
    except KeyboardInterrupt:
        _close_runs(ids)
        raise


def _close_runs(deployments: list[UUID]) -> None:
    """Say of the runs that have ended with this process that they did: others would wait for them."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas import filters
    from prefect.client.schemas.objects import StateType
    from prefect.states import Cancelled

    going_on = filters.FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.PENDING, StateType.CANCELLING])
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(
            deployment_filter=filters.DeploymentFilter(id=filters.DeploymentFilterId(any_=deployments)),
            flow_run_filter=filters.FlowRunFilter(state=filters.FlowRunFilterState(type=going_on)),
        ):
            told = "Stopped, and so was what serves it; what had landed stays landed."
            client.set_flow_run_state(run.id, Cancelled(message=told), force=True)


def _watch(deployment: Any) -> None:
    """Watch the sources of a deployment as long as this process lives."""
    from prefect.deployments import run_deployment

    from quellenlage.flows.watch import make_folders, watch

    parameters = deployment.parameters
    make_folders(parameters["sources"])

    def start() -> None:
        run_deployment(f"{deployment.flow_name}/{deployment.name}", timeout=None, as_subflow=False)

    arguments = (parameters["sources"], Path(parameters["data"]), parameters["settle"], start, threading.Event())
    threading.Thread(target=watch, args=arguments, name=f"watch {deployment.name}", daemon=True).start()


def deployments(path: Path = DEPLOYMENTS, own: Own | None = None) -> list[Any]:
    """The deployments that ``prefect.yaml`` describes, ready to be served."""
    from prefect.types.entrypoint import EntrypointType

    written: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        _flow(one["entrypoint"]).to_deployment(
            name=one["name"],
            description=one.get("description"),
            tags=one.get("tags"),
            parameters=_parameters(one, own or Own()),
            schedules=_schedules(one, own or Own()),
            concurrency_limit=one.get("concurrency_limit"),
            # A module is found wherever the package is installed; a file only from the folder it was named in.
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for one in written["deployments"]
    ]


def _flow(entrypoint: str) -> Any:
    """The flow that ``flows/ledger.py:ledger`` names."""
    file, _, name = entrypoint.partition(":")
    return getattr(importlib.import_module(f"quellenlage.flows.{Path(file).stem}"), name)


def _parameters(one: dict[str, Any], own: Own) -> dict[str, Any]:
    found = dict(one.get("parameters") or {})
    if own.data is not None:
        found["data"] = str(own.data)
    if WATCHED in one.get("tags", ()):
        if own.data is not None:
            found["sources"] = [str(own.data / "inbox")]
    elif "sources" in found and own.sources:
        found["sources"] = list(own.sources)
    return found


def _schedules(one: dict[str, Any], own: Own) -> list[Any]:
    from prefect.schedules import Cron, Interval

    if own.every is not None and "sources" in (one.get("parameters") or {}) and one.get("schedules"):
        return [Interval(own.every)]
    return [Cron(schedule["cron"], timezone=schedule.get("timezone")) for schedule in one.get("schedules", [])]


def _require_server() -> None:
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL

    url = PREFECT_API_URL.value()
    how = "start one with 'prefect server start' and name it with 'prefect config set PREFECT_API_URL=http://127.0.0.1:4200/api'"
    if not url:
        raise UsageError(f"no Prefect server is named; {how}.")
    with get_client(sync_client=True) as client:
        problem = client.api_healthcheck()
    if problem is not None:
        raise UsageError(f"{url}: no Prefect server answers ({problem}); {how}.")
