-- Records by country (of exploitation, or of origin: `$place`), with those that answer the question `$by` by one of `$among`
-- (all records where nothing is asked), and the records that answered it at all (`known`); by period too where `$yearly`.
placed AS (
    SELECT place AS code, period_first, period_last, records,
        len($among::VARCHAR[]) = 0 OR list_has_any(yes, $among::VARCHAR[]) AS is_in,
        CASE WHEN len($among::VARCHAR[]) = 0 THEN true
             WHEN (SELECT coalesce(bool_and(zeros), false) FROM flags WHERE list_contains($among::VARCHAR[], code))
             THEN list_has_any(yes, $among::VARCHAR[]) OR list_has_any(no, $among::VARCHAR[])
             ELSE len(yes) > 0 END AS is_known
    FROM asked
)
SELECT code,
    CASE WHEN $yearly::BOOLEAN THEN period_first END::INTEGER AS year_first,
    CASE WHEN $yearly::BOOLEAN THEN period_last END::INTEGER AS year_last,
    coalesce(sum(records) FILTER (is_in), 0)::BIGINT AS low,
    coalesce(sum(records) FILTER (is_in), 0)::BIGINT AS high,
    coalesce(sum(records) FILTER (is_known), 0)::BIGINT AS known,
    sum(records)::BIGINT AS total,
    count(DISTINCT period_first)::BIGINT AS years,
    min(period_first)::INTEGER AS first_year,
    max(period_last)::INTEGER AS last_year
FROM placed GROUP BY ALL ORDER BY code NULLS LAST, year_first NULLS LAST, year_last
