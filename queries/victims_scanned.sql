-- What a scan for signals starts from, for every breakdown of `$dimensions` at once: by dimension, reporter and year the records
-- that answered and all of them (`code` empty), and for each code those that say yes and those that say no. Periods of
-- several years and records without a year are left out. asked_victims.sql says why it reads the columns as it does.
finer AS (
    SELECT question AS dimension, map_from_entries(list((code, shown))) AS codes FROM crosswalk
    WHERE code <> shown GROUP BY question
),
put AS (
    SELECT dimension, period_first AS "year",
        coalesce(contributor, collection::VARCHAR || '.' || coalesce(country::VARCHAR, 'unknown')) AS reporter,
        CASE dimension
            WHEN '' THEN ['']
            WHEN 'region' THEN [region::VARCHAR]
            WHEN 'subregion' THEN [subregion::VARCHAR]
            WHEN 'country' THEN [country::VARCHAR]
            WHEN 'gender' THEN [gender::VARCHAR]
            WHEN 'age' THEN [coalesce(age::VARCHAR, CASE WHEN NOT has_age THEN majority::VARCHAR END)]
            WHEN 'exploitation' THEN exploitation_yes::VARCHAR[]
            WHEN 'sector' THEN sector_yes::VARCHAR[]
            WHEN 'recruiter' THEN recruiter_yes::VARCHAR[]
            WHEN 'method' THEN method_yes::VARCHAR[]
        END AS yes,
        CASE dimension
            WHEN 'exploitation' THEN exploitation_no::VARCHAR[]
            WHEN 'sector' THEN sector_no::VARCHAR[]
            WHEN 'recruiter' THEN recruiter_no::VARCHAR[]
            WHEN 'method' THEN method_no::VARCHAR[]
        END AS no,
        sum(records) AS records
    FROM selected, (SELECT unnest($dimensions::VARCHAR[]) AS dimension),
        (SELECT count(*) > 0 AS has_age FROM questions
         WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR AND question = 'age')
    WHERE period_first = period_last
    GROUP BY ALL
),
shown AS MATERIALIZED (
    SELECT dimension, "year", reporter, records,
        list_distinct(list_transform(
            list_filter(yes, lambda code: code NOT IN ('unknown', 'not_specified')),
            lambda code: coalesce(codes[code], code))) AS yes,
        CASE WHEN list_has_any(yes, ['unknown', 'not_specified']) THEN []
             ELSE list_distinct(list_transform(
                 list_filter(no, lambda code: code NOT IN ('unknown', 'not_specified')),
                 lambda code: coalesce(codes[code], code))) END AS no
    FROM put LEFT JOIN finer USING (dimension)
),
flags AS (
    SELECT question AS dimension, shown AS code, bool_or(zeros) AS zeros
    FROM questions JOIN crosswalk USING (question, code)
    WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR AND code NOT IN ('unknown', 'not_specified')
    GROUP BY ALL
),
said AS (
    SELECT dimension, reporter, "year", unnest(yes) AS code, records AS yes, 0 AS no FROM shown
    UNION ALL
    SELECT dimension, reporter, "year", unnest(no) AS code, 0 AS yes, records AS no FROM shown
)
SELECT dimension, reporter, "year"::INTEGER AS "year", NULL AS code, false AS zeros, 0::BIGINT AS yes, 0::BIGINT AS no,
    coalesce(sum(records) FILTER (len(yes) > 0), 0)::BIGINT AS answered, sum(records)::BIGINT AS total
FROM shown GROUP BY ALL
UNION ALL
SELECT dimension, reporter, "year"::INTEGER AS "year", code, coalesce(any_value(zeros), false) AS zeros,
    sum(yes)::BIGINT AS yes, sum(no)::BIGINT AS no, 0::BIGINT AS answered, 0::BIGINT AS total
FROM said LEFT JOIN flags USING (dimension, code) GROUP BY dimension, reporter, "year", code
ORDER BY dimension, code, reporter, "year"
