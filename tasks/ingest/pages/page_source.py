"""The bytes of a page as text and as a tree."""

from __future__ import annotations

import codecs
import copy
import html
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from quellenlage.errors import UnreadableError
from quellenlage.tasks.ingest.decode import EVERY_BYTE, decode

Element = Any  # lxml's elements have no types of their own

LONGEST = 20_000_000  # bytes; the longest ticker pages have about 5 million
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=["']([\w-]+)""", re.I
)
_GOES = "data-goes"
_LONG_SCRIPT = 600  # characters
_SCRIPTS, _UNSEEN = ("script", "style"), ("svg", "template", "noscript", "nav", "menu")
_XML = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BLANKS = re.compile(r"\s+")
# Soft hyphens, joiners, marks of direction lay a page out and say nothing; controls have no business in it.
_INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2063\ufeff")
) | {code: None for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n\x0b\x0c\r"}
#: What servers call Latin-1 is Windows-1252, as browsers read it.
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


def page_text(data: bytes | str) -> str:
    """A page as text: by its byte order mark, UTF-8 where that fits nearly all of it, else what it declares.

    Raises:
        UnreadableError: it is longer than :data:`LONGEST`, or no text at all.
    """
    if len(data) > LONGEST:
        raise UnreadableError(f"the page has more than {LONGEST:,} bytes; remove it from the sources.")
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)):
        return decode(data)
    if data.count(b"\x00") * 4 > len(data):
        return decode(data)
    if b"\x00" in data[:1024]:
        raise UnreadableError("there are NULs among its first bytes, so this is no page; remove it from the sources.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        high = sum(byte > 0x7F for byte in data)
        good = sum(len(char.encode()) for char in data.decode("utf-8", errors="ignore") if ord(char) > 0x7F)
        declared = _declared(data[:4096])
        if good * 2 < high and declared != "utf-8":
            return data.decode(declared or "cp1252", errors="replace")
    return data.decode("utf-8", errors=EVERY_BYTE)  # one bad byte spoils no page


def _declared(head: bytes) -> str | None:
    """The encoding that a page says it is in, by Python's name, None where it says none that is known."""
    if not (match := _DECLARED.search(head)):
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii", "ignore")).name
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS.get(name, name)


def parse(text: str) -> Element | None:
    """The tree of a page, None where there is none; entities are not expanded and nothing is fetched."""
    from lxml import etree

    # lxml.html's parser would ask Python for the class of every element.
    parser = etree.HTMLParser(no_network=True, remove_pis=True, remove_comments=True, huge_tree=False)
    try:
        return etree.fromstring(_XML.sub("", _without_programs(text).replace("\x00", "")), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _without_programs(text: str) -> str:
    """A page with its long scripts empty, so that they are not parsed: most of many pages, and nothing that is read.

    Those with data in JSON stay, and what stands in a comment, where a script need have no end.
    """
    kept: list[str] = []
    done = since = 0
    while (at := text.find("<script", since)) >= 0:
        comment = text.rfind("<!--", since, at)
        if comment >= 0 and text.find("-->", comment, at) < 0:
            since = text.find("-->", at)
        else:
            begins = text.find(">", at) + 1
            since = text.find("</script", begins) if begins else -1
            if since - begins > _LONG_SCRIPT and "json" not in text[at : max(begins, at + _LONG_SCRIPT)].lower():
                kept.append(text[done:begins])
                done = since
        if since < 0:
            break
    return "".join((*kept, text[done:])) if kept else text


def take_scripts_out(root: Element) -> None:
    """Take out of a tree what is most of it and no reader sees: scripts and styles."""
    from lxml import etree

    etree.strip_elements(root, *_SCRIPTS, with_tail=False)


def level_word_headings(root: Element) -> None:
    """Make one headline of what Word saves: its title, else its first heading; below it are the other headings.

    Word has a paragraph of its class MsoTitle for the title, and h1 for each of the main headings.
    """
    if not root.xpath("boolean(//p[starts-with(@class, 'Mso')])"):
        return
    titles = root.xpath("//p[@class='MsoTitle']") or root.xpath("//h1")
    for heading in [*root.iter("h1"), *titles[1:]]:
        heading.tag = "h2"
    for title in titles[:1]:
        title.tag = "h1"


def without(root: Element, boxes: Iterable[Element | None]) -> str:
    """A tree as HTML without what no reader sees, menus and these elements; scripts are out of it already."""
    from lxml import etree

    for box in boxes:
        if box is not None:
            box.set(_GOES, "")
    copied = copy.deepcopy(root)
    for box in copied.xpath(f"//*[@{_GOES}]"):
        box.tag = _GOES
    etree.strip_elements(copied, _GOES, *_UNSEEN, with_tail=False)
    text: str = etree.tostring(copied, encoding="unicode", method="html")
    return text


def tidy(text: str) -> str:
    """Text as a reader sees it: NFC, single blanks, nothing invisible."""
    if text.isprintable():  # so are none of the invisible, and of blanks only the usual one
        return unicodedata.normalize("NFC", " ".join(text.split()))
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", text.translate(_INVISIBLE)).strip())


def plain(text: str) -> str:
    """What an attribute says: tags out, entities decoded even where they were escaped twice."""
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,300}>", " ", text)
    return tidy(text)
