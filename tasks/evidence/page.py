"""Evidence as one HTML file that needs nothing else: no network, no other file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from quellenlage.records import Segment, Span, TimeExpression
from quellenlage.tasks.evidence.changes import changes
from quellenlage.tasks.evidence.gathered import DOUBTFUL, Article, Saying, articles
from quellenlage.tasks.evidence.marks import Piece, pieces
from quellenlage.tasks.evidence.safe_text import safe_text, web_address
from quellenlage.tasks.evidence.spoken import Spoken

_HERE = Path(__file__).parent
# Neighbours on the wheel of colours are far apart: 137.5 degrees, the golden angle.
_ANGLE = 137.508
_FIRST_HUE = 215


def article_page(article: Article, chosen: str | None = None) -> str:
    """The page of an article; ``chosen`` is the claim that it opens at."""
    hues = {name: _hue(place) for place, name in enumerate(article.speakers)}
    view = _View(article, hues, chosen)
    return _rendered(
        "article.html.j2",
        article=article,
        view=view,
        hues=hues,
        chosen=chosen,
        changes=changes(article.versions),
        doubtful=[number for number, claim in enumerate(article.claims, 1) if claim.doubtful],
        **_common(article.title or article.uri),
    )


def speaker_page(found: Spoken, *, linked: bool = False) -> str:
    """The page of a speaker or another source; ``linked`` to those of articles, where they stand beside it."""
    return _rendered("speaker.html.j2", found=found, linked=linked, source=found.source, **_common(found.source.name))


def page_name(document_id: str, claim_id: str | None = None) -> str:
    """The address of an article's page, or of a claim in it, below the folder of the pages."""
    return f"{document_id}.html" + (f"#claim-{claim_id}" if claim_id else "")


def write_pages(connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str], folder: Path) -> list[Path]:
    """Write the page of each of those versions of articles into ``folder``; returns where they are.

    The lake is asked once a table, however many they are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for article in articles(connection, document_ids):
        path = folder / page_name(article.document_id)
        path.write_text(article_page(article), encoding="utf-8")
        written.append(path)
    return written


def page_of_pages(landed: Sequence[Mapping[str, Any]], run_id: str) -> str:
    """The page that lists those of the articles ``landed``, which stand beside it."""
    return _rendered("index.html.j2", landed=landed, run_id=run_id, **_common("What the last run landed"))


class _View:
    """What the template asks of an article: its parts, each with pieces and the claims whose rows stand beside it."""

    def __init__(self, article: Article, hues: Mapping[str, int], chosen: str | None) -> None:
        self._article, self._hues, self._chosen = article, hues, chosen
        self._numbered: set[int] = set()

    def parts(self) -> Iterator[tuple[Segment, list[Markup], list[tuple[int, Saying]]]]:
        """In order: each part, its text as HTML, and the claims that begin in it, with their numbers from 1."""
        numbered = list(enumerate(self._article.claims, 1))
        marks = sorted(self._article.marks, key=lambda mark: mark.start)
        for part in self._article.parts:
            within = [mark for mark in marks if mark.start < part.end and mark.end > part.start]
            cut = pieces(self._article.text, Span(part.start, part.end), within)
            rows = [(number, claim) for number, claim in numbered if part.start <= claim.start < part.end]
            yield part, [self._html(piece) for piece in cut], rows

    def hue(self, claim: Saying) -> int | None:
        """The colour of who makes the claim, in degrees; None where that is not told."""
        return self._hues.get(claim.name(self._article.outlet))

    def numbers(self, name: str) -> str:
        """Those of the claims that ``name`` makes, between blanks."""
        made = (
            number for number, claim in enumerate(self._article.claims, 1) if claim.name(self._article.outlet) == name
        )
        return " ".join(map(str, made))

    def opened(self, claim: Saying) -> bool:
        return bool(claim.claim_id == self._chosen)

    def _html(self, piece: Piece) -> Markup:
        claims = self._article.claims
        content, around = piece.of("content"), _indexes(piece, ("cue", "speaker", "addressee"))
        first = [index for index in content if index not in self._numbered and claims[index].start == piece.start]
        self._numbered.update(first)
        innermost = content[-1] if content else around[-1] if around else None
        outer = content[-2] if len(content) > 1 else None
        classes = [role for role in ("content", "cue", "speaker", "addressee", "hedge") if piece.of(role)]
        if content and claims[content[-1]].doubtful:
            classes.append("doubtful")
        if self._chosen and any(claims[index].claim_id == self._chosen for index in (*content, *around)):
            classes.append("chosen")
        dates = [self._article.dates[index] for index in piece.of("date")]
        return Markup(
            _rendered(
                "piece.html.j2",
                text=piece.text,
                classes=classes,
                content=[index + 1 for index in content],
                around=[index + 1 for index in around],
                first=[(index + 1, claims[index].claim_id) for index in sorted(first)],
                hue=None if innermost is None else self.hue(claims[innermost]),
                unknown=innermost is not None and self.hue(claims[innermost]) is None,
                outer=None if outer is None else self.hue(claims[outer]),
                nested=outer is not None,
                date=_date_told(dates[-1]) if dates else None,
            )
        )


def _indexes(piece: Piece, roles: Iterable[Any]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(index for role in roles for index in piece.of(role)))


def _date_told(date: TimeExpression) -> str:
    """A time expression's value, and the days that it names where the value does not say them."""
    days = [str(day) for day in (date.first_day, date.last_day) if day is not None]
    stretch = "" if not days or days[0] == days[-1] == date.value else " to ".join(dict.fromkeys(days))
    return f"{date.value}{f' ({stretch})' if stretch and stretch != date.value else ''} · {date.type}"


def _hue(place: int) -> int:
    return round(_FIRST_HUE + place * _ANGLE) % 360


def _common(title: str) -> dict[str, Any]:
    return {
        "page_title": title,
        "style": _shipped("evidence.css"),
        "script": _shipped("evidence.js"),
        "script_hash": _script_hash(),
    }


@cache
def _shipped(name: str) -> Markup:
    return Markup((_HERE / name).read_text(encoding="utf-8"))


@cache
def _script_hash() -> str:
    """What the page's own policy lets run: the script that ships, and nothing else."""
    digest = hashlib.sha256(str(_shipped("evidence.js")).encode("utf-8")).digest()
    return base64.b64encode(digest).decode("ascii")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    environment.globals.update(web_address=web_address, DOUBTFUL=DOUBTFUL, roles_of=_roles_of, page_name=page_name)
    return environment


def _rendered(template: str, **values: Any) -> str:
    return str(_environment().get_template(template).render(values))


def _finalized(value: Any) -> Any:
    """Every value that a template puts in: nothing for None, and no character that acts on the page."""
    if value is None:
        return ""
    return value if isinstance(value, Markup) or not isinstance(value, str) else safe_text(value)


def _roles_of(piece: Piece) -> str:
    return " ".join(dict.fromkeys(mark.role for mark in piece.marks))
