-- Published figures by reporting country, year and breakdown, as intervals, with the bounds of what that country published of
-- the breakdown in that year (`known`). A country and year without a figure is absent: it did not report.
answered AS (
    SELECT country, "year", sum(low) AS known, sum(high) AS known_high FROM asked WHERE code IS NOT NULL GROUP BY ALL
)
SELECT code, asked.country AS reporter, asked."year"::INTEGER AS "year",
    sum(low)::BIGINT AS low, sum(high)::BIGINT AS high,
    any_value(known)::BIGINT AS known, any_value(known_high)::BIGINT AS known_high
FROM asked JOIN answered ON answered.country = asked.country AND answered."year" = asked."year"
WHERE code IS NOT NULL
GROUP BY code, asked.country, asked."year" ORDER BY code, asked.country, asked."year"
