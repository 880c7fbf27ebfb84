"""The index for full text that the warehouse is published with: plain tables, which macros in ``search.sql`` ask.

Every word of every article's text stands in ``search_postings``, with its place. The terms by which it is found are
kept once a word, in ``search_terms``: lemmas and parts of compounds (see :mod:`quellenlage.terms`). All forms by which
one may ask for these are in ``search_forms``, so that who asks needs no lemmatizer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from quellenlage.pipeline.boundaries import abbreviations
from quellenlage.pipeline.lemmas import GermanLemmatizer
from quellenlage.project import DEFAULT_MODEL, PIPELINES
from quellenlage.tasks.tables.definition import BOOLEAN, INTEGER, TEXT, Column, Table
from quellenlage.terms.folding import folded
from quellenlage.terms.word_terms import WordTerms

_TEXT_ID = Column("text_id", INTEGER, "The number of a text in search_texts")
_WORD_ID = Column("word_id", INTEGER, "The number of a word in search_words")
_TERM = Column("term", TEXT, "A term: a lemma in lower case, umlauts as two letters")

TEXTS = Table(
    "search_texts",
    "a text that is searched: an article's, or the name of somebody who speaks",
    (
        _TEXT_ID,
        Column("document_id", TEXT, "The article"),
        Column("source_id", TEXT, "Who speaks"),
        Column("length", INTEGER, "Its characters"),
    ),
)
WORDS = Table(
    "search_words",
    "a word as texts have it",
    (_WORD_ID, Column("word", TEXT, "The word"), Column("length", INTEGER, "Its characters")),
)
TERMS = Table(
    "search_terms",
    "a term by which a word is found",
    (
        _TERM,
        _WORD_ID,
        Column("place", INTEGER, "Which piece of a word with hyphens it is, from 0"),
        Column("part", BOOLEAN, "Whether it is only a part of a compound"),
    ),
)
FORMS = Table(
    "search_forms",
    "a form by which one may ask for a term",
    (Column("form", TEXT, "The form in lower case, umlauts as two letters"), _TERM),
)
POSTINGS = Table(
    "search_postings",
    "a word at its place in a text",
    (
        _WORD_ID,
        _TEXT_ID,
        Column("position", INTEGER, "How many words stand before it; those with hyphens count as their pieces"),
        Column("start_char", INTEGER, "Where it begins"),
    ),
)
CLAIMS = Table(
    "search_claims",
    "a claim as it is searched: its stretch of the article's text, and the name of who speaks",
    (
        Column("claim_id", TEXT, "The claim"),
        _TEXT_ID,
        Column("start_char", INTEGER, "Where the first of content, frame and cue begins"),
        Column("end_char", INTEGER, "Where the last of them ends"),
        Column("speaker_text_id", INTEGER, "The number of the speaker's name in search_texts"),
        Column("speaker", TEXT, "The speaker's name; the outlet's, where it speaks for itself"),
    ),
)
TABLES = (TEXTS, WORDS, TERMS, FORMS, POSTINGS, CLAIMS)
_MACROS = {
    "search": "Claims by full text, the best first: FROM search('Klingbeil \"rote Linie\" -Fußball').",
    "search_articles": "Articles by full text, the best first: FROM search_articles('Klingbeil Ukraine').",
}

_TEXTS = """
CREATE TABLE search_texts AS
SELECT row_number() OVER (ORDER BY document_id NULLS LAST, source_id)::INTEGER AS text_id, document_id, source_id,
       length(text)::INTEGER AS length
FROM (
    SELECT document_id, NULL AS source_id, text FROM documents
    UNION ALL
    SELECT NULL, source_id, name FROM sources
)
ORDER BY text_id;

CREATE TEMP TABLE search_tokens AS
WITH split AS (
    SELECT text_id, search_pieces(coalesce(documents.text, sources.name)) AS pieces
    FROM search_texts
    LEFT JOIN documents ON documents.document_id = search_texts.document_id
    LEFT JOIN sources ON sources.source_id = search_texts.source_id
), cut AS (
    SELECT text_id, unnest(pieces) AS piece, generate_subscripts(pieces, 1) AS i FROM split
), placed AS (
    SELECT text_id, piece, regexp_matches(piece, '^[\\p{L}\\p{M}\\p{N}\\p{Cf}]') AS is_word,
           sum(length(piece)) OVER before - length(piece) AS start_char,
           sum(CASE WHEN is_word THEN 1 + length(piece) - length(replace(piece, '-', '')) ELSE 0 END) OVER before
               - CASE WHEN is_word THEN 1 + length(piece) - length(replace(piece, '-', '')) ELSE 0 END AS position
    FROM cut
    WINDOW before AS (PARTITION BY text_id ORDER BY i)
)
SELECT text_id, piece AS word, position::INTEGER AS position, start_char::INTEGER AS start_char
FROM placed WHERE is_word;

CREATE TABLE search_words AS
SELECT row_number() OVER (ORDER BY word)::INTEGER AS word_id, word, length(word)::INTEGER AS length
FROM (SELECT DISTINCT word FROM search_tokens)
ORDER BY word_id;

CREATE TABLE search_postings AS
SELECT word_id, text_id, position, start_char
FROM search_tokens JOIN search_words USING (word)
ORDER BY word_id, text_id, position;

DROP TABLE search_tokens;

CREATE TABLE search_claims AS
WITH hulls AS (
    SELECT claim_id, list_concat(content_spans, frame_spans, cue_spans) AS spans FROM claim_records
)
SELECT who_said_what.claim_id, texts.text_id,
       list_min(list_transform(hulls.spans, lambda span: span.start_char)) AS start_char,
       list_max(list_transform(hulls.spans, lambda span: span.end_char)) AS end_char,
       names.text_id AS speaker_text_id, who_said_what.speaker
FROM who_said_what
JOIN hulls ON hulls.claim_id = who_said_what.claim_id
JOIN search_texts AS texts ON texts.document_id = who_said_what.document_id
LEFT JOIN search_texts AS names ON names.source_id = who_said_what.speaker_id
ORDER BY texts.text_id, start_char, end_char, who_said_what.claim_id;
"""


def build_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables and macros of full text in the connection's default schema, which has documents and views."""
    macros = _macros()
    head, _, rest = macros.partition("-- What is asked")
    connection.execute(head)
    connection.execute(_TEXTS)
    words = connection.execute("SELECT word_id, word FROM search_words ORDER BY word_id").fetchall()
    persons = connection.execute("SELECT DISTINCT name FROM entity_records WHERE label = 'PER'").fetchall()
    terms, forms = _terms_and_forms(words, (name for (name,) in persons))
    for table, rows, order in ((TERMS, terms, "term, word_id, place"), (FORMS, forms, "form, term")):
        connection.register("rows_of_index", rows)
        connection.execute(f"CREATE TABLE {table.name} AS SELECT DISTINCT * FROM rows_of_index ORDER BY {order}")
        connection.unregister("rows_of_index")
    connection.execute(f"-- What is asked{rest}")
    connection.execute(";".join(_comments()))


def _terms_and_forms(words: Iterable[tuple[int, str]], persons: Iterable[str]) -> tuple[pa.Table, pa.Table]:
    reader = WordTerms(GermanLemmatizer().from_disk(PIPELINES[DEFAULT_MODEL] / "german_lemmatizer"), persons)
    rows: list[tuple[str, int, int, bool]] = []
    lemmas: set[str] = set()
    for word_id, word in words:
        found = reader.find(word)
        lemmas |= found.lemmas
        rows += [(term.term, word_id, term.place, term.part) for term in found.terms]
    pairs = [(form, folded(lemma)) for lemma in sorted(lemmas) for form in reader.forms(lemma)]
    return _columns(rows, TERMS), _columns(pairs, FORMS)


def _columns(rows: Sequence[tuple[object, ...]], table: Table) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    return pa.Table.from_arrays(
        [pa.array(values, column.type.arrow) for values, column in zip(columns, table.columns, strict=True)],
        schema=table.schema,
    )


def _macros() -> str:
    never = sorted(
        (re.escape(short) for short, may_end in abbreviations().items() if not may_end), key=len, reverse=True
    )
    sql = Path(__file__).with_name("search.sql").read_text(encoding="utf-8")
    return sql.replace("{abbreviations}", "|".join(never).replace("'", "''"))


def _comments() -> Iterable[str]:
    for table in TABLES:
        yield f"COMMENT ON TABLE {table.name} IS {_quoted(f'A row is {table.doc}.')}"
        for column in table.columns:
            yield f"COMMENT ON COLUMN {table.name}.{column.name} IS {_quoted(f'{column.doc}.')}"
    for name, doc in _MACROS.items():
        yield f"COMMENT ON MACRO TABLE {name} IS {_quoted(doc)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
