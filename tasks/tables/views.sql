-- Read in the lake and in the warehouse alike. A document's latest version is its current one.
CREATE VIEW current_documents AS
SELECT document_id, version, content_hash, article_id, uri, url, language, title, lead, section, authors, text, outlet,
       outlet_from, published, published_at, published_from, run_id, landed_at, code_version, model_version
FROM documents
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY version DESC) = 1;

-- The accounts of all runs. One that was not closed, because it goes on or was killed, has what it landed and put in
-- quarantine so far, and no finished_at.
CREATE VIEW runs AS
SELECT run_id, started_at, finished_at, seen, landed, unchanged, quarantined, passed_over, passed_over_as, code_version,
       model_version
FROM run_records
UNION ALL BY NAME
SELECT run_id, min(landed_at) AS started_at, count(*) AS seen, count(landed_at) AS landed, 0 AS unchanged,
       count(*) - count(landed_at) AS quarantined
FROM (SELECT run_id, landed_at FROM documents UNION ALL SELECT run_id, NULL FROM quarantine)
WHERE run_id NOT IN (SELECT run_id FROM run_records)
GROUP BY run_id;

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

-- One row an identity. Its name is the one most documents give it; its role the
-- office that was last reported, else that it is a member of a party.
CREATE VIEW entities AS
WITH known AS (
    SELECT coalesce(merged_ids.identity, entity_records.entity_id) AS entity_id, name, label, role, country, named,
           document_id
    FROM entity_records LEFT JOIN merged_ids ON merged_ids.id = entity_records.entity_id
), named AS (
    SELECT entity_id, name, label, row_number() OVER (
        PARTITION BY entity_id ORDER BY count(DISTINCT document_id) DESC, length(name) DESC, name, label
    ) AS place
    FROM known GROUP BY entity_id, name, label
), held AS (
    SELECT entity_id, role, row_number() OVER (
        PARTITION BY entity_id ORDER BY role = 'Mitglied', as_of DESC NULLS LAST, role, document_id
    ) AS place
    FROM roles
)
SELECT named.entity_id, named.name, named.label, held.role,
       (SELECT min(country) FROM known WHERE known.entity_id = named.entity_id) AS country,
       (SELECT bool_or(named) FROM known WHERE known.entity_id = named.entity_id) AS named,
       (SELECT coalesce(list(DISTINCT known.role ORDER BY known.role) FILTER (known.role IS NOT NULL), [])
        FROM known WHERE known.entity_id = named.entity_id) AS roles
FROM named LEFT JOIN held ON held.entity_id = named.entity_id AND held.place = 1
WHERE named.place = 1;

CREATE VIEW sources AS
WITH known AS (
    SELECT coalesce(own.identity, source_records.source_id) AS source_id, name, kind,
           coalesce(theirs.identity, source_records.entity_id) AS entity_id,
           count, description, country, reason, named, document_id
    FROM source_records
    LEFT JOIN merged_ids AS own ON own.id = source_records.source_id
    LEFT JOIN merged_ids AS theirs ON theirs.id = source_records.entity_id
)
SELECT source_id, name, kind, entity_id, max(count) AS count, min(description) AS description,
       min(country) AS country, min(reason) AS reason, bool_or(named) AS named
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
       coalesce(sources.name, CASE WHEN claims.kind = 'outlet' THEN current_documents.outlet END) AS speaker,
       coalesce(sources.kind, CASE WHEN claims.kind = 'outlet' AND current_documents.outlet IS NOT NULL THEN 'outlet' END)
           AS speaker_kind,
       claims.speaker_mention, claims.cue, claims.act, claims.type, claims.content, claims.said_on, claims.certainty,
       claims.negated, coalesce(chain.via, []) AS via, current_documents.title, claims.document_id, claims.claim_id, claims.kind,
       claims.speaker_id, claims.kind = 'outlet' AS own, current_documents.url, current_documents.section,
       current_documents.authors, claims.confidence
FROM claims
JOIN current_documents ON current_documents.document_id = claims.document_id
LEFT JOIN sources ON sources.source_id = claims.speaker_id
LEFT JOIN chain ON chain.claim_id = claims.claim_id;

-- Claims that rest on nobody who is named: the chain ends in anonymous sources, and whoever stands before them is an
-- outlet or agency that passes the claim on.
CREATE VIEW anonymous_claims AS
WITH chain AS (
    SELECT attributions.claim_id,
           bool_and(sources.kind IN ('anonymous', 'outlet', 'agency')) AS passed_on,
           arg_max(sources.kind, attributions.hop) = 'anonymous' AS ends_anonymous,
           list(sources.name ORDER BY hop) FILTER (sources.kind = 'anonymous') AS anonymous,
           max(sources.count) FILTER (sources.kind = 'anonymous') AS count,
           min(sources.reason) FILTER (sources.kind = 'anonymous') AS reason
    FROM attributions JOIN sources ON sources.source_id = attributions.source_id
    GROUP BY attributions.claim_id
)
SELECT who_said_what.*, chain.anonymous, chain.count, chain.reason
FROM who_said_what JOIN chain ON chain.claim_id = who_said_what.claim_id
WHERE chain.passed_on AND chain.ends_anonymous;

-- Which claim an outlet or agency has from another: one row a step. Who cites is the one before in the chain of the claim,
-- for the first one the outlet that prints the article; it is NULL where nothing tells that.
CREATE VIEW citation_steps AS
WITH hops AS (
    SELECT attributions.claim_id, attributions.hop, attributions.relation, sources.name, current_documents.document_id,
           current_documents.published, current_documents.outlet
    FROM attributions
    JOIN current_documents ON current_documents.document_id = attributions.document_id
    JOIN sources ON sources.source_id = attributions.source_id
    WHERE sources.kind IN ('outlet', 'agency') AND sources.named
), steps AS (
    SELECT *, coalesce(lag(name) OVER (PARTITION BY claim_id ORDER BY hop), outlet) AS citing FROM hops
)
SELECT citing, name AS cited, claim_id, document_id, published
FROM steps
WHERE relation <> 'prints' AND citing IS DISTINCT FROM name;

-- Which outlet or agency cites which: one row a pair.
CREATE VIEW citations AS
SELECT citing, cited, count(DISTINCT claim_id) AS claims, count(DISTINCT document_id) AS articles,
       min(published) AS first_day, max(published) AS last_day
FROM citation_steps
GROUP BY citing, cited;

-- Claims that say the same have one group_id, the least of their claim ids. A claim that nobody else makes is its own.
CREATE VIEW claim_groups AS
WITH RECURSIVE current_claims AS (
    SELECT claim_id FROM claim_records SEMI JOIN current_documents USING (document_id)
), both_ways AS (
    SELECT unnest([claim_id, other_id]) AS one, unnest([other_id, claim_id]) AS other
    FROM claim_links
    SEMI JOIN current_claims AS a ON a.claim_id = claim_links.claim_id
    SEMI JOIN current_claims AS b ON b.claim_id = claim_links.other_id
), grouped(claim_id, group_id) USING KEY (claim_id) AS (
    SELECT one, min(least(one, other)) FROM both_ways GROUP BY one
    UNION
    SELECT both_ways.other, min(grouped.group_id)
    FROM grouped
    JOIN both_ways ON both_ways.one = grouped.claim_id
    JOIN recurring.grouped AS known ON known.claim_id = both_ways.other
    WHERE grouped.group_id < known.group_id
    GROUP BY both_ways.other
)
SELECT current_claims.claim_id, coalesce(grouped.group_id, current_claims.claim_id) AS group_id
FROM current_claims LEFT JOIN grouped ON grouped.claim_id = current_claims.claim_id;

-- How many independent origins a claim has in the lake: one row a claim of the current versions, with what its whole group
-- has. A claim's origin is the last of its chain who is named, at least the outlet that prints it. An article counts
-- once, and so do all that carry one agency's copy: for the claim with the longest way, the innermost of those.
CREATE VIEW claim_origins AS
WITH named AS (
    SELECT attributions.claim_id, max(attributions.hop) AS hops,
           arg_max({'id': CASE WHEN sources.kind IN ('outlet', 'agency') THEN sources.name ELSE sources.source_id END,
                    'name': sources.name, 'relation': attributions.relation}, attributions.hop) AS last
    FROM attributions JOIN sources ON sources.source_id = attributions.source_id
    WHERE sources.named
    GROUP BY attributions.claim_id
), copies AS (
    SELECT document_id, min(name) AS agency FROM credits WHERE kind = 'agency' AND part = 'text' GROUP BY document_id
), found AS (
    SELECT claim_groups.claim_id, claim_groups.group_id, documents.document_id, documents.published, documents.outlet,
           CASE WHEN named.last.relation <> 'prints' THEN named.last.name
                ELSE coalesce(copies.agency, named.last.name, documents.outlet) END AS origin,
           CASE WHEN named.last.relation <> 'prints' THEN named.last.id
                ELSE coalesce(copies.agency, named.last.id, documents.outlet, documents.document_id) END AS origin_id,
           row_number() OVER (
               PARTITION BY claim_groups.group_id, coalesce(copies.agency, documents.document_id)
               ORDER BY named.hops DESC NULLS LAST, length(claim_records.content), claim_groups.claim_id
           ) AS place
    FROM claim_groups
    JOIN claim_records ON claim_records.claim_id = claim_groups.claim_id
    JOIN documents ON documents.document_id = claim_records.document_id
    LEFT JOIN named ON named.claim_id = claim_groups.claim_id
    LEFT JOIN copies ON copies.document_id = claim_records.document_id
), counted AS (
    SELECT group_id, count(DISTINCT origin_id) FILTER (place = 1) AS origins,
           list(DISTINCT origin ORDER BY origin) FILTER (place = 1 AND origin IS NOT NULL) AS origin_names,
           count(DISTINCT document_id) AS articles,
           list(DISTINCT outlet ORDER BY outlet) FILTER (outlet IS NOT NULL) AS outlets,
           min(published) AS first_day, max(published) AS last_day
    FROM found GROUP BY group_id
)
SELECT found.claim_id, found.group_id, found.origin, counted.origins, coalesce(counted.origin_names, []) AS origin_names,
       counted.articles, coalesce(counted.outlets, []) AS outlets, counted.first_day, counted.last_day, found.document_id
FROM found JOIN counted ON counted.group_id = found.group_id;

-- What the lake knew at the end of a day (UTC): who_said_what over the versions that had landed by then. Who is who and
-- what is found in a text are today's. The warehouse has current versions only: an article that changed since is missing.
CREATE OR REPLACE MACRO known_on(day) AS TABLE
WITH known AS (
    SELECT * FROM documents
    WHERE epoch_us(landed_at) < epoch_us((day::DATE + 1)::TIMESTAMP)
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY version DESC) = 1
), chain AS (
    SELECT attributions.claim_id, list(coalesce(sources.name, attributions.source_id) ORDER BY hop) AS via
    FROM attributions LEFT JOIN sources ON sources.source_id = attributions.source_id
    GROUP BY attributions.claim_id
)
SELECT known.published, known.outlet,
       coalesce(sources.name, CASE WHEN claims.kind = 'outlet' THEN known.outlet END) AS speaker,
       coalesce(sources.kind, CASE WHEN claims.kind = 'outlet' AND known.outlet IS NOT NULL THEN 'outlet' END)
           AS speaker_kind,
       claims.speaker_mention, claims.cue, claims.act, claims.type, claims.content, claims.said_on, claims.certainty,
       claims.negated, coalesce(chain.via, []) AS via, known.title, claims.document_id, claims.claim_id, claims.kind,
       claims.speaker_id, claims.kind = 'outlet' AS own, known.url, known.section, known.authors, claims.confidence
FROM claims
JOIN known ON known.document_id = claims.document_id
LEFT JOIN sources ON sources.source_id = claims.speaker_id
LEFT JOIN chain ON chain.claim_id = claims.claim_id;
