"""Evidence in a terminal, with colours, or as plain text into a pipe: the same lines."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from quellenlage.records import Span
from quellenlage.tasks.evidence.changes import Changes, changes
from quellenlage.tasks.evidence.gathered import Article, Saying
from quellenlage.tasks.evidence.marks import Piece, pieces
from quellenlage.tasks.evidence.safe_text import safe_text, web_address
from quellenlage.tasks.evidence.spoken import Quoted, Spoken

_INDENT = 4
_STRONG = {"headline", "heading", "lead"}


def console_for(out: TextIO) -> Console:
    """A console that writes to ``out``: in colours and as wide as it is if it is a terminal, else unbroken lines."""
    return Console(file=out, soft_wrap=not out.isatty(), highlight=False, markup=False, emoji=False)


def print_article(console: Console, article: Article, chosen: str | None = None) -> None:
    """The article part by part, below each the rows of the claims that begin in it; of ``chosen``, its part alone."""
    colours = {name: _colour(place) for place, name in enumerate(article.speakers)}
    console.print(_text(article.title or article.uri, "bold"))
    version = f"version {article.version} of {len(article.versions)}"
    facts = (article.outlet or "outlet not told", str(article.published or "day not told"), version)
    console.print(_text(" · ".join(facts), "dim"))
    console.print(_text(web_address(article.url) or article.uri, "dim"))
    if article.language != "de":
        console.print(_text(f"The article's language is {article.language}: nothing was looked for in it.", "yellow"))
    numbered: set[int] = set()
    for part in article.parts:
        rows = [
            (number, claim)
            for number, claim in enumerate(article.claims, 1)
            if part.start <= claim.start < part.end and chosen in (None, claim.claim_id)
        ]
        if chosen is not None and not rows:
            continue
        console.print()
        cut = pieces(article.text, Span(part.start, part.end), article.marks)
        line = Text()
        for piece in cut:
            line.append_text(_marked(piece, article, colours, numbered))
        if part.kind in _STRONG:
            line.stylize("bold")
        console.print(line)
        for number, claim in rows:
            _print_row(console, number, claim, article, colours)
    if chosen is None:
        for other in article.also_in:
            console.print(_text(_also_in(other), "dim"))
        for change in changes(article.versions):
            _print_changes(console, change)


def _also_in(other: Mapping[str, Any]) -> str:
    """Another article that has text of this one, with how much of either is the other's."""
    place = ", ".join(
        filter(None, (other["outlet"] or "outlet not told", str(other["published"] or ""), other["title"]))
    )
    return f"also in: {place} ({other['share']:.0%} of this text, {other['other_share']:.0%} of that)"


def print_speaker(console: Console, found: Spoken) -> None:
    """All that a source has said, then what it has passed on, in order of days."""
    source = found.source
    console.print(_text(source.name, "bold"))
    roles = [f"{role} ({day})" if day else role for role, day in found.roles]
    described = source.description.replace("|", ", ") if source.description else None
    facts = (source.kind, described, f"{source.count} of them" if source.count else None, *roles)
    console.print(_text(" · ".join(filter(None, facts)), "dim"))
    if found.printed:
        console.print(_text(f"prints {found.printed} claims", "dim"))
    for title, quotes in (("said", found.said), ("passed on", found.passed_on)):
        if quotes:
            console.print()
            console.print(_text(f"{len(quotes)} {title}", "bold underline"))
            for one in quotes:
                _print_quoted(console, one)
    if not found.said and not found.passed_on:
        console.print(_text("Nothing that it says has landed."))


def _marked(piece: Piece, article: Article, colours: Mapping[str, str], numbered: set[int]) -> Text:
    content, around = piece.of("content"), (*piece.of("cue"), *piece.of("speaker"))
    found = Text()
    for index in sorted(content):
        if index not in numbered and article.claims[index].start == piece.start:
            numbered.add(index)
            found.append(f"[{index + 1}] ", "bold " + _of(article.claims[index], article, colours))
    style = Style()
    if content:
        style += Style.parse(_of(article.claims[content[-1]], article, colours))
    elif around:
        style += Style.parse(_of(article.claims[around[-1]], article, colours))
    style += Style(
        bold=bool(piece.of("speaker")) or None,
        italic=bool(piece.of("cue")) or None,
        underline=bool(around or piece.of("hedge") or len(content) > 1) or None,
    )
    found.append(safe_text(piece.text), style)
    return found


def _print_row(console: Console, number: int, claim: Saying, article: Article, colours: Mapping[str, str]) -> None:
    colour = _of(claim, article, colours)
    line = Text()
    line.append(f"[{number}] {safe_text(claim.name(article.outlet))}", f"bold {colour}")
    line.append(f": {safe_text(claim.content)}", colour)
    _indented(console, (line, *_told(claim), *_beside(claim)))


def _print_quoted(console: Console, one: Quoted) -> None:
    claim, document = one.claim, one.document
    console.print()
    line = Text()
    line.append(f"{one.day or 'day not told'}  ", "bold")
    for piece in one.sentence:
        line.append(safe_text(piece.text), "cyan" if piece.of("content") else "")
    console.print(line)
    place = (document["outlet"], str(document["published"] or "day not told"), document["title"])
    lines = [*_told(claim), *_beside(claim), _text(" · ".join(filter(None, place)), "dim")]
    if address := web_address(document["url"]):
        lines.append(_text(address, "dim"))
    _indented(console, lines)


def _beside(claim: Saying) -> Iterable[Text]:
    """Who says the same or goes against it, a line each."""
    for other in claim.beside:
        yield _text(f"{other.relation}: {other.told}: {other.content} ({other.claim_id})", "dim")


def _told(claim: Saying) -> Iterable[Text]:
    """Act, certainty, day and confidence; the chain; the doubts: a line each."""
    known = (
        claim.act,
        {True: "denied" if claim.act == "deny" else "negated"}.get(claim.denied),
        None
        if claim.certainty == "asserted"
        else f"{claim.certainty} ({claim.hedge})"
        if claim.hedge
        else claim.certainty,
        "corrected by a person" if claim.corrected else None,
        None if claim.kind == "quoted" else claim.kind,
        f"to {claim.addressee}" if claim.addressee else None,
        f"said {claim.said_on}" if claim.said_on else None,
        None if claim.confidence is None else f"confidence {claim.confidence:.2f}",
        "doubtful" if claim.doubtful else None,
        claim.claim_id,
    )
    yield _text(" · ".join(filter(None, known)), "dim")
    if len(claim.steps) > 1:
        yield _text("via " + " ← ".join(step.source.name for step in claim.steps), "dim")
    for doubt in claim.doubts:
        yield _text(f"? {doubt}", "yellow")


def _print_changes(console: Console, change: Changes) -> None:
    console.print()
    console.print(_text(f"From version {change.old.version} to {change.new.version}", "bold underline"))
    for what, before, after in change.values:
        console.print(_text(f"{what}: {before} → {after}"))
    for paragraph in change.paragraphs:
        if isinstance(paragraph, int):
            console.print(_text(f"… {paragraph} as before", "dim"))
            continue
        line = Text()
        for stretch in paragraph:
            text = safe_text(stretch.text)
            if stretch.what == "kept":
                line.append(text)
            else:
                came = stretch.what == "came"
                line.append(f"{{+{text}+}}" if came else f"[-{text}-]", "green" if came else "red strike")
        console.print(line)
    for sign, claims in (("+", change.came), ("-", change.went)):
        for who, content in claims:
            console.print(_text(f"{sign} {who}: {content}", "green" if sign == "+" else "red"))


def _indented(console: Console, lines: Iterable[Text]) -> None:
    for line in lines:
        console.print(Text(" " * _INDENT).append_text(line) if console.soft_wrap else Padding(line, (0, 0, 0, _INDENT)))


def _text(text: str, style: str = "") -> Text:
    return Text(safe_text(text), style)


def _of(claim: Saying, article: Article, colours: Mapping[str, str]) -> str:
    return colours.get(claim.name(article.outlet), "bright_black")


def _colour(place: int) -> str:
    """A colour that is legible on black and on white, far from that of the place before."""
    red, green, blue = colorsys.hls_to_rgb((0.6 + place * 0.382) % 1, 0.5, 0.6)
    return f"rgb({int(red * 255)},{int(green * 255)},{int(blue * 255)})"
