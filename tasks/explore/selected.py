"""What the notebook asks of the published file: DuckDB answers each question, with a few hundred rows at most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from quellenlage.tasks.land.asking import Rows, ask
from quellenlage.tasks.land.full_text import open_warehouse
from quellenlage.tasks.land.publish import NAME

#: Claims that a topic may select: of a word that stands in more, those that are most about it.
MOST_OF_A_TOPIC = 20_000
MOST_OUTLETS = 500
_NODE, _EDGE = "fill:#3b6fb622,stroke:#3b6fb6", "stroke:#3b6fb6"
#: Up to how many days a bar of the timeline is a day, a week or a month; above that, a year.
_UNITS = ((62, "day"), (400, "week"), (4_400, "month"))
#: Kinds of speakers as the timeline shows them; charts.py gives each a colour.
_WHO = """CASE WHEN speaker_kind IS NULL THEN 'not told' WHEN speaker_kind = 'person' THEN 'person'
          WHEN speaker_kind = 'anonymous' THEN 'not named' WHEN speaker_kind IN ('outlet', 'agency') THEN 'medium'
          ELSE 'body or document' END"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the ledger is looked at; what is empty or None selects nothing out.

    ``speaker`` are words of a name, ``words`` what ``search`` looks for, ``first`` and ``last`` days of publication.
    """

    speaker: str = ""
    outlets: tuple[str, ...] = ()
    words: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """How much the file has: claims, articles, first and last day, and the outlets with most claims."""

    claims: int
    articles: int
    first: dt.date | None
    last: dt.date | None
    outlets: tuple[str, ...]


def attach(data: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the published file in ``data`` as it is now; what is published later is not seen by it.

    Raises:
        NoLakeError: nothing has landed or been published there yet.
        FaultError: the file is damaged.
    """
    open_warehouse(data).close()
    connection = duckdb.connect()
    path = str(data / NAME).replace("'", "''")
    connection.execute(f"ATTACH '{path}' AS published (READ_ONLY); USE published")
    return connection


def extent(connection: duckdb.DuckDBPyConnection) -> Extent:
    ((claims, articles, first, last),) = connection.execute(
        "SELECT count(*), count(DISTINCT document_id), min(published), max(published) FROM who_said_what"
    ).fetchall()
    outlets = connection.execute(
        "SELECT outlet FROM who_said_what WHERE outlet IS NOT NULL GROUP BY outlet "
        f"ORDER BY count(*) DESC, outlet LIMIT {MOST_OUTLETS}"
    ).fetchall()
    return Extent(claims, articles, first, last, tuple(outlet for (outlet,) in outlets))


class Selected:
    """The claims that are looked at: a condition that every question below is asked under."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, chosen: Chosen) -> None:
        self._connection = connection
        self._by_topic = bool(chosen.words.strip())
        conditions: list[str] = []
        self._values: dict[str, Any] = {}
        if self._by_topic:
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE topic AS SELECT claim_id, score FROM search(?) LIMIT {MOST_OF_A_TOPIC}",
                [chosen.words],
            )
            conditions.append("claim_id IN (SELECT claim_id FROM topic)")
        if chosen.speaker.strip():
            self._name(chosen.speaker)
            conditions.append(
                "(speaker_id IN (SELECT source_id FROM named_sources) OR "
                "own AND outlet IN (SELECT name FROM named_sources WHERE kind = 'outlet'))"
            )
        for name, value, condition in (
            ("outlets", list(chosen.outlets), "outlet IN (SELECT unnest($outlets))"),
            ("first", chosen.first, "published >= $first"),
            ("last", chosen.last, "published <= $last"),
        ):
            if value:
                conditions.append(condition)
                self._values[name] = value
        self._where = f"WHERE {' AND '.join(conditions)}" if conditions else ""

    def _name(self, speaker: str) -> None:
        """Have ``named_sources`` hold every source in whose name those words stand."""
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE named_sources AS SELECT source_id, name, kind FROM sources "
            "WHERE list_has_all(search_words_of(name), search_words_of(?))",
            [speaker],
        )

    def _ask(self, query: str, **values: Any) -> Rows:
        named = self._values | values
        return ask(self._connection, query, **{name: named[name] for name in named if f"${name}" in query})

    def counted(self) -> dict[str, Any]:
        """How many claims, articles and speakers."""
        return self._ask(
            "SELECT count(*) AS claims, count(DISTINCT document_id) AS articles, "
            "count(DISTINCT speaker_id) AS speakers "
            f"FROM who_said_what {self._where}"
        )[0]

    def timeline(self, first: dt.date | None, last: dt.date | None) -> tuple[str, Rows]:
        """The unit of time that suits those days, and the claims published in each, by the kind of who speaks."""
        days = (last - first).days if first and last else 0
        unit = next((unit for most, unit in _UNITS if days <= most), "year")
        return unit, self._ask(
            f"SELECT date_trunc('{unit}', published)::DATE AS day, {_WHO} AS who, count(*) AS claims "
            f"FROM who_said_what {self._where} {'AND' if self._where else 'WHERE'} published IS NOT NULL "
            "GROUP BY day, who ORDER BY day, who LIMIT 2000"
        )

    def speakers(self, limit: int = 15) -> Rows:
        """Who speaks most, and about how many articles that is."""
        return self._ask(
            "SELECT any_value(speaker) AS speaker, count(*) AS claims, count(DISTINCT document_id) AS articles "
            f"FROM who_said_what {self._where} {'AND' if self._where else 'WHERE'} speaker_id IS NOT NULL "
            f"GROUP BY speaker_id ORDER BY claims DESC, articles DESC, speaker LIMIT {limit}"
        )

    def citations(self, limit: int = 30) -> Rows:
        """Which outlet or agency has how many of the claims from which other."""
        among = f"SEMI JOIN (SELECT claim_id FROM who_said_what {self._where}) USING (claim_id)" if self._where else ""
        return self._ask(
            "SELECT citing, cited, count(DISTINCT claim_id) AS claims, count(DISTINCT document_id) AS articles "
            f"FROM citation_steps {among} WHERE citing IS NOT NULL GROUP BY citing, cited "
            f"ORDER BY claims DESC, articles DESC, citing, cited LIMIT {limit}"
        )

    def anonymous(self, limit: int = 15) -> Rows:
        """By outlet, how many claims rest on nobody who is named, of how many; first where they are most."""
        return self._ask(
            f"WITH said AS (SELECT outlet, claim_id FROM who_said_what {self._where}) "
            "SELECT outlet, count(nobody.claim_id) AS anonymous, count(*) AS claims, "
            "count(nobody.claim_id) / count(*) AS share FROM said "
            "LEFT JOIN (SELECT claim_id FROM anonymous_claims) AS nobody ON nobody.claim_id = said.claim_id "
            "WHERE outlet IS NOT NULL GROUP BY outlet HAVING anonymous > 0 "
            f"ORDER BY anonymous DESC, share DESC, outlet LIMIT {limit}"
        )

    def certainty(self, limit: int = 15) -> Rows:
        """Of the outlets with most claims, how many are asserted, hedged and open."""
        return self._ask(
            f"WITH said AS (SELECT outlet, certainty FROM who_said_what {self._where}), "
            "most AS (SELECT outlet FROM said "
            f"WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT {limit}) "
            "SELECT outlet, certainty, count(*) AS claims FROM said SEMI JOIN most USING (outlet) "
            "GROUP BY outlet, certainty ORDER BY outlet, certainty"
        )

    def rows(self, limit: int = 200) -> Rows:
        """The claims themselves: the latest first, or of a topic those that are most about it."""
        topic, order = ("JOIN topic USING (claim_id)", "score DESC, ") if self._by_topic else ("", "")
        return self._ask(
            "SELECT speaker, content, sentence, outlet, published, title, act, certainty, via, confidence, page, "
            f"speaker_id, claim_id FROM (FROM who_said_what {self._where}) {topic} "
            f"ORDER BY {order}published DESC NULLS LAST, document_id, claim_id LIMIT {limit}"
        )


def graph(citations: Iterable[dict[str, Any]]) -> str:
    """The diagram, in Mermaid's language, of who cites whom: thicker where it is more claims."""
    numbers: dict[str, int] = {}
    edges, widths = [], []
    for place, row in enumerate(citations):
        one, other = (numbers.setdefault(row[name], len(numbers)) for name in ("citing", "cited"))
        edges.append(f"  n{one} -->|{row['claims']}| n{other}")
        widths.append((place, row["claims"]))
    most = max((claims for _, claims in widths), default=1)
    styles = [f"  linkStyle {place} stroke-width:{1 + round(5 * claims / most)}px,{_EDGE}" for place, claims in widths]
    nodes = [f'  n{number}["{_plain(name)}"]' for name, number in numbers.items()]
    return "\n".join(["graph LR", f"  classDef default {_NODE}", *nodes, *edges, *styles])


def _plain(name: str) -> str:
    """``name`` with nothing in it that Mermaid or HTML would act on."""
    return "".join(sign if sign.isalnum() or sign in " -" else f"#{ord(sign)};" for sign in name)
