"""The command line. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from quellenlage.project import DEFAULT_MODEL, FIELDS, PIPELINES

DONE, FAILED, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 failed or data refused, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without German letters shows their codes
    parser = _parser()
    chosen = parser.parse_args(arguments)
    from quellenlage.errors import QuellenlageError, fault_of

    try:
        code: int = chosen.run(chosen)
    except QuellenlageError as error:
        print(f"quellenlage: {error}", file=sys.stderr)
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
        print(f"quellenlage: {fault}", file=sys.stderr)
        return FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quellenlage",
        description="A ledger of who said what in the German-language news.",
        epilog="Exit codes: 0 done; 1 the run failed, or a critical expectation refused data; 2 wrong usage.",
    )
    parser.add_argument("--version", action=_Version, help="print the versions of the code and of the pipeline")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    run = _command(commands, "run", "read articles and land what was said in them", _run, "quellenlage run seeds")
    run.add_argument("sources", nargs="*", metavar="SOURCE", help="a file, a folder, a glob, or - for standard input")
    run.add_argument("--files-from", metavar="LIST", help="a file that names sources, one a line; - for standard input")
    run.add_argument(
        "--fields",
        type=_fields,
        default={},
        metavar="OURS=THEIRS,...",
        help=f"what tables and JSON hold under which name: title=ueberschrift,text=body ({', '.join(FIELDS)})",
    )
    run.add_argument("--allow-empty", action="store_true", help="sources without any article are fine")
    _add_data(run)
    _add_model(run)
    run.add_argument(
        "--batch-size", type=_count, default=1000, metavar="N", help="articles a transaction (default: 1000)"
    )
    run.add_argument("--workers", type=_count, default=1, metavar="N", help="processes that analyse text (default: 1)")

    line = '{"id": 1, "text": "Das Freibad bleibt, sagte Petra Krahl am Montag.", "published": "2025-03-04"}'
    annotate = _command(
        commands,
        "annotate",
        "JSON Lines in, dates, entities and claims of each line out",
        _annotate,
        f"echo '{line}' | quellenlage annotate",
    )
    annotate.add_argument("file", nargs="?", metavar="FILE", help="records to read (default: standard input)")
    _add_model(annotate)

    _add_questions(commands)

    _add_search(commands)

    publish = _command(
        commands, "publish", "write the warehouse afresh and swap it in", _publish, "quellenlage publish"
    )
    _add_data(publish)

    about = "serve the deployments of prefect.yaml to a Prefect server"
    _command(commands, "serve", about, _serve, "quellenlage serve    # with 'prefect server start' beside it")
    return parser


def _add_search(commands: Any) -> None:
    about = "full text over claims, or articles: a table on a terminal, CSV into a pipe"
    search = _command(commands, "search", about, _search, "quellenlage search 'Schulden -Freibad' --limit 5")
    search.add_argument(
        "words",
        nargs="+",
        metavar="WORDS",
        help='all are looked for, in every form and in compounds; "as a phrase"; -without',
    )
    _add_data(search)
    search.add_argument(
        "--speaker", metavar="NAME", help="only what this person or body said; a part of the name will do"
    )
    search.add_argument("--from", dest="first", type=_day, metavar="DAY", help="only of articles from this day on")
    search.add_argument("--to", dest="last", type=_day, metavar="DAY", help="only of articles up to this day")
    search.add_argument("--outlet", metavar="NAME", help="only of articles of this outlet; a part of the name will do")
    search.add_argument("--limit", type=_count, default=20, metavar="N", help="so many at most (default: 20)")
    search.add_argument("--articles", action="store_true", help="whole articles rather than claims")


def _add_questions(commands: Any) -> None:
    """The commands that only read the lake."""
    about = "one query over the lake: a table on a terminal, CSV into a pipe"
    sql = _command(commands, "sql", about, _sql, 'quellenlage sql "FROM who_said_what LIMIT 5"')
    sql.add_argument("query", metavar="QUERY", help='for example "FROM who_said_what LIMIT 5"')
    _add_data(sql)

    about = "the evidence of an article, a claim or a speaker: text, or one HTML file"
    show = _command(commands, "show", about, _show, 'quellenlage show "Petra Krahl" -o krahl.html')
    show.add_argument(
        "what",
        nargs="+",
        metavar="ARTICLE|CLAIM|SPEAKER|SOURCE",
        help="an id; where an article was read, its address or words of its headline; a speaker's or source's name",
    )
    show.add_argument("-o", "--output", metavar="FILE", help="the page to write; - for standard output")
    _add_data(show)


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


def _command(
    commands: Any, name: str, about: str, run: Callable[[argparse.Namespace], int], example: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, default=Path("data"), metavar="DIR", help="where the lake is (default: data)"
    )


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        metavar="|".join((*PIPELINES, "NAME", "PATH")),
        help=f"which German pipeline reads: {' or '.join(PIPELINES)}, which ship; one that is installed, or a path to "
        f"one (default: what QUELLENLAGE_MODEL names, or {DEFAULT_MODEL})",
    )


def _fields(written: str) -> dict[str, str]:
    found = {}
    for pair in written.split(","):
        ours, between, theirs = (part.strip() for part in pair.partition("="))
        if not between or not theirs or ours not in FIELDS:
            raise argparse.ArgumentTypeError(f"{pair}: wanted is OURS=THEIRS, and OURS is one of {', '.join(FIELDS)}")
        found[ours] = theirs
    return found


def _day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written} is no day; write it as 2025-03-04") from None


def _count(written: str) -> int:
    try:
        number = int(written)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{written} is no whole number from 1 up")
    return number


def _run(chosen: argparse.Namespace) -> int:
    # Usage is checked before Prefect starts: a misspelt folder is told at once.
    from quellenlage.pipeline.installed import require_model
    from quellenlage.tasks.ingest.files import find_files

    sources = _sources(chosen)
    find_files(sources)
    require_model(chosen.model)
    from quellenlage.tasks.land.lake import require_writable

    require_writable(chosen.data)
    from quellenlage.flows.run import run_ledger

    return run_ledger(
        sources,
        chosen.data,
        batch_size=chosen.batch_size,
        workers=chosen.workers,
        model=chosen.model,
        fields=chosen.fields,
        allow_empty=chosen.allow_empty,
    )


def _sources(chosen: argparse.Namespace) -> list[str]:
    """What the command line and a list name, and what comes in by standard input, which is kept below ``data``."""
    from quellenlage.errors import UsageError
    from quellenlage.tasks.ingest.files import listed_in, received

    sources = [one for one in chosen.sources if one != "-"]
    if chosen.files_from is not None:
        sources += listed_in(chosen.files_from, sys.stdin)
    if "-" in chosen.sources:
        if chosen.files_from == "-":
            raise UsageError("standard input cannot be both the list of sources and a source.")
        sources.append(str(received(sys.stdin.buffer, chosen.data / "received", chosen.fields)))
    if not sources:
        raise UsageError("no source is named; 'quellenlage run SOURCE' reads files, folders or globs.")
    return sources


def _annotate(chosen: argparse.Namespace) -> int:
    from quellenlage.annotate import annotate_stream
    from quellenlage.pipeline.installed import require_model

    require_model(chosen.model)
    return annotate_stream(chosen.file, chosen.model)


def _sql(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.land.query import show

    show(chosen.data, chosen.query, sys.stdout)
    return DONE


def _show(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.evidence.showing import show_evidence

    show_evidence(chosen.data, " ".join(chosen.what), sys.stdout, chosen.output)
    return DONE


def _search(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.land.full_text import Asked, search

    asked = Asked(
        " ".join(chosen.words),
        articles=chosen.articles,
        speaker=chosen.speaker,
        outlet=chosen.outlet,
        first=chosen.first,
        last=chosen.last,
        limit=chosen.limit,
    )
    search(chosen.data, asked, sys.stdout, sys.stderr)
    return DONE


def _publish(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.land.publish import publish

    print(publish(chosen.data))
    return DONE


def _serve(chosen: argparse.Namespace) -> int:
    from quellenlage.flows.serve import serve_deployments

    # Stopped while it starts, Prefect leaves an event loop half closed, of which Python would print a traceback.
    sys.unraisablehook = lambda _unraisable: None
    serve_deployments()
    return DONE


if __name__ == "__main__":
    sys.exit(main())
