"""Which code this is."""

from __future__ import annotations

import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def code_version() -> str:
    """The package's version, with the commit where the code runs from a checkout (``0.1.0+g1a2b3c4``)."""
    try:
        released = version("quellenlage")
    except PackageNotFoundError:
        released = "0"
    try:
        commit = subprocess.run(
            ["git", "describe", "--always", "--dirty", "--exclude=*"],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return released
    return f"{released}+g{commit}" if commit else released
