"""No stage: the notebook of ``make explore`` over the published file, and what it asks."""

from pathlib import Path

#: The notebook itself, which marimo opens.
NOTEBOOK = Path(__file__).with_name("notebook.py")
