-- Published figures by country (that reports, or of citizenship: `$place`), as intervals, with what was answered in the
-- breakdown `$by` (`known`, a lower and an upper bound) and the number of years with a figure; by year too where `$yearly`.
placed AS (
    SELECT CASE $place::VARCHAR WHEN 'origin' THEN origin ELSE country END AS place, "year", low, high,
        len($among::VARCHAR[]) = 0 OR list_contains($among::VARCHAR[], code) AS is_in,
        code IS NOT NULL AS is_known
    FROM asked
)
SELECT place AS code,
    CASE WHEN $yearly::BOOLEAN THEN "year" END::INTEGER AS year_first,
    CASE WHEN $yearly::BOOLEAN THEN "year" END::INTEGER AS year_last,
    coalesce(sum(low) FILTER (is_in), 0)::BIGINT AS low,
    coalesce(sum(high) FILTER (is_in), 0)::BIGINT AS high,
    coalesce(sum(low) FILTER (is_known), 0)::BIGINT AS known,
    coalesce(sum(high) FILTER (is_known), 0)::BIGINT AS known_high,
    sum(low)::BIGINT AS total,
    count(DISTINCT "year") FILTER (is_in)::BIGINT AS years,
    min("year")::INTEGER AS first_year,
    max("year")::INTEGER AS last_year
FROM placed GROUP BY ALL ORDER BY code NULLS LAST, year_first
