-- Full text over the articles and claims of the warehouse: macros in plain SQL over plain tables, so that any DuckDB client
-- searches without an extension. tasks/land/search_index.py fills the tables; {abbreviations} stands for those behind which
-- no sentence ends. bench/search_speed.py says what it costs.

-- A word as it is compared, as quellenlage.terms.folding.folded writes it.
CREATE MACRO search_folded(word) AS
    strip_accents(replace(replace(replace(replace(replace(replace(
        translate(lower(regexp_replace(nfc_normalize(word), '\p{Cf}', '', 'g')), 'øłđ', 'old'),
        'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'));

-- The same without umlauts, however they are written.
CREATE MACRO search_plain(folded) AS replace(replace(replace(folded, 'ae', 'a'), 'oe', 'o'), 'ue', 'u');

-- A folded name without the genitive's s.
CREATE MACRO search_nominative(folded) AS regexp_replace(folded, '^(.{3,}[^sxz])s$', '\1');

-- The words of a text, and what stands between them, in turn.
CREATE MACRO search_pieces(text) AS
    regexp_extract_all(text, '[\p{L}\p{M}\p{N}\p{Cf}]+(?:-[\p{L}\p{M}\p{N}\p{Cf}]+)*|[^\p{L}\p{M}\p{N}\p{Cf}]+');

-- The folded words of a name, or of what is asked for one.
CREATE MACRO search_words_of(name) AS
    list_transform(regexp_extract_all(name, '[\p{L}\p{M}\p{N}\p{Cf}]+'), lambda word: search_folded(word));

-- What is asked, an element a row: a word, or a phrase in quotation marks, each with its folded words in order. A word with
-- hyphens is looked for joined too.
CREATE MACRO search_elements(words) AS TABLE
    WITH split AS (
        SELECT regexp_extract_all(
            regexp_replace(words, '[„“”‟«»‹›]', '"', 'g'), '-?"[^"]*"?|[^\s"]+') AS written
    ), marked AS (
        SELECT unnest(written) AS written, generate_subscripts(written, 1) AS element FROM split
    )
    SELECT element, starts_with(written, '-') AS excluded, contains(written, '"') AS exact,
           search_words_of(written) AS asked,
           CASE WHEN NOT exact AND len(asked) > 1 AND contains(ltrim(written, '-'), '-')
                THEN array_to_string(asked, '') END AS joined
    FROM marked WHERE len(search_words_of(written)) > 0;

-- Where the terms of an element's words are: a row a place in a text, with what it weighs. All words of a phrase stand there
-- one behind the other; parts of compounds do not count within quotation marks, and elsewhere half.
CREATE MACRO search_hits(words) AS TABLE
    WITH elements AS (
        FROM search_elements(words)
    ), asked AS (
        SELECT element, exact, unnest(asked) AS form, generate_subscripts(asked, 1) - 1 AS place, len(asked) AS many
        FROM elements
        UNION ALL
        SELECT element, exact, joined, 0, 1 FROM elements WHERE joined IS NOT NULL
    ), terms AS (
        SELECT asked.*, search_forms.term FROM asked JOIN search_forms ON search_forms.form = asked.form
        UNION
        SELECT *, form FROM asked
        UNION
        SELECT *, search_nominative(form) FROM asked WHERE form NOT IN (SELECT form FROM search_forms)
        UNION
        SELECT *, '~' || search_plain(search_nominative(form)) FROM asked
        UNION
        SELECT *, '=' || form FROM asked WHERE exact
    ), matches AS (
        SELECT terms.element, terms.place, terms.many, search_terms.word_id, search_terms.place AS piece,
               min(search_terms.part) AS part
        FROM terms JOIN search_terms ON search_terms.term = terms.term
        WHERE NOT (search_terms.part AND (terms.exact OR terms.many > 1))
        GROUP BY ALL
    ), places AS (
        SELECT matches.element, matches.many, search_postings.text_id, matches.place, matches.part,
               search_postings.position + matches.piece - matches.place AS begins,
               search_postings.start_char, search_postings.start_char + search_words.length AS end_char
        FROM matches
        JOIN search_words ON search_words.word_id = matches.word_id
        JOIN search_postings ON search_postings.word_id = matches.word_id
    )
    SELECT element, text_id, start_char, max(end_char) AS end_char, max(weight) AS weight
    FROM (
        SELECT element, text_id, min(start_char) AS start_char, max(end_char) AS end_char,
               CASE WHEN min(part) THEN 0.5 ELSE 1.0 END AS weight
        FROM places
        GROUP BY element, many, text_id, begins
        HAVING count(DISTINCT place) = many
    )
    GROUP BY element, text_id, start_char;

-- BM25 of one element in one text: how often, in how long a text, in how many of all texts.
CREATE MACRO search_bm25(often, length, mean_length, texts, all_texts) AS
    ln(1 + (all_texts - texts + 0.5) / (texts + 0.5)) * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length / mean_length));

-- How many characters before the end of a text a sentence begins.
CREATE MACRO search_begins(before) AS
    length(before) - length(regexp_extract(
        regexp_replace(before, '(?i)\b({abbreviations})[.]', '\1‧', 'g'),
        '(?s)^.*(?:(?:(?:\p{L}{2}|[%)»«“”"’])[.]|\d{4}[.]|[!?…]|[.][»«“”"’)])[»«“”"’)]*\s|\n\s*)'));

-- How many characters from the beginning of a text a sentence ends.
CREATE MACRO search_ends(behind) AS
    length(regexp_extract(
        regexp_replace(behind, '(?i)\b({abbreviations})[.]', '\1‧', 'g'),
        '(?s)^(?:.*?(?:(?:(?:\p{L}{2}|[%)»«“”"’])[.]|\d{4}[.]|[!?…]|[.][»«“”"’)])[»«“”"’)]*(?:\s|$)|\n)|.*)'));

-- The sentences of a text from the first mark to the last, the marks between asterisks. ``marks``: places of the text, in order.
CREATE MACRO search_sentence(text, begins, ends, marks) AS
    trim(regexp_replace(
        array_to_string(list_transform(
            list_concat(marks, [{'start_char': ends, 'end_char': ends}]),
            lambda mark, i: substring(text,
                    CASE WHEN i = 1 THEN begins ELSE marks[i - 1].end_char END + 1,
                    mark.start_char - CASE WHEN i = 1 THEN begins ELSE marks[i - 1].end_char END)
                || CASE WHEN i > len(marks) THEN ''
                   ELSE '**' || substring(text, mark.start_char + 1, mark.end_char - mark.start_char) || '**' END
        ), ''), '\s+', ' ', 'g'));

-- Where the sentence begins and ends that holds the characters from ``first`` to ``last``, at most 600 either way.
CREATE MACRO search_span(text, first, last) AS {
    'start_char': first - search_begins(substring(text, greatest(first - 600, 0) + 1, first - greatest(first - 600, 0))),
    'end_char': CASE
        WHEN regexp_matches(substring(text, greatest(last - 3, 0) + 1, last - greatest(last - 3, 0)), '[.!?…][»«“”"’)]*$')
            AND regexp_matches(substring(text, last + 1, 1), '^\s?$') THEN last
        -- The last letters before it tell whether a full stop behind it ends the sentence.
        ELSE last - least(last, 2) + search_ends(substring(text, last - least(last, 2) + 1, 600)) END
};

-- The claims that are about what is asked, the best first. Something of it is in their words or in the name of who speaks; what
-- is not, stands elsewhere in the article and counts a quarter. What is excluded stands in neither.
CREATE MACRO search(words) AS TABLE
    WITH elements AS MATERIALIZED (
        FROM search_elements(words)
    ), hits AS MATERIALIZED (
        FROM search_hits(words)
    ), found AS MATERIALIZED (
        SELECT search_claims.claim_id, hits.element, hits.start_char, hits.end_char, hits.weight,
               hits.start_char >= search_claims.start_char AND hits.end_char <= search_claims.end_char AS own
        FROM hits JOIN search_claims ON search_claims.text_id = hits.text_id
        UNION ALL
        SELECT search_claims.claim_id, hits.element, NULL, NULL, hits.weight, true
        FROM hits JOIN search_claims ON search_claims.speaker_text_id = hits.text_id
    ), counted AS (
        SELECT claim_id, element, bool_or(own) AS own,
               coalesce(sum(weight) FILTER (own), 0) + 0.25 * coalesce(max(weight) FILTER (NOT own), 0) AS often,
               count(*) OVER (PARTITION BY element) AS texts
        FROM found GROUP BY claim_id, element
    ), everything AS (
        SELECT count(*) AS texts, avg(end_char - start_char) AS mean_length FROM search_claims
    ), ranked AS MATERIALIZED (
        SELECT counted.claim_id, round(sum(search_bm25(
                   counted.often, search_claims.end_char - search_claims.start_char, everything.mean_length,
                   counted.texts, everything.texts) ORDER BY counted.element), 4) AS score
        FROM counted
        JOIN elements ON elements.element = counted.element
        JOIN search_claims ON search_claims.claim_id = counted.claim_id
        CROSS JOIN everything
        GROUP BY counted.claim_id
        HAVING bool_or(counted.own AND NOT elements.excluded) AND NOT bool_or(counted.own AND elements.excluded)
           AND count(*) FILTER (NOT elements.excluded) = (SELECT count(*) FILTER (NOT excluded) FROM elements)
    ), spans AS MATERIALIZED (
        SELECT ranked.claim_id, ranked.score, search_claims.speaker, search_claims.text_id, search_claims.start_char,
               search_span(documents.text, search_claims.start_char, search_claims.end_char) AS span,
               documents.document_id, documents.text
        FROM ranked
        JOIN search_claims ON search_claims.claim_id = ranked.claim_id
        JOIN search_texts ON search_texts.text_id = search_claims.text_id
        JOIN documents ON documents.document_id = search_texts.document_id
    ), marks AS (
        SELECT claim_id, list({'start_char': start_char, 'end_char': end_char} ORDER BY start_char) AS marks
        FROM (
            SELECT DISTINCT found.claim_id, found.start_char, found.end_char
            FROM found JOIN spans ON spans.claim_id = found.claim_id
            WHERE found.start_char >= spans.span.start_char AND found.end_char <= spans.span.end_char
            QUALIFY found.start_char >= coalesce(max(found.end_char) OVER (PARTITION BY found.claim_id
                ORDER BY found.start_char, found.end_char DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
        )
        GROUP BY claim_id
    )
    SELECT spans.score, documents.published, documents.outlet, spans.speaker,
           search_sentence(spans.text, spans.span.start_char, spans.span.end_char, coalesce(marks.marks, []))
               AS sentence,
           claim_records.content, documents.title, documents.url, documents.document_id, spans.claim_id
    FROM spans
    JOIN documents ON documents.document_id = spans.document_id
    JOIN claim_records ON claim_records.claim_id = spans.claim_id
    LEFT JOIN marks ON marks.claim_id = spans.claim_id
    ORDER BY spans.score DESC, documents.published DESC NULLS LAST, documents.document_id, spans.start_char, spans.claim_id;

-- The articles in which everything stands that is asked, the best first, each with the sentence where most of it is.
CREATE MACRO search_articles(words) AS TABLE
    WITH elements AS MATERIALIZED (
        FROM search_elements(words)
    ), hits AS MATERIALIZED (
        SELECT hits.* FROM search_hits(words) AS hits
        JOIN search_texts ON search_texts.text_id = hits.text_id WHERE search_texts.document_id IS NOT NULL
    ), counted AS (
        SELECT text_id, element, sum(weight) AS often, count(*) OVER (PARTITION BY element) AS texts
        FROM hits GROUP BY text_id, element
    ), everything AS (
        SELECT count(*) AS texts, avg(length) AS mean_length FROM search_texts WHERE document_id IS NOT NULL
    ), ranked AS MATERIALIZED (
        SELECT counted.text_id, round(sum(search_bm25(
                   counted.often, search_texts.length, everything.mean_length, counted.texts, everything.texts)
                   ORDER BY counted.element), 4) AS score
        FROM counted
        JOIN elements ON elements.element = counted.element
        JOIN search_texts ON search_texts.text_id = counted.text_id
        CROSS JOIN everything
        GROUP BY counted.text_id
        HAVING NOT bool_or(elements.excluded)
           AND count(*) = (SELECT count(*) FILTER (NOT excluded) FROM elements)
    ), near AS (
        SELECT hits.text_id, hits.start_char, hits.end_char,
               max(hits.end_char) OVER beside AS last, count(DISTINCT hits.element) OVER beside AS many
        FROM hits SEMI JOIN ranked USING (text_id)
        WINDOW beside AS (PARTITION BY hits.text_id ORDER BY hits.start_char RANGE BETWEEN CURRENT ROW AND 250 FOLLOWING)
    ), best AS (
        SELECT text_id, start_char AS first, last FROM near
        QUALIFY row_number() OVER (PARTITION BY text_id ORDER BY many DESC, start_char, last) = 1
    ), spans AS (
        SELECT best.text_id, documents.document_id, search_span(documents.text, best.first, best.last) AS span
        FROM best
        JOIN search_texts ON search_texts.text_id = best.text_id
        JOIN documents ON documents.document_id = search_texts.document_id
    ), marks AS (
        SELECT text_id, list({'start_char': start_char, 'end_char': end_char} ORDER BY start_char) AS marks
        FROM (
            SELECT DISTINCT hits.text_id, hits.start_char, hits.end_char
            FROM hits JOIN spans ON spans.text_id = hits.text_id
            WHERE hits.start_char >= spans.span.start_char AND hits.end_char <= spans.span.end_char
            QUALIFY hits.start_char >= coalesce(max(hits.end_char) OVER (PARTITION BY hits.text_id
                ORDER BY hits.start_char, hits.end_char DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
        )
        GROUP BY text_id
    )
    SELECT ranked.score, documents.published, documents.outlet, documents.title,
           search_sentence(documents.text, spans.span.start_char, spans.span.end_char, marks.marks) AS sentence,
           documents.url, documents.document_id
    FROM ranked
    JOIN spans ON spans.text_id = ranked.text_id
    JOIN marks ON marks.text_id = ranked.text_id
    JOIN documents ON documents.document_id = spans.document_id
    ORDER BY ranked.score DESC, documents.published DESC NULLS LAST, documents.document_id;
