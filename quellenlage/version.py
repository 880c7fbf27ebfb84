"""Which code this is."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from quellenlage.project import checkout


@cache
def code_version() -> str:
    """The package's version, with the commit where the code runs from a checkout of its own (``0.1.0+g1a2b3c4``).

    An installed copy has no commit, whatever repository the folder that it is installed in belongs to. Asked once: what
    is loaded stays as it is for as long as the process lives.
    """
    try:
        released = version("quellenlage")
    except PackageNotFoundError:
        released = "0"
    folder = checkout()
    if folder is None or _git(folder, "rev-parse", "--show-toplevel") != str(folder):
        return released
    commit = _git(folder, "describe", "--always", "--dirty", "--exclude=*")
    return f"{released}+g{commit}" if commit else released


def _git(folder: Path, *arguments: str) -> str:
    """What Git prints; nothing where there is no Git or no repository."""
    # Within a hook of another repository these variables name that one.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, env=environment)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
