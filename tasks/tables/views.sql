-- Read in the lake and in the warehouse alike. A document's latest version is its current one; {confidential} is what
-- confidential_names.csv beside this file says.

-- What stands at two offsets, which count from 0 and have their end exclusive; DuckDB's own slices count from 1.
CREATE OR REPLACE MACRO "at"(text, start_char, end_char) AS text[start_char + 1 : end_char];

-- What people have corrected and not taken back: of one thing, what was said last.
CREATE VIEW standing_corrections AS
WITH made AS MATERIALIZED (
    FROM corrections
)
SELECT *
FROM made
WHERE change <> 'withdrawn' AND correction_id NOT IN (SELECT target FROM made WHERE change = 'withdrawn')
QUALIFY row_number() OVER (
    PARTITION BY CASE WHEN change IN ('same', 'different') THEN least(target, value) ELSE target END,
                 CASE WHEN change IN ('same', 'different') THEN greatest(target, value) ELSE change END
    ORDER BY made_at DESC, correction_id DESC
) = 1;

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

-- Every id that was merged into another, with the one that stands for it in the end: the least of all. What people say
-- comes last. An id that is told from another leaves those it was linked with, and another of them takes its place.
CREATE VIEW merged_ids AS
WITH RECURSIVE linked AS (
    SELECT from_id, into_id FROM merges
    GROUP BY from_id, into_id HAVING sum(CASE WHEN withdrawn THEN -1 ELSE 1 END) > 0
), judged AS (
    -- Of the entities, and of the sources that stand for them, whose ids follow from theirs.
    SELECT change, unnest([target, left(sha256('source' || chr(31) || target), 20)]) AS one,
           unnest([value, left(sha256('source' || chr(31) || value), 20)]) AS other
    FROM standing_corrections WHERE change IN ('same', 'different')
), alone AS (
    SELECT DISTINCT one AS id FROM judged WHERE change = 'different'
), places AS (
    SELECT alone.id, coalesce(max(linked.into_id) FILTER (linked.from_id = alone.id),
                              min(linked.from_id) FILTER (linked.into_id = alone.id)) AS heir
    FROM alone JOIN linked ON alone.id IN (linked.from_id, linked.into_id)
    WHERE NOT (linked.from_id IN (FROM alone) AND linked.into_id IN (FROM alone))
    GROUP BY alone.id
), active AS (
    SELECT linked.from_id, linked.into_id FROM linked
    WHERE linked.from_id NOT IN (FROM alone) AND linked.into_id NOT IN (FROM alone)
    UNION
    SELECT greatest(other, heir), least(other, heir)
    FROM (
        SELECT CASE WHEN linked.from_id = places.id THEN linked.into_id ELSE linked.from_id END AS other, places.heir
        FROM places JOIN linked ON places.id IN (linked.from_id, linked.into_id)
    )
    WHERE other <> heir AND other NOT IN (FROM alone)
), walk(id, into_id) AS (
    SELECT from_id, into_id FROM active
    UNION
    SELECT walk.id, active.into_id FROM walk JOIN active ON active.from_id = walk.into_id
), found AS (
    SELECT id, min(into_id) AS identity FROM walk GROUP BY id
), same AS (
    SELECT coalesce(a.identity, judged.one) AS one, coalesce(b.identity, judged.other) AS other
    FROM judged LEFT JOIN found AS a ON a.id = judged.one LEFT JOIN found AS b ON b.id = judged.other
    WHERE judged.change = 'same'
), both_ways AS (
    SELECT one, other FROM same UNION SELECT other, one FROM same
), together(one, other) AS (
    SELECT one, other FROM both_ways
    UNION
    SELECT together.one, both_ways.other FROM together JOIN both_ways ON both_ways.one = together.other
), joined AS (
    SELECT one AS id, least(one, min(other)) AS identity FROM together GROUP BY one
)
SELECT found.id, coalesce(joined.identity, found.identity) AS identity
FROM found LEFT JOIN joined ON joined.id = found.identity
UNION
SELECT id, identity FROM joined WHERE id <> identity;

-- Every id of an entity or source that was ever given, and the one it has in the views: itself if it was not merged.
CREATE VIEW identities AS
SELECT known.id, coalesce(merged_ids.identity, known.id) AS identity
FROM (
    SELECT entity_id AS id FROM entity_records
    UNION SELECT source_id FROM source_records
    UNION SELECT id FROM merged_ids
    UNION SELECT value FROM standing_corrections WHERE change = 'speaker' AND value IS NOT NULL
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

-- Which claims the corrections of claims mean, and what holds of these. A claim that was extracted anew, or of another
-- version of its article, is the one that was meant if its id is, or its words are under the same cue, or most of the
-- same place; what is no claim has to have that cue.
CREATE VIEW claim_corrections AS
WITH meant AS (
    SELECT claims.claim_id, claims.document_id, claims.published, corrections.* EXCLUDE (document_id, content, cue),
           claims.claim_id = corrections.target AS itself, claims.content = corrections.content AS worded,
           claims.cue IS NOT DISTINCT FROM corrections.cue AS cued,
           claims.content_spans[1].start_char AS first_char, claims.content_spans[-1].end_char AS last_char,
           claims.document_id = corrections.document_id AS in_place
    FROM standing_corrections AS corrections
    JOIN documents ON documents.article_id = corrections.article_id
    JOIN claim_records AS claims ON claims.document_id = documents.document_id
), placed AS (
    SELECT * FROM meant
    WHERE itself OR worded AND (cued OR in_place AND first_char = start_char AND change <> 'not a claim')
       OR in_place AND cued AND 2 * (least(last_char, end_char) - greatest(first_char, start_char))
                                > greatest(last_char - first_char, end_char - start_char)
    QUALIFY row_number() OVER (
        PARTITION BY correction_id, document_id
        ORDER BY itself DESC, worded DESC, cued DESC, abs(first_char - start_char), claim_id
    ) = 1
), latest AS (
    SELECT * FROM placed
    QUALIFY row_number() OVER (PARTITION BY claim_id, change ORDER BY made_at DESC, correction_id DESC) = 1
)
SELECT claim_id, any_value(document_id) AS document_id, any_value(published) AS published,
       list(correction_id ORDER BY correction_id) AS correction_ids,
       bool_or(change = 'not a claim') AS not_a_claim, bool_or(change = 'speaker') AS has_speaker,
       max(value) FILTER (change = 'speaker') AS speaker_id, max(value) FILTER (change = 'act') AS act,
       max(value) FILTER (change = 'certainty') AS certainty,
       max(value) FILTER (change = 'said_on')::DATE AS said_on, max(value) FILTER (change = 'negated')::BOOLEAN AS negated
FROM latest
GROUP BY claim_id;

CREATE VIEW claims AS
SELECT claim_records.* REPLACE (
           coalesce(merged_ids.identity, CASE WHEN told.has_speaker THEN told.speaker_id
                                              ELSE claim_records.speaker_id END) AS speaker_id,
           coalesce(told.act, claim_records.act) AS act,
           coalesce(told.certainty, claim_records.certainty) AS certainty,
           coalesce(told.said_on, claim_records.said_on) AS said_on,
           coalesce(told.negated, claim_records.negated) AS negated,
           CASE WHEN told.speaker_id IS NOT NULL AND claim_records.kind = 'outlet' THEN 'quoted'
                ELSE claim_records.kind END AS kind,
           CASE WHEN told.has_speaker THEN 1.0 ELSE claim_records.confidence END AS confidence
       ),
       claim_records.speaker_id AS recorded_speaker_id, told.claim_id IS NOT NULL AS corrected
FROM claim_records
LEFT JOIN claim_corrections AS told ON told.claim_id = claim_records.claim_id
LEFT JOIN merged_ids
    ON merged_ids.id = CASE WHEN told.has_speaker THEN told.speaker_id ELSE claim_records.speaker_id END
WHERE told.not_a_claim IS NOT TRUE;

-- A corrected speaker stands where the one was that he is in place of, else at the end.
CREATE VIEW attributions AS
WITH told AS MATERIALIZED (
    FROM claim_corrections
), steps AS (
    SELECT attribution_records.* REPLACE (
               CASE WHEN told.has_speaker AND attribution_records.relation = 'speaker' THEN told.speaker_id
                    ELSE attribution_records.source_id END AS source_id
           ),
           attribution_records.source_id AS recorded_source_id
    FROM attribution_records LEFT JOIN told ON told.claim_id = attribution_records.claim_id
    WHERE told.not_a_claim IS NOT TRUE
    UNION ALL BY NAME
    SELECT told.claim_id, any_value(told.document_id) AS document_id, any_value(told.published) AS published,
           coalesce(max(records.hop), -1) + 1 AS hop, any_value(told.speaker_id) AS source_id, 'speaker' AS relation
    FROM told LEFT JOIN attribution_records AS records ON records.claim_id = told.claim_id
    WHERE told.has_speaker AND told.not_a_claim IS NOT TRUE
    GROUP BY told.claim_id
    HAVING bool_or(records.relation = 'speaker') IS NOT TRUE
)
SELECT steps.* REPLACE (coalesce(merged_ids.identity, steps.source_id) AS source_id)
FROM steps LEFT JOIN merged_ids ON merged_ids.id = steps.source_id
WHERE steps.source_id IS NOT NULL;

-- One row an identity. Its name is the one that people have given it, else the one most documents give; its role the
-- office that was last reported, else that it is a member of a party.
CREATE VIEW entities AS
WITH merged AS MATERIALIZED (
    FROM merged_ids
), given AS (
    SELECT coalesce(merged.identity, target) AS entity_id, arg_max(value, made_at) AS name
    FROM standing_corrections LEFT JOIN merged ON merged.id = target
    WHERE change = 'name'
    GROUP BY 1
), known AS (
    SELECT coalesce(merged.identity, entity_records.entity_id) AS entity_id, name, label, role, country, named,
           document_id
    FROM entity_records LEFT JOIN merged ON merged.id = entity_records.entity_id
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
SELECT named.entity_id, coalesce(given.name, named.name) AS name, named.label, held.role,
       (SELECT min(country) FROM known WHERE known.entity_id = named.entity_id) AS country,
       (SELECT bool_or(named) FROM known WHERE known.entity_id = named.entity_id) AS named,
       (SELECT coalesce(list(DISTINCT known.role ORDER BY known.role) FILTER (known.role IS NOT NULL), [])
        FROM known WHERE known.entity_id = named.entity_id) AS roles
FROM named
LEFT JOIN held ON held.entity_id = named.entity_id AND held.place = 1
LEFT JOIN given ON given.entity_id = named.entity_id
WHERE named.place = 1;

CREATE VIEW sources AS
WITH merged AS MATERIALIZED (
    FROM merged_ids
), told AS MATERIALIZED (
    FROM standing_corrections
), given AS (
    SELECT coalesce(merged.identity, told.target) AS entity_id, arg_max(told.value, told.made_at) AS name
    FROM told LEFT JOIN merged ON merged.id = told.target
    WHERE told.change = 'name'
    GROUP BY 1
), known AS (
    SELECT coalesce(own.identity, source_records.source_id) AS source_id, name, kind,
           coalesce(theirs.identity, source_records.entity_id) AS entity_id,
           count, description, country, reason, named, document_id
    FROM (
        SELECT source_id, name, kind, entity_id, count, description, country, reason, named, document_id
        FROM source_records
        UNION ALL BY NAME
        -- Who may never have been a source before a person named them as one.
        SELECT value AS source_id, speaker_name AS name, speaker_kind AS kind, entity_id, true AS named
        FROM told WHERE change = 'speaker' AND value IS NOT NULL
    ) AS source_records
    LEFT JOIN merged AS own ON own.id = source_records.source_id
    LEFT JOIN merged AS theirs ON theirs.id = source_records.entity_id
), most AS (
    SELECT source_id, name, kind, entity_id, max(count) AS count, min(description) AS description,
           min(country) AS country, min(reason) AS reason, bool_or(named) AS named
    FROM known
    GROUP BY source_id, name, kind, entity_id
    QUALIFY row_number() OVER (
        PARTITION BY source_id ORDER BY count(DISTINCT document_id) DESC, length(name) DESC, name, kind, entity_id
    ) = 1
)
SELECT most.* REPLACE (coalesce(given.name, most.name) AS name)
FROM most LEFT JOIN given ON given.entity_id = most.entity_id;

-- What the articles tell of each person beside offices: gender and country, which most of them give.
CREATE VIEW traits AS
SELECT coalesce(merged_ids.identity, entity_records.entity_id) AS entity_id, mode(gender ORDER BY gender) AS gender,
       mode(country ORDER BY country) AS country
FROM entity_records LEFT JOIN merged_ids ON merged_ids.id = entity_records.entity_id
WHERE gender IS NOT NULL OR country IS NOT NULL
GROUP BY 1;

-- One row a claim of any version of an article, with the way it came by. What is told of a speaker's office
-- and party holds from the day for which an article tells it, until another does.
CREATE VIEW said_in_versions AS
WITH known AS (
    FROM sources
), chain AS (
    SELECT attributions.claim_id, list(coalesce(known.name, attributions.source_id) ORDER BY hop) AS via
    FROM attributions LEFT JOIN known ON known.source_id = attributions.source_id
    GROUP BY attributions.claim_id
), held AS (
    SELECT entity_id, as_of, min(role) FILTER (role <> 'Mitglied') AS role,
           min(organisation) FILTER (role = 'Mitglied') AS party
    FROM roles GROUP BY entity_id, as_of
), offices AS (
    SELECT entity_id, as_of, role FROM held WHERE role IS NOT NULL
), parties AS (
    SELECT entity_id, as_of, party FROM held WHERE party IS NOT NULL
), placed AS (
    -- The sentence is cut out here: further on, each claim would carry the whole text of its article.
    SELECT claims.* EXCLUDE (published), documents.text[claims.sentence_start + 1 : claims.sentence_end] AS sentence,
           documents.url, documents.published, documents.outlet, documents.title, documents.section, documents.authors
    FROM claims JOIN documents ON documents.document_id = claims.document_id
), said AS (
    SELECT placed.*, known.name, known.kind AS speaker_kind, known.entity_id, known.count, known.reason,
           known.description, known.country AS source_country
    FROM placed LEFT JOIN known ON known.source_id = placed.speaker_id
)
SELECT -- What the outlet says on its own authority, hedged, it says itself.
       coalesce(said.name, CASE WHEN said.kind = 'outlet' THEN said.outlet END) AS speaker,
       said.content, said.sentence,
       said.url, said.published, said.outlet, said.title,
       said.act, said.certainty, said.said_on, said.addressee, coalesce(chain.via, []) AS via,
       coalesce(said.speaker_kind, said.mention_kind,
                CASE WHEN said.kind = 'outlet' AND said.outlet IS NOT NULL THEN 'outlet' END)
           AS speaker_kind,
       offices.role AS speaker_role, parties.party AS speaker_party, traits.gender AS speaker_gender,
       coalesce(traits.country, said.source_country) AS speaker_country,
       CASE WHEN said.speaker_kind <> 'anonymous' THEN NULL
            WHEN said.reason IS NOT NULL OR regexp_matches(concat_ws(' ', said.name, said.description), '{confidential}')
                THEN 'confidential'
            WHEN said.count = 1 THEN 'person'
            WHEN said.speaker_kind = 'anonymous' THEN 'group' END AS anonymity,
       said.speaker_mention, said.cue, said.type, said.section, said.authors, said.confidence,
       'pages/' || said.document_id || '.html#claim-' || said.claim_id AS page,
       said.document_id, said.claim_id, said.speaker_id, said.kind, said.kind = 'outlet' AS own, said.negated, said.corrected
FROM said
LEFT JOIN chain ON chain.claim_id = said.claim_id
LEFT JOIN traits ON traits.entity_id = said.entity_id
ASOF LEFT JOIN offices ON offices.entity_id = said.entity_id AND offices.as_of <= said.published
ASOF LEFT JOIN parties ON parties.entity_id = said.entity_id AND parties.as_of <= said.published;

-- Where people start: the claims of the current versions.
CREATE VIEW who_said_what AS
SELECT said_in_versions.*
FROM said_in_versions SEMI JOIN current_documents ON current_documents.document_id = said_in_versions.document_id;

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
    SELECT claim_id FROM claims SEMI JOIN current_documents USING (document_id)
), both_ways AS (
    SELECT unnest([claim_id, other_id]) AS one, unnest([other_id, claim_id]) AS other
    FROM (SELECT claim_id, other_id FROM claim_links WHERE relation = 'says the same') AS claim_links
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
-- once, and so do all that carry one agency's copy, and copies of one text, whatever mark they carry: for the claim with
-- the longest way, the innermost of those.
CREATE VIEW claim_origins AS
WITH RECURSIVE named AS (
    SELECT attributions.claim_id, max(attributions.hop) AS hops,
           arg_max({'id': CASE WHEN sources.kind IN ('outlet', 'agency') THEN sources.name ELSE sources.source_id END,
                    'name': sources.name, 'relation': attributions.relation}, attributions.hop) AS last
    FROM attributions JOIN sources ON sources.source_id = attributions.source_id
    WHERE sources.named
    GROUP BY attributions.claim_id
), marked AS (
    SELECT document_id, min(name) AS agency FROM credits WHERE kind = 'agency' AND part = 'text' GROUP BY document_id
), grouped AS MATERIALIZED (
    SELECT claim_groups.claim_id, claim_groups.group_id, claim_records.document_id
    FROM claim_groups JOIN claim_records ON claim_records.claim_id = claim_groups.claim_id
), several AS MATERIALIZED (
    SELECT DISTINCT group_id, document_id FROM grouped
    SEMI JOIN (SELECT group_id FROM grouped GROUP BY group_id HAVING count(*) > 1) AS groups USING (group_id)
), copied AS (
    -- Of a group: the articles that have text of each other.
    SELECT several.group_id, unnest([copy_records.document_id, other_id]) AS one,
           unnest([other_id, copy_records.document_id]) AS other, origin, told_by
    FROM copy_records
    JOIN several ON several.document_id = copy_records.document_id
    JOIN several AS others ON others.document_id = copy_records.other_id AND others.group_id = several.group_id
), texts(group_id, document_id, text_id) USING KEY (group_id, document_id) AS (
    SELECT group_id, one, min(least(one, other)) FROM copied GROUP BY group_id, one
    UNION
    SELECT copied.group_id, copied.other, min(texts.text_id)
    FROM texts
    JOIN copied ON copied.group_id = texts.group_id AND copied.one = texts.document_id
    JOIN recurring.texts AS known ON known.group_id = copied.group_id AND known.document_id = copied.other
    WHERE texts.text_id < known.text_id
    GROUP BY copied.group_id, copied.other
), text_origins AS (
    -- Whose text it is that several print: the agency's whose mark one of them carries, else what most pairs tell.
    SELECT texts.group_id, texts.text_id,
           coalesce(mode(origin ORDER BY origin) FILTER (told_by IN ('agency', 'mark')), mode(origin ORDER BY origin))
               AS origin
    FROM texts JOIN copied ON copied.group_id = texts.group_id AND copied.one = texts.document_id
    GROUP BY texts.group_id, texts.text_id
), printed AS (
    SELECT grouped.claim_id, grouped.group_id, length(claim_records.content) AS length, documents.document_id,
           documents.published, documents.outlet, coalesce(text_origins.origin, marked.agency) AS supplier,
           coalesce(text_origins.origin, marked.agency, texts.text_id, documents.document_id) AS text_id
    FROM grouped
    JOIN claim_records ON claim_records.claim_id = grouped.claim_id
    JOIN documents ON documents.document_id = grouped.document_id
    LEFT JOIN texts ON texts.group_id = grouped.group_id AND texts.document_id = grouped.document_id
    LEFT JOIN text_origins ON text_origins.group_id = texts.group_id AND text_origins.text_id = texts.text_id
    LEFT JOIN marked ON marked.document_id = grouped.document_id
), found AS (
    SELECT printed.claim_id, printed.group_id, printed.document_id, printed.published, printed.outlet,
           CASE WHEN named.last.relation <> 'prints' THEN named.last.name
                ELSE coalesce(printed.supplier, named.last.name, printed.outlet) END AS origin,
           CASE WHEN named.last.relation <> 'prints' THEN named.last.id
                ELSE coalesce(printed.supplier, named.last.id, printed.outlet, printed.document_id) END AS origin_id,
           row_number() OVER (
               PARTITION BY printed.group_id, printed.text_id
               ORDER BY named.hops DESC NULLS LAST, printed.length, printed.claim_id
           ) AS place
    FROM printed LEFT JOIN named ON named.claim_id = printed.claim_id
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

-- Who goes against whom: one row a pair of claims of current versions of which one rejects the other, or both cannot be true.
-- Where both do it alike, the later one comes first. own: the speaker goes against what he himself has said.
CREATE VIEW contradictions AS
WITH against AS (
    FROM claim_links WHERE relation NOT IN ('says the same', 'says more exactly')
), both_sides AS (
    SELECT against.relation, against.why, against.similarity, one AS a, other AS b
    FROM against
    JOIN who_said_what AS one ON one.claim_id = against.claim_id
    JOIN who_said_what AS other ON other.claim_id = against.other_id
), ordered AS (
    SELECT relation, why, similarity,
           CASE WHEN turned THEN b ELSE a END AS one, CASE WHEN turned THEN a ELSE b END AS other
    FROM (
        SELECT *, relation = 'contradicts' AND (coalesce(a.said_on, a.published), a.claim_id)
                                               < (coalesce(b.said_on, b.published), b.claim_id) AS turned
        FROM both_sides
    )
)
SELECT coalesce(one.said_on, one.published) AS day, one.speaker, relation, other.speaker AS other_speaker,
       one.content, other.content AS other_content, coalesce(other.said_on, other.published) AS other_day, why,
       one.speaker_id IS NOT NULL AND one.speaker_id IS NOT DISTINCT FROM other.speaker_id AS own,
       one.outlet, other.outlet AS other_outlet, similarity, one.page, other.page AS other_page,
       one.claim_id, other.claim_id AS other_id, one.document_id, other.document_id AS other_document_id
FROM ordered;

-- What several claims say: one row a group of claims that say the same, with what became of it. certainties has the days on
-- which it was put otherwise than before, against the claims that contradict or deny one of them.
CREATE VIEW stories AS
WITH members AS (
    SELECT origins.group_id, origins.origins, origins.origin_names, origins.articles, origins.outlets, origins.first_day,
           origins.last_day, said.claim_id, said.speaker, said.content, said.certainty, said.published, said.page
    FROM claim_origins AS origins
    JOIN who_said_what AS said ON said.claim_id = origins.claim_id
    QUALIFY count(*) OVER (PARTITION BY origins.group_id) > 1
), days AS (
    SELECT group_id, published, list(DISTINCT certainty ORDER BY certainty) AS put FROM members GROUP BY group_id, published
), turns AS (
    SELECT group_id, list(strftime(published, '%Y-%m-%d') || ' ' || array_to_string(put, ', ') ORDER BY published) AS told
    FROM (
        SELECT *, lag(put) OVER (PARTITION BY group_id ORDER BY published) AS before FROM days
    )
    WHERE put IS DISTINCT FROM before
    GROUP BY group_id
), opposed AS (
    SELECT group_id, list(DISTINCT id ORDER BY id) AS ids
    FROM (
        SELECT members.group_id, contradictions.claim_id AS id
        FROM members JOIN contradictions ON contradictions.other_id = members.claim_id
        UNION ALL
        SELECT members.group_id, contradictions.other_id
        FROM members JOIN contradictions ON contradictions.claim_id = members.claim_id
        WHERE contradictions.relation = 'contradicts'
    )
    GROUP BY group_id
)
SELECT arg_min(members.content, (members.published, members.claim_id)) AS content,
       list(DISTINCT members.speaker ORDER BY members.speaker) FILTER (members.speaker IS NOT NULL) AS speakers,
       any_value(members.first_day) AS first_day, any_value(members.last_day) AS last_day, count(*) AS claims,
       any_value(members.articles) AS articles, any_value(members.outlets) AS outlets,
       any_value(members.origins) AS origins, any_value(members.origin_names) AS origin_names,
       any_value(turns.told) AS certainties, coalesce(any_value(opposed.ids), []) AS against,
       arg_min(members.page, (members.published, members.claim_id)) AS page, members.group_id
FROM members
LEFT JOIN turns ON turns.group_id = members.group_id
LEFT JOIN opposed ON opposed.group_id = members.group_id
GROUP BY members.group_id;

-- What the lake knew at the end of a day (UTC): who_said_what over the versions that had landed by then. Who is who and
-- what is found in a text are today's. The warehouse has current versions only: an article that changed since is missing.
CREATE OR REPLACE MACRO known_on(day) AS TABLE
WITH known AS (
    SELECT document_id FROM documents
    WHERE epoch_us(landed_at) < epoch_us((day::DATE + 1)::TIMESTAMP)
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY version DESC) = 1
)
SELECT said_in_versions.*
FROM said_in_versions SEMI JOIN known ON known.document_id = said_in_versions.document_id;
