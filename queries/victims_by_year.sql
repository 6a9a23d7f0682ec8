-- Records by period and answer, with the records that answered (`known`) and all selected (`total`). Zero is a true zero.
periods AS (
    SELECT period_first, period_last, sum(records) AS total, sum(records) FILTER (len(yes) > 0) AS answered
    FROM asked GROUP BY ALL
),
yes AS (
    SELECT period_first, period_last, code, sum(records) AS records,
        nullif(count(DISTINCT reporter), 0) AS reporters
    FROM (SELECT period_first, period_last, unnest(yes) AS code, reporter, records FROM asked) GROUP BY ALL
),
no AS (
    SELECT period_first, period_last, code, sum(records) AS records
    FROM (SELECT period_first, period_last, unnest(no) AS code, records FROM asked) GROUP BY ALL
),
codes AS (SELECT code FROM flags UNION SELECT code FROM yes)
SELECT codes.code, periods.period_first::INTEGER AS year_first, periods.period_last::INTEGER AS year_last,
    coalesce(yes.records, 0)::BIGINT AS low,
    coalesce(yes.records, 0)::BIGINT AS high,
    known_of(flags.zeros, yes.records, no.records, periods.answered)::BIGINT AS known,
    periods.total::BIGINT AS total,
    yes.reporters::BIGINT AS reporters,
    coalesce(flags.zeros, false) AS zeros
FROM periods CROSS JOIN codes
LEFT JOIN flags USING (code)
LEFT JOIN yes ON yes.code = codes.code AND yes.period_first IS NOT DISTINCT FROM periods.period_first
    AND yes.period_last IS NOT DISTINCT FROM periods.period_last
LEFT JOIN no ON no.code = codes.code AND no.period_first IS NOT DISTINCT FROM periods.period_first
    AND no.period_last IS NOT DISTINCT FROM periods.period_last
ORDER BY codes.code, year_first NULLS LAST, year_last
