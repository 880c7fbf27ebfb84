"""Tables of things found in documents: what a row is, and each column.

They all carry the document's ``published`` and are partitioned by its year and month. Where a table is named
``..._records``, the view of the name without it has what holds over all articles.
"""

from __future__ import annotations

from quellenlage.records import (
    ACTS,
    CERTAINTIES,
    CLAIM_KINDS,
    CLAIM_TYPES,
    CREDIT_KINDS,
    CREDIT_PARTS,
    DATE_ORIGINS,
    ENTITY_KINDS,
    ENTITY_LABELS,
    FORMS,
    OUTLET_ORIGINS,
    RELATIONS,
    SEGMENT_KINDS,
    SOURCE_KINDS,
    TIMEX_TYPES,
    VERB_MOODS,
)
from quellenlage.tasks.tables.definition import (
    BOOLEAN,
    DAY,
    INTEGER,
    INTEGERS,
    SHARE,
    SPANS,
    TEXT,
    TEXTS,
    TIMESTAMP,
    WEIGHT,
    Column,
    Table,
)

_DOCUMENT_ID = Column("document_id", TEXT, "The version of an article that it was found in")
_PUBLISHED = Column("published", DAY, "The day on which the article was published; the table is partitioned by it")
_START = Column("start_char", INTEGER, "Where it begins, in characters into documents.text, from 0")
_END = Column("end_char", INTEGER, "Where it ends, in characters into documents.text, exclusive")
_TEXT = Column("text", TEXT, "What stands there")

DOCUMENTS = Table(
    "documents",
    "a version of an article",
    (
        Column("document_id", TEXT, "Its id, from article and content"),
        Column("version", INTEGER, "Counts the versions of one article_id, from 1; the greatest is the current one"),
        Column("content_hash", TEXT, "SHA-256 over text and metadata, in hexadecimal"),
        Column("article_id", TEXT, "The article that it is a version of: its address, or where it was first read"),
        Column("uri", TEXT, "Where it was read, with the number of the article where a file holds several"),
        Column("url", TEXT, "Its canonical address on the web; NULL where nothing tells it"),
        Column("language", TEXT, "ISO 639-1; claims, dates and names are looked for in German only"),
        Column("title", TEXT, "The headline"),
        Column("lead", TEXT, "The paragraph that leads in, where the layout has one"),
        Column("section", TEXT, "The section it stands in, in the outlet's words"),
        Column("authors", TEXTS, "Who wrote it, as the page or the export names them"),
        Column("text", TEXT, "The whole article, headline included, in NFC: what all offsets count in"),
        Column("outlet", TEXT, "Who printed it, by the name in the registry where it is there"),
        Column("outlet_from", TEXT, "What gave the outlet", OUTLET_ORIGINS),
        Column("published", DAY, "The day of publication that is believed; the tables are partitioned by it"),
        Column("published_at", TIMESTAMP, "The time of publication, where one is given"),
        Column("published_from", TEXT, "What gave the day of publication", DATE_ORIGINS),
        Column("run_id", TEXT, "The run that landed it"),
        Column("landed_at", TIMESTAMP, "When it landed"),
        Column("code_version", TEXT, "The code that read what stands in it; NULL if landed before version 4"),
        Column("model_version", TEXT, "The pipeline that analysed it; NULL if landed before version 4"),
    ),
    promised="document_id version content_hash uri language title lead text outlet published published_at "
    "published_from run_id landed_at url section authors",
)

SEGMENTS = Table(
    "segments",
    "a part of an article's layout",
    (_DOCUMENT_ID, _PUBLISHED, _START, _END, _TEXT, Column("kind", TEXT, "Which part it is", SEGMENT_KINDS)),
)

PUBLICATION_DATES = Table(
    "publication_dates",
    "a place that says when an article was published",
    (
        _DOCUMENT_ID,
        _PUBLISHED,
        Column("origin", TEXT, "Where it was read", DATE_ORIGINS),
        Column("start_char", INTEGER, "Where it begins in documents.text; NULL where it is not in the text"),
        Column("end_char", INTEGER, "Where it ends in documents.text, exclusive; NULL where it is not in the text"),
        Column("text", TEXT, "What is written there"),
        Column("value", DAY, "The day it names; NULL where it is none"),
        Column("value_at", TIMESTAMP, "The time it names, where it does"),
        Column("chosen", BOOLEAN, "Whether it was believed"),
        Column("conflict", BOOLEAN, "Whether it contradicts the day that was believed; a later update does not"),
        Column("problem", TEXT, "Why it is no day or cannot be, in one sentence"),
    ),
)

CREDITS = Table(
    "credits",
    "a byline, an agency's mark or a photo credit",
    (
        _DOCUMENT_ID,
        _PUBLISHED,
        _START,
        _END,
        _TEXT,
        Column("name", TEXT, "Who is credited, by the name in the registry where it is there"),
        Column("kind", TEXT, "What they are", CREDIT_KINDS),
        Column("part", TEXT, "What they are credited for", CREDIT_PARTS),
    ),
)

DATES = Table(
    "dates",
    "a time expression",
    (
        _DOCUMENT_ID,
        _PUBLISHED,
        _START,
        _END,
        _TEXT,
        Column("type", TEXT, "Its TIMEX3 type", TIMEX_TYPES),
        Column("value", TEXT, "Its TIMEX3 value, as TimeML 1.2.1 writes it"),
        Column("first_day", DAY, "The first day of the stretch of the calendar that it names"),
        Column("last_day", DAY, "The last day of it, inclusive"),
    ),
    promised="document_id start_char end_char text type value first_day last_day",
)

MENTION_RECORDS = Table(
    "mention_records",
    "a place in a text that means an entity, with the id that its article gave",
    (
        _DOCUMENT_ID,
        _PUBLISHED,
        _START,
        _END,
        _TEXT,
        Column("label", TEXT, "Person, organisation, place or something else", ENTITY_LABELS),
        Column("entity_id", TEXT, "Whom or what it means"),
        Column(
            "form",
            TEXT,
            "Whether it is a name, another noun phrase or a pronoun; NULL if landed before version 2",
            FORMS,
        ),
    ),
)

ENTITY_RECORDS = Table(
    "entity_records",
    "somebody or something that an article tells of",
    (
        _DOCUMENT_ID,
        _PUBLISHED,
        Column("entity_id", TEXT, "Its id, the same in every article that gives the same canonical name"),
        Column("name", TEXT, "Its canonical name"),
        Column("label", TEXT, "Person, organisation, place or something else", ENTITY_LABELS),
        Column("kind", TEXT, "What it is, in more detail", ENTITY_KINDS),
        Column(
            "role", TEXT, "Offices, functions and parties as the article gives them; NULL if landed before version 2"
        ),
        Column("gender", TEXT, "m, f or n, where the article or the given name tells it"),
        Column("country", TEXT, "ISO 3166-1 alpha-2, EU and UN included; ISO 3166-2 of a Land, state or canton"),
        Column("named", BOOLEAN, "False for one that the article only describes; its id is of that article alone"),
    ),
)

ROLE_RECORDS = Table(
    "role_records",
    "an office, function or party membership that an article gives somebody",
    (
        _DOCUMENT_ID,
        _PUBLISHED,
        Column("entity_id", TEXT, "Who holds it"),
        Column("role", TEXT, "As the article writes it; Mitglied, of a party"),
        Column("organisation", TEXT, "The party, or what the office belongs to"),
        Column("as_of", DAY, "The day for which it is told: that of the article"),
    ),
)

SOURCE_RECORDS = Table(
    "source_records",
    "somebody that claims of an article come from",
    (
        _DOCUMENT_ID,
        _PUBLISHED,
        Column("source_id", TEXT, "Its id"),
        Column("name", TEXT, "Its name; of one that is not named, what it is"),
        Column("kind", TEXT, "What kind of source it is", SOURCE_KINDS),
        Column("entity_id", TEXT, "The entity that speaks"),
        Column("count", INTEGER, "How many they are, of those who are not named"),
        Column("description", TEXT, "What they are or are called besides, in the article's words"),
        Column("country", TEXT, "Where they are from: codes, split at | where several"),
        Column("reason", TEXT, "Why they are not named, in the article's words"),
        Column("named", BOOLEAN, "Whether the article names them"),
    ),
)

CLAIM_RECORDS = Table(
    "claim_records",
    "something that somebody is said to have said, or a plan or act that the article tells; a row a sentence",
    (
        Column("claim_id", TEXT, "Its id, from document, place and type"),
        _DOCUMENT_ID,
        _PUBLISHED,
        Column("type", TEXT, "How it is reported", CLAIM_TYPES),
        Column("content", TEXT, "What is said, as it is written; a blank between two spans"),
        Column("content_spans", SPANS, "Where that stands in documents.text, end exclusive"),
        Column("speaker_mention", TEXT, "The words that name the speaker (er), not whom they mean"),
        Column("speaker_spans", SPANS, "Where these stand"),
        Column("speaker_id", TEXT, "The source that speaks; NULL where the text does not tell"),
        Column("cue", TEXT, "The words that say that something is said (sagte)"),
        Column("cue_spans", SPANS, "Where these stand"),
        Column("act", TEXT, "The speech act", ACTS),
        Column("addressee", TEXT, "The words that name to whom it is said, not who passes it on"),
        Column("addressee_spans", SPANS, "Where these stand"),
        Column("frame_spans", SPANS, "Where the clause stands that introduces it"),
        Column("sentence_start", INTEGER, "Where the sentence begins that it is in; NULL if landed before version 4"),
        Column("sentence_end", INTEGER, "Where that ends, exclusive"),
        Column("said_on", DAY, "The day on which it was said, where the article tells it"),
        Column("mood", TEXT, "The mood of its governing verb; NULL where it has none", VERB_MOODS),
        Column("certainty", TEXT, "How certain it is put", CERTAINTIES),
        Column("hedge", TEXT, "The word that makes it uncertain (offenbar)"),
        Column("negated", BOOLEAN, "Whether its governing clause is negated"),
        Column(
            "kind",
            TEXT,
            "Said by somebody, by the outlet itself (hedged), told as an act or plan, or told of another",
            CLAIM_KINDS,
        ),
        Column(
            "confidence",
            SHARE,
            "The probability that the speaker is right, where there is none that the text does not tell; NULL if "
            "landed before version 3",
        ),
        Column(
            "mention_kind",
            TEXT,
            "What kind of source the words tell of that name the speaker, where it is too unsure who is meant",
            SOURCE_KINDS,
        ),
    ),
)

ATTRIBUTION_RECORDS = Table(
    "attribution_records",
    "a step of the way that a claim came by",
    (
        Column("claim_id", TEXT, "The claim"),
        _DOCUMENT_ID,
        _PUBLISHED,
        Column("hop", INTEGER, "Counts from the reader outwards, from 0"),
        Column("source_id", TEXT, "Who has passed it on or said it"),
        Column("relation", TEXT, "How this source stands to the step before", RELATIONS),
        Column("cue", TEXT, "The words that tie the source to the claim"),
        Column("start_char", INTEGER, "Where the source is named in documents.text; NULL where it is not"),
        Column("end_char", INTEGER, "Where its name ends, exclusive"),
    ),
)

FINGERPRINTS = Table(
    "fingerprints",
    "what an article's text is known by among others, to find copies of it: in the lake alone",
    (
        _DOCUMENT_ID,
        _PUBLISHED,
        Column("hashes", INTEGERS, "Hashes of five words in a row, as winnowing keeps them, in order"),
    ),
    of_lake=True,
)

CLAIM_STEMS = Table(
    "claim_stems",
    "the words by which a claim is looked up among those of the days around it: in the lake alone",
    (
        Column("claim_id", TEXT, "The claim"),
        _DOCUMENT_ID,
        _PUBLISHED,
        Column("weight", WEIGHT, "What the stems of all its words weigh together: the rarer a word, the more"),
        Column("stems", INTEGERS, "Hashes of the stems of its rare words, in order"),
    ),
    unchecked="it follows from the claims alone, which are checked",
    of_lake=True,
)

DOCUMENT_TABLES = (
    DOCUMENTS,
    SEGMENTS,
    PUBLICATION_DATES,
    CREDITS,
    DATES,
    MENTION_RECORDS,
    ENTITY_RECORDS,
    ROLE_RECORDS,
    SOURCE_RECORDS,
    CLAIM_RECORDS,
    ATTRIBUTION_RECORDS,
    FINGERPRINTS,
    CLAIM_STEMS,
)
