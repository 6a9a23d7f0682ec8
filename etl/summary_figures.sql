-- What one edition came to, counted in the table it went into.
SELECT
    count(*) AS figures,
    min("year") AS first_year,
    max("year") AS last_year,
    0 AS without_year,
    count(DISTINCT country) AS countries
FROM figures
WHERE dataset = $dataset AND edition = $edition;
