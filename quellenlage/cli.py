"""The command line. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from quellenlage.commands import COMMANDS
from quellenlage.commands.command import DONE, FAILED


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 failed or data refused, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without German letters shows their codes
    chosen = _parser().parse_args(arguments)
    from quellenlage.errors import QuellenlageError, fault_of
    from quellenlage.tasks.evidence.safe_text import safe_text

    try:
        code: int = chosen.run(chosen)
    except QuellenlageError as error:
        print(f"quellenlage: {safe_text(str(error))}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output has had enough; Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("quellenlage: stopped; what had landed stays landed.", file=sys.stderr)
        return FAILED
    except Exception as error:
        if (fault := fault_of(error)) is None:
            raise
        print(f"quellenlage: {safe_text(str(fault))}", file=sys.stderr)
        return FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quellenlage",
        description="A ledger of who said what in the German-language news.",
        formatter_class=_Commands,
        epilog="Exit codes: 0 done; 1 the run failed, or a critical expectation refused data; 2 wrong usage.",
    )
    parser.add_argument("--version", action=_Version, help="print the versions of the code and of the pipeline")
    parsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        one = parsers.add_parser(
            command.name,
            help=command.about,
            description=f"{command.about[0].upper()}{command.about[1:]}.",
            epilog=f"example:\n  {command.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(one)
        one.set_defaults(run=command.run)
    return parser


class _Commands(argparse.HelpFormatter):
    """Help that has a sentence beside the longest name, too; argparse forgets that commands are indented."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog)
        self._action_max_length = max(len(command.name) for command in COMMANDS) + 2 * self._indent_increment


class _Version(argparse.Action):
    """Like argparse's own, but the versions are only looked up when they are asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from quellenlage.errors import QuellenlageError
        from quellenlage.pipeline.installed import model_version
        from quellenlage.version import code_version

        try:
            print(f"quellenlage {code_version()}, {model_version()}")
        except QuellenlageError as error:
            parser.error(str(error))
        parser.exit()


if __name__ == "__main__":
    sys.exit(main())
