"""One page as read against the page as it is: counts that add up over pages."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from bench.pages.gold_pages import BODY, Page, plain, words

NEWSROOM = ZoneInfo("Europe/Berlin")  # Vienna and Zurich keep the same hours
_SAME_TEXT = 0.8  # F1 of words above which two leads or captions are the same
_KNOWN = 0.5  # share of its pairs of words below which a block is foreign, or lost
_GLUE = r"\s*(?:[:|–—-]\s*)?"  # between a kicker and a title that stand in one line
_TIME = re.compile(r"(?:[\d. ]+\d{4}\W*)?(?:\d{1,2}[:.]\d{2}(?:\s*Uhr)?|\d+(?:\+\d+)?['’])\W*")  # before an entry
_BEFORE_ENTRY = 80  # characters before an entry's text in which its time counts as told


@dataclass(slots=True)
class Found:
    """How many of a thing are right, how many were expected and how many read."""

    right: float = 0
    expected: float = 0
    read: float = 0

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        both = self.expected + self.read
        return 2 * self.right / both if both else 1.0

    def add(self, other: Found) -> None:
        self.right += other.right
        self.expected += other.expected
        self.read += other.read


@dataclass(slots=True)
class Score:
    """The counts of one page or of many; ``slips`` says in words what is wrong."""

    pages: int = 0
    unread: int = 0
    body: Found = field(default_factory=Found)
    page_f1: list[float] = field(default_factory=list)
    headings: Found = field(default_factory=Found)
    captions: Found = field(default_factory=Found)
    leads: Found = field(default_factory=Found)
    title: Found = field(default_factory=Found)
    day: Found = field(default_factory=Found)
    time: Found = field(default_factory=Found)
    authors: Found = field(default_factory=Found)
    outlet: Found = field(default_factory=Found)
    url: Found = field(default_factory=Found)
    section: Found = field(default_factory=Found)
    paywalled: Found = field(default_factory=Found)
    entries: Found = field(default_factory=Found)
    foreign: int = 0
    lost: int = 0
    slips: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Adds another page's counts to these."""
        for one in fields(self):
            mine, its = getattr(self, one.name), getattr(other, one.name)
            if isinstance(mine, Found):
                mine.add(its)
            else:
                setattr(self, one.name, mine + its)

    def report(self) -> str:
        """The figures, a line each."""
        mean = sum(self.page_f1) / len(self.page_f1) if self.page_f1 else 0.0
        rows = [
            ("body F1, all words", f"{self.body.f1:.3f}  P {self.body.precision:.3f} R {self.body.recall:.3f}"),
            ("body F1, mean of pages", f"{mean:.3f}"),
            ("headings as headings F1", _three(self.headings)),
            ("leads as leads F1", _three(self.leads)),
            ("captions F1", _three(self.captions)),
            ("authors", _three(self.authors)),
            *((name, _share(getattr(self, name))) for name in ("title", "day")),
            ("time with zone", _share(self.time)),
            *((name, _share(getattr(self, name))) for name in ("outlet", "url", "section", "paywalled")),
            ("entries with their time", _share(self.entries)),
            ("foreign blocks a page", f"{self.foreign / max(self.pages, 1):.2f}"),
            ("lost blocks a page", f"{self.lost / max(self.pages, 1):.2f}"),
            ("pages without an article", str(self.unread)),
        ]
        return "\n".join(f"  {name:26}{figure}" for name, figure in rows)


def _three(found: Found) -> str:
    return f"{100 * found.f1:.1f}  P {100 * found.precision:.1f} R {100 * found.recall:.1f} of {found.expected:.0f}"


def _share(found: Found) -> str:
    return f"{100 * found.recall:.1f}  {found.right:.0f} of {found.expected:.0f}"


def compare(gold: Page, read: Page | None) -> Score:
    """The counts of one page; all that was expected is missing where ``read`` is None."""
    score = Score(pages=1, unread=int(read is None))
    found = read or Page(title="", parts=())
    _text(score, gold, found)
    _parts(score, gold, found)
    _told(score, gold, found)
    _entries(score, gold, found)
    if read is None:
        score.slips.append("no article")
    return score


def _blocks(gold: Page, read: Page, *kinds: str) -> list[str]:
    """What was read of these kinds; of tickers without the times of entries, wherever a reader puts them."""
    if not gold.entries:
        return read.texts(*kinds)
    untimed = (text[time.end() :] if (time := _TIME.match(text)) else text for text in read.texts(*kinds))
    return [text for text in untimed if text]


def _text(score: Score, gold: Page, read: Page) -> None:
    blocks = _blocks(gold, read, *BODY)
    expected = Counter(word for text in gold.texts(*BODY) for word in words(text))
    given = Counter(word for text in blocks for word in words(text))
    free = Counter(word for text in gold.optional for word in words(text))
    right = (expected & given).total()
    surplus = ((given - expected) - free).total()
    score.body = Found(right, expected.total(), right + surplus)
    score.page_f1.append(score.body.f1)
    known = _pairs([*gold.texts(*BODY, "byline", "caption"), *gold.optional, gold.title, gold.kicker or ""])
    there = _pairs(blocks)
    for text in blocks:
        if _share_known(text, known) < _KNOWN:
            score.foreign += 1
            score.slips.append(f"foreign: {plain(text)[:100]}")
    for text in gold.texts(*BODY):
        if _share_known(text, there) < _KNOWN:
            score.lost += 1
            score.slips.append(f"lost: {text[:100]}")


def _pairs(texts: Sequence[str]) -> set[tuple[str, ...]]:
    return {pair for text in texts for pair in _grams(text)} | {(word,) for text in texts for word in words(text)}


def _grams(text: str) -> list[tuple[str, ...]]:
    known = words(text)
    return list(pairwise(known)) if len(known) > 1 else [(word,) for word in known]


def _share_known(text: str, known: set[tuple[str, ...]]) -> float:
    grams = _grams(text)
    return sum(gram in known for gram in grams) / len(grams) if grams else 1.0


def _parts(score: Score, gold: Page, read: Page) -> None:
    expected = Counter(" ".join(words(text)) for text in gold.texts("heading"))
    given = Counter(" ".join(words(text)) for text in _blocks(gold, read, "heading"))
    score.headings = Found((expected & given).total(), expected.total(), given.total())
    score.slips += [f"no heading: {text}" for text in expected - given]
    score.slips += [f"heading that is none: {text}" for text in given - expected]
    score.captions = _alike(gold.texts("caption"), read.texts("caption"))
    lead = " ".join(read.texts("lead"))
    free = any(_f1(text, lead) >= _SAME_TEXT for text in gold.optional)  # one that stands in the description alone
    score.leads = _alike([" ".join(gold.texts("lead"))], [] if free else [lead])
    if score.captions.f1 < 1:
        score.slips.append(f"captions: {read.texts('caption')} for {gold.texts('caption')}")
    if score.leads.f1 < 1:
        score.slips.append(f"lead: {read.texts('lead')} for {gold.texts('lead')}")


def _alike(expected: list[str], given: list[str]) -> Found:
    expected, left = [text for text in expected if text], [text for text in given if text]
    count = Found(0, len(expected), len(left))
    for text in expected:
        best = max(left, key=lambda other: _f1(text, other), default=None)
        if best is not None and _f1(text, best) >= _SAME_TEXT:
            left.remove(best)
            count.right += 1
    return count


def _f1(one: str, other: str) -> float:
    mine, its = Counter(words(one)), Counter(words(other))
    return Found((mine & its).total(), mine.total(), its.total()).f1


def _told(score: Score, gold: Page, read: Page) -> None:
    titles = re.compile(
        f"(?:{re.escape(plain(gold.kicker or ''))}{_GLUE})?{re.escape(plain(gold.title))}", re.IGNORECASE
    )
    score.title = _one(bool(titles.fullmatch(plain(read.title))), True)
    score.day = _one(_day(gold.published) == _day(read.published), gold.published is not None)
    score.time = _one(_moment(gold.published) == _moment(read.published), _moment(gold.published) is not None)
    outlets = {plain(name).casefold() for name in gold.outlets}
    score.outlet = _one(any(plain(name).casefold() in outlets for name in read.outlets), True)
    score.url = _one(_address(gold.url) == _address(read.url), gold.url is not None)
    score.section = _one(
        plain(gold.section or "").casefold() == plain(read.section or "").casefold(), bool(gold.section)
    )
    score.paywalled = _one(bool(gold.paywalled) == bool(read.paywalled), True)
    expected, given = (Counter(" ".join(words(name)) for name in page.authors) for page in (gold, read))
    score.authors = Found((expected & given).total(), expected.total(), given.total())
    for name in ("title", "url", "section", "paywalled", "authors", "outlet", "day", "time"):
        found: Found = getattr(score, name)
        if found.right < max(found.expected, found.read):
            where = {"outlet": "outlets", "day": "published", "time": "published"}.get(name, name)
            score.slips.append(f"{name}: {getattr(read, where)!r} for {getattr(gold, where)!r}")


def _one(right: bool, expected: bool) -> Found:
    return Found(float(right and expected), float(expected), float(expected))


def _moment(written: str | None) -> dt.datetime | None:
    """The minute that is written with its zone, in UTC; None where day, time or zone are missing."""
    try:
        at = dt.datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return at.astimezone(dt.UTC).replace(second=0, microsecond=0) if at.tzinfo and len(written or "") > 10 else None


def _day(written: str | None) -> dt.date | None:
    """The day that is written, in the newsroom's zone; also ``31.12.2025``."""
    if at := _moment(written):
        return at.astimezone(NEWSROOM).date()
    german = re.match(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", written or "")
    try:
        if german:
            return dt.date(int(german[3]), int(german[2]), int(german[1]))
        return dt.date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def _address(url: str | None) -> tuple[str, str, str] | None:
    if not url:
        return None
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), unquote(parts.path).rstrip("/"), parts.query + parts.fragment


def _entries(score: Score, gold: Page, read: Page) -> None:
    text = "\n".join(plain(part.text) for part in read.parts)
    for entry in gold.entries:
        at = text.find(plain(entry.begins))
        before = text[max(at - _BEFORE_ENTRY, 0) : at] if at >= 0 else ""
        told = re.search(_clock(entry.at), before)
        score.entries.add(_one(told is not None, True))
        if told is None:
            score.slips.append(f"entry without its time: {entry.at} {entry.begins[:60]}")


def _clock(at: str) -> str:
    """A pattern of how a page writes the time of an entry: 14:30 or 14.30, 90+4' or 90+4."""
    if "T" in at:
        return rf"(?<!\d){at[11:13]}[:.]{at[14:16]}(?!\d)"
    return rf"(?<![\d+]){re.escape(at[:-1])}['’.]"
