"""Which blocks of a page are the article, and what each of them is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quellenlage.tasks.ingest.pages.page_blocks import Block
from quellenlage.tasks.ingest.pages.page_source import Element
from quellenlage.tasks.ingest.pages.page_tables import begins_like, elements

Part = tuple[str, Block]
_WORD = re.compile(r"\w+")
_BYLINE = re.compile(
    r"(?:[Vv]on|By|(?:Eine? )?(?:Kommentar|Analyse|Interview|Kolumne|Gastbeitrag|Reportage|Essay) von)\s+[A-ZÄÖÜ].{2,100}$"
)
_DAY = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zä]{3,9}\.?)\s?\d{2,4}")
#: A time that stands alone, also the minute of a match.
_CLOCK = re.compile(
    r"(?:(?:\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\d{1,2}\. [A-Za-zä]{3,9}(?: \d{4})?|heute|gestern)[,|•·\s–-]*)?(?:um )?"
    r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?(?:Uhr|h))?|\d{1,3}(?: ?\+ ?\d{1,2})?['’′.]?(?: Min(?:ute|\.)?)?['’′.])",
    re.IGNORECASE,
)
_FEWEST_ENTRIES = 3
_LONG = 60  # characters from which a block counts as running text
_SHARE = 0.8  # of the running text, that the container of the article holds
_PART = 0.4  # what a second reading has at least of the running text in its surroundings
_PICTURE = 120  # characters that stand beside a caption under the same picture at most
_NEAR = 5  # elements or blocks that are near a headline
_TEASER = 350  # characters that a box around a linked heading has at most
_LONGEST_LINE = 160  # of a byline or dateline
_LONGEST_NAMES = 90  # of a line that names an author and is no byline by its mark-up
_LONGEST_HEADING = 200
_ITEM = 12  # of an item of a list, and of a short line beside others
_LEAD = 40  # characters from which a block can be a lead
_BOLD_LEAD = 80  # the same of one that only its bold type tells


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of an article, with their kinds, in order; ``characters`` of its paragraphs."""

    parts: tuple[Part, ...]
    characters: int


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
    article, ``own`` the text that the page itself gives for machines, ``authors`` whom it names for these.
    """

    blocks: Sequence[Block]
    headline: int
    description: str
    second: Evidence | None = None
    own: Evidence | None = None
    authors: Sequence[str] = ()
    ticker: bool = False

    def seconded(self, block: Block) -> bool:
        """Whether another reading has a block."""
        return bool((self.second and self.second.has(block.text)) or (self.own and self.own.has(block.text)))


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


def read_body(reading: Reading) -> Body:
    """The parts of an article below its headline."""
    blocks = reading.blocks
    seconded = {block.number for block in blocks if running(block) and reading.seconded(block)}
    home = _home(blocks, seconded)
    if home is None:
        return Body((), 0)
    reading.ticker = reading.ticker or _entries(blocks, home) >= _FEWEST_ENTRIES
    seconded = seconded or {block.number for block in blocks if running(block) and _within(block.element, (home,))}
    boxes = _boxes(blocks, home)
    inside = {
        block.number
        for block in blocks
        if _within(block.element, (home,)) and not (boxes and _within(block.element, boxes))
    }
    first, last = min(inside, default=0), max(inside, default=-1)
    start = reading.headline if reading.headline < first or reading.headline in inside else first - 1
    # What holds paragraphs that are certain; a short line beside them is another one.
    runs = {one for block in blocks if block.number in seconded for one in (block.element, block.element.getparent())}
    chosen = _pictures_above(blocks, reading.headline)
    begun = False
    for block in blocks[max(0, start + 1) : last + 1]:
        if boxes and block.number not in inside and _within(block.element, boxes):
            continue
        if begun and begins_like("end", block.text):
            break
        beside = block.element in runs or block.element.getparent() in runs
        kind = _kind(block, reading, block.number in inside, block.number in seconded or beside, begun)
        if kind is not None:
            begun = begun or kind == "paragraph"
            chosen.append((kind, block))
    chosen = _without_quotes_twice(_agreeing(chosen, reading.own))
    chosen = _without_foreign_headings(chosen, blocks, home)
    parts = _without_empty_headings(_lead_first(chosen, reading.description))
    return Body(tuple(parts), sum(len(block.text) for kind, block in parts if kind in ("paragraph", "lead")))


def _pictures_above(blocks: Sequence[Block], headline: int) -> list[Part]:
    """Captions above the headline, in the same header."""
    if headline < 0:
        return []
    node = blocks[headline].element
    for _ in range(_NEAR):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "main", "html"):
            break
        node = parent
    near = blocks[max(0, headline - _NEAR) : headline]
    return [
        ("caption", block)
        for block in near
        if block.dropped is None and _is_caption(block) and _within(block.element, (node,))
    ]


def _entries(blocks: Sequence[Block], home: Element) -> int:
    """How many lines within the article are a time and nothing else, as above the entries of a ticker."""
    return sum(
        block.dropped is None and bool(_CLOCK.fullmatch(block.text)) and _within(block.element, (home,))
        for block in blocks
    )


def _home(blocks: Sequence[Block], seconded: set[int]) -> Element | None:
    """The container of the article; a second reading that has only a small part of what stands around it is wrong."""
    home = _container(blocks, seconded)
    if home is None or not seconded:
        return home
    wider = _container(blocks, set())
    sizes = [
        sum(len(block.text) for block in blocks if running(block) and _within(block.element, (one,)))
        for one in (home, wider)
    ]
    return wider if sizes[0] < _PART * sizes[1] and _within(home, (wider,)) else home


def _container(blocks: Sequence[Block], seconded: set[int]) -> Element | None:
    """The innermost element that holds nearly all of the running text, most of all of what a second reading has."""
    masses: Counter[Element] = Counter()
    children: dict[Element, set[Element]] = {}
    root: Element | None = None
    total = 0.0
    for block in filter(running, blocks):
        weight = len(block.text) * (1.0 if block.number in seconded or not seconded else 0.1)
        weight *= 1.5 if block.role == "body" else 1.0
        total += weight
        node = block.element
        while node is not None:
            masses[node] += weight
            parent = node.getparent()
            if parent is None:
                root = node
            else:
                children.setdefault(parent, set()).add(node)
            node = parent
    best = root
    while best is not None:
        heaviest = max(children.get(best, ()), key=lambda node: masses[node], default=None)
        if heaviest is None or masses[heaviest] < _SHARE * total:
            break
        best = heaviest
    return best


def _within(element: Element, outer: Collection[Element]) -> bool:
    """Whether an element is one of ``outer`` or within one."""
    node = element
    while node is not None:
        if node in outer:
            return True
        node = node.getparent()
    return False


def _boxes(blocks: Sequence[Block], home: Element) -> frozenset[Element]:
    """Boxes within the article: what stands around a heading that is a link, or around words that boxes begin with."""
    found: set[Element] = set()
    for block in blocks:
        if block.dropped is not None:
            continue
        linked = block.link_share > 0.8 and len(block.text) >= 15 and (block.is_heading or block.role == "headline")
        if not (linked or begins_like("box", block.text)) or not _within(block.element, (home,)):
            continue
        node = block.element
        while (outer := node.getparent()) is not None and outer is not home:
            if not _is_small(outer, len(block.text) + _TEASER):
                break
            node = outer
        found.add(node)
    return frozenset(found)


def _has_picture(element: Element) -> bool:
    return any(element.find(f".//{tag}") is not None for tag in ("img", "picture", "video", "amp-img", "noscript"))


def _is_small(element: Element, most: int) -> bool:
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
        if node is None or not _is_small(node, len(block.text) + _PICTURE):
            return False
        if _has_picture(node):
            return block.link_share < 0.3
    return False


def _is_caption(block: Block) -> bool:
    """Whether a block stands under a picture and says something."""
    if block.role not in ("caption", "credit") and block.figure is None:
        return False
    told = block.role in ("caption", "credit")
    if not told and (begins_like("drop", block.text) or block.tag == "blockquote" or not _has_picture(block.figure)):
        return False
    return block.link_share < 0.6 and not begins_like("no caption", block.text)


def _kind(block: Block, reading: Reading, inside: bool, seconded: bool, begun: bool) -> str | None:
    """What a block of the article's region is, None where it is not part of the article."""
    text = block.text
    if block.dropped is not None:
        lead = not begun and block.link_share < 0.3 and _same(text, reading.description)
        return "lead" if lead else None
    if begins_like("agency", text) and block.figure is None:
        return "byline" if begun else None
    if block.role in ("caption", "credit") or block.figure is not None:
        return "caption" if _is_caption(block) else None
    if block.role == "kicker":
        return None
    if inside and not block.is_heading and len(text) <= _LONGEST_LINE and _under_picture(block):
        return None if begins_like("no caption", text) or begins_like("drop", text) else "caption"
    if any(begins_like(effect, text) for effect in ("drop", "box", "paywall")):
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
    return _same(text, reading.description) or (block.role == "" and block.ends_sentence and len(text) >= _LONG)


def _line_kind(block: Block, reading: Reading, inside: bool, begun: bool) -> str | None:
    """A byline or dateline: of the article's head, or of an entry of a ticker."""
    text, ticker = block.text, reading.ticker and inside
    if len(text) > _LONGEST_LINE or block.is_heading:
        return None
    if block.role == "byline" and (not begun or _BYLINE.match(text)) and re.search(r"[^\W\d_]{2}", text):
        dated = _DAY.search(text) and not _BYLINE.match(text) and not any(name in text for name in reading.authors)
        return "dateline" if dated else "byline"
    if ticker and (_CLOCK.fullmatch(text) or (block.role == "date" and re.search(r"\d", text))):
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
    if not begun and (len(text) >= 100 or _same(text, reading.description)):
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


def _same(text: str, description: str) -> bool:
    """Whether a block is what a page gives as its description."""
    a, b = words(text), words(description)
    if len(b) < 5 or len(a) < 5:
        return False
    common = Counter(a) & Counter(b)
    return sum(common.values()) >= 0.8 * min(len(a), len(b)) and len(a) < 2.5 * len(b)


def _agreeing(parts: list[Part], own: Evidence | None) -> list[Part]:
    """Without the paragraphs that the page's own text does not have, where it has nearly all of them."""
    if own is None:
        return parts
    has = {block.number for kind, block in parts if kind == "paragraph" and own.has(block.text)}
    whole = sum(len(block.text) for kind, block in parts if kind == "paragraph")
    if sum(len(block.text) for _, block in parts if block.number in has) < 0.8 * whole:
        return parts
    first = min(has, default=0)
    return [
        (kind, block)
        for kind, block in parts
        if kind != "paragraph" or block.tag == "li" or block.number in has or block.number < first
    ]


def _without_quotes_twice(parts: list[Part]) -> list[Part]:
    """Without the lines that stand in a paragraph already and are shown once more, large."""
    whole = [(block.number, f" {' '.join(words(block.text))} ") for kind, block in parts if kind == "paragraph"]
    kept: list[Part] = []
    for kind, block in parts:
        said = f" {' '.join(words(block.text))} "
        again = any(number != block.number and len(said) < len(text) and said in text for number, text in whole)
        if kind == "paragraph" and again and said.count(" ") > 5:
            continue
        kept.append((kind, block))
    return kept


def _without_foreign_headings(parts: list[Part], blocks: Sequence[Block], home: Element) -> list[Part]:
    """Without the headings of boxes in which nothing else is part of the article."""
    kept: list[Part] = []
    numbers = {block.number for kind, block in parts if kind == "paragraph"}
    for kind, block in parts:
        node = block.element
        while kind == "heading" and (outer := node.getparent()) is not None and outer is not home:
            node = outer
        if kind != "heading" or node is block.element:
            kept.append((kind, block))
            continue
        there = [one for one in blocks if one.number > block.number and _within(one.element, (node,))]
        if not there or any(one.number in numbers for one in there):
            kept.append((kind, block))
    return kept


def _lead_first(parts: list[Part], description: str) -> list[Part]:
    """The first paragraph as the lead where the page says so by bold type or by its description."""
    if any(kind == "lead" for kind, _ in parts):
        return parts
    for at, (kind, block) in enumerate(parts):
        if kind in ("paragraph", "heading"):
            bold = block.is_bold and len(block.text) >= _BOLD_LEAD
            more = any(later == "paragraph" for later, _ in parts[at + 1 :])
            said = _same(block.text, description) and len(block.text) <= 1.2 * len(description)
            if kind == "paragraph" and more and (bold or said):
                parts[at] = ("lead", block)
            break
    return parts


def _without_empty_headings(parts: list[Part]) -> list[Part]:
    """Headings go where no text stands below them."""
    kept: list[Part] = []
    below: Block | None = None
    text_below = False
    for kind, block in reversed(parts):
        if kind == "heading":
            if not text_below and (below is None or below.tag <= block.tag):
                continue
            below, text_below = block, False
        elif kind == "paragraph":
            text_below = True
        kept.append((kind, block))
    return kept[::-1]
