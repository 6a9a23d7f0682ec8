-- One question put to the selected rows: `yes` are the codes a row answers, `no` those it denies, as they are shown.
-- A box "unknown" or "not specified" is never an answer, and a "no" beside it is not one either. `place` is the country
-- of exploitation or of origin where `$place` asks for it. Rows alike in what is asked are added first: the rest is cheap.
put AS (
    SELECT period_first, period_last,
        -- Who reported: the contributor where the file names it, else how it was collected and where.
        coalesce(contributor, collection::VARCHAR || '.' || coalesce(country::VARCHAR, 'unknown')) AS reporter,
        CASE $place::VARCHAR WHEN 'country' THEN country WHEN 'origin' THEN origin END AS place,
        CASE $by::VARCHAR
            WHEN '' THEN ['']
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
        END AS yes,
        CASE $by::VARCHAR
            WHEN 'exploitation' THEN exploitation_no::VARCHAR[]
            WHEN 'sector' THEN sector_no::VARCHAR[]
            WHEN 'sexual_form' THEN sexual_form_no::VARCHAR[]
            WHEN 'recruiter' THEN recruiter_no::VARCHAR[]
            WHEN 'method' THEN method_no::VARCHAR[]
            WHEN 'means' THEN means_no::VARCHAR[]
        END AS no,
        sum(records) AS records
    FROM selected,
        (SELECT count(*) > 0 AS has_age FROM questions
         WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR AND question = 'age')
    GROUP BY ALL
),
asked AS MATERIALIZED (
    SELECT period_first, period_last, reporter, place::VARCHAR AS place, records,
        list_distinct(list_transform(
            list_filter(yes, lambda code: code NOT IN ('unknown', 'not_specified')),
            lambda code: coalesce(finer[code], code))) AS yes,
        CASE WHEN list_has_any(yes, ['unknown', 'not_specified']) THEN []
             ELSE list_distinct(list_transform(
                 list_filter(no, lambda code: code NOT IN ('unknown', 'not_specified')),
                 lambda code: coalesce(finer[code], code))) END AS no
    FROM put,
        (SELECT coalesce(map_from_entries(list((code, shown))), MAP {}) AS finer
         FROM crosswalk WHERE question = $by::VARCHAR AND code <> shown)
),
-- How the question's flags were published: a flag with zeros has its own denominator, the others share the question's.
flags AS (
    SELECT shown AS code, bool_or(zeros) AS zeros
    FROM questions JOIN crosswalk USING (question, code)
    WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR AND question = $by::VARCHAR
      AND code NOT IN ('unknown', 'not_specified')
    GROUP BY shown
)
