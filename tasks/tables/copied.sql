-- Read behind views.sql, in the lake and in the warehouse alike: which articles are copies, and who was first.

-- Two articles of which one has text of the other, or both have it from a third. Where that is told, the first is the one
-- that has it from the other, else the one of the lesser id.
CREATE VIEW copies AS
WITH told AS (
    SELECT unnest([{'one': document_id, 'share': share, 'other': other_id, 'other_share': other_share},
                   {'one': other_id, 'share': other_share, 'other': document_id, 'other_share': share}]) AS pair,
           copy_records.* EXCLUDE (document_id, share, other_id, other_share)
    FROM copy_records
)
SELECT one.published, one.outlet, one.title, told.pair.share AS share, told.words, other.outlet AS other_outlet,
       other.title AS other_title, told.pair.other_share AS other_share, other.published AS other_published,
       told.from_id IS NOT NULL AS from_other, told.origin, told.told_by, one.url, other.url AS other_url,
       one.document_id, other.document_id AS other_id
FROM told
JOIN current_documents AS one ON one.document_id = told.pair.one
JOIN current_documents AS other ON other.document_id = told.pair.other
WHERE told.pair.other = coalesce(told.from_id, greatest(told.pair.one, told.pair.other));

-- Copies of one text have one group_id, the least of their document ids. What holds a shorter one, which is less than a
-- third of it, is of that text alone of which it has most: a digest of many articles does not make one of them.
CREATE VIEW copy_groups AS
WITH RECURSIVE pairs AS (
    SELECT document_id, other_id, share, other_share, words FROM copy_records
    SEMI JOIN current_documents AS a ON a.document_id = copy_records.document_id
    SEMI JOIN current_documents AS b ON b.document_id = copy_records.other_id
), contained AS (
    SELECT document_id AS one, other_id AS longer, words FROM pairs WHERE share >= 1 / 3 AND other_share < 1 / 3
    UNION ALL
    SELECT other_id, document_id, words FROM pairs WHERE other_share >= 1 / 3 AND share < 1 / 3
), joined AS (
    SELECT document_id AS one, other_id AS other FROM pairs WHERE (share >= 1 / 3) = (other_share >= 1 / 3)
    UNION ALL
    SELECT longer, arg_min(one, {'words': -words, 'one': one}) FROM contained GROUP BY longer
), both_ways AS (
    SELECT one, other FROM joined UNION SELECT other, one FROM joined
), grouped(document_id, group_id) USING KEY (document_id) AS (
    SELECT one, min(least(one, other)) FROM both_ways GROUP BY one
    UNION
    SELECT both_ways.other, min(grouped.group_id)
    FROM grouped
    JOIN both_ways ON both_ways.one = grouped.document_id
    JOIN recurring.grouped AS known ON known.document_id = both_ways.other
    WHERE grouped.group_id < known.group_id
    GROUP BY both_ways.other
)
SELECT document_id, group_id FROM grouped;

-- Of claims that say the same, and of copies of one text: which article was first, and how much later each other took it
-- up. Articles of one day of which not all have a time share a place.
CREATE VIEW echoes AS
WITH told AS (
    SELECT 'claim' AS kind, group_id, document_id, min(claim_id) AS claim_id
    FROM claim_origins WHERE articles > 1 GROUP BY group_id, document_id
    UNION ALL
    SELECT 'article', group_id, document_id, NULL FROM copy_groups
), timed AS (
    SELECT told.kind, told.group_id, told.document_id, told.claim_id, documents.outlet, documents.title, documents.url,
           documents.published, documents.published_at,
           CASE WHEN count(documents.published_at) OVER day = count(*) OVER day THEN documents.published_at END AS told_at
    FROM told JOIN current_documents AS documents ON documents.document_id = told.document_id
    WINDOW day AS (PARTITION BY told.kind, told.group_id, documents.published)
), placed AS (
    SELECT *, rank() OVER (PARTITION BY kind, group_id ORDER BY published NULLS LAST, told_at) AS place,
           min(published) OVER (PARTITION BY kind, group_id) AS first_day
    FROM timed
), firsts AS (
    SELECT kind, group_id, any_value(outlet) AS outlet, any_value(document_id) AS document_id,
           any_value(published_at) AS published_at
    FROM placed WHERE place = 1 GROUP BY kind, group_id HAVING count(*) = 1
)
SELECT placed.kind, placed.published, placed.outlet, placed.place, firsts.outlet AS first_outlet,
       CASE WHEN placed.published_at >= firsts.published_at
            THEN round(epoch(placed.published_at - firsts.published_at) / 3600, 1) END AS hours,
       placed.published - placed.first_day AS days, placed.title, placed.published_at, placed.url, placed.group_id,
       firsts.document_id AS first_id, placed.document_id, placed.claim_id
FROM placed LEFT JOIN firsts ON firsts.kind = placed.kind AND firsts.group_id = placed.group_id;
