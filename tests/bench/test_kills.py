"""The short form of the campaign: runs that are killed, and one that makes up for them."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.conftest import PROJECT


def test_after_runs_that_were_killed_the_next_one_makes_up_for_them() -> None:
    # A process of its own: those that it kills are forked from it, which only one without threads may do.
    command = [sys.executable, "-X", "faulthandler", "-m", "bench.kills", "--kills", "3"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.stdout, (done.returncode, done.stderr)
    found = json.loads(done.stdout.splitlines()[-1])
    del found["longest_s"], found["steps"]
    assert found == {"kills": 3, "lost": 0, "doubled": 0, "stuck": 0, "leftovers": 0}, done.stderr
