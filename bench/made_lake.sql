-- What bench.made_lake makes of the numbers, days and texts of articles: rows of every table that grows with them.
-- A number between 0 and 1 that looks like chance, and the same every time.
CREATE TEMP MACRO made_share(a, b) AS (hash(a, b) >> 11)::DOUBLE / 9007199254740992.0;
-- A rank below ``many``, by Zipf's law.
CREATE TEMP MACRO made_rank(a, b, many) AS (exp(made_share(a, b) * ln(many)) - 1)::BIGINT;
CREATE TEMP MACRO made_of(names, a, b) AS names[1 + (hash(a, b) % len(names))::BIGINT];
CREATE TEMP MACRO made_id(kind, a) AS left(sha256(kind || chr(31) || a), 20);
CREATE TEMP MACRO made_syllable(a, b) AS made_of(
    ['bren', 'dal', 'fer', 'gun', 'hol', 'jan', 'kel', 'lor', 'mar', 'nie', 'ost', 'pe', 'ro', 'sel', 'tor', 'wen'], a, b);
CREATE TEMP MACRO made_family(person) AS upper(made_syllable(made_rank(person, 'family', 20000), 1)[1])
    || made_syllable(made_rank(person, 'family', 20000), 1)[2:] || made_syllable(made_rank(person, 'family', 20000), 2)
    || made_of(['', 'mann', 'er', 'sen', 'thal', 'ing', 'hardt', 'bach', 'ow', 'ner'], made_rank(person, 'family', 20000), 3);
CREATE TEMP MACRO made_given(person) AS made_of(
    ['Anke', 'Ole', 'Ida', 'Jan', 'Imke', 'Hauke', 'Nadia', 'Emil', 'Wiebke', 'Tom', 'Lena', 'Kai', 'Ruth', 'Uwe', 'Petra',
     'Heike', 'Jürgen', 'Aylin', 'Mehmet', 'Sören', 'Birgit', 'Karl', 'Ulla', 'Bernd'], person, 'given');

-- A block of articles
CREATE TEMP TABLE block AS
SELECT made_id('document', i::VARCHAR) AS document_id, i, published, text, 'Blatt ' || made_rank(i, 'outlet', 400) AS outlet
FROM made;

CREATE TEMP TABLE who AS
WITH drawn AS (
    SELECT document_id, i, published, place, text, made_rank(i * 100 + place, 'person', $people) AS person,
           made_share(i * 100 + place, 'form') AS form
    FROM block, range(12) AS places(place)
), named AS (
    SELECT *, CASE WHEN place < 7 THEN 'person' WHEN place < 10 THEN 'organisation' ELSE 'place' END AS kind FROM drawn
)
SELECT document_id, i, published, place, kind, text,
       CASE kind WHEN 'person' THEN CASE WHEN form < 0.15 THEN made_family(person)
                                    ELSE made_given(person) || ' ' || made_family(person) END
            WHEN 'organisation' THEN 'Bund der ' || made_family(person) || 'werke' ELSE made_family(person) || 'stadt' END AS name,
       CASE WHEN kind = 'person' AND form > 0.6 AND hash(person, 'party') % 5 = 0
            THEN made_of(['SPD', 'CDU', 'FDP', 'Die Linke'], person, 'which') END AS party,
       CASE WHEN kind = 'person' AND form > 0.3 AND hash(person, 'role') % 3 = 0
            THEN made_of(['Senator', 'Trainer', 'Landrat', 'Forscher', 'Richter'], person, 'office') END AS role,
       made_id('entity', name || coalesce(party, '')
           || CASE WHEN kind = 'person' AND form < 0.15 THEN document_id ELSE '' END) AS entity_id
FROM named QUALIFY row_number() OVER (PARTITION BY document_id, entity_id ORDER BY place) = 1;

INSERT INTO documents BY NAME
SELECT document_id, 1 AS version, sha256(text) AS content_hash, 'https://blatt.example/artikel/' || i || '.html' AS url,
       'blatt.example/artikel/' || i || '.html' AS article_id, 'file:///archiv/' || i || '.html' AS uri, 'de' AS language,
       left(text, 60) AS title, 'Ressort ' || i % 12 AS section, [] AS authors, text, outlet, 'metadata' AS outlet_from,
       published, 'meta' AS published_from, 'made ' || i // 1000 AS run_id, published::TIMESTAMPTZ AS landed_at
FROM block;

INSERT INTO segments BY NAME
SELECT document_id, published, part * 240 AS start_char, part * 240 + 200 AS end_char,
       substr(text, part * 240 + 1, 200) AS text, CASE part WHEN 0 THEN 'headline' ELSE 'paragraph' END AS kind
FROM block, range(10) AS parts(part);

INSERT INTO publication_dates BY NAME
SELECT document_id, published, 'meta' AS origin, published::VARCHAR AS text, published AS value, true AS chosen,
       false AS conflict
FROM block;

INSERT INTO credits BY NAME
SELECT document_id, published, 0 AS start_char, 3 AS end_char, 'dpa' AS text, 'dpa' AS name, 'agency' AS kind, 'text' AS part
FROM block WHERE hash(i, 'credit') % 4 = 0;

INSERT INTO dates BY NAME
SELECT document_id, published, place * 300 AS start_char, place * 300 + 9 AS end_char, 'am Montag' AS text, 'DATE' AS type,
       published::VARCHAR AS value, published AS first_day, published AS last_day
FROM block, range(6) AS places(place);

INSERT INTO mention_records BY NAME
SELECT document_id, published, times * 500 + place * 20 AS start_char, start_char + length(name) AS end_char, name AS text,
       CASE kind WHEN 'person' THEN 'PER' WHEN 'organisation' THEN 'ORG' ELSE 'LOC' END AS label, entity_id, 'name' AS form
FROM who, range(3) AS repeated(times);

INSERT INTO entity_records BY NAME
SELECT document_id, published, entity_id, name,
       CASE kind WHEN 'person' THEN 'PER' WHEN 'organisation' THEN 'ORG' ELSE 'LOC' END AS label, kind, role, true AS named
FROM who;

INSERT INTO role_records BY NAME
SELECT document_id, published, entity_id, 'Mitglied' AS role, party AS organisation, published AS as_of FROM who
WHERE party IS NOT NULL
UNION ALL BY NAME
SELECT document_id, published, entity_id, role, NULL AS organisation, published AS as_of FROM who WHERE role IS NOT NULL;

CREATE TEMP TABLE speaking AS
SELECT document_id, published, place, name, CASE WHEN place = 9 THEN 'anonymous' ELSE kind END AS source_kind, entity_id,
       made_id('source', entity_id) AS source_id
FROM who WHERE kind <> 'place'
UNION ALL BY NAME
SELECT document_id, published, 100 AS place, outlet AS name, 'outlet' AS source_kind, made_id('entity', outlet) AS entity_id,
       made_id('source', entity_id) AS source_id
FROM block
UNION ALL BY NAME
SELECT document_id, published, 101 AS place, 'Blatt ' || made_rank(i, 'cited', 400) AS name, 'outlet' AS source_kind,
       made_id('entity', name) AS entity_id, made_id('source', entity_id) AS source_id
FROM block WHERE hash(i, 'cites') % 5 = 0 AND made_rank(i, 'cited', 400) <> made_rank(i, 'outlet', 400);

INSERT INTO source_records BY NAME
SELECT document_id, published, source_id, name, source_kind AS kind, entity_id, source_kind <> 'anonymous' AS named
FROM speaking;

CREATE TEMP TABLE claimed AS
WITH numbered AS (
    SELECT document_id, i, published, text, n, n * length(text) // 25 AS start_char, start_char + 110 AS end_char,
           least(made_rank(i * 25 + n, 'speaker', 12), 9) AS place
    FROM block, range(25) AS claims(n)
)
SELECT made_id('claim', document_id || n) AS claim_id, numbered.*, speaking.source_id, speaking.name
FROM numbered LEFT JOIN speaking USING (document_id, place);

INSERT INTO claim_records BY NAME
SELECT claim_id, document_id, published, made_of(['Direct', 'Indirect', 'Reported'], claim_id, 'type') AS type,
       substr(text, start_char + 1, 110) AS content, [{'start_char': start_char, 'end_char': end_char}] AS content_spans,
       name AS speaker_mention, [{'start_char': start_char, 'end_char': start_char}] AS speaker_spans,
       source_id AS speaker_id, 'sagte' AS cue, [{'start_char': end_char, 'end_char': end_char + 5}] AS cue_spans,
       made_of(['say', 'announce', 'deny', 'demand'], claim_id, 'act') AS act, [] AS addressee_spans, [] AS frame_spans,
       'asserted' AS certainty, false AS negated, CASE WHEN source_id IS NULL THEN 'outlet' ELSE 'quoted' END AS kind,
       round(0.5 + made_share(claim_id, 'confidence') / 2, 3) AS confidence
FROM claimed;

INSERT INTO attribution_records BY NAME
SELECT claim_id, document_id, block.published, 0 AS hop, made_id('source', made_id('entity', outlet)) AS source_id,
       'prints' AS relation
FROM claimed JOIN block USING (document_id)
UNION ALL BY NAME
SELECT claim_id, document_id, speaking.published, 1 AS hop, speaking.source_id, 'cites' AS relation
FROM claimed JOIN speaking USING (document_id) WHERE speaking.place = 101 AND hash(claim_id, 'via') % 3 = 0
UNION ALL BY NAME
SELECT claim_id, document_id, published, 2 AS hop, source_id, 'speaker' AS relation FROM claimed WHERE source_id IS NOT NULL;

INSERT INTO claim_links BY NAME
SELECT least(one.claim_id, other.claim_id) AS claim_id, greatest(one.claim_id, other.claim_id) AS other_id,
       0.6 AS similarity, 'made' AS run_id, 'says the same' AS relation, 'made' AS why
FROM claimed AS one JOIN claimed AS other ON other.i = one.i - 1 - (hash(one.i, one.n) % 80)::BIGINT AND other.n = one.n
WHERE hash(one.claim_id, 'link') % 12 = 0;

INSERT INTO read_files BY NAME
SELECT 'file:///archiv/' || i || '.html' AS uri, 5000 AS size, 1700000000000000000 + i AS modified, 1 AS items,
       'made' AS code_version, 'made ' || i // 1000 AS run_id
FROM block;

INSERT INTO run_records BY NAME
SELECT 'made ' || i // 1000 AS run_id, min(published)::TIMESTAMPTZ AS started_at, started_at AS finished_at, count(*) AS seen,
       count(*) AS landed, 0 AS unchanged, 0 AS quarantined, 0 AS passed_over, [] AS passed_over_as, 'made' AS code_version,
       'made' AS model_version
FROM block GROUP BY i // 1000;

DROP TABLE block; DROP TABLE who; DROP TABLE speaking; DROP TABLE claimed;
