"""XML of any sender as a tree: no entities of its own, nothing fetched, nothing deeper or longer than news are."""

from __future__ import annotations

import codecs
import html.entities
import re
from typing import Any

from quellenlage.errors import UnreadableError
from quellenlage.tasks.ingest.decode import decode
from quellenlage.tasks.ingest.mojibake import repaired

Element = Any  # lxml's elements have no types of their own

LONGEST = 64 * 1024 * 1024  # bytes; a day of an agency's service has about 20 million
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_ENCODING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,100}encoding=[\"']([\w.:-]+)[\"']")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[[^\]]{0,5000}\]\s*)?>", re.IGNORECASE)
_DECLARES = re.compile(r"<!ENTITY\s+(?!%)", re.IGNORECASE)  # those with a % only call for a DTD, which is not fetched
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_BY_NUMBER = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]+)|(?P<decimal>\d+));")
_XML_ITSELF = frozenset(("amp", "lt", "gt", "quot", "apos"))
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PLACE = re.compile(r"(?: line \d+)?, line \d+, column \d+$")
_BEFORE_ROOT = re.compile(
    r"\ufeff?\s*(?:<\?(?:(?!\?>).)*\?>\s*|<!--(?:(?!-->).)*-->\s*|<!doctype[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*"
    r"<(?:[\w-]+:)?(?P<root>[\w.-]+)",
    re.IGNORECASE | re.DOTALL,
)


def root_of(head: bytes) -> str:
    """The name of the first element of a file that begins so, without its prefix; "" where it is no XML."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", "replace")
    else:
        text = head.decode("utf-8", "replace")
    match = _BEFORE_ROOT.match(text)
    return match["root"] if match else ""


def tree_of(data: bytes) -> tuple[Element, str | None]:
    """The root of a file, without namespaces, and what is wrong with it; then all that could be read is in the tree.

    Raises:
        UnreadableError: it is too long, declares entities, is no text, or nothing of it can be read.
    """
    from lxml import etree

    if len(data) > LONGEST:
        raise UnreadableError(f"it has more than {LONGEST // 2**20} MB; cut it into several files.")
    text = _DECLARATION.sub("", _text(data), count=1)
    if not text.strip():
        raise UnreadableError("the file is empty; remove it from the sources or fill it.")
    if _DECLARES.search(text[:20_000]):
        raise UnreadableError("it declares entities, which are not read for safety; take the declaration out.")
    text = _NOT_IN_XML.sub("", _BY_NUMBER.sub(_valid, _NAMED.sub(_number, _DOCTYPE.sub("", text, count=1))))
    wrong = None
    for recover in (False, True):
        parser = etree.XMLParser(
            encoding="utf-8",
            recover=recover,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError as error:
            wrong = f"line {error.lineno}: no whole XML ({_PLACE.sub('', error.msg)}); fetch it again."
            continue
        if root is not None:
            return without_namespaces(root), wrong
    raise UnreadableError(wrong or "no XML; fetch it again.")


def without_namespaces(root: Element) -> Element:
    """A tree whose elements have their bare names: prefixes differ from sender to sender."""
    for element in root.iter():
        if isinstance(element.tag, str):
            name = element.tag.rpartition("}")[2]
            element.tag = "unknown" if ":" in name else name  # as damage leaves it
    return root


def said(element: Element | None) -> str | None:
    """All text of an element in one line; None where there is none."""
    if element is None:
        return None
    return " ".join("".join(element.itertext()).split()) or None


def _text(data: bytes) -> str:
    """The text of a file in the encoding that it declares, where that fits."""
    declared = _ENCODING.match(data)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        name = codecs.lookup(name).name
        if name not in ("utf-8", "utf-16", "utf-32"):
            return repaired(data.decode(_AS_BROWSERS.get(name, name)))
    except (LookupError, UnicodeError):
        pass
    return decode(data)


def _number(match: re.Match[str]) -> str:
    """An entity of HTML by its number: XML has five names only."""
    code = html.entities.name2codepoint.get(match[1])
    if match[1] in _XML_ITSELF:
        return match[0]
    return f"&#{code};" if code else f"&amp;{match[1]};"


def _valid(match: re.Match[str]) -> str:
    """An entity by number where XML has such a character, else nothing: lxml cannot hand surrogates out."""
    digits, base = (match["hex"], 16) if match["hex"] else (match["decimal"], 10)
    code = int(digits, base) if len(digits) <= 7 else 0
    known = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return match[0] if known else ""
