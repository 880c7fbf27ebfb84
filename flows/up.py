"""``make up``: a Prefect server, the deployments, their inbox and the pages, all on this machine, until Ctrl-C.

The server keeps what it knows below the folder of the lake; neither its settings nor its profile are the user's own.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from quellenlage.errors import FaultError, QuellenlageError, UsageError
from quellenlage.flows.folders import SERVED_AT
from quellenlage.tasks.evidence.showing import evidence_page
from quellenlage.tasks.land.lake import lake_folder

HOST = "127.0.0.1"
_PORT, _PAGES_PORT = 4200, 4280
_PATIENCE = 180  # seconds that a server may take to start


def main() -> int:
    """Start all of it and serve until Ctrl-C; 0, or 1 or 2 with a sentence where something does not start."""
    data = Path(os.environ.get("DATA") or "data")
    for stop in (signal.SIGINT, signal.SIGTERM):  # also where who started it has these ignored
        signal.signal(stop, signal.default_int_handler)
    try:
        port, pages_port = port_named("PORT", _PORT), port_named("PAGES_PORT", _PAGES_PORT)
        data.mkdir(parents=True, exist_ok=True)
        settings(data, port, pages_port)  # before Prefect is imported, which reads them then
        with pages_served(data, pages_port), server_started(data, port):
            print(
                f"\nThe Prefect UI: http://{HOST}:{port}\n"
                f"What runs land: http://{HOST}:{pages_port}/pages/ and /quality/\n"
                f"Put articles into {data / 'inbox'}, and they are read. Ctrl-C stops it all.\n",
                flush=True,
            )
            from quellenlage.flows.serve import Own, serve_deployments

            serve_deployments(own=Own(data=data))
    except QuellenlageError as error:
        print(f"quellenlage: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("quellenlage: stopped; what had landed stays landed.", file=sys.stderr)
    return 0


def settings(data: Path, port: int, pages_port: int) -> None:
    """Have Prefect, in this process and in those that it starts, know this server alone, and send nothing anywhere."""
    home = (data / "prefect").resolve()
    home.mkdir(parents=True, exist_ok=True)
    for name in [one for one in os.environ if one.startswith("PREFECT_")]:
        del os.environ[name]
    os.environ |= {
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_API_URL": f"http://{HOST}:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLI_PROMPT": "false",
        "DO_NOT_TRACK": "1",
        "PYTHONSAFEPATH": "1",
        SERVED_AT: f"http://{HOST}:{pages_port}",
    }


def port_named(name: str, usual: int, command: str = "make up") -> int:
    """The port that the environment names, or the ``usual`` one; ``command`` is what needs it.

    Raises:
        UsageError: it is no number, or something else listens there.
    """
    written = os.environ.get(name) or str(usual)
    if not written.isdecimal() or not 0 < int(written) < 65536:
        raise UsageError(f"{name}={written} is no port; name a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(written)))
        except OSError as error:
            raise UsageError(
                f"port {written} cannot be had ({error.strerror}); name another one: "
                f"{command} {name}={int(written) + 1}."
            ) from error
    return int(written)


@contextmanager
def server_started(data: Path, port: int) -> Iterator[None]:
    """A Prefect server as long as the block lasts.

    Raises:
        FaultError: it does not start; its log says why.
    """
    log = data / "prefect" / "server.log"
    with log.open("w", encoding="utf-8") as out:
        command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(port)]
        # Apart from this process: Ctrl-C is not for the server, which goes when what is served has ended.
        started = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            print("Starting the Prefect server ...", flush=True)
            _wait(started, f"http://{HOST}:{port}/api/health", log)
            yield
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                started.wait(timeout=20)


def _wait(started: subprocess.Popen[bytes], health: str, log: Path) -> None:
    for _ in range(_PATIENCE * 2):
        if started.poll() is not None:
            break
        with suppress(OSError), urllib.request.urlopen(health, timeout=2):
            return
        time.sleep(0.5)
    raise FaultError(f"the Prefect server does not start; {log} says why.")


class _Pages(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each page that is read."""

    def do_GET(self) -> None:
        """A page as the lake has it now: what people correct and what later articles tell shows at once."""
        named = re.fullmatch(r"/pages/([0-9a-f]{20})\.html", self.path)
        page = self._page(named[1]) if named else None
        if page is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def _page(self, asked: str) -> bytes | None:
        """The page of an id, unless the file that a run left is newer than the lake; None where it names nothing."""
        data = Path(self.directory)
        written, lake = data / "pages" / f"{asked}.html", lake_folder(data) / "catalog.sqlite"
        if not lake.exists() or (written.exists() and written.stat().st_mtime >= lake.stat().st_mtime):
            return None
        with suppress(QuellenlageError):
            return evidence_page(data, asked, linked=True).encode()
        return None

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """No folder is listed: what is there to be read has an index."""
        self.send_error(404)

    def translate_path(self, path: str) -> str:
        """Pages and Data Docs alone: neither the lake nor what Prefect keeps."""
        found = Path(super().translate_path(path))
        root = Path(self.directory)
        shown = any(found.resolve().is_relative_to((root / name).resolve()) for name in ("pages", "quality"))
        return str(found) if shown else str(root / "nothing")


@contextmanager
def pages_served(data: Path, port: int) -> Iterator[None]:
    """The pages and Data Docs below ``data``, for browsers of this machine, as long as the block lasts."""
    server = ThreadingHTTPServer((HOST, port), partial(_Pages, directory=str(data.resolve())))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    sys.exit(main())
