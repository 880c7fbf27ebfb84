-- Read in the lake and in the warehouse alike. A document's latest version is its current one.
CREATE VIEW current_documents AS
SELECT document_id, version, content_hash, uri, language, title, lead, text, outlet, outlet_from, published,
       published_at, published_from, run_id, landed_at
FROM documents
QUALIFY row_number() OVER (PARTITION BY uri ORDER BY version DESC) = 1;

-- Every id that was merged into another, with the one that stands for it in the end: the least of all.
CREATE VIEW identities AS
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

-- One row an identity. Its name is the one most documents give it; its role the one that was last reported.
CREATE VIEW entities AS
WITH known AS (
    SELECT coalesce(identities.identity, entity_records.entity_id) AS entity_id, name, label, country, document_id
    FROM entity_records LEFT JOIN identities ON identities.id = entity_records.entity_id
), named AS (
    SELECT entity_id, name, label, row_number() OVER (
        PARTITION BY entity_id ORDER BY count(DISTINCT document_id) DESC, length(name) DESC, name, label
    ) AS place
    FROM known GROUP BY entity_id, name, label
), held AS (
    SELECT coalesce(identities.identity, roles.entity_id) AS entity_id, role, row_number() OVER (
        PARTITION BY coalesce(identities.identity, roles.entity_id)
        ORDER BY published DESC NULLS LAST, role, document_id
    ) AS place
    FROM roles LEFT JOIN identities ON identities.id = roles.entity_id
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
    LEFT JOIN identities AS own ON own.id = source_records.source_id
    LEFT JOIN identities AS theirs ON theirs.id = source_records.entity_id
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
    FROM attributions
    LEFT JOIN identities ON identities.id = attributions.source_id
    LEFT JOIN sources ON sources.source_id = coalesce(identities.identity, attributions.source_id)
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
LEFT JOIN identities ON identities.id = claims.speaker_id
LEFT JOIN sources ON sources.source_id = coalesce(identities.identity, claims.speaker_id)
LEFT JOIN chain ON chain.claim_id = claims.claim_id;
