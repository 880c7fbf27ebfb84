-- How what the warehouse keeps is computed: by the very views of views.sql, as temporary ones over all rows, or over those
-- that changed. A section begins with a line of three dashes and its name; tasks/land/kept.py says when each is run.

--- all rows
CREATE TEMP VIEW claim_records AS
SELECT {claim_columns} FROM lake.claim_records SEMI JOIN temp.pieces USING (document_id);
CREATE TEMP VIEW documents AS FROM warehouse.documents;
CREATE TEMP VIEW attribution_records AS FROM warehouse.attribution_records;
CREATE TEMP VIEW credits AS FROM warehouse.credits;
CREATE TEMP VIEW claim_links AS FROM warehouse.claim_links;
CREATE TEMP VIEW copy_records AS FROM warehouse.copy_records;
CREATE TEMP VIEW source_records AS FROM warehouse.source_records;
CREATE TEMP VIEW entity_records AS FROM warehouse.entity_records;
CREATE TEMP VIEW role_records AS FROM warehouse.role_records;

--- all corrections of claims
INSERT INTO warehouse.kept.claim_corrections BY NAME FROM temp.claim_corrections ORDER BY claim_id;
CREATE OR REPLACE TEMP VIEW claim_corrections AS FROM warehouse.kept.claim_corrections;

--- rows that changed
CREATE TEMP VIEW claim_records AS FROM temp.touched_records;
CREATE TEMP VIEW documents AS
FROM warehouse.documents WHERE document_id IN (SELECT document_id FROM temp.touched_records);
CREATE TEMP VIEW attribution_records AS
FROM warehouse.attribution_records WHERE claim_id IN (SELECT claim_id FROM temp.touched_records);
CREATE TEMP VIEW credits AS
FROM warehouse.credits WHERE document_id IN (SELECT document_id FROM temp.touched_records);
CREATE TEMP VIEW claim_links AS
FROM warehouse.claim_links
WHERE claim_id IN (SELECT claim_id FROM temp.touched_records) AND other_id IN (SELECT claim_id FROM temp.touched_records);
CREATE TEMP VIEW copy_records AS
FROM warehouse.copy_records
WHERE document_id IN (SELECT document_id FROM temp.touched_records)
  AND other_id IN (SELECT document_id FROM temp.touched_records);
CREATE TEMP VIEW source_records AS
FROM warehouse.source_records WHERE source_id IN (SELECT source_id FROM temp.source_ids);
CREATE TEMP VIEW entity_records AS
FROM warehouse.entity_records WHERE entity_id IN (SELECT entity_id FROM temp.entity_ids);
CREATE TEMP VIEW role_records AS
FROM warehouse.role_records WHERE entity_id IN (SELECT entity_id FROM temp.entity_ids);

--- changed corrections of claims
DELETE FROM warehouse.kept.claim_corrections WHERE document_id IN (SELECT document_id FROM temp.gone_documents);
INSERT INTO warehouse.kept.claim_corrections BY NAME FROM temp.claim_corrections ORDER BY claim_id;
CREATE OR REPLACE TEMP VIEW claim_corrections AS
FROM warehouse.kept.claim_corrections WHERE claim_id IN (SELECT claim_id FROM temp.touched_records);

--- rest of what views ask
CREATE TEMP VIEW corrections AS FROM warehouse.corrections;
CREATE TEMP VIEW merges AS FROM warehouse.merges;
CREATE TEMP VIEW mention_records AS FROM warehouse.mention_records;
CREATE TEMP VIEW quarantine AS FROM warehouse.quarantine;
CREATE TEMP VIEW run_records AS FROM warehouse.run_records;

--- said
CREATE TEMP VIEW said AS
WITH several AS (
    SELECT claim_id FROM claim_groups QUALIFY count(*) OVER (PARTITION BY group_id) > 1
)
SELECT claims.*, {told_columns}, anonymous.claim_id IS NOT NULL AS nobody_named, anonymous.anonymous, anonymous.count,
       anonymous.reason, origins.origin, several.claim_id IS NOT NULL AS grouped
FROM claims
JOIN said_in_versions AS told ON told.claim_id = claims.claim_id
LEFT JOIN anonymous_claims AS anonymous ON anonymous.claim_id = claims.claim_id
LEFT JOIN claim_origins AS origins ON origins.claim_id = claims.claim_id
LEFT JOIN several ON several.claim_id = claims.claim_id;

--- keep claims
CREATE TEMP TABLE fresh_said AS FROM temp.said;
INSERT INTO warehouse.kept.said BY NAME FROM temp.fresh_said ORDER BY published, document_id, claim_id;
INSERT INTO warehouse.kept.recorded BY NAME
FROM temp.claim_records WHERE claim_id IN (SELECT claim_id FROM temp.claim_corrections) ORDER BY claim_id;
INSERT INTO warehouse.kept.grouped BY NAME
FROM temp.claim_origins WHERE claim_id IN (SELECT claim_id FROM temp.fresh_said WHERE grouped) ORDER BY group_id, claim_id;
INSERT INTO warehouse.kept.citation_steps BY NAME FROM temp.citation_steps ORDER BY ALL;
DROP TABLE temp.fresh_said;

--- all identities
INSERT INTO warehouse.kept.merged_ids BY NAME FROM temp.merged_ids ORDER BY ALL;
CREATE OR REPLACE TEMP VIEW merged_ids AS FROM warehouse.kept.merged_ids;
INSERT INTO warehouse.kept.sources BY NAME FROM temp.sources ORDER BY source_id;
CREATE OR REPLACE TEMP VIEW sources AS FROM warehouse.kept.sources;
INSERT INTO warehouse.kept.entities BY NAME FROM temp.entities ORDER BY entity_id;
CREATE OR REPLACE TEMP VIEW entities AS FROM warehouse.kept.entities;
INSERT INTO warehouse.kept.traits BY NAME FROM temp.traits ORDER BY entity_id;
CREATE OR REPLACE TEMP VIEW traits AS FROM warehouse.kept.traits;

--- claims in groups
-- A group may have claims of several pieces: they go with the first of them.
CREATE OR REPLACE TEMP VIEW claim_records AS
SELECT {claim_columns} FROM lake.claim_records SEMI JOIN temp.pieces USING (document_id)
WHERE claim_id IN (SELECT claim_id FROM warehouse.claim_links UNION ALL SELECT other_id FROM warehouse.claim_links);
CREATE TEMP TABLE grouped_pieces AS
WITH placed AS (
    SELECT claim_id, group_id, published, piece
    FROM claim_groups
    JOIN (SELECT claim_id, document_id FROM temp.claim_records) USING (claim_id)
    JOIN temp.pieces USING (document_id)
)
SELECT claim_id, published, min(piece) OVER (PARTITION BY group_id) AS piece FROM placed;

--- claims of a piece
CREATE TEMP TABLE touched_records AS
SELECT {claim_columns} FROM lake.claim_records
WHERE {days} AND document_id IN (SELECT document_id FROM temp.pieces WHERE piece = {piece})
  AND claim_id NOT IN (SELECT claim_id FROM temp.grouped_pieces)
UNION ALL
SELECT {claim_columns} FROM lake.claim_records SEMI JOIN temp.pieces USING (document_id)
WHERE {days} AND claim_id IN (SELECT claim_id FROM temp.grouped_pieces WHERE piece = {piece});
CREATE OR REPLACE TEMP VIEW claim_records AS FROM temp.touched_records;
CREATE OR REPLACE TEMP VIEW documents AS
FROM warehouse.documents WHERE {days} AND document_id IN (SELECT document_id FROM temp.touched_records);
CREATE OR REPLACE TEMP VIEW attribution_records AS
FROM warehouse.attribution_records WHERE {days} AND claim_id IN (SELECT claim_id FROM temp.touched_records);
CREATE OR REPLACE TEMP VIEW credits AS
FROM warehouse.credits WHERE {days} AND document_id IN (SELECT document_id FROM temp.touched_records);
CREATE OR REPLACE TEMP VIEW claim_links AS
FROM warehouse.claim_links
WHERE claim_id IN (SELECT claim_id FROM temp.touched_records) AND other_id IN (SELECT claim_id FROM temp.touched_records);
CREATE OR REPLACE TEMP VIEW copy_records AS
FROM warehouse.copy_records
WHERE document_id IN (SELECT document_id FROM temp.touched_records)
  AND other_id IN (SELECT document_id FROM temp.touched_records);

--- end of a piece
DROP TABLE temp.touched_records;
DROP TABLE temp.speaking;

--- moved identities
CREATE TEMP TABLE new_merged AS FROM temp.merged_ids;
CREATE TEMP TABLE moved AS
SELECT DISTINCT id FROM (
    (FROM temp.new_merged EXCEPT FROM warehouse.kept.merged_ids)
    UNION ALL (FROM warehouse.kept.merged_ids EXCEPT FROM temp.new_merged)
);
CREATE TEMP TABLE moved_from AS
SELECT id, identity FROM warehouse.kept.merged_ids WHERE id IN (SELECT id FROM temp.moved);
-- Every id with that of each with which it is or was one.
CREATE TEMP VIEW kin AS
SELECT id, identity FROM warehouse.kept.merged_ids
UNION SELECT id, identity FROM temp.new_merged
UNION SELECT identity, identity FROM warehouse.kept.merged_ids
UNION SELECT identity, identity FROM temp.new_merged;
-- Whose merges moved, and who came with documents or went with them: each with every id that is or was one with it. Whom
-- a person named as the speaker is a source without any document.
CREATE TEMP TABLE all_ids AS
WITH asked AS (
    SELECT id FROM temp.moved
    UNION SELECT id FROM temp.ids_of_documents
    UNION SELECT value FROM warehouse.corrections WHERE change = 'speaker' AND value IS NOT NULL
), heads AS (
    SELECT identity FROM temp.kin SEMI JOIN asked USING (id)
)
SELECT id FROM asked UNION SELECT id FROM temp.kin SEMI JOIN heads USING (identity);
CREATE TEMP TABLE entity_ids AS SELECT id AS entity_id FROM temp.all_ids;
-- A source is told with its entity's id and the name that was given to that, which may have moved alone.
CREATE TEMP TABLE source_ids AS
WITH moved_heads AS (
    SELECT identity FROM temp.kin SEMI JOIN temp.moved USING (id)
), asked AS (
    SELECT id FROM temp.all_ids
    UNION
    SELECT source_id FROM warehouse.source_records
    WHERE entity_id IN (SELECT id FROM temp.moved)
       OR entity_id IN (SELECT id FROM temp.kin SEMI JOIN moved_heads USING (identity))
), heads AS (
    SELECT identity FROM temp.kin SEMI JOIN asked USING (id)
)
SELECT id AS source_id FROM asked UNION SELECT id FROM temp.kin SEMI JOIN heads USING (identity);
DELETE FROM warehouse.kept.merged_ids WHERE id IN (SELECT id FROM temp.moved);
INSERT INTO warehouse.kept.merged_ids FROM temp.new_merged SEMI JOIN temp.moved USING (id) ORDER BY ALL;
CREATE OR REPLACE TEMP VIEW merged_ids AS FROM warehouse.kept.merged_ids;

CREATE TEMP TABLE new_sources AS FROM temp.sources;
CREATE TEMP TABLE changed_sources AS
WITH before AS (
    FROM warehouse.kept.sources WHERE source_id IN (SELECT source_id FROM temp.source_ids)
)
SELECT DISTINCT source_id FROM (
    (FROM before EXCEPT SELECT {source_columns} FROM temp.new_sources)
    UNION ALL
    (SELECT {source_columns} FROM temp.new_sources EXCEPT FROM before)
);
DELETE FROM warehouse.kept.sources WHERE source_id IN (SELECT source_id FROM temp.source_ids);
INSERT INTO warehouse.kept.sources BY NAME FROM temp.new_sources ORDER BY source_id;
CREATE OR REPLACE TEMP VIEW sources AS FROM warehouse.kept.sources;
CREATE TEMP TABLE new_entities AS FROM temp.entities;
DELETE FROM warehouse.kept.entities WHERE entity_id IN (SELECT entity_id FROM temp.entity_ids);
INSERT INTO warehouse.kept.entities BY NAME FROM temp.new_entities ORDER BY entity_id;
CREATE OR REPLACE TEMP VIEW entities AS FROM warehouse.kept.entities;
CREATE TEMP TABLE new_traits AS FROM temp.traits;
-- Of whose claims the speaker is told otherwise now, from the day on for which an article tells, or told, an office.
CREATE TEMP TABLE told_otherwise_since AS
WITH before AS (
    FROM warehouse.kept.traits WHERE entity_id IN (SELECT entity_id FROM temp.entity_ids)
), told AS (
    SELECT entity_id AS id, as_of FROM temp.roles_that_moved
    UNION ALL
    SELECT entity_id, as_of FROM warehouse.role_records WHERE entity_id IN (SELECT id FROM temp.moved)
), held AS (
    SELECT coalesce(new_merged.identity, told.id) AS entity_id, as_of
    FROM told LEFT JOIN temp.new_merged ON new_merged.id = told.id
    UNION ALL
    SELECT coalesce(moved_from.identity, told.id), as_of
    FROM told SEMI JOIN temp.moved ON moved.id = told.id LEFT JOIN temp.moved_from ON moved_from.id = told.id
)
SELECT entity_id, min(as_of) AS since FROM held WHERE as_of IS NOT NULL GROUP BY entity_id
UNION ALL
SELECT entity_id, DATE '-infinity' FROM (
    (FROM before EXCEPT SELECT {trait_columns} FROM temp.new_traits)
    UNION
    (SELECT {trait_columns} FROM temp.new_traits EXCEPT FROM before)
);
DELETE FROM warehouse.kept.traits WHERE entity_id IN (SELECT entity_id FROM temp.entity_ids);
INSERT INTO warehouse.kept.traits BY NAME FROM temp.new_traits ORDER BY entity_id;
CREATE OR REPLACE TEMP VIEW traits AS FROM warehouse.kept.traits;

--- touched claims
-- The ids, as articles gave them, of sources that are told otherwise now.
CREATE TEMP TABLE told_otherwise AS
SELECT id FROM temp.moved
UNION SELECT source_id FROM temp.changed_sources
UNION SELECT id FROM warehouse.kept.merged_ids WHERE identity IN (SELECT source_id FROM temp.changed_sources);
-- A table of its own: DuckDB would join all claims with all days first, millions with dozens.
CREATE TEMP TABLE sources_told_since AS
SELECT source_id, since FROM warehouse.kept.sources JOIN temp.told_otherwise_since USING (entity_id);
CREATE TEMP TABLE touched AS
WITH changed AS (
    SELECT claim_id FROM temp.fresh_claims
    UNION SELECT claim_id FROM temp.gone_claims
    UNION SELECT claim_id FROM warehouse.kept.said WHERE recorded_speaker_id IN (SELECT id FROM temp.told_otherwise)
    UNION SELECT claim_id FROM warehouse.kept.claim_corrections WHERE speaker_id IN (SELECT id FROM temp.told_otherwise)
    UNION SELECT claim_id FROM warehouse.attribution_records WHERE source_id IN (SELECT id FROM temp.told_otherwise)
    UNION SELECT unnest([claim_id, other_id]) FROM temp.fresh_links
    -- Claims that others make too, of articles that turn out to be copies.
    UNION SELECT claim_id FROM warehouse.kept.grouped WHERE document_id IN (SELECT document_id FROM temp.fresh_copies)
    UNION
    SELECT said.claim_id
    FROM warehouse.kept.said JOIN temp.sources_told_since ON sources_told_since.source_id = said.speaker_id
    WHERE coalesce(said.published, DATE '-infinity') >= sources_told_since.since
)
SELECT claim_id FROM changed
UNION
SELECT claim_id FROM warehouse.kept.grouped
WHERE group_id IN (SELECT group_id FROM warehouse.kept.grouped WHERE claim_id IN (SELECT claim_id FROM changed));
CREATE TEMP TABLE touched_records AS
SELECT {claim_columns} FROM warehouse.claim_records
WHERE claim_id IN (SELECT claim_id FROM temp.touched) AND claim_id NOT IN (SELECT claim_id FROM temp.gone_claims)
UNION ALL BY NAME FROM temp.fresh_claims;
DELETE FROM warehouse.kept.said WHERE claim_id IN (SELECT claim_id FROM temp.touched);
DELETE FROM warehouse.kept.recorded WHERE claim_id IN (SELECT claim_id FROM temp.touched);
DELETE FROM warehouse.kept.grouped WHERE claim_id IN (SELECT claim_id FROM temp.touched);
DELETE FROM warehouse.kept.citation_steps WHERE claim_id IN (SELECT claim_id FROM temp.touched);

--- speaking
-- Who speaks in these, by all ids: their offices are asked.
CREATE TEMP TABLE speaking AS
WITH speakers AS (
    SELECT speaker_id AS id FROM temp.touched_records
    UNION SELECT speaker_id FROM temp.claim_corrections
), known AS (
    SELECT coalesce(merged.identity, speakers.id) AS source_id
    FROM speakers LEFT JOIN warehouse.kept.merged_ids AS merged ON merged.id = speakers.id
), heads AS (
    SELECT DISTINCT entity_id FROM warehouse.kept.sources SEMI JOIN known USING (source_id) WHERE entity_id IS NOT NULL
)
SELECT entity_id FROM heads
UNION
SELECT id FROM warehouse.kept.merged_ids WHERE identity IN (SELECT entity_id FROM heads);
CREATE OR REPLACE TEMP VIEW role_records AS
FROM warehouse.role_records WHERE entity_id IN (SELECT entity_id FROM temp.speaking);
