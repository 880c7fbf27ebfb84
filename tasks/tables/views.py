"""What a row of each view is, and each of its columns. The views themselves are SQL: ``views.sql`` beside this file."""

from __future__ import annotations

from quellenlage.records import ANONYMITIES, SOURCE_KINDS
from quellenlage.tasks.tables.definition import (
    BOOLEAN,
    COUNT,
    DAY,
    INTEGER,
    SHARE,
    TEXT,
    TEXTS,
    TIMESTAMP,
    Column,
    Table,
)
from quellenlage.tasks.tables.document_tables import (
    ATTRIBUTION_RECORDS,
    CLAIM_RECORDS,
    DOCUMENTS,
    ENTITY_RECORDS,
    MENTION_RECORDS,
    ROLE_RECORDS,
    SOURCE_RECORDS,
)
from quellenlage.tasks.tables.ledger_tables import CLAIM_LINKS, COPY_RECORDS, CORRECTIONS, RUN_RECORDS

#: What a row of the view changes may tell.
CHANGED = ("headline", "day of publication", "outlet", "text", "claim came", "claim went")
#: What the articles of a row of echoes have in common.
ECHOED = ("claim", "article")
_FIRST_DAY = Column("first_day", DAY, "The day of the first article")
_LAST_DAY = Column("last_day", DAY, "The day of the last article")

_CORRECTED = Column("corrected", BOOLEAN, "Whether a person has corrected something of it")

WHO_SAID_WHAT = Table(
    "who_said_what",
    "a claim of an article's current version, with who made it and the way it came by: where people start",
    (
        Column("speaker", TEXT, "The speaker's name; the outlet's, where it speaks for itself"),
        *CLAIM_RECORDS.pick("content"),
        Column("sentence", TEXT, "The sentence that it stands in; NULL if landed before version 4"),
        *DOCUMENTS.pick("url published outlet title"),
        *CLAIM_RECORDS.pick("act certainty said_on addressee"),
        Column("via", TEXTS, "The names of all sources that the claim came by, the nearest to the reader first"),
        Column("speaker_kind", TEXT, "What kind of source speaks, also where nobody is named", SOURCE_KINDS),
        Column("speaker_role", TEXT, "The office or function that an article last told of the speaker up to that day"),
        Column("speaker_party", TEXT, "The party that an article last told of the speaker up to that day"),
        Column("speaker_gender", TEXT, "As most articles tell it of the speaker: m or f"),
        Column("speaker_country", TEXT, "ISO 3166-1 alpha-2 or 3166-2, as most articles tell it of the speaker"),
        Column(
            "anonymity",
            TEXT,
            "Of a speaker who is not named: who wants or has to stay unknown, one whom nobody names, or several",
            ANONYMITIES,
        ),
        *CLAIM_RECORDS.pick("speaker_mention cue type"),
        *DOCUMENTS.pick("section authors"),
        *CLAIM_RECORDS.pick("confidence"),
        Column("page", TEXT, "Its evidence page, from the folder of the lake on"),
        *CLAIM_RECORDS.pick("document_id claim_id speaker_id kind"),
        Column("own", BOOLEAN, "Whether the outlet says it itself, which is to say that kind is outlet"),
        *CLAIM_RECORDS.pick("negated"),
        _CORRECTED,
    ),
    promised="published outlet speaker speaker_kind speaker_mention cue act type content said_on certainty negated via "
    "title document_id claim_id kind own url section authors confidence",
)

SAID_IN_VERSIONS = Table(
    "said_in_versions",
    "a claim of any version of an article, as in who_said_what",
    WHO_SAID_WHAT.columns,
)

CURRENT_DOCUMENTS = Table("current_documents", "the latest version of an article", DOCUMENTS.columns)

CLAIMS = Table(
    "claims",
    "a claim, with the speaker's id that stands in the end",
    (
        *CLAIM_RECORDS.columns,
        Column("recorded_speaker_id", TEXT, "The speaker's id that the article gave"),
        _CORRECTED,
    ),
    promised="claim_id document_id type content content_spans speaker_mention speaker_id cue act addressee said_on "
    "mood certainty negated kind confidence",
)

ATTRIBUTIONS = Table(
    "attributions",
    "a step of the way that a claim came by, with the source's id that stands in the end",
    (*ATTRIBUTION_RECORDS.columns, Column("recorded_source_id", TEXT, "The source's id that the article gave")),
    promised="claim_id hop source_id relation",
)

SOURCES = Table(
    "sources",
    "somebody that claims come from, over all articles",
    SOURCE_RECORDS.pick("source_id name kind entity_id count description country reason named"),
    promised="source_id name kind entity_id",
)

ENTITIES = Table(
    "entities",
    "somebody or something that articles tell of: one row an identity, by the name that most documents give",
    (
        *ENTITY_RECORDS.pick("entity_id name label"),
        Column("role", TEXT, "The office that was last reported, else Mitglied, of a party"),
        *ENTITY_RECORDS.pick("country named"),
        Column("roles", TEXTS, "Offices, functions and parties, each set as an article gives it, once"),
    ),
    promised="entity_id name label role",
)

MENTIONS = Table(
    "mentions",
    "a place in a text that means an entity, with the id that stands in the end",
    (*MENTION_RECORDS.columns, Column("recorded_entity_id", TEXT, "The entity's id that the article gave")),
    promised="document_id start_char end_char text label entity_id",
)

ROLES = Table(
    "roles",
    "an office, function or party membership as of a day, with the id that stands in the end",
    (*ROLE_RECORDS.columns, Column("recorded_entity_id", TEXT, "The entity's id that the article gave")),
    promised="document_id entity_id role organisation",
)

RUNS = Table(
    "runs",
    "the account of a run; one that goes on or was killed has what it landed so far, and no finished_at",
    RUN_RECORDS.columns,
    promised="run_id started_at finished_at seen landed unchanged quarantined code_version model_version",
)

MERGED_IDS = Table(
    "merged_ids",
    "an id that was merged into another",
    (
        Column("id", TEXT, "The id of an entity or source"),
        Column("identity", TEXT, "The id that stands for it in the end"),
    ),
)

IDENTITIES = Table(
    "identities",
    "an id that an entity or source was ever given",
    (
        Column("id", TEXT, "The id of an entity or source"),
        Column("identity", TEXT, "The id that stands for it now: itself if it was not merged"),
    ),
    promised="id identity",
)

ANONYMOUS_CLAIMS = Table(
    "anonymous_claims",
    "a row of who_said_what that rests on nobody who is named",
    (
        *WHO_SAID_WHAT.columns,
        Column("anonymous", TEXTS, "What the article calls those whom it rests on, the nearest to the reader first"),
        Column("count", INTEGER, "How many they are, where the article tells it"),
        Column("reason", TEXT, "Why they are not named, in the article's words"),
    ),
)

_CITING = (
    Column("citing", TEXT, "Who cites: the one before in the chain, first the outlet that prints the article"),
    Column("cited", TEXT, "Who is cited"),
)

CITATION_STEPS = Table(
    "citation_steps",
    "a claim that an outlet or agency has from another",
    (*_CITING, *CLAIM_RECORDS.pick("claim_id document_id published")),
)

CITATIONS = Table(
    "citations",
    "an outlet or agency that cites another",
    (
        *_CITING,
        Column("claims", COUNT, "In how many claims"),
        Column("articles", COUNT, "In how many articles"),
        _FIRST_DAY,
        _LAST_DAY,
    ),
)

CLAIM_GROUPS = Table(
    "claim_groups",
    "a claim of a current version, with the group of those that say the same",
    (
        *CLAIM_RECORDS.pick("claim_id"),
        Column("group_id", TEXT, "The least id of all claims that say the same; its own where nobody else makes it"),
    ),
)

CLAIM_ORIGINS = Table(
    "claim_origins",
    "a claim with its origin, and what all claims that say the same have together",
    (
        *CLAIM_GROUPS.columns,
        Column("origin", TEXT, "The last of its chain who is named, else the agency or outlet whose article it is"),
        Column("origins", COUNT, "How many independent origins the group has"),
        Column("origin_names", TEXTS, "Who these are"),
        Column("articles", COUNT, "How many articles print it"),
        Column("outlets", TEXTS, "Which outlets print it"),
        _FIRST_DAY,
        _LAST_DAY,
        *CLAIM_RECORDS.pick("document_id"),
    ),
)

CONTRADICTIONS = Table(
    "contradictions",
    "two claims of which one contradicts, denies, corrects or takes back the other: who against whom, about what, when",
    (
        Column("day", DAY, "The day on which the one was said, else printed"),
        *WHO_SAID_WHAT.pick("speaker"),
        *CLAIM_LINKS.pick("relation"),
        Column("other_speaker", TEXT, "Whom it goes against"),
        *WHO_SAID_WHAT.pick("content"),
        Column("other_content", TEXT, "What it goes against"),
        Column("other_day", DAY, "The day on which that was said, else printed"),
        *CLAIM_LINKS.pick("why"),
        Column("own", BOOLEAN, "Whether somebody goes against his own words"),
        *WHO_SAID_WHAT.pick("outlet"),
        Column("other_outlet", TEXT, "The outlet of the other claim"),
        *CLAIM_LINKS.pick("similarity"),
        *WHO_SAID_WHAT.pick("page"),
        Column("other_page", TEXT, "The evidence page of the other claim"),
        *CLAIM_LINKS.pick("claim_id other_id"),
        *WHO_SAID_WHAT.pick("document_id"),
        Column("other_document_id", TEXT, "The version of the article of the other claim"),
    ),
)

STORIES = Table(
    "stories",
    "what several claims say alike, with what became of it",
    (
        Column("content", TEXT, "What is said, in the words of the first"),
        Column("speakers", TEXTS, "Who says it"),
        *CLAIM_ORIGINS.pick("first_day last_day"),
        Column("claims", COUNT, "How many claims say it"),
        *CLAIM_ORIGINS.pick("articles outlets origins origin_names"),
        Column("certainties", TEXTS, "The days on which it was put otherwise than before, and how: 2025-03-04 hedged"),
        Column("against", TEXTS, "The ids of claims that contradict, deny, correct or take back one of them"),
        *WHO_SAID_WHAT.pick("page"),
        *CLAIM_GROUPS.pick("group_id"),
    ),
)

COPIES = Table(
    "copies",
    "two articles of which one has text of the other, or both have it from a third",
    (
        *DOCUMENTS.pick("published outlet title"),
        Column("share", SHARE, "The share of its words that the other has too, from 0 to 1"),
        *COPY_RECORDS.pick("words"),
        Column("other_outlet", TEXT, "Who printed the other"),
        Column("other_title", TEXT, "The other's headline"),
        Column("other_share", SHARE, "The share of the other's words that this one has too"),
        Column("other_published", DAY, "The other's day of publication"),
        Column("from_other", BOOLEAN, "Whether this one has it from the other; false where nothing tells, or neither"),
        *COPY_RECORDS.pick("origin told_by"),
        *DOCUMENTS.pick("url"),
        Column("other_url", TEXT, "The other's address"),
        Column("document_id", TEXT, "This one's current version"),
        Column("other_id", TEXT, "The other's current version"),
    ),
)

COPY_GROUPS = Table(
    "copy_groups",
    "a current version of an article that has text in common with others",
    (
        Column("document_id", TEXT, "The article's current version"),
        Column("group_id", TEXT, "The least document_id of all that print one text"),
    ),
)

ECHOES = Table(
    "echoes",
    "an article that says what others say, or prints a text that others print: when it did, after whom",
    (
        Column("kind", TEXT, "What they have in common", ECHOED),
        *DOCUMENTS.pick("published outlet"),
        Column("place", COUNT, "Counts from 1; articles of one day share it where not all of them have a time"),
        Column("first_outlet", TEXT, "Who was first; NULL where several share the first place"),
        Column("hours", SHARE, "How much later than the first, where both have a time"),
        Column("days", COUNT, "How many days later than the first"),
        *DOCUMENTS.pick("title published_at url"),
        Column("group_id", TEXT, "The group of claim_groups or copy_groups"),
        Column("first_id", TEXT, "The document_id of the first; NULL where several share the first place"),
        Column("document_id", TEXT, "The article's current version"),
        Column("claim_id", TEXT, "The least of its claims that say it; NULL where it is a text"),
    ),
)

CHANGES = Table(
    "changes",
    "something that came, went or changed from one version of an article to the next",
    (
        Column("landed_at", TIMESTAMP, "When the later version landed"),
        *DOCUMENTS.pick("outlet title"),
        Column("what", TEXT, "What changed", CHANGED),
        Column("speaker", TEXT, "Who makes the claim that came or went"),
        Column("before", TEXT, "What stood there; of a text, how long it was"),
        Column("after", TEXT, "What stands there"),
        *DOCUMENTS.pick("url"),
        Column("version", INTEGER, "The number of the later version"),
        *DOCUMENTS.pick("article_id"),
        Column("old_id", TEXT, "The document_id of the earlier version"),
        Column("new_id", TEXT, "The document_id of the later version"),
    ),
)

STANDING_CORRECTIONS = Table(
    "standing_corrections",
    "a correction that holds: it was not withdrawn, and none that came later says something else",
    CORRECTIONS.columns,
)

CLAIM_CORRECTIONS = Table(
    "claim_corrections",
    "a claim that people have corrected, with what they say of it",
    (
        *CLAIM_RECORDS.pick("claim_id document_id published"),
        Column("correction_ids", TEXTS, "The corrections that hold of it"),
        Column("not_a_claim", BOOLEAN, "Whether it is none, and stands in no view"),
        Column("has_speaker", BOOLEAN, "Whether its speaker was corrected"),
        Column("speaker_id", TEXT, "Who speaks; NULL too where it is said that the text does not tell"),
        Column("act", TEXT, "The speech act, where it was corrected"),
        Column("certainty", TEXT, "How certain it is put, where that was corrected"),
        Column("said_on", DAY, "The day on which it was said, where that was corrected"),
        Column("negated", BOOLEAN, "Whether its governing clause is negated, where that was corrected"),
    ),
)

TRAITS = Table(
    "traits",
    "an entity of which articles tell gender or country",
    (
        Column("entity_id", TEXT, "The entity, by the id that stands in the end"),
        Column("gender", TEXT, "As most articles tell it: m or f"),
        Column("country", TEXT, "ISO 3166-1 alpha-2 or 3166-2, as most articles tell it"),
    ),
)

VIEWS = (
    WHO_SAID_WHAT,
    ANONYMOUS_CLAIMS,
    CLAIM_ORIGINS,
    COPIES,
    ECHOES,
    STORIES,
    CONTRADICTIONS,
    CITATIONS,
    CHANGES,
    CITATION_STEPS,
    CLAIMS,
    ATTRIBUTIONS,
    SOURCES,
    ENTITIES,
    MENTIONS,
    ROLES,
    RUNS,
    IDENTITIES,
    CURRENT_DOCUMENTS,
    CLAIM_GROUPS,
    COPY_GROUPS,
    MERGED_IDS,
    STANDING_CORRECTIONS,
    CLAIM_CORRECTIONS,
    SAID_IN_VERSIONS,
    TRAITS,
)
