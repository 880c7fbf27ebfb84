"""The index for full text that the warehouse is published with: plain tables, which macros in ``search.sql`` ask.

Every word of every article's text stands in ``search_postings``, with its place. The terms by which it is found are
kept once a word, in ``search_terms``: lemmas and parts of compounds (see :mod:`quellenlage.terms`). All forms by which
one may ask for these are in ``search_forms``, so that who asks needs no lemmatizer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from quellenlage.project import DEFAULT_MODEL, PIPELINES
from quellenlage.tasks.land.lake import transaction
from quellenlage.tasks.tables.definition import BOOLEAN, INTEGER, TEXT, Column, Table
from quellenlage.tasks.tables.schema import create_table
from quellenlage.terms.folding import folded
from quellenlage.terms.word_terms import WordTerms, name_words
from quellenlage.words.abbreviations import abbreviations

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
NAMES = Table(
    "search_names",
    "a word of the name of a person, which is not taken apart: Klingbeil is no Beil",
    (Column("word", TEXT, "The word"),),
)
TABLES = (TEXTS, WORDS, TERMS, FORMS, POSTINGS, CLAIMS, NAMES)
_MACROS = {
    "search": "Claims by full text, the best first: FROM search('Klingbeil \"rote Linie\" -Fußball').",
    "search_articles": "Articles by full text, the best first: FROM search_articles('Klingbeil Ukraine').",
}

#: Texts to index, numbered behind those that are there, their words and the places of these.
_ADD_TEXTS = """
CREATE TEMP TABLE texts_to_add AS
SELECT (row_number() OVER (ORDER BY document_id NULLS LAST, source_id)
        + coalesce((SELECT max(text_id) FROM search_texts), 0))::INTEGER AS text_id, *
FROM (
    SELECT document_id, NULL AS source_id, text FROM documents {of_documents}
    UNION ALL
    SELECT NULL, source_id, name FROM sources {of_sources}
);

INSERT INTO search_texts
SELECT text_id, document_id, source_id, length(text)::INTEGER AS length FROM temp.texts_to_add ORDER BY text_id;

CREATE TEMP TABLE search_tokens AS
WITH split AS (
    SELECT text_id, search_pieces(text) AS pieces FROM temp.texts_to_add
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

INSERT INTO search_words
SELECT (row_number() OVER (ORDER BY word) + coalesce((SELECT max(word_id) FROM search_words), 0))::INTEGER AS word_id,
       word, length(word)::INTEGER AS length
FROM (SELECT DISTINCT word FROM temp.search_tokens WHERE word NOT IN (SELECT word FROM search_words))
ORDER BY word_id;

INSERT INTO search_postings
SELECT word_id, text_id, position, start_char
FROM temp.search_tokens JOIN search_words USING (word)
ORDER BY word_id, text_id, position;

DROP TABLE temp.search_tokens;
DROP TABLE temp.texts_to_add;
"""

_ADD_CLAIMS = """
INSERT INTO search_claims
SELECT said.claim_id, texts.text_id,
       list_min(list_transform(spans, lambda span: span.start_char)) AS start_char,
       list_max(list_transform(spans, lambda span: span.end_char)) AS end_char,
       names.text_id AS speaker_text_id, said.speaker
FROM (
    SELECT claim_id, document_id, speaker_id, speaker, list_concat(content_spans, frame_spans, cue_spans) AS spans
    FROM kept.said
) AS said
JOIN search_texts AS texts ON texts.document_id = said.document_id
LEFT JOIN search_texts AS names ON names.source_id = said.speaker_id
{of_claims}
ORDER BY texts.text_id, start_char, end_char, said.claim_id;
"""

#: Words of persons' names, which are not taken apart: those that were no name before are read anew.
_NEW_NAMES = """
CREATE TEMP TABLE new_names AS
SELECT DISTINCT unnest(string_split_regex(name, '[\\s-]+')) AS word
FROM entity_records WHERE label = 'PER' {of_documents};
DELETE FROM temp.new_names WHERE word IN (SELECT word FROM search_names);
INSERT INTO search_names SELECT word FROM temp.new_names ORDER BY word;
"""
_READ_WORDS = """
SELECT word_id, word FROM search_words
WHERE word_id > $last OR list_has_any(
    list_transform(string_split(word, '-'), lambda piece: regexp_replace(piece, 's$', '')) || string_split(word, '-'),
    (SELECT coalesce(list(word), []) FROM temp.new_names))
ORDER BY word_id
"""
_NAMES_AMONG = """
SELECT word FROM search_names WHERE word IN (
    SELECT unnest(string_split(word, '-')) FROM temp.words_read
    UNION SELECT regexp_replace(unnest(string_split(word, '-')), 's$', '') FROM temp.words_read)
"""


def build_index(connection: duckdb.DuckDBPyConnection, of_documents: Iterable[str]) -> None:
    """Make the tables and macros of full text in the connection's default schema, which has documents and views.

    Each of the conditions ``of_documents`` is met by documents whose words are in memory together.
    """
    with transaction(connection):
        for table in TABLES:
            connection.execute(create_table(table))
        connection.execute(_macros())
        connection.execute(";".join(_comments()))
    for condition in of_documents:
        with transaction(connection):
            _add_texts(connection, f"WHERE {condition}", "WHERE false")
    with transaction(connection):
        _add_texts(connection, "WHERE false", "")
        _add_terms(connection, 0, "")
        connection.execute(_ADD_CLAIMS.replace("{of_claims}", ""))


def update_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the index in the connection's default schema up to date with documents, names and claims that changed.

    ``temp`` has ``fresh_documents``, ``gone_documents``, ``changed_sources`` and ``touched`` (claims). The places of
    words in texts that went stay until it is built anew: no text has their number.
    """
    connection.execute(
        """
        DELETE FROM search_texts WHERE document_id IN (SELECT document_id FROM temp.gone_documents)
            OR source_id IN (SELECT source_id FROM temp.changed_sources);
        DELETE FROM search_claims WHERE claim_id IN (SELECT claim_id FROM temp.touched);
        """
    )
    (last,) = connection.execute("SELECT coalesce(max(word_id), 0) FROM search_words").fetchone() or (0,)
    _add_texts(
        connection,
        "WHERE document_id IN (SELECT document_id FROM temp.fresh_documents)",
        "WHERE source_id IN (SELECT source_id FROM temp.changed_sources)",
    )
    _add_terms(connection, last, "AND document_id IN (SELECT document_id FROM temp.fresh_documents)")
    connection.execute(_ADD_CLAIMS.replace("{of_claims}", "WHERE said.claim_id IN (SELECT claim_id FROM temp.touched)"))


def _add_texts(connection: duckdb.DuckDBPyConnection, of_documents: str, of_sources: str) -> None:
    """Add texts, their words, and the places of these; each condition narrows what is added."""
    connection.execute(_ADD_TEXTS.replace("{of_documents}", of_documents).replace("{of_sources}", of_sources))


def _add_terms(connection: duckdb.DuckDBPyConnection, last: int, of_names: str) -> None:
    """Add the terms of words behind number ``last``, and of those that are names of persons since."""
    connection.execute(_NEW_NAMES.replace("{of_documents}", of_names))
    connection.execute(f"CREATE TEMP TABLE words_read AS {_READ_WORDS}", {"last": last})
    words = connection.execute("SELECT word_id, word FROM temp.words_read ORDER BY word_id").fetchall()
    names = connection.execute(_NAMES_AMONG).fetchall()
    if words:  # where there are none, the tables that tell terms are not read
        _write_terms(connection, *_terms_and_forms(words, (name for (name,) in names)))
    connection.execute("DROP TABLE temp.words_read; DROP TABLE temp.new_names")


def _write_terms(connection: duckdb.DuckDBPyConnection, terms: pa.Table, forms: pa.Table) -> None:
    connection.execute("DELETE FROM search_terms WHERE word_id IN (SELECT word_id FROM temp.words_read)")
    for table, rows, order in ((TERMS, terms, "term, word_id, place"), (FORMS, forms, "form, term")):
        connection.register("rows_of_index", rows)
        connection.execute(
            f"INSERT INTO {table.name} SELECT DISTINCT * FROM rows_of_index EXCEPT FROM {table.name} ORDER BY {order}"
        )
        connection.unregister("rows_of_index")


def _terms_and_forms(words: Iterable[tuple[int, str]], persons: Iterable[str]) -> tuple[pa.Table, pa.Table]:
    reader, names = _reader(), name_words(persons)
    rows: list[tuple[str, int, int, bool]] = []
    lemmas: set[str] = set()
    for word_id, word in words:
        found = reader.find(word, names)
        lemmas |= found.lemmas
        rows += [(term.term, word_id, term.place, term.part) for term in found.terms]
    pairs = [(form, folded(lemma)) for lemma in sorted(lemmas) for form in reader.forms(lemma)]
    return _columns(rows, TERMS), _columns(pairs, FORMS)


@cache
def _reader() -> WordTerms:
    """Read once a process: the tables are large."""
    from quellenlage.pipeline.lemmas import GermanLemmatizer

    return WordTerms(GermanLemmatizer().from_disk(PIPELINES[DEFAULT_MODEL] / "german_lemmatizer"))


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
