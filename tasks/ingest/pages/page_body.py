"""Which blocks of a page are the article, and what each of them is."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quellenlage.tasks.ingest.pages.block_kinds import (
    Evidence,
    Reading,
    is_caption,
    is_clock,
    is_small,
    kind_of,
    running,
    same_as,
    words,
)
from quellenlage.tasks.ingest.pages.page_blocks import Block
from quellenlage.tasks.ingest.pages.page_source import Element
from quellenlage.tasks.ingest.pages.page_tables import begins_like

Part = tuple[str, Block]
_FEWEST_ENTRIES = 3
_FEWEST_AGREED = 2  # paragraphs that a house's reading has at least
_AGREED = 0.7  # of the words of the general reading
_SHARE = 0.8  # of the running text, that the container of the article holds
_PART = 0.4  # what a second reading has at least of the running text in its surroundings
_NEAR = 5  # elements or blocks that are near a headline
_TEASER = 350  # characters that a box around a linked heading has at most
_LONGEST_QUOTE = 300  # characters of a line that is shown once more
_FIRST = re.compile(r"drop-?cap|initial|first", re.IGNORECASE)  # what marks a first paragraph and no lead
_SHORTEST_LEAD, _LONGEST_LEAD = 40, 400  # characters of a lead that only its look tells
_BOLD_LEAD = 80  # the same of one that only its bold type tells


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of an article, with their kinds, in order; ``characters`` of its paragraphs."""

    parts: tuple[Part, ...]
    characters: int


def read_body(reading: Reading) -> Body:
    """The parts of an article below its headline.

    What a table says of the house is taken where it agrees with what is read without it: houses age.
    """
    seconded = {block.number for block in reading.blocks if running(block) and reading.seconded(block)}
    home = _home(reading.blocks, seconded)
    if home is None:
        return Body((), 0)
    body = _body(reading, frozenset((home,)), seconded)
    if not reading.house:
        return body
    of_house = _body(reading, reading.house, seconded, max((block.number for _, block in body.parts), default=0))
    return of_house if _agree(body, of_house) else body


def in_doubt(reading: Reading) -> bool:
    """Whether another reading may change which blocks are the article.

    It cannot where all running text of a page stands in one place and looks alike, or stands beside what does.
    """
    text = list(filter(running, reading.blocks))
    home = _container(reading.blocks, set())
    if home is None or len(text) < _FEWEST_AGREED or not all(_within(block.element, (home,)) for block in text):
        return True
    looks = Counter(_look(block) for block in text)
    usual = looks.most_common(1)[0][0]
    runs = {one for block in text if _look(block) == usual for one in (block.element, block.element.getparent())}
    return not all(
        _look(block) == usual or block.element in runs or block.element.getparent() in runs for block in text
    )


def _agree(body: Body, of_house: Body) -> bool:
    """Whether the house's reading has two paragraphs at least, and most of the words of the general one."""
    wanted, found = (Counter(words(" ".join(block.text for _, block in one.parts))) for one in (body, of_house))
    paragraphs = sum(kind == "paragraph" for kind, _ in of_house.parts)
    return paragraphs >= _FEWEST_AGREED and (wanted & found).total() >= _AGREED * wanted.total()


def _body(reading: Reading, homes: frozenset[Element], seconded: set[int], until: int = 0) -> Body:
    """The parts of an article that these elements hold, with those of its head, and what may stand below."""
    blocks = reading.blocks
    reading.ticker = reading.ticker or _entries(blocks, homes) >= _FEWEST_ENTRIES
    seconded = seconded or {block.number for block in blocks if running(block) and _within(block.element, homes)}
    boxes = _boxes(blocks, homes)
    inside = {
        block.number
        for block in blocks
        if _within(block.element, homes) and not (boxes and _within(block.element, boxes))
    }
    first, last = min(inside, default=0), max([until, *inside])
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
        kind = kind_of(block, reading, block.number in inside, block.number in seconded or beside, begun)
        if homes is reading.house and begun and block.number not in inside and kind not in ("caption", "byline"):
            continue
        if kind is not None:
            begun = begun or kind == "paragraph"
            chosen.append((kind, block))
    chosen = _without_quotes_twice(_agreeing(_akin(chosen, seconded, runs), reading.own))
    chosen = _without_foreign_headings(chosen, blocks, homes)
    parts = _without_empty_headings(_lead_first(chosen, reading))
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
        if block.dropped is None and is_caption(block) and _within(block.element, (node,))
    ]


def _entries(blocks: Sequence[Block], homes: Collection[Element]) -> int:
    """How many lines within the article are a time and nothing else, as above the entries of a ticker."""
    return sum(block.dropped is None and is_clock(block.text) and _within(block.element, homes) for block in blocks)


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
    """The innermost element that holds nearly all of the running text, most of all of what a second reading has.

    No paragraph is one: an interview may have a single long answer.
    """
    masses: dict[Element, float] = {}
    children: dict[Element, set[Element]] = {}
    root: Element | None = None
    total = 0.0
    for block in filter(running, blocks):
        weight = len(block.text) * (1.0 if block.number in seconded or not seconded else 0.1)
        weight *= 1.5 if block.role == "body" else 1.0
        total += weight
        node = block.element
        while node is not None:
            masses[node] = masses.get(node, 0.0) + weight
            parent = node.getparent()
            if parent is None:
                root = node
            else:
                children.setdefault(parent, set()).add(node)
            node = parent
    best = root
    while best is not None:
        heaviest = max(children.get(best, ()), key=lambda node: masses[node], default=None)
        if heaviest is None or heaviest.tag == "p" or masses[heaviest] < _SHARE * total:
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


def _boxes(blocks: Sequence[Block], homes: Collection[Element]) -> frozenset[Element]:
    """Boxes within the article: what stands around a heading that is a link, or around words that boxes begin with."""
    found: set[Element] = set()
    for block in blocks:
        if block.dropped is not None:
            continue
        linked = block.link_share > 0.8 and len(block.text) >= 15 and (block.is_heading or block.role == "headline")
        if not (linked or begins_like("box", block.text)) or not _within(block.element, homes):
            continue
        node = block.element
        while (outer := node.getparent()) is not None and outer not in homes:
            if not is_small(outer, len(block.text) + _TEASER):
                break
            node = outer
        found.add(node)
    return frozenset(found)


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


def _akin(parts: list[Part], seconded: set[int], runs: set[Element]) -> list[Part]:
    """Without paragraphs that no other reading has and that neither stand beside nor look like one that it has."""
    looks = {_look(block) for _, block in parts if block.number in seconded}
    certain = [block.number for kind, block in parts if kind == "paragraph" and block.number in seconded]
    if len(certain) < _FEWEST_AGREED:
        return parts
    return [
        (kind, block)
        for kind, block in parts
        if kind != "paragraph"
        or block.tag == "li"
        or block.number in seconded
        or block.number < certain[0]
        or block.element in runs
        or block.element.getparent() in runs
        or _look(block) in looks
    ]


def _look(block: Block) -> tuple[str, ...]:
    """What a paragraph looks like: its tag and class, and those of what it stands in."""
    around = block.element.getparent()
    names = (block.element.get("class"), around.get("class") if around is not None else "")
    return (block.tag, *(name or "" for name in names))


def _without_quotes_twice(parts: list[Part]) -> list[Part]:
    """Without the lines that stand in a paragraph already and are shown once more, large: they look otherwise."""
    looks = Counter(_look(block) for kind, block in parts if kind == "paragraph")
    usual = looks.most_common(1)[0][0] if looks else ()
    said = {
        block.number: f" {' '.join(words(block.text))} "
        for kind, block in parts
        if kind == "paragraph" and _look(block) != usual and len(block.text) <= _LONGEST_QUOTE
    }
    if not said:
        return parts
    whole = "|".join(f" {' '.join(words(block.text))} " for kind, block in parts if kind == "paragraph")
    again = {number for number, text in said.items() if text.count(" ") > 5 and whole.count(text) > 1}
    return [(kind, block) for kind, block in parts if block.number not in again]


def _further(blocks: Sequence[Block], number: int, element: Element) -> list[Block]:
    """The blocks behind this one that stand in the same element."""
    behind = itertools.islice(blocks, number + 1, None)
    return list(itertools.takewhile(lambda one: _within(one.element, (element,)), behind))


def _without_foreign_headings(parts: list[Part], blocks: Sequence[Block], homes: Collection[Element]) -> list[Part]:
    """Without the headings of boxes in which nothing else is part of the article."""
    kept: list[Part] = []
    numbers = {block.number for kind, block in parts if kind == "paragraph"}
    for kind, block in parts:
        node = block.element
        while kind == "heading" and (outer := node.getparent()) is not None and outer not in homes:
            node = outer
        if kind != "heading":
            kept.append((kind, block))
            continue
        below = blocks[block.number + 1] if block.number + 1 < len(blocks) else None
        if (
            below is not None
            and below.tag == "li"
            and below.link_share > 0.8
            and below.number not in numbers
            and below.dropped is None
        ):
            continue  # what stands below leads elsewhere
        there = _further(blocks, block.number, node)
        if not there or any(one.number in numbers for one in there):
            kept.append((kind, block))
    return kept


def _lead_first(parts: list[Part], reading: Reading) -> list[Part]:
    """The first paragraph as the lead where bold type, the description or a look of its own say so."""
    paragraphs = [block for kind, block in parts if kind == "paragraph"]
    if any(kind == "lead" for kind, _ in parts) or len(paragraphs) < 2:
        return parts
    first = next(at for at, (kind, _) in enumerate(parts) if kind in ("paragraph", "heading"))
    kind, block = parts[first]
    said = same_as(block.text, reading.description) and len(block.text) <= 1.2 * len(reading.description)
    bold = block.is_bold and len(block.text) >= _BOLD_LEAD
    if kind == "paragraph" and (bold or said or _looks_apart(block, paragraphs[1:], reading)):
        parts[first] = ("lead", block)
    return parts


def _looks_apart(first: Block, others: Sequence[Block], reading: Reading) -> bool:
    """Whether the first paragraph has a tag and class of its own, and most of the others share theirs."""
    look = (first.tag, first.element.get("class") or "")
    looks = Counter((block.tag, block.element.get("class") or "") for block in others)
    usual, times = looks.most_common(1)[0]
    own = look not in looks and look[1] and usual[1] and times > len(others) / 2 and not _FIRST.search(look[1])
    short = _SHORTEST_LEAD <= len(first.text) <= _LONGEST_LEAD
    return bool(own) and short and len(others) > 2 and not (reading.own and reading.own.has(first.text))


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
