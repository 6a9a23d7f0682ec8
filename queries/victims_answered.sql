-- Records by period, and those that answer the question `$by`, a "no" included.
counted AS (
    SELECT period_first::INTEGER AS year_first, period_last::INTEGER AS year_last,
        coalesce(sum(records) FILTER (len(yes) > 0 OR len(no) > 0), 0)::BIGINT AS answered,
        sum(records)::BIGINT AS total
    FROM asked, (SELECT count(*) FROM flags) GROUP BY ALL
)
SELECT * FROM counted ORDER BY year_first NULLS LAST, year_last
