-- Records by the codes of up to three dimensions at once (`$first`, `$second`, `$third`; empty: none). A row is one
-- combination; a record with several answers is in several rows, one without an answer in the row whose code is null. `total`
-- are all records of the second and third code together, `known` those of them that answer the first dimension.
finer AS (SELECT question, map_from_entries(list((code, shown))) AS shown FROM crosswalk WHERE code <> shown GROUP BY question),
-- Yes and no of each dimension; the dimension is looked up for all three in one place.
put AS (
    SELECT list_transform([$first::VARCHAR, $second::VARCHAR, $third::VARCHAR], lambda wanted: CASE wanted
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
            -- One part of what is known of the perpetrators: perpetrator_role, perpetrator_gender, ...
            ELSE list_filter(perpetrator_yes::VARCHAR[],
                lambda code: starts_with(code, replace(wanted, 'perpetrator_', '') || '_'))
        END) AS yes,
        CASE $first::VARCHAR
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
named AS (
    SELECT [(SELECT any_value(shown) FROM finer WHERE question = $first::VARCHAR),
        (SELECT any_value(shown) FROM finer WHERE question = $second::VARCHAR),
        (SELECT any_value(shown) FROM finer WHERE question = $third::VARCHAR)] AS shown
),
-- A box "unknown" or "not specified" is never an answer, and a "no" beside it is not one either.
answered AS (
    SELECT list_transform(range(1, 4), lambda n: list_distinct(list_transform(
            list_filter(yes[n], lambda code: code NOT IN ('unknown', 'not_specified')),
            lambda code: coalesce(shown[n][code], code)))) AS yes,
        CASE WHEN list_has_any(yes[1], ['unknown', 'not_specified']) THEN []
             ELSE list_distinct(list_transform(
                 list_filter(no, lambda code: code NOT IN ('unknown', 'not_specified')),
                 lambda code: coalesce(shown[1][code], code))) END AS no,
        records
    FROM put, named
),
grouped AS MATERIALIZED (
    SELECT yes[1] AS yes, no, second, third, sum(records) AS records
    FROM answered,
        unnest(CASE WHEN len(yes[2]) > 0 THEN yes[2] ELSE [NULL] END) AS b(second),
        unnest(CASE WHEN len(yes[3]) > 0 THEN yes[3] ELSE [NULL] END) AS c(third)
    GROUP BY ALL
),
whole AS (
    SELECT second, third, sum(records) AS total, sum(records) FILTER (len(yes) > 0) AS answered FROM grouped GROUP BY ALL
),
-- How the flags were published: a flag with zeros has its own denominator, the others share the question's.
flags AS (
    SELECT shown AS code FROM questions JOIN crosswalk USING (question, code)
    WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR AND question = $first::VARCHAR
    GROUP BY shown HAVING bool_or(zeros)
),
yes AS (
    SELECT first, second, third, sum(records) AS records
    FROM grouped, unnest(CASE WHEN len(yes) > 0 THEN yes ELSE [NULL] END) AS a(first) GROUP BY ALL
),
no AS (SELECT first, second, third, sum(records) AS records FROM grouped, unnest(no) AS a(first) GROUP BY ALL),
-- Where a "no" is published, nobody is an answer too.
cells AS (
    SELECT first, second, third FROM yes
    UNION SELECT first, second, third FROM no SEMI JOIN flags ON flags.code = no.first
)
SELECT cells.first, cells.second, cells.third,
    coalesce(yes.records, 0)::BIGINT AS low,
    coalesce(yes.records, 0)::BIGINT AS high,
    (CASE WHEN flags.code IS NOT NULL THEN coalesce(yes.records, 0) + coalesce(no.records, 0)
          ELSE coalesce(whole.answered, 0) END)::BIGINT AS known,
    (CASE WHEN flags.code IS NOT NULL THEN coalesce(yes.records, 0) + coalesce(no.records, 0)
          ELSE coalesce(whole.answered, 0) END)::BIGINT AS known_high,
    whole.total::BIGINT AS total
FROM cells
JOIN whole ON whole.second IS NOT DISTINCT FROM cells.second AND whole.third IS NOT DISTINCT FROM cells.third
LEFT JOIN yes ON yes.first IS NOT DISTINCT FROM cells.first AND yes.second IS NOT DISTINCT FROM cells.second
    AND yes.third IS NOT DISTINCT FROM cells.third
LEFT JOIN no ON no.first = cells.first AND no.second IS NOT DISTINCT FROM cells.second
    AND no.third IS NOT DISTINCT FROM cells.third
LEFT JOIN flags ON flags.code = cells.first
ORDER BY cells.first NULLS LAST, cells.second NULLS LAST, cells.third NULLS LAST
