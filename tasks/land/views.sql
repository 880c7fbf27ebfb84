-- Read in the lake and in the warehouse alike. A document's latest version is its current one.
CREATE VIEW current_documents AS
SELECT document_id, version, content_hash, uri, language, title, lead, text, outlet, outlet_from, published,
       published_at, published_from, run_id, landed_at
FROM documents
QUALIFY row_number() OVER (PARTITION BY uri ORDER BY version DESC) = 1;

-- Every id that was merged into another, with the one that stands for it in the end: the least of all.
CREATE VIEW merged_ids AS
WITH RECURSIVE active AS (
    SELECT from_id, into_id FROM merges
    GROUP BY from_id, into_id HAVING sum(CASE WHEN withdrawn THEN -1 ELSE 1 END) > 0
), walk(id, into_id) AS (
    SELECT from_id, into_id FROM active
    UNION
    SELECT walk.id, active.into_id FROM walk JOIN active ON active.from_id = walk.into_id
)
SELECT id, min(into_id) AS identity
FROM walk
GROUP BY id;

-- Every id of an entity or source that was ever given, and the one it has in the views: itself if it was not merged.
CREATE VIEW identities AS
SELECT known.id, coalesce(merged_ids.identity, known.id) AS identity
FROM (
    SELECT entity_id AS id FROM entity_records
    UNION SELECT source_id FROM source_records
    UNION SELECT id FROM merged_ids
) AS known
LEFT JOIN merged_ids ON merged_ids.id = known.id;

-- What was found in documents, with the ids that stand in the end: they join with entities and sources. The id that the
-- article alone gave is beside it, as recorded_...
CREATE VIEW mentions AS
SELECT mention_records.* REPLACE (coalesce(merged_ids.identity, mention_records.entity_id) AS entity_id),
       mention_records.entity_id AS recorded_entity_id
FROM mention_records LEFT JOIN merged_ids ON merged_ids.id = mention_records.entity_id;

CREATE VIEW roles AS
SELECT role_records.* REPLACE (coalesce(merged_ids.identity, role_records.entity_id) AS entity_id),
       role_records.entity_id AS recorded_entity_id
FROM role_records LEFT JOIN merged_ids ON merged_ids.id = role_records.entity_id;

CREATE VIEW claims AS
SELECT claim_records.* REPLACE (coalesce(merged_ids.identity, claim_records.speaker_id) AS speaker_id),
       claim_records.speaker_id AS recorded_speaker_id
FROM claim_records LEFT JOIN merged_ids ON merged_ids.id = claim_records.speaker_id;

CREATE VIEW attributions AS
SELECT attribution_records.* REPLACE (coalesce(merged_ids.identity, attribution_records.source_id) AS source_id),
       attribution_records.source_id AS recorded_source_id
FROM attribution_records LEFT JOIN merged_ids ON merged_ids.id = attribution_records.source_id;

-- One row an identity. Its name is the one most documents give it; its role the one that was last reported.
CREATE VIEW entities AS
WITH known AS (
    SELECT coalesce(merged_ids.identity, entity_records.entity_id) AS entity_id, name, label, country, document_id
    FROM entity_records LEFT JOIN merged_ids ON merged_ids.id = entity_records.entity_id
), named AS (
    SELECT entity_id, name, label, row_number() OVER (
        PARTITION BY entity_id ORDER BY count(DISTINCT document_id) DESC, length(name) DESC, name, label
    ) AS place
    FROM known GROUP BY entity_id, name, label
), held AS (
    SELECT entity_id, role, row_number() OVER (
        PARTITION BY entity_id ORDER BY published DESC NULLS LAST, role, document_id
    ) AS place
    FROM roles
)
SELECT named.entity_id, named.name, named.label, held.role,
       (SELECT min(country) FROM known WHERE known.entity_id = named.entity_id) AS country
FROM named LEFT JOIN held ON held.entity_id = named.entity_id AND held.place = 1
WHERE named.place = 1;

CREATE VIEW sources AS
WITH known AS (
    SELECT coalesce(own.identity, source_records.source_id) AS source_id, name, kind,
           coalesce(theirs.identity, source_records.entity_id) AS entity_id,
           count, description, country, reason, document_id
    FROM source_records
    LEFT JOIN merged_ids AS own ON own.id = source_records.source_id
    LEFT JOIN merged_ids AS theirs ON theirs.id = source_records.entity_id
)
SELECT source_id, name, kind, entity_id, max(count) AS count, min(description) AS description,
       min(country) AS country, min(reason) AS reason
FROM known
GROUP BY source_id, name, kind, entity_id
QUALIFY row_number() OVER (
    PARTITION BY source_id ORDER BY count(DISTINCT document_id) DESC, length(name) DESC, name, kind, entity_id
) = 1;

-- Where people start: one row a claim of the current versions, with the way it came by.
CREATE VIEW who_said_what AS
WITH chain AS (
    SELECT attributions.claim_id, list(coalesce(sources.name, attributions.source_id) ORDER BY hop) AS via
    FROM attributions LEFT JOIN sources ON sources.source_id = attributions.source_id
    GROUP BY attributions.claim_id
)
SELECT current_documents.published, current_documents.outlet,
       -- What the outlet says on its own authority, hedged, it says itself.
       coalesce(sources.name, CASE WHEN claims.own THEN current_documents.outlet END) AS speaker,
       coalesce(sources.kind, CASE WHEN claims.own AND current_documents.outlet IS NOT NULL THEN 'outlet' END)
           AS speaker_kind,
       claims.speaker_mention, claims.cue, claims.act, claims.type, claims.content, claims.said_on, claims.certainty,
       claims.negated, coalesce(chain.via, []) AS via, current_documents.title, claims.document_id, claims.claim_id, claims.own
FROM claims
JOIN current_documents ON current_documents.document_id = claims.document_id
LEFT JOIN sources ON sources.source_id = claims.speaker_id
LEFT JOIN chain ON chain.claim_id = claims.claim_id;
