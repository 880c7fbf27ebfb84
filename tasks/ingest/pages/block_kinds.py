"""What a block of an article is: paragraph, heading, lead, byline, caption; or nothing of the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.tasks.ingest.pages.page_blocks import Block
from quellenlage.tasks.ingest.pages.page_source import Element
from quellenlage.tasks.ingest.pages.page_tables import begins_like, elements

_WORD = re.compile(r"\w+")
_BYLINE = re.compile(
    r"(?:[Vv]on|VON|By|(?:Eine? )?(?:Kommentar|Analyse|Interview|Kolumne|Gastbeitrag|Reportage|Essay) von)"
    r"\s+[A-ZÄÖÜ].{2,100}$"
)
_DAY = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zä]{3,9}\.?)\s?\d{2,4}")
#: A time that stands alone, also the minute of a match.
_CLOCK = re.compile(
    r"(?:(?:\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\d{1,2}\. [A-Za-zä]{3,9}(?: \d{4})?|heute|gestern)[,|•·\s–-]*)?(?:um )?"
    r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?(?:Uhr|h))?|\d{1,3}(?: ?\+ ?\d{1,2})?['’′.]?(?: Min(?:ute|\.)?)?['’′.])",
    re.IGNORECASE,
)
_LONG = 60  # characters from which a block counts as running text
_PICTURE = 120  # characters that stand beside a caption under the same picture at most
_LONGEST_LINE = 160  # of a byline or dateline
_LONGEST_NAMES = 90  # of a line that names an author and is no byline by its mark-up
_LONGEST_HEADING = 200
_ITEM = 12  # of an item of a list, and of a short line beside others
_LEAD = 40  # characters from which a block can be a lead


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word.casefold() for word in _WORD.findall(text)]


class Evidence:
    """What another reading of the same article holds: a text whose blocks can be looked up."""

    def __init__(self, text: str) -> None:
        tokens = words(text)
        self.size = len(tokens)
        self._triples = frozenset(zip(tokens, tokens[1:], tokens[2:], strict=False))
        self._joined = f" {' '.join(tokens)} "

    def has(self, text: str) -> bool:
        """Whether nearly all of a block stands in it."""
        tokens = words(text)
        if len(tokens) < 6:
            return f" {' '.join(tokens)} " in self._joined
        triples = list(zip(tokens, tokens[1:], tokens[2:], strict=False))
        return sum(one in self._triples for one in triples) >= 0.7 * len(triples)


@dataclass(slots=True)
class Reading:
    """What is known before the blocks of an article are chosen.

    ``headline`` is the number of the block that is it, -1 where none is; ``second`` another reader's text of the
    article, ``own`` the text that the page itself gives for machines, ``authors`` whom it names for these,
    ``house`` what holds the articles of a house that is known.
    """

    blocks: Sequence[Block]
    headline: int
    description: str
    second: Evidence | None = None
    own: Evidence | None = None
    authors: Sequence[str] = ()
    house: frozenset[Element] = frozenset()
    ticker: bool = False

    def seconded(self, block: Block) -> bool:
        """Whether another reading has a block."""
        return bool((self.second and self.second.has(block.text)) or (self.own and self.own.has(block.text)))


def is_clock(text: str) -> bool:
    """Whether a text is a time and nothing else, as stands above the entries of a ticker."""
    return bool(_CLOCK.fullmatch(text))


def running(block: Block) -> bool:
    """Whether a block is running text of somebody, of the article or of a teaser."""
    return (
        block.dropped is None
        and block.tag in elements("text")
        and block.role in ("", "body", "lead")
        and len(block.text) >= _LONG
        and block.link_share < 0.4
        and block.figure is None
    )


def has_picture(element: Element) -> bool:
    return any(element.find(f".//{tag}") is not None for tag in ("img", "picture", "video", "amp-img", "noscript"))


def is_small(element: Element, most: int) -> bool:
    """Whether an element holds at most so many characters."""
    size = 0
    for text in element.itertext("*"):
        size += len(text.strip())
        if size > most:
            return False
    return True


def _under_picture(block: Block) -> bool:
    """Whether a short block shares a small element with a picture."""
    node = block.element
    for _ in range(3):
        node = node.getparent()
        if node is None or not is_small(node, len(block.text) + _PICTURE):
            return False
        if has_picture(node):
            return block.link_share < 0.3
    return False


def is_caption(block: Block) -> bool:
    """Whether a block stands under a picture and says something."""
    if block.role not in ("caption", "credit") and block.figure is None:
        return False
    told = block.role in ("caption", "credit")
    if not told and (begins_like("drop", block.text) or block.tag == "blockquote" or not has_picture(block.figure)):
        return False
    return block.link_share < 0.6 and not begins_like("no caption", block.text)


def kind_of(block: Block, reading: Reading, inside: bool, seconded: bool, begun: bool) -> str | None:
    """What a block of the article's region is, None where it is not part of the article."""
    text = block.text
    if block.dropped is not None:
        lead = not begun and block.link_share < 0.3 and same_as(text, reading.description)
        return "lead" if lead else None
    if begins_like("agency", text) and block.figure is None:
        return "byline" if begun else None
    if block.role in ("caption", "credit") or block.figure is not None:
        return "caption" if is_caption(block) else None
    if block.role == "kicker":
        return None
    if inside and not block.is_heading and len(text) <= _LONGEST_LINE and _under_picture(block):
        return None if begins_like("no caption", text) or begins_like("drop", text) else "caption"
    if any(begins_like(effect, text) for effect in ("drop", "box", "credit", "paywall")):
        return None
    if kind := _line_kind(block, reading, inside, begun):
        return kind
    if block.role in ("byline", "date"):
        return None
    if block.is_heading:
        return _heading_kind(block, reading, inside, begun)
    if not begun and (block.role == "lead" or not inside) and _is_lead(block, reading):
        return "lead"
    if not inside and not (seconded and running(block)):
        return None
    return _running_kind(block, seconded, begun)


def _is_lead(block: Block, reading: Reading) -> bool:
    """Whether a block between headline and text is the lead."""
    text = block.text
    if block.tag not in elements("text") or block.link_share > 0.5:
        return False
    if block.role == "lead":
        return len(text) >= _LEAD or block.ends_sentence
    return same_as(text, reading.description) or (block.role == "" and block.ends_sentence and len(text) >= _LONG)


def _line_kind(block: Block, reading: Reading, inside: bool, begun: bool) -> str | None:
    """A byline or dateline: of the article's head, or of an entry of a ticker."""
    text, ticker = block.text, reading.ticker and inside
    if len(text) > _LONGEST_LINE or block.is_heading:
        return None
    if block.role == "byline" and (not begun or _BYLINE.match(text)) and re.search(r"[^\W\d_]{2}", text):
        dated = _DAY.search(text) and not _BYLINE.match(text) and not any(name in text for name in reading.authors)
        return "dateline" if dated else "byline"
    if ticker and (is_clock(text) or (block.role == "date" and re.search(r"\d", text))):
        return "dateline"
    if block.role == "date" and not begun:
        return "dateline" if re.search(r"\d", text) else None
    if block.role in ("", "body", "credit") and not block.ends_sentence:
        named = len(text) <= _LONGEST_NAMES and any(name in text for name in reading.authors)
        if _BYLINE.match(text) or (named and not begun):
            return "byline"
        if not begun and _DAY.search(text) and len(text) < 70:
            return "dateline"
    return None


def _heading_kind(block: Block, reading: Reading, inside: bool, begun: bool) -> str | None:
    text = block.text
    if block.link_share > 0.6 or len(text) > 3 * _LONGEST_HEADING or block.tag == "h1":
        return None
    if not begun and (len(text) >= 100 or same_as(text, reading.description)):
        return "lead"
    if not begun and block.role == "lead" and (not inside or block.ends_sentence):
        return "lead"
    return "heading" if inside and len(text) <= _LONGEST_HEADING else None


def _running_kind(block: Block, seconded: bool, begun: bool) -> str | None:
    text = block.text
    if block.link_share > 0.6 and not (seconded and len(text) > 120 and block.link_share < 0.9):
        return None
    if block.tag not in elements("text"):
        return None
    if begun and block.is_bold and len(text) <= 100 and block.tag in ("p", "div") and not block.ends_sentence:
        return "heading"
    if block.tag == "li" and begun and len(text) >= _ITEM and block.link_share < 0.2:
        return "paragraph"
    if block.tag in ("p", "blockquote", "li", "dd"):
        return "paragraph" if seconded or block.ends_sentence or len(text) >= 40 else None
    long_enough = _ITEM if seconded else _LONG
    return "paragraph" if block.ends_sentence and len(text) >= long_enough else None


def same_as(text: str, description: str) -> bool:
    """Whether a block is what a page gives as its description."""
    a, b = words(text), words(description)
    if len(b) < 5 or len(a) < 5:
        return False
    common = Counter(a) & Counter(b)
    return sum(common.values()) >= 0.8 * min(len(a), len(b)) and len(a) < 2.5 * len(b)
