-- The views of the warehouse that stand on what is kept there, in the schema ``kept``, instead of being computed each time
-- that they are asked: they answer as those of views.sql do. tasks/land/kept.py keeps it.
-- A line of three dashes stands where views.sql is read.
CREATE VIEW claim_records AS
SELECT {recorded_columns} FROM kept.said WHERE NOT corrected
UNION ALL
SELECT {claim_columns} FROM kept.recorded;
---
CREATE OR REPLACE VIEW merged_ids AS FROM kept.merged_ids;
CREATE OR REPLACE VIEW entities AS FROM kept.entities;
CREATE OR REPLACE VIEW sources AS FROM kept.sources;
CREATE OR REPLACE VIEW traits AS FROM kept.traits;
CREATE OR REPLACE VIEW claim_corrections AS FROM kept.claim_corrections;

CREATE OR REPLACE VIEW current_documents AS SELECT {document_columns} FROM documents;

CREATE OR REPLACE VIEW claims AS SELECT {columns_of_claims} FROM kept.said;

CREATE OR REPLACE VIEW said_in_versions AS SELECT {said_columns} FROM kept.said;

CREATE OR REPLACE VIEW who_said_what AS FROM said_in_versions;

CREATE OR REPLACE VIEW anonymous_claims AS
SELECT {said_columns}, anonymous, count, reason FROM kept.said WHERE nobody_named;

CREATE OR REPLACE VIEW citation_steps AS FROM kept.citation_steps;

CREATE OR REPLACE VIEW claim_groups AS
SELECT claim_id, group_id FROM kept.grouped
UNION ALL
SELECT claim_id, claim_id FROM kept.said WHERE NOT grouped;

CREATE OR REPLACE VIEW claim_origins AS
FROM kept.grouped
UNION ALL
SELECT claim_id, claim_id AS group_id, origin, 1::BIGINT AS origins, CASE WHEN origin IS NULL THEN [] ELSE [origin] END AS
       origin_names, 1::BIGINT AS articles, CASE WHEN outlet IS NULL THEN [] ELSE [outlet] END AS outlets,
       published AS first_day, published AS last_day, document_id
FROM kept.said WHERE NOT grouped;
