-- Published figures by year and breakdown, as intervals, with the bounds of everything answered in that year (`known`), the
-- lower bound of everything selected (`total`) and the number of reporting countries. A year nobody reported is absent.
years AS (
    SELECT "year", sum(low) AS total, sum(low) FILTER (code IS NOT NULL) AS known,
        sum(high) FILTER (code IS NOT NULL) AS known_high
    FROM asked GROUP BY "year"
)
SELECT code, "year"::INTEGER AS year_first, "year"::INTEGER AS year_last,
    sum(low)::BIGINT AS low, sum(high)::BIGINT AS high,
    any_value(known)::BIGINT AS known, any_value(known_high)::BIGINT AS known_high, any_value(total)::BIGINT AS total,
    count(DISTINCT country)::BIGINT AS reporters, sum(source_rows)::BIGINT AS source_rows, false AS zeros
FROM asked JOIN years USING ("year")
WHERE code IS NOT NULL
GROUP BY code, "year" ORDER BY code, "year"
