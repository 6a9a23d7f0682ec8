-- What a scan for signals starts from, for every breakdown of `$dimensions` at once: by dimension, reporter and year the records
-- that answered and all of them (`code` empty), and for each code those that say yes and those that say no. Periods of
-- several years and records without a year are left out.
put AS (
    SELECT dimension, period_first AS "year", reported_by() AS reporter,
        ticked_of(dimension) AS ticked,
        crossed_out_of(dimension) AS crossed_out,
        sum(records) AS records
    FROM selected, (SELECT unnest($dimensions::VARCHAR[]) AS dimension), ages_asked()
    WHERE period_first = period_last
    GROUP BY ALL
),
shown AS MATERIALIZED (
    SELECT dimension, "year", reporter, records,
        yes_of(dimension, ticked) AS yes,
        no_of(dimension, ticked, crossed_out) AS no
    FROM put, finer_codes()
),
flags AS (SELECT question AS dimension, code, zeros FROM published_flags()),
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
