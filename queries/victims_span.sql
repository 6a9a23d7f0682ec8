-- The years of a selection, and its records that are in none. One row.
SELECT min(period_first)::INTEGER AS first_year, max(period_last)::INTEGER AS last_year,
    coalesce(sum(records) FILTER (period_first IS NULL), 0)::BIGINT AS without_year
FROM selected
