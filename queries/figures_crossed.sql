-- Published figures by the codes of up to three dimensions at once, as intervals; a row is one combination, its code null where
-- the publisher's category is "unknown" or no country. `total` are all figures of the second and third code together (lower
-- bound), `known` to `known_high` those of them with a code of the first; `years` are those with a figure.
put AS (
    SELECT category_of($first::VARCHAR) AS first, category_of($second::VARCHAR) AS second,
        category_of($third::VARCHAR) AS third, "year", low, high
    FROM selected
),
cells AS (
    SELECT first, second, third, sum(low) AS low, sum(high) AS high, count(DISTINCT "year") AS years
    FROM put GROUP BY ALL
)
SELECT first, second, third, low::BIGINT AS low, high::BIGINT AS high,
    coalesce(sum(low) FILTER (first IS NOT NULL) OVER others, 0)::BIGINT AS known,
    coalesce(sum(high) FILTER (first IS NOT NULL) OVER others, 0)::BIGINT AS known_high,
    (sum(low) OVER others)::BIGINT AS total,
    years::BIGINT AS years
FROM cells WINDOW others AS (PARTITION BY second, third)
ORDER BY first NULLS LAST, second NULLS LAST, third NULLS LAST
