-- Read in the lake alone, which has all versions; publishing writes what it tells into the warehouse as a table.
-- What came and what went from one version of an article to the next, a row a value or a claim. A claim that only stands
-- elsewhere has neither come nor gone.
CREATE VIEW changes AS
WITH versions AS (
    SELECT documents.*, lead(document_id) OVER versions AS next_id
    FROM documents WINDOW versions AS (PARTITION BY article_id ORDER BY version)
), pairs AS (
    SELECT versions.article_id, versions.document_id AS old_id, latter.document_id AS new_id, latter.version,
           latter.landed_at, latter.outlet, latter.url, latter.title, latter.published, versions.title AS old_title,
           versions.published AS old_published, versions.outlet AS old_outlet, versions.text <> latter.text AS rewritten,
           length(versions.text) AS old_length, length(latter.text) AS length
    FROM versions JOIN documents AS latter ON latter.document_id = versions.next_id
), said AS (
    SELECT claims.document_id, coalesce(sources.name, '') AS speaker, claims.content
    FROM claims
    SEMI JOIN (SELECT old_id AS id FROM pairs UNION SELECT new_id FROM pairs) AS concerned
        ON concerned.id = claims.document_id
    LEFT JOIN sources ON sources.source_id = claims.speaker_id
    GROUP BY ALL
), told AS (
    SELECT new_id, 'headline' AS what, NULL AS speaker, old_title AS before, title AS after
    FROM pairs WHERE old_title IS DISTINCT FROM title
    UNION ALL
    SELECT new_id, 'day of publication', NULL, old_published::VARCHAR, published::VARCHAR
    FROM pairs WHERE old_published IS DISTINCT FROM published
    UNION ALL
    SELECT new_id, 'outlet', NULL, old_outlet, outlet FROM pairs WHERE old_outlet IS DISTINCT FROM outlet
    UNION ALL
    SELECT new_id, 'text', NULL, old_length || ' characters', length || ' characters' FROM pairs WHERE rewritten
    UNION ALL
    SELECT pairs.new_id, 'claim went', nullif(said.speaker, ''), said.content, NULL
    FROM pairs JOIN said ON said.document_id = pairs.old_id
    ANTI JOIN said AS kept ON kept.document_id = pairs.new_id AND kept.speaker = said.speaker AND kept.content = said.content
    UNION ALL
    SELECT pairs.new_id, 'claim came', nullif(said.speaker, ''), NULL, said.content
    FROM pairs JOIN said ON said.document_id = pairs.new_id
    ANTI JOIN said AS kept ON kept.document_id = pairs.old_id AND kept.speaker = said.speaker AND kept.content = said.content
)
SELECT pairs.landed_at, pairs.outlet, pairs.title, told.what, told.speaker, told.before, told.after, pairs.url,
       pairs.version, pairs.article_id, pairs.old_id, pairs.new_id
FROM told JOIN pairs ON pairs.new_id = told.new_id;
