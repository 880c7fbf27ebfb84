"""What a server answered, as a WARC file keeps it: whether that is a page in German, and its bytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

_LONGEST_PAGE = 20_000_000  # bytes; as much as is read of a page
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
_BEGINS_AS_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_LANG = re.compile(rb"<html[^>]{0,600}?\slang\s*=\s*[\"']?([a-zA-Z]{2,3})", re.IGNORECASE)
_LANG_WITHIN = 4000  # bytes
_SAMPLED = 400_000  # bytes of a page
#: Words that German pages are full of, and others hold by chance.
_GERMAN_WORDS = (b" und ", b" der ", b" nicht ", b" auf ")
_FEWEST_GERMAN = 4
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer: ``what`` it is where that is no page ("HTTP 404", "image/jpeg"), else "" and its ``page``.

    ``wrong`` says what is wrong with a page that did not come whole, "" where nothing is.
    """

    what: str = ""
    page: bytes = b""
    wrong: str = ""


def answer_of(block: bytes) -> Answer:
    """The answer that the block of a ``response`` record holds."""
    end = _HEADER_END.search(block[: 1 << 17])
    status = _STATUS.match(block)
    if end is None or status is None:
        return Answer("no HTTP answer")
    if status[1] != b"200":
        return Answer(f"HTTP {status[1].decode()}")
    headers = _http_headers(block[: end.start()])
    body = block[end.end() :]
    mime = headers.get("content-type", "").split(";")[0].strip().lower()
    if mime not in _HTML_TYPES and (mime or not _BEGINS_AS_PAGE.match(body[:1000])):
        return Answer(mime or "no content type")
    return _decoded(headers, body)


def _http_headers(head: bytes) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in head.split(b"\n")[1:]:
        name, _, value = line.partition(b":")
        headers[name.strip().lower().decode("latin-1")] = value.strip().decode("latin-1")
    return headers


def _decoded(headers: Mapping[str, str], body: bytes) -> Answer:
    wrong = ""
    if headers.get("transfer-encoding", "").lower() == "chunked" and _CHUNK_SIZE.match(body):
        body, whole = _joined(body)
        wrong = "" if whole else "its last chunk is missing"
    said = headers.get("content-length", "")
    coding = headers.get("content-encoding", "").lower()
    if said.isdigit() and len(said) < 12 and not coding and len(body) < int(said):
        wrong = f"{len(body)} of its {int(said)} bytes are there"
    if coding in ("gzip", "x-gzip", "deflate") and not _BEGINS_AS_PAGE.match(body[:1000]):
        return _inflated(body, wrong)
    if coding == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
        return _of_zstd(body, wrong)
    if coding == "br" and b"<" not in body[:200]:
        return Answer(wrong="it is packed by Brotli, which is not read here; write the file without Content-Encoding")
    return Answer(page=body, wrong=wrong)


def _joined(body: bytes) -> tuple[bytes, bool]:
    """The chunks of a body as one, and whether the last one is there."""
    pieces: list[bytes] = []
    at = 0
    while (size := _CHUNK_SIZE.match(body, at)) is not None:
        length = int(size[1], 16)
        if length == 0:
            return b"".join(pieces), True
        pieces.append(body[size.end() : size.end() + length])
        if len(pieces[-1]) < length:
            break
        at = size.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
    return b"".join(pieces), False


def _inflated(body: bytes, wrong: str) -> Answer:
    for bits in (47, -15):  # gzip or zlib; deflate without a header
        unpack = zlib.decompressobj(wbits=bits)
        try:
            page = unpack.decompress(body, _LONGEST_PAGE)
        except zlib.error:
            continue
        return Answer(page=page, wrong=wrong or ("" if unpack.eof else "what is packed is cut off"))
    return Answer(wrong="what is packed is damaged")


def _of_zstd(body: bytes, wrong: str) -> Answer:
    import zstandard

    try:
        page = zstandard.ZstdDecompressor().stream_reader(body).read(_LONGEST_PAGE)
    except zstandard.ZstdError:
        return Answer(wrong="what is packed is damaged")
    return Answer(page=page, wrong=wrong)


def is_front_page(url: str) -> bool:
    """Whether an address is a site's own, below which its articles stand."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query


def foreign_language(page: bytes) -> str | None:
    """The language that a page says it is in, "" where it says none; None where that, or its words, may be German.

    It costs a hundredth of reading the page; who reads it asks again, of its text alone.
    """
    said = _LANG.search(page, 0, _LANG_WITHIN)
    language = said[1].decode("ascii").lower() if said else ""
    if language == "de":
        return None
    sample = page[:_SAMPLED]
    enough = _FEWEST_GERMAN if language else 1
    if all(sample.count(word) >= enough for word in _GERMAN_WORDS[:2]):
        total = sum(sample.count(word) for word in _GERMAN_WORDS)
        if not language or total >= 4 * _FEWEST_GERMAN:
            return None
    return language
