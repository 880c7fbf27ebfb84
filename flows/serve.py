"""Serving the deployments of ``prefect.yaml`` without a work pool."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import yaml

from quellenlage.errors import UsageError
from quellenlage.flows.folders import SETTING
from quellenlage.project import DEPLOYMENTS

#: The tag of a deployment whose sources are watched: a run starts when a file comes in.
WATCHED = "watched"


def serve_deployments(path: Path = DEPLOYMENTS) -> None:
    """Serve every deployment of ``path`` with its schedule until stopped.

    Its runs read and write below the working directory alone, unless QUELLENLAGE_FOLDERS names other folders.

    Raises:
        UsageError: no Prefect server answers, so nobody would see the runs.
    """
    from prefect import serve

    _require_server()
    os.environ.setdefault(SETTING, str(Path.cwd()))  # the runs inherit it
    served = deployments(path)
    for one in served:
        if WATCHED in one.tags:
            _watch(one)
    serve(*served)


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


def deployments(path: Path = DEPLOYMENTS) -> list[Any]:
    """The deployments that ``prefect.yaml`` describes, ready to be served."""
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from quellenlage.flows.ledger import ledger
    from quellenlage.flows.maintenance import maintenance

    flows: dict[str, Any] = {"flows/ledger.py:ledger": ledger, "flows/maintenance.py:maintenance": maintenance}
    written: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        flows[one["entrypoint"]].to_deployment(
            name=one["name"],
            description=one.get("description"),
            tags=one.get("tags"),
            parameters=one.get("parameters"),
            schedules=[
                Cron(schedule["cron"], timezone=schedule.get("timezone")) for schedule in one.get("schedules", [])
            ],
            concurrency_limit=one.get("concurrency_limit"),
            # A module is found wherever the package is installed; a file only from the folder it was named in.
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for one in written["deployments"]
    ]


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
