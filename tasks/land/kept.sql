-- How what the warehouse keeps is computed: by the very views of views.sql, as temporary ones over all rows, or over those
-- that changed. A section begins with a line of three dashes and its name; tasks/land/kept.py says when each is run.

--- all rows
CREATE TEMP VIEW claim_records AS
SELECT {claim_columns} FROM lake.claim_records SEMI JOIN temp.current_ids USING (document_id);
CREATE TEMP VIEW documents AS FROM warehouse.documents;
CREATE TEMP VIEW attribution_records AS FROM warehouse.attribution_records;
CREATE TEMP VIEW credits AS FROM warehouse.credits;
CREATE TEMP VIEW claim_links AS FROM warehouse.claim_links;
CREATE TEMP VIEW source_records AS FROM warehouse.source_records;
CREATE TEMP VIEW entity_records AS FROM warehouse.entity_records;
CREATE TEMP VIEW role_records AS FROM warehouse.role_records;

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
CREATE TEMP VIEW source_records AS
FROM warehouse.source_records WHERE source_id IN (SELECT source_id FROM temp.source_ids);
CREATE TEMP VIEW entity_records AS
FROM warehouse.entity_records WHERE entity_id IN (SELECT entity_id FROM temp.entity_ids);
CREATE TEMP VIEW role_records AS
FROM warehouse.role_records WHERE entity_id IN (SELECT entity_id FROM temp.entity_ids);

--- rest of what views ask
CREATE TEMP VIEW merges AS FROM warehouse.merges;
CREATE TEMP VIEW mention_records AS FROM warehouse.mention_records;
CREATE TEMP VIEW quarantine AS FROM warehouse.quarantine;
CREATE TEMP VIEW run_records AS FROM warehouse.run_records;

--- said
CREATE TEMP VIEW said AS
WITH several AS (
    SELECT claim_id FROM claim_groups QUALIFY count(*) OVER (PARTITION BY group_id) > 1
)
SELECT records.*, said.speaker_id AS identity, said.outlet, said.speaker, said.speaker_kind, said.via,
       said.title, said.url, said.section, said.authors, anonymous.claim_id IS NOT NULL AS nobody_named, anonymous.anonymous,
       anonymous.count, anonymous.reason, origins.origin, several.claim_id IS NOT NULL AS grouped
FROM claim_records AS records
JOIN who_said_what AS said ON said.claim_id = records.claim_id
LEFT JOIN anonymous_claims AS anonymous ON anonymous.claim_id = records.claim_id
LEFT JOIN claim_origins AS origins ON origins.claim_id = records.claim_id
LEFT JOIN several ON several.claim_id = records.claim_id;

--- keep claims
CREATE TEMP TABLE fresh_said AS FROM temp.said;
INSERT INTO warehouse.kept.said BY NAME FROM temp.fresh_said ORDER BY published, document_id, claim_id;
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

--- moved identities
CREATE TEMP TABLE new_merged AS FROM temp.merged_ids;
CREATE TEMP TABLE moved AS
SELECT DISTINCT id FROM (
    (FROM temp.new_merged EXCEPT FROM warehouse.kept.merged_ids)
    UNION ALL (FROM warehouse.kept.merged_ids EXCEPT FROM temp.new_merged)
);
-- Whose merges moved, and who came with documents or went with them: each with every id that is or was one with it.
CREATE TEMP TABLE all_ids AS
WITH asked AS (
    SELECT id FROM temp.moved UNION SELECT id FROM temp.ids_of_documents
), heads AS (
    SELECT id FROM asked
    UNION SELECT identity FROM warehouse.kept.merged_ids SEMI JOIN asked USING (id)
    UNION SELECT identity FROM temp.new_merged SEMI JOIN asked USING (id)
)
SELECT id FROM heads
UNION SELECT id FROM warehouse.kept.merged_ids WHERE identity IN (SELECT id FROM heads)
UNION SELECT id FROM temp.new_merged WHERE identity IN (SELECT id FROM heads);
CREATE TEMP TABLE entity_ids AS SELECT id AS entity_id FROM temp.all_ids;
-- A source is told with its entity's id, which may have moved alone.
CREATE TEMP TABLE source_ids AS
SELECT id AS source_id FROM temp.all_ids
UNION
SELECT source_id FROM warehouse.source_records WHERE entity_id IN (SELECT id FROM temp.moved);
DELETE FROM warehouse.kept.merged_ids WHERE id IN (SELECT id FROM temp.moved);
INSERT INTO warehouse.kept.merged_ids FROM temp.new_merged SEMI JOIN temp.moved USING (id) ORDER BY ALL;
CREATE OR REPLACE TEMP VIEW merged_ids AS FROM warehouse.kept.merged_ids;

CREATE TEMP TABLE new_sources AS FROM temp.sources;
-- What of a source stands in rows about claims.
CREATE TEMP TABLE changed_sources AS
WITH before AS (
    FROM warehouse.kept.sources WHERE source_id IN (SELECT source_id FROM temp.source_ids)
)
SELECT DISTINCT source_id FROM (
    (SELECT source_id, name, kind, named, count, reason FROM before
     EXCEPT SELECT source_id, name, kind, named, count, reason FROM temp.new_sources)
    UNION ALL
    (SELECT source_id, name, kind, named, count, reason FROM temp.new_sources
     EXCEPT SELECT source_id, name, kind, named, count, reason FROM before)
);
DELETE FROM warehouse.kept.sources WHERE source_id IN (SELECT source_id FROM temp.source_ids);
INSERT INTO warehouse.kept.sources BY NAME FROM temp.new_sources ORDER BY source_id;
CREATE OR REPLACE TEMP VIEW sources AS FROM warehouse.kept.sources;
CREATE TEMP TABLE new_entities AS FROM temp.entities;
DELETE FROM warehouse.kept.entities WHERE entity_id IN (SELECT entity_id FROM temp.entity_ids);
INSERT INTO warehouse.kept.entities BY NAME FROM temp.new_entities ORDER BY entity_id;
CREATE OR REPLACE TEMP VIEW entities AS FROM warehouse.kept.entities;

--- touched claims
-- The ids, as articles gave them, of sources that are told otherwise now.
CREATE TEMP TABLE told_otherwise AS
SELECT id FROM temp.moved
UNION SELECT source_id FROM temp.changed_sources
UNION SELECT id FROM warehouse.kept.merged_ids WHERE identity IN (SELECT source_id FROM temp.changed_sources);
CREATE TEMP TABLE touched AS
WITH changed AS (
    SELECT claim_id FROM temp.fresh_claims
    UNION SELECT claim_id FROM temp.gone_claims
    UNION SELECT claim_id FROM warehouse.kept.said WHERE speaker_id IN (SELECT id FROM temp.told_otherwise)
    UNION SELECT claim_id FROM warehouse.attribution_records WHERE source_id IN (SELECT id FROM temp.told_otherwise)
    UNION SELECT unnest([claim_id, other_id]) FROM temp.fresh_links
)
SELECT claim_id FROM changed
UNION
SELECT claim_id FROM warehouse.kept.grouped
WHERE group_id IN (SELECT group_id FROM warehouse.kept.grouped WHERE claim_id IN (SELECT claim_id FROM changed));
CREATE TEMP TABLE touched_records AS
SELECT {claim_columns} FROM warehouse.kept.said
WHERE claim_id IN (SELECT claim_id FROM temp.touched) AND claim_id NOT IN (SELECT claim_id FROM temp.gone_claims)
UNION ALL BY NAME FROM temp.fresh_claims;
DELETE FROM warehouse.kept.said WHERE claim_id IN (SELECT claim_id FROM temp.touched);
DELETE FROM warehouse.kept.grouped WHERE claim_id IN (SELECT claim_id FROM temp.touched);
DELETE FROM warehouse.kept.citation_steps WHERE claim_id IN (SELECT claim_id FROM temp.touched);
