"""The pictures of the README, made anew from seeds/: a terminal, an evidence page, the notebook, the Prefect UI.

    python -m bench.pictures [NAME ...]

It starts a server, a run and the notebook of its own, in a folder that goes when it ends, and writes the pictures that
are named, or all, into docs/pictures/. It needs Playwright (``pip install playwright``) and a Chromium of the system
(``apt-get install chromium``), or another browser that CHROMIUM names.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from quellenlage.flows.up import HOST, pages_served, server_started, settings

PROJECT = Path(__file__).parents[1]
PICTURES = PROJECT / "docs" / "pictures"
_PORT, _PAGES_PORT, _NOTEBOOK_PORT = 4390, 4391, 4392
_COLUMNS = 110
_COMMAND = ".venv/bin/quellenlage"
#: The article that the page shows: its chain has three steps, and it quotes, hedges and denies.
_ARTICLE = "001_luftschirm_ukraine"


def main() -> int:
    """Make the pictures of those names, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"terminal, {', '.join(_SHOTS)}; all without one")
    names: list[str] = parser.parse_args().names
    if unknown := set(names) - set(_SHOTS) - {"terminal"}:
        parser.error(f"{', '.join(sorted(unknown))}: there are terminal, {', '.join(_SHOTS)}.")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        settings(data, _PORT, _PAGES_PORT)
        with server_started(data, _PORT), pages_served(data, _PAGES_PORT):
            printed = _run(Path(folder))
            if not names or "terminal" in names:
                _terminal(printed, PICTURES / "terminal.svg")
            with _notebook(data), _browser() as browser:
                for name, (width, height, shoot) in _SHOTS.items():
                    if not names or name in names:
                        page = browser.new_page(viewport={"width": width, "height": height})
                        shoot(page, data)
                        page.screenshot(path=PICTURES / f"{name}.png")
    for picture in sorted(PICTURES.iterdir()):
        print(f"{picture.relative_to(PROJECT)}: {picture.stat().st_size / 1000:.0f} kB")
    return 0


def _run(folder: Path) -> str:
    """What ``.venv/bin/quellenlage run seeds`` prints on a terminal, in colours."""
    shutil.copytree(PROJECT / "seeds", folder / "seeds")
    command = folder / ".venv" / "bin" / "quellenlage"
    command.parent.mkdir(parents=True)
    start = f"#!{sys.executable}\nimport sys\nfrom quellenlage.cli import main\nsys.exit(main())\n"
    command.write_text(start, encoding="utf-8")
    command.chmod(0o755)
    terminal = {"FORCE_COLOR": "1", "COLUMNS": str(_COLUMNS), "TERM": "xterm-256color", "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [_COMMAND, "run", "seeds"], cwd=folder, env=os.environ | terminal, capture_output=True, check=True
    )
    return done.stdout.decode()


def _terminal(printed: str, path: Path) -> None:
    """The overview that ends a run, without the log above it."""
    shown = "\n".join(line for line in printed.splitlines() if not re.match(r"(\x1b\[[0-9;]*m)*\d\d:\d\d:\d\d", line))
    console = Console(record=True, width=_COLUMNS, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    console.print(Text.from_ansi(f"$ {_COMMAND} run seeds\n{shown.rstrip()}"))
    drawn = console.export_svg(title="quellenlage", theme=MONOKAI)
    # The fonts that it names would be fetched; with another one, clipped lines lose their underscores.
    for unwanted in (r"@font-face \{.*?\}\s*", r' clip-path="[^"]*"'):
        drawn = re.sub(unwanted, "", drawn, flags=re.DOTALL)
    path.write_text(drawn, encoding="utf-8")


@contextmanager
def _notebook(data: Path) -> Iterator[None]:
    environment = os.environ | {"DATA": str(data), "PORT": str(_NOTEBOOK_PORT)}
    started = subprocess.Popen([sys.executable, "-m", "quellenlage.flows.explore"], env=environment, cwd=PROJECT)
    try:
        for _ in range(120):
            with suppress(OSError), urllib.request.urlopen(f"http://{HOST}:{_NOTEBOOK_PORT}/"):
                break
            time.sleep(0.5)
        yield
    finally:
        started.terminate()
        started.wait()


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def _page(page: Any, data: Path) -> None:
    (document,) = _rows(data, f"SELECT document_id FROM documents WHERE contains(uri, '{_ARTICLE}')")
    page.goto((data / "pages" / f"{document['document_id']}.html").as_uri())


def _notebook_shot(page: Any, data: Path) -> None:
    page.goto(f"http://{HOST}:{_NOTEBOOK_PORT}/")
    page.wait_for_selector(".claims tr:nth-child(2)", timeout=120_000)
    page.wait_for_selector("canvas, svg.marks", timeout=120_000)
    page.wait_for_timeout(1500)


def _ui(page: Any, data: Path) -> None:
    request = urllib.request.Request(
        f"{os.environ['PREFECT_API_URL']}/flow_runs/filter",
        data=b'{"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}',
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        run = json.load(answer)[0]
    page.goto(f"http://{HOST}:{_PORT}/runs/flow-run/{run['id']}")
    page.get_by_text("Artifacts", exact=True).click()
    page.wait_for_timeout(6000)


def _rows(data: Path, query: str) -> list[Mapping[str, Any]]:
    import duckdb

    from quellenlage.tasks.land.asking import ask

    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        return list(ask(connection, query))


_SHOTS: dict[str, tuple[int, int, Callable[[Any, Path], None]]] = {
    "page": (1080, 640, _page),
    "notebook": (1080, 900, _notebook_shot),
    "ui": (1200, 860, _ui),
}

if __name__ == "__main__":
    sys.exit(main())
