"""How fast files are read, and what memory that takes: rows, entries and records a second.

    python -m bench.reading_speed [FORMAT ...] [--mb 100] [--rounds 3]

FORMAT is jsonl, jsonl-short, json, csv, parquet, feed, teasers, warc, warc.gz or warc-pages; by default all but the
last. Files of about MB megabytes (feeds: 2) are made up of the seeds in a temporary folder, and each is read by a
process of its own that keeps nothing. ``jsonl`` has whole articles, ``jsonl-short`` rows of one paragraph; the pages of
``warc`` are in English, so that reading, unpacking and passing over is measured, not what
:mod:`quellenlage.tasks.ingest.pages` does; those of ``warc-pages`` are the articles that :mod:`bench.page_speed` reads,
with addresses of their own. Beside each stands its ratio to what no reader can do without: json.loads on the lines,
csv.reader, pyarrow's to_pylist, feedparser, warcio's ArchiveIterator reading each record.

What was tried for short rows of JSON Lines, processor time a row, best of nine rounds on a core that others shared (the
last one read 11.4 to 12.6 at another hour):

=====================================================================  ======
a line by orjson alone                                                 0.7 µs
a batch by pyarrow.json and to_pylist alone, one thread                3.6 µs
a batch by DuckDB's read_json and fetchmany alone, one thread          3.6 µs
rows to articles as they were, by orjson                              14.8 µs
with the plan of a row's keys looked up once, values asked directly   12.1 µs
with dates, names and languages made out in fewer calls               11.1 µs
with segments as named tuples, lines read without being stripped      10.4 µs
=====================================================================  ======

Making the articles is what takes time, not parsing, so that another parser of lines saves nothing. Of the 10.4 µs,
composing and controlling the letters of title and text take 1.8, Article and its two segments 1.1.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path
from typing import Any

from models.needed import run
from quellenlage.tasks.ingest.decode import decode
from quellenlage.tasks.ingest.readers import Input, read_input

SEEDS = Path(__file__).parents[1] / "seeds"
FILES = {
    "jsonl": "articles.jsonl",
    "jsonl-short": "short.jsonl",
    "json": "articles.json",
    "csv": "articles.csv",
    "parquet": "articles.parquet",
    "feed": "full.xml",
    "teasers": "teasers.xml",
    "warc": "crawl.warc",
    "warc.gz": "crawl.warc.gz",
    "warc-pages": "pages.warc",
}
_FEED_MB = 2
_FIRST = dt.datetime(2025, 3, 4, 6, 30, tzinfo=dt.UTC)
_AUTHORS = ("Birte Eggers", "Jörg Halbach", "Ana-Maria Süß", "Ole Jepsen", "Käthe Vormann")


def texts() -> list[str]:
    """The texts of the seeds without their header lines."""
    return [decode(path.read_bytes()).strip().partition("\n")[2].strip() for path in sorted(SEEDS.glob("*.txt"))]


def articles(short: bool, size: int) -> Iterator[dict[str, Any]]:
    """Rows of about ``size`` bytes together."""
    known, number = texts(), 0
    while size > 0:
        text = known[number % len(known)]
        if short:
            text = text.split("\n\n")[-1][:300]
        number += 1
        size -= len(text.encode()) + 200
        yield {
            "title": f"Der Kran steht still, Folge {number}",
            "text": text,
            "url": f"https://www.deich-kurier.example/kran-{number}.html",
            "date_publish": (_FIRST + dt.timedelta(seconds=977 * number)).strftime("%Y-%m-%d %H:%M:%S"),
            "authors": [_AUTHORS[number % len(_AUTHORS)]],
            "language": "de",
        }


def write(format_name: str, path: Path, size: int) -> None:
    """A file of a format of about ``size`` bytes."""
    if format_name.startswith("warc"):
        pages = german_pages() if format_name == "warc-pages" else english_pages()
        _write_warc(path, size, pages, packed=format_name.endswith("gz"))
    elif format_name in ("feed", "teasers"):
        _write_feed(path, format_name == "teasers", size)
    elif format_name == "parquet":
        import pyarrow
        from pyarrow import parquet

        parquet.write_table(pyarrow.Table.from_pylist(list(articles(False, size))), path, row_group_size=5000)
    else:
        rows = articles(format_name == "jsonl-short", size)
        with path.open("w", encoding="utf-8", newline="") as file:
            if format_name == "csv":
                table = csv.DictWriter(file, ["title", "text", "url", "date_publish", "authors", "language"])
                table.writeheader()
                table.writerows({**row, "authors": "; ".join(row["authors"])} for row in rows)
            elif format_name == "json":
                file.write("[")
                for number, row in enumerate(rows):
                    file.write(("," if number else "") + json.dumps(row, ensure_ascii=False))
                file.write("]")
            else:
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _write_feed(path: Path, teasers: bool, size: int) -> None:
    space = "http://purl.org/rss/1.0/modules/content/"
    with path.open("w", encoding="utf-8") as file:
        file.write(
            f'<?xml version="1.0"?><rss version="2.0" xmlns:content="{space}"><channel><title>Deich-Kurier</title>'
        )
        for row in articles(teasers, size):
            body = "".join(f"<p>{block}</p>" for block in row["text"].split("\n\n"))
            full = "" if teasers else f"<content:encoded><![CDATA[{body}]]></content:encoded>"
            said = f"<description><![CDATA[{body if teasers else 'Kurz gesagt.'}]]></description>"
            date = "<pubDate>Tue, 04 Mar 2025 06:30:00 CET</pubDate>"
            file.write(f"<item><title>{row['title']}</title><link>{row['url']}</link>{date}{said}{full}</item>\n")
        file.write("</channel></rss>")


def english_pages() -> Iterator[str]:
    """Pages in English without end."""
    words = "The crane in the harbour of the town has not moved since the morning, and the ships have to wait. "
    menu = "".join(f'<li class="menu-{n}"><a href="/section/{n}.html">Section {n}</a></li>' for n in range(400))
    page = f'<!doctype html><html lang="en"><head><title>Crane</title></head><body><ul>{menu}</ul>'
    for number in count(1):
        yield page + "".join(f"<p>{words * (2 + (number + n) % 5)}</p>" for n in range(90)) + "</body></html>"


def german_pages() -> Iterator[str]:
    """The articles of ``bench/pages`` with what stands around one on real pages, again and again."""
    from bench.page_speed import long_pages

    return cycle(long_pages())


def _write_warc(path: Path, size: int, pages: Iterator[str], packed: bool) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer, number = WARCWriter(file, gzip=packed), 0
        while size > 0:
            number += 1
            body = next(pages)
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://www.news.example/crane-{number}.html"
            content = io.BytesIO(body.encode())
            writer.write_record(writer.create_warc_record(url, "response", payload=content, http_headers=headers))
            size -= len(body)


def least(format_name: str, path: Path) -> int:
    """Read a file by what no reader can do without; returns how many rows, entries or records there were."""
    if format_name.startswith("jsonl"):
        with path.open("rb") as lines:
            return sum(1 for line in lines if json.loads(line))
    if format_name == "json":
        return len(json.loads(path.read_bytes()))
    if format_name == "csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return sum(1 for _ in csv.reader(lines)) - 1
    if format_name == "parquet":
        from pyarrow import parquet

        return sum(len(batch.to_pylist()) for batch in parquet.ParquetFile(path).iter_batches(200))
    if format_name in ("feed", "teasers"):
        import feedparser

        found = feedparser.parse(io.BytesIO(path.read_bytes()), sanitize_html=False, resolve_relative_uris=False)
        return len(found.entries)
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as stream:
        return sum(1 for record in ArchiveIterator(stream) if record.content_stream().read())


def child(mode: str, format_name: str, path: Path, size: int) -> None:
    """Write a file, or read it once and print what that took as JSON."""
    if mode == "write":
        write(format_name, path, size)
        return
    readers: dict[str, Callable[[], int]] = {
        "ours": lambda: sum(1 for _ in read_input(Input.of_file(path, path.name))),
        "least": lambda: least(format_name, path),
    }
    before = time.process_time()
    found = readers[mode]()
    took = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"count": found, "took": took, "peak": peak}), flush=True)


def measure(mode: str, format_name: str, path: Path, size: int = 0) -> dict[str, Any]:
    """What :func:`child` measures in a process of its own; this one stays small, for a child's peak is no less."""
    command = [sys.executable, "-m", "bench.reading_speed", "--child", mode, format_name, str(path), str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured: dict[str, Any] = json.loads(done.stdout or "{}")
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("format", nargs="*", default=[one for one in FILES if one != "warc-pages"])
    parser.add_argument("--mb", type=float, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", nargs=4, metavar=("MODE", "FORMAT", "FILE", "BYTES"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        mode, format_name, path, size = chosen.child
        child(mode, format_name, Path(path), int(size))
        return
    for format_name in chosen.format:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / FILES[format_name]
            megabytes = min(chosen.mb, _FEED_MB) if format_name in ("feed", "teasers") else chosen.mb
            measure("write", format_name, path, int(megabytes * 1e6))
            pairs = [
                (measure("ours", format_name, path), measure("least", format_name, path)) for _ in range(chosen.rounds)
            ]
            size = path.stat().st_size / 1e6
        ours = statistics.median(ours["took"] for ours, _ in pairs)
        ratio = statistics.median(ours["took"] / least["took"] for ours, least in pairs)
        found, peak = pairs[0][0]["count"], max(ours["peak"] for ours, _ in pairs)
        print(
            f"{format_name}: {found} in {size:.0f} MB, {found / ours:,.0f} a second ({size / ours:.0f} MB), "
            f"{ratio:.2f} times the least, peak {peak:.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    run(main)
