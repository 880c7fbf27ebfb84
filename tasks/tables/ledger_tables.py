"""Tables about runs and about what the whole lake knows: small, not partitioned."""

from __future__ import annotations

from quellenlage.copies.direction import TOLD_BY
from quellenlage.records import CHANGES, CLAIM_RELATIONS, SEVERITIES, SOURCE_KINDS, STAGES
from quellenlage.tasks.tables.definition import BOOLEAN, COUNT, INTEGER, SHARE, TEXT, TEXTS, TIMESTAMP, Column, Table

FORGOTTEN_KINDS = ("address", "text", "place", "name")

_RUN_ID = Column("run_id", TEXT, "The run that wrote the row")

MERGES = Table(
    "merges",
    "two ids of entities or sources that are one, and why",
    (
        Column("from_id", TEXT, "The id that goes"),
        Column("into_id", TEXT, "The id that stays; it sorts before the other"),
        Column("reason", TEXT, "What says so, in words"),
        Column("withdrawn", BOOLEAN, "True for a row that takes an earlier one back"),
        _RUN_ID,
    ),
)

CLAIM_LINKS = Table(
    "claim_links",
    "two claims of which one confirms, contradicts or denies the other: claim_id does to other_id what relation says",
    (
        Column("claim_id", TEXT, "The claim that does it; the one of the lesser id, where both do it alike"),
        Column("other_id", TEXT, "The claim that it is done to"),
        Column(
            "similarity", SHARE, "The share of their words, the rare ones counting more, that both have, from 0 to 1"
        ),
        _RUN_ID,
        Column("relation", TEXT, "How the first stands to the other", CLAIM_RELATIONS),
        Column("why", TEXT, "What speaks for it, in words; NULL if landed before version 5"),
    ),
    promised="claim_id other_id similarity relation",
)

COPY_RECORDS = Table(
    "copy_records",
    "two versions of articles of which one has text of the other, or both have it from a third",
    (
        Column("document_id", TEXT, "The one of the lesser id"),
        Column("other_id", TEXT, "The one of the greater id"),
        Column("share", SHARE, "The share of the words of the first that the other has too, from 0 to 1"),
        Column("other_share", SHARE, "The share of the words of the other that the first has too"),
        Column("words", COUNT, "How many words that is; quotations, captions, credits and standing lines do not count"),
        Column("from_id", TEXT, "Which of the two the other has it from; NULL where nothing tells, or it is neither"),
        Column("origin", TEXT, "The agency or outlet that the text comes from; NULL where nothing tells"),
        Column("told_by", TEXT, "What tells that", TOLD_BY),
        _RUN_ID,
    ),
)

QUARANTINE = Table(
    "quarantine",
    "something that came in and did not land",
    (
        _RUN_ID,
        Column("uri", TEXT, "Where it came from"),
        Column("stage", TEXT, "The stage at which it failed", STAGES),
        Column("reason", TEXT, "Why, in words"),
        Column("payload", TEXT, "What it was; of what is longer, the first 10,000 characters: the whole is at uri"),
        Column("payload_hash", TEXT, "SHA-256 of the whole payload, in hexadecimal; NULL if landed before version 4"),
        Column("payload_size", COUNT, "The characters of the whole payload; NULL if landed before version 4"),
        Column("broken_rows", TEXT, "The rows for which an expectation refused it, a JSON object a line"),
    ),
    promised="run_id uri stage reason payload",
)

RELEASED = Table(
    "released",
    "something that was in quarantine and has landed since",
    (
        Column("uri", TEXT, "Where it came from"),
        Column("stage", TEXT, "The stage at which it had failed", STAGES),
        Column("reason", TEXT, "Why, in words"),
        Column("quarantined_by", TEXT, "The run that had put it into quarantine"),
        Column("run_id", TEXT, "The run that landed it"),
    ),
    unchecked="its rows were checked when they stood in quarantine",
)

FORGOTTEN = Table(
    "forgotten",
    "what was taken out for good, known by its hash alone, so that it does not come back",
    (
        Column("hash", TEXT, "SHA-256, in hexadecimal, of an address, a text, a place or a name"),
        Column("kind", TEXT, "What was hashed", FORGOTTEN_KINDS),
        Column("why", TEXT, "Why, in the words of who asked for it"),
        Column("forgotten_at", TIMESTAMP, "When it was taken out"),
    ),
    unchecked="no run writes it, only who has something forgotten",
)

QUALITY = Table(
    "quality",
    "what an expectation says of a run",
    (
        _RUN_ID,
        Column("suite", TEXT, "The suite, which is the table that was checked; or figures, for those of the run"),
        Column("expectation", TEXT, "What is expected, in words"),
        Column("severity", TEXT, "Whether a document that breaks it is refused (critical)", SEVERITIES),
        Column("success", BOOLEAN, "Whether it is met"),
        Column(
            "checked",
            COUNT,
            "How many rows were looked at: those that have what is checked, or that a figure is for",
        ),
        Column("unexpected", COUNT, "How many of them break it; what was counted for a figure"),
        Column(
            "usual_least",
            SHARE,
            "The least share of them (of some figures, the least mean) that is usual after the runs before; NULL where "
            "too few tell",
        ),
        Column("usual_most", SHARE, "The greatest share that is usual"),
    ),
    promised="run_id suite expectation severity success checked unexpected",
)

FINDINGS = Table(
    "findings",
    "a row that breaks an expectation for which nothing is refused: a reader should look at it",
    (
        _RUN_ID,
        Column("suite", TEXT, "The suite, which is the table that the row stands in"),
        Column("expectation", TEXT, "What is expected, in words"),
        Column("document_id", TEXT, "The version of an article that the row was found in"),
        Column("claim_id", TEXT, "The claim, where the row is one or belongs to one"),
        Column("entity_id", TEXT, "The entity, where the row is one or means one, with the id that its article gave"),
    ),
    unchecked="it holds what the suites find",
)

RUN_RECORDS = Table(
    "run_records",
    "the account of a run that was closed",
    (
        _RUN_ID,
        Column("started_at", TIMESTAMP, "When it began"),
        Column("finished_at", TIMESTAMP, "When it ended"),
        Column("seen", COUNT, "How many articles and unreadable files came in: the sum of the next three"),
        Column("landed", COUNT, "How many documents landed"),
        Column("unchanged", COUNT, "How many had come in before as they are, quarantined ones included"),
        Column("quarantined", COUNT, "How many did not land"),
        Column("passed_over", COUNT, "How many files and parts of files are no article to read; not in seen"),
        Column("passed_over_as", TEXTS, "What these are, by their number: 3 × .pdf"),
        Column("code_version", TEXT, "The code that ran"),
        Column("model_version", TEXT, "The pipeline that analysed the text"),
    ),
)

CORRECTIONS = Table(
    "corrections",
    "something that a person has said of a claim or of who is who: it holds over what was found",
    (
        Column("correction_id", TEXT, "Its id"),
        Column("made_at", TIMESTAMP, "When it was made; of two that contradict each other, the later one holds"),
        Column("made_by", TEXT, "Who made it"),
        Column("why", TEXT, "Why, in words"),
        Column("target", TEXT, "The id of what it is about: a claim, an entity, or the correction that is withdrawn"),
        Column("change", TEXT, "What is said of it", CHANGES),
        Column(
            "value",
            TEXT,
            "What holds instead: a source's id, or NULL where nobody is told to speak; a word; a day; true or false; a "
            "name; the id of the entity that is the same or different",
        ),
        Column("speaker_name", TEXT, "The name of the speaker whose id is the value"),
        Column("speaker_kind", TEXT, "What kind of source that is", SOURCE_KINDS),
        Column("entity_id", TEXT, "The entity that is this speaker, where articles tell of it"),
        Column("article_id", TEXT, "The article of the claim: by this and the next it is found again"),
        Column("document_id", TEXT, "The version of the article in which it was corrected"),
        Column("start_char", INTEGER, "Where the claim's content begins in documents.text"),
        Column("end_char", INTEGER, "Where it ends, exclusive"),
        Column("content", TEXT, "The claim's content"),
        Column("cue", TEXT, "The claim's cue"),
    ),
    promised="correction_id made_at made_by why target change",
    unchecked="people write it, and each row is looked at as it is written",
)

READ_FILES = Table(
    "read_files",
    "a file that was read to its end, as it was then: it is not read again until it or the code changes",
    (
        Column("uri", TEXT, "The file"),
        Column("size", COUNT, "Its size in bytes"),
        Column("modified", COUNT, "When it was last changed, in nanoseconds since 1970"),
        Column("items", COUNT, "How many articles and unreadable parts it holds"),
        Column("code_version", TEXT, "The code that read it"),
        _RUN_ID,
    ),
    unchecked="it says what was read, not what stands there",
)

UNLINKED = Table(
    "unlinked",
    "a batch that landed and whose entities nobody has linked with those of other articles yet",
    (_RUN_ID,),
    unchecked="a row lives from a batch's landing to the end of the run, or of the next one where that was killed",
)

SCHEMA_VERSION = Table(
    "schema_version",
    "the version of the tables themselves; there is one row",
    (
        Column("version", INTEGER, "Counts up with the releases that changed a table or view"),
        Column("definition", TEXT, "A hash of all tables and views as they are defined: what differs is made anew"),
        Column("stems", TEXT, "A hash of the rules by which claim_stems was made: by others, it is made anew"),
    ),
    unchecked="no run writes it, only making a lake or bringing it up to date",
)

LEDGER_TABLES = (
    MERGES,
    CLAIM_LINKS,
    COPY_RECORDS,
    CORRECTIONS,
    QUARANTINE,
    RELEASED,
    FORGOTTEN,
    QUALITY,
    FINDINGS,
    RUN_RECORDS,
    READ_FILES,
    UNLINKED,
    SCHEMA_VERSION,
)
