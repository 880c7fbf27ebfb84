"""The main flow from the command line: Prefect set up quietly, the run, and what it landed in print."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from quellenlage.errors import FaultError
from quellenlage.flows.orphans import STARTED_BY
from quellenlage.project import RUNNER

if TYPE_CHECKING:
    from quellenlage.tasks.ingest.files import Found

_DEFAULTS = {
    # Nothing is sent anywhere, and what the temporary server does is nobody's news.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    # Seconds; on a machine that is busy, the 20 of Prefect's own are not enough.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "60",
}
#: Kept as long as this process lives: the pipe to what watches it ends with it.
_watching: list[subprocess.Popen[bytes]] = []


def run_ledger(sources: list[str], data: Path, named: Found | None = None, **parameters: Any) -> int:
    """Run the flow with its ``parameters``; returns 0 if it completed, 1 if it failed or refused documents.

    ``named`` are the files that ``sources`` name, where they have been looked for just now.
    """
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    _end_what_is_started_with_this_process()
    # The temporary server is started with -m: a module of the working directory is not to be taken for one of its own.
    os.environ.setdefault("PYTHONSAFEPATH", "1")
    if not _names_a_server() and (idle := _closed_idle(sources, data, named, parameters)) is not None:
        return idle
    server = _require_prefect(parameters.get("model"))
    from prefect import tags
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from quellenlage.flows.ledger import ledger
    from quellenlage.flows.show import show_landed
    from quellenlage.tasks.land.lake import has_lake

    if not os.environ.get("PREFECT_API_URL"):
        signal.signal(signal.SIGINT, _stop)
    # Who works for this run elsewhere asks the same server, and starts none of its own.
    shared = {PREFECT_API_URL: server} if os.environ.get(RUNNER) else {}
    with tags("quellenlage", "command line"), temporary_settings(shared):
        state = ledger(sources, data, **parameters, return_state=True)
    if has_lake(data):
        show_landed(data, str(state.state_details.flow_run_id))
    return 0 if state.is_completed() else 1


def _names_a_server() -> bool:
    """Whether the settings name a Prefect server; what is wrong with them is told by whoever needs Prefect.

    Prefect is asked, which takes two seconds to import, only where something could tell: its variables, or its files.
    """
    home = Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
    project = Path("pyproject.toml")
    files = (home / "profiles.toml", Path("prefect.toml"), Path(".env"))
    told = {"PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH"} & {name.upper() for name in os.environ}
    with suppress(OSError, UnicodeDecodeError):
        if (
            not told
            and not any(file.exists() for file in files)
            and not (project.is_file() and "tool.prefect" in project.read_text(encoding="utf-8"))
        ):
            return False
    with suppress(Exception):
        from prefect.settings import PREFECT_API_URL

        return bool(PREFECT_API_URL.value())
    return True


def _closed_idle(sources: list[str], data: Path, named: Found | None, parameters: dict[str, Any]) -> int | None:
    from quellenlage.flows.idle import close_idle_run
    from quellenlage.flows.show import show_landed
    from quellenlage.tasks.ingest.files import find_files

    closed = close_idle_run(sources, data, named or find_files(sources), **parameters)
    if closed is None:
        return None
    show_landed(data, closed[1])
    return closed[0]


def _require_prefect(model: str | None) -> str:
    """The address of the Prefect server that answers, the temporary one where none is named.

    While that one starts, what the run will need is loaded.

    Raises:
        FaultError: it cannot, or none does.
    """
    try:
        from prefect.client.orchestration import get_client
        from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL, PREFECT_API_URL

        named, database = PREFECT_API_URL.value(), PREFECT_API_DATABASE_CONNECTION_URL.value()
    except Exception as error:
        raise FaultError(
            f"Prefect does not start ({_first_line(error)}); mend its settings: the PREFECT_... variables of the "
            "environment, and the profiles in ~/.prefect/profiles.toml, or where PREFECT_PROFILES_PATH says."
        ) from error
    _pass_by_proxies(everywhere=not named)
    if not named:
        require_loopback()
        require_database(database)

    def answer() -> tuple[Exception | None, str]:
        with get_client(sync_client=True) as client:
            return client.api_healthcheck(), str(client.api_url).rstrip("/")

    try:
        if named:
            problem, address = answer()
        else:
            import prefect.server.api.server  # noqa: F401 - two threads are not to import the same

            with ThreadPoolExecutor(1) as waiting:
                answered = waiting.submit(answer)
                _load_meanwhile(model)
                problem, address = answered.result()
    except Exception as error:
        problem = error
    if problem is None:
        return address
    remedy = (
        "start that server, or run without it: 'prefect config unset PREFECT_API_URL', or unset the variable"
        if named
        else "see that its database can be written, or name another folder for it with PREFECT_HOME"
    )
    raise FaultError(
        f"{named or 'the temporary Prefect server'}: no Prefect server answers ({_first_line(problem)}); {remedy}."
    )


def _load_meanwhile(model: str | None) -> None:
    """Load the flow and the pipeline, each once a process; what is wrong with them is told when they are needed."""
    with suppress(Exception):
        import quellenlage.flows.ledger  # noqa: F401
        from quellenlage.tasks.extract.workers import pipeline

        pipeline(model)


def _pass_by_proxies(*, everywhere: bool) -> None:
    """Ask this machine directly, where the environment names a proxy; ``everywhere``: and nobody else is asked."""
    exempt = os.environ.get("no_proxy") or os.environ.get("NO_PROXY")
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = ",".join(filter(None, (exempt, "127.0.0.1", "localhost")))
    for name in [name for name in os.environ if name.lower() in ("http_proxy", "https_proxy", "all_proxy")]:
        if everywhere:
            del os.environ[name]


def require_loopback() -> None:
    """Make sure that the temporary server can be reached: it would be waited for in vain.

    Raises:
        FaultError: it cannot.
    """
    try:
        with (
            socket.create_server(("127.0.0.1", 0)) as server,
            socket.create_connection(server.getsockname(), timeout=5),
        ):
            pass
    except OSError as error:
        raise FaultError(
            f"127.0.0.1: the temporary Prefect server cannot be reached there ({_first_line(error)}); see that the "
            "loopback interface is up ('ip link set lo up'), or name a server with PREFECT_API_URL."
        ) from error


def require_database(url: str) -> None:
    """Make sure that the temporary server can use its database, where that is a file: it would be waited for in vain.

    Raises:
        FaultError: it cannot.
    """
    named = re.fullmatch(r"sqlite\+aiosqlite:///([^?]+).*", url)
    if named is None:
        return
    path = Path(named[1])
    there = next(one for one in (path, *path.parents) if one.exists())
    problem = "" if os.access(there, os.W_OK) else "it may not be written"
    if there != path and not there.is_dir():
        problem = f"{there} is no folder"
    try:
        if not problem and there == path:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except sqlite3.Error as error:
        problem = "" if "locked" in str(error) else str(error)
    if problem:
        raise FaultError(
            f"{path}: the temporary Prefect server cannot use this database ({problem}); move it away, make it "
            "writable, or name another folder for it with PREFECT_HOME."
        )


def _end_what_is_started_with_this_process() -> None:
    """Have the temporary server ended if this process is killed, and cannot do it."""
    os.environ[STARTED_BY] = str(os.getpid())
    # In a session of its own: Ctrl-C on a terminal, or one that is closed, does not reach it.
    _watching.append(
        subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(__file__).with_name("orphans.py")), str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    )


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _stop(*_: object) -> NoReturn:
    """End at once: Ctrl-C on a terminal ends the temporary server too, and Prefect would wait for it without end.

    A batch is one transaction, so nothing half landed stays.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    print("quellenlage: stopped; what had landed stays landed.", file=sys.stderr, flush=True)
    for pid in _children():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    os._exit(1)


def _children() -> list[int]:
    """The processes that this one started: the temporary server, and those that analyse text."""
    if Path("/proc/self/stat").exists():
        # "pid (name) state parent ..."; a process may be gone by the time it is looked at.
        pairs = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                pairs.append((stat.parent.name, stat.read_text(errors="replace").rpartition(")")[2].split()[1]))
    else:
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=False).stdout
        pairs = [(pid, parent) for pid, parent in map(str.split, listed.splitlines())]
    return [int(pid) for pid, parent in pairs if int(parent) == os.getpid()]
