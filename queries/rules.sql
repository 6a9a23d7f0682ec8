-- Rules that several statements share, each written once. queries/rules.py writes them out where a statement calls one: a
-- database that is open for reading takes no macros, and DuckDB's own cannot read the columns of the rows they are called on.

-- Whether a code is an answer: a box "unknown" or "not specified" never is.
CREATE MACRO is_answer(code) AS code::VARCHAR NOT IN ('unknown', 'not_specified');

-- Whether any of the codes is one.
CREATE MACRO has_answer(codes) AS len(list_filter(codes, lambda code: is_answer(code))) > 0;

-- Whether such a box is ticked beside the answers: then a "no" is not one either.
CREATE MACRO is_doubted(ticked) AS
    coalesce(len(list_filter(ticked, lambda code: NOT is_answer(code))) > 0, false);

-- Whether a row answers a question at all, by a yes or a no.
CREATE MACRO is_answered(ticked, crossed_out) AS
    has_answer(ticked) OR has_answer(crossed_out) AND NOT is_doubted(ticked);

-- Whether a row answers one of several questions, each with a yes and a no, that are asked of it together: by a yes to any, by a
-- no to one whose "no" is published (`denied`: those are), or by any other yes where not all of them are.
CREATE MACRO answers_any(ticked, crossed_out, wanted, denied) AS
    list_has_any(ticked::VARCHAR[], wanted)
    OR list_has_any(crossed_out::VARCHAR[], wanted) AND NOT is_doubted(ticked)
    OR has_answer(ticked) AND NOT list_has_all(denied, wanted);

-- What turns the codes of older files, each behind its question and a dot, into those that are shown: `finer`, a map.
CREATE MACRO finer_codes() AS TABLE
    SELECT coalesce(map_from_entries(list((question || '.' || code, shown))), MAP {}) AS finer
    FROM crosswalk WHERE code <> shown;

-- Whether a file asks for ages, or tells minor from adult only: `has_age`.
CREATE MACRO ages_asked() AS TABLE
    SELECT count(*) > 0 AS has_age FROM questions
    WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR AND question = 'age';

-- Who reported: the contributor where the file names it, else how it was collected and where.
CREATE MACRO reported_by() AS
    coalesce(contributor, collection::VARCHAR || '.' || coalesce(country::VARCHAR, 'unknown'));

-- The codes that a row of `selected` has in one dimension, as they are in the file. Needs ages_asked.
CREATE MACRO ticked_of(dimension) AS CASE dimension
    WHEN '' THEN ['']
    WHEN 'year' THEN [period_first::VARCHAR || CASE WHEN period_last > period_first
        THEN '-' || period_last::VARCHAR ELSE '' END]
    WHEN 'region' THEN [region::VARCHAR]
    WHEN 'subregion' THEN [subregion::VARCHAR]
    WHEN 'country' THEN [country::VARCHAR]
    WHEN 'origin_region' THEN [origin_region::VARCHAR]
    WHEN 'origin' THEN [origin::VARCHAR]
    WHEN 'gender' THEN [gender::VARCHAR]
    WHEN 'age' THEN [coalesce(age::VARCHAR, CASE WHEN NOT has_age THEN majority::VARCHAR END)]
    WHEN 'majority' THEN [majority::VARCHAR]
    WHEN 'exploitation' THEN exploitation_yes::VARCHAR[]
    WHEN 'sector' THEN sector_yes::VARCHAR[]
    WHEN 'sexual_form' THEN sexual_form_yes::VARCHAR[]
    WHEN 'recruiter' THEN recruiter_yes::VARCHAR[]
    WHEN 'method' THEN method_yes::VARCHAR[]
    WHEN 'means' THEN means_yes::VARCHAR[]
    WHEN 'perpetrator' THEN perpetrator_yes::VARCHAR[]
    -- One part of what is known of the perpetrators: perpetrator_role, perpetrator_gender, ...
    ELSE list_filter(perpetrator_yes::VARCHAR[],
        lambda code: starts_with(code, replace(dimension, 'perpetrator_', '') || '_'))
END;

-- The codes that a row of `selected` denies, as they are in the file.
CREATE MACRO crossed_out_of(dimension) AS CASE dimension
    WHEN 'exploitation' THEN exploitation_no::VARCHAR[]
    WHEN 'sector' THEN sector_no::VARCHAR[]
    WHEN 'sexual_form' THEN sexual_form_no::VARCHAR[]
    WHEN 'recruiter' THEN recruiter_no::VARCHAR[]
    WHEN 'method' THEN method_no::VARCHAR[]
    WHEN 'means' THEN means_no::VARCHAR[]
END;

-- The answers among them, as they are shown. Needs finer_codes.
CREATE MACRO yes_of(dimension, ticked) AS list_distinct(list_transform(
    list_filter(ticked, lambda code: is_answer(code)), lambda code: coalesce(finer[dimension || '.' || code], code)));

CREATE MACRO no_of(dimension, ticked, crossed_out) AS
    CASE WHEN is_doubted(ticked) THEN [] ELSE yes_of(dimension, crossed_out) END;

-- How the answers to a question were published: one with zeros (its "no" is) has its own denominator, the others share theirs.
CREATE MACRO published_flags() AS TABLE
    SELECT question, shown AS code, bool_or(zeros) AS zeros
    FROM questions JOIN crosswalk USING (question, code)
    WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR AND is_answer(code)
    GROUP BY question, shown;

-- Of how many a share of such an answer is: of those that answered it, or of those that answered the question.
CREATE MACRO known_of(zeros, yes, no, answered) AS
    CASE WHEN coalesce(zeros, false) THEN coalesce(yes, 0) + coalesce(no, 0) ELSE coalesce(answered, 0) END;

-- The code of a published category, empty for "unknown": a category the publisher has; it is not an answer.
CREATE MACRO known_category(code) AS nullif(code, 'unknown');

-- The code that a published figure has in one dimension.
CREATE MACRO category_of(wanted) AS known_category(CASE wanted
    WHEN '' THEN ''
    WHEN 'year' THEN "year"::VARCHAR
    WHEN 'region' THEN region::VARCHAR
    WHEN 'subregion' THEN subregion::VARCHAR
    WHEN 'country' THEN country::VARCHAR
    WHEN 'origin_region' THEN origin_region
    WHEN 'origin' THEN category_country::VARCHAR
    WHEN 'exploitation' THEN category
    WHEN 'gender' THEN sex::VARCHAR
    WHEN 'age' THEN age::VARCHAR
END);
