"""The commands of the command line: a module a command, in the order in which the help names them.

A module says what its command is called, takes and does, and ends with a :class:`Command` of that; it imports what the
command needs within its functions, so that the help loads nothing heavy. To add one, write its module, name it here,
give it a line in the README's table of commands, and let ``tests/test_help.py`` run its example.
"""

from __future__ import annotations

from quellenlage.commands.annotate_command import ANNOTATE
from quellenlage.commands.backup_command import BACKUP, RESTORE
from quellenlage.commands.command import Command
from quellenlage.commands.correct_command import CORRECT
from quellenlage.commands.corrections_command import CORRECTIONS
from quellenlage.commands.forget_command import FORGET
from quellenlage.commands.identity_commands import MERGE, NAME, UNMERGE
from quellenlage.commands.maintain_command import MAINTAIN
from quellenlage.commands.publish_command import PUBLISH
from quellenlage.commands.quarantine_command import QUARANTINE
from quellenlage.commands.reprocess_command import REPROCESS
from quellenlage.commands.run_command import RUN
from quellenlage.commands.search_command import SEARCH
from quellenlage.commands.serve_command import SERVE
from quellenlage.commands.show_command import SHOW
from quellenlage.commands.sql_command import SQL

COMMANDS: tuple[Command, ...] = (
    *(RUN, ANNOTATE, SQL, SHOW, SEARCH, PUBLISH),
    *(CORRECT, MERGE, UNMERGE, NAME, CORRECTIONS),
    *(QUARANTINE, REPROCESS, FORGET, BACKUP, RESTORE, MAINTAIN),
    SERVE,
)
