"""``make explore``: the notebook over the published file, and the evidence that its rows lead to, until Ctrl-C."""

from __future__ import annotations

import logging
import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from quellenlage.errors import QuellenlageError
from quellenlage.flows.up import HOST, port_named
from quellenlage.tasks.evidence.showing import evidence_page
from quellenlage.tasks.explore import NOTEBOOK
from quellenlage.tasks.explore.selected import attach

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import HTMLResponse

_PORT = 4290


def main() -> int:
    """Serve the notebook until Ctrl-C; 0, or 1 or 2 with a sentence where there is nothing to look at."""
    data = Path(os.environ.get("DATA") or "data")
    try:
        port = port_named("PORT", _PORT, "make explore")
        attach(data).close()
    except QuellenlageError as error:
        print(f"quellenlage: {error}", file=sys.stderr)
        return error.exit_code
    import uvicorn

    address = f"http://{HOST}:{port}"
    print(f"The notebook over {data}: {address}\nCtrl-C stops it.", flush=True)
    if os.environ.get("DISPLAY") or sys.platform in ("darwin", "win32"):
        webbrowser.open(address)
    logging.getLogger("marimo").setLevel(logging.ERROR)
    try:
        uvicorn.run(application(data), host=HOST, port=port, log_level="error", timeout_graceful_shutdown=1)
    except KeyboardInterrupt:
        print("quellenlage: stopped.", file=sys.stderr)
    return 0


def application(data: Path) -> Starlette:
    """The notebook at ``/``, and below ``/pages/`` the evidence of whatever is named, as the lake has it now."""
    from marimo import create_asgi_app
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route

    os.environ["DATA"] = str(data)  # the notebook reads it
    notebook = create_asgi_app(quiet=True).with_app(path="", root=str(NOTEBOOK)).build()

    def page(request: Request) -> HTMLResponse:
        return _page(data, request.path_params["what"].removesuffix(".html"))

    return Starlette(routes=[Route("/pages/{what}", page), Mount("/", notebook)])


def _page(data: Path, what: str) -> HTMLResponse:
    import html

    from starlette.responses import HTMLResponse

    try:
        return HTMLResponse(evidence_page(data, what, linked=True))
    except QuellenlageError as error:
        return HTMLResponse(f"<!doctype html><meta charset=utf-8><p>{html.escape(str(error))}", status_code=404)


if __name__ == "__main__":
    sys.exit(main())
