-- What one edition came to, counted in the table it went into.
SELECT
    sum(records)::BIGINT AS records,
    count(*) AS profiles,
    min(period_first) AS first_year,
    max(period_last) AS last_year,
    coalesce(sum(records) FILTER (WHERE period_first IS NULL), 0)::BIGINT AS without_year,
    count(DISTINCT country) AS countries
FROM victims
WHERE dataset = $dataset AND edition = $edition;
