"""The address of an article on the web, whatever the way it was copied: what identifies it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from quellenlage.words import table


def canonical(url: str) -> str | None:
    """``url`` without what does not tell which article it is; None where it is no web address.

    Tracking parameters, fragment, port, user, AMP's marks and the hosts of mobile editions go; parameters are in order.
    courlan knows the trackers' parameters; what else goes stands in ``addresses.csv``.
    """
    from courlan import normalize_url

    try:
        scheme, host, path, query, _ = urlsplit(normalize_url(url.strip()))
        host = host.rpartition("@")[2]
    except ValueError:
        return None
    if scheme not in ("http", "https") or "." not in host:
        return None
    for pattern, put in _rows("host"):
        host = pattern.sub(put, host)
    for pattern, put in _rows("path"):
        path = pattern.sub(put, path)
    kept = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if not _goes(key, value)]
    return urlunsplit((scheme, host, path or "/", urlencode(kept), ""))


def identity(url: str) -> str:
    """What two canonical addresses of one article share: with or without TLS, ``www.`` and a slash at its end."""
    _, host, path, query, _ = urlsplit(url)
    return urlunsplit(("https", host.removeprefix("www."), path.rstrip("/") or "/", query, ""))


def _goes(key: str, value: str) -> bool:
    return any(pattern.fullmatch(f"{key}={value}") for pattern, _ in _rows("parameter"))


@cache
def _rows(part: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = (row for row in table.rows("addresses.csv", Path(__file__).parent) if row["part"] == part)
    return tuple((re.compile(row["pattern"]), row["becomes"]) for row in found)
