-- Published figures by the codes of up to three dimensions at once, as intervals; a row is one combination, its code null where
-- the publisher's category is "unknown" or no country. `total` are all figures of the second and third code together (lower
-- bound), `known` to `known_high` those of them with a code of the first; `years` are those with a figure.
put AS (
    SELECT list_transform([$first::VARCHAR, $second::VARCHAR, $third::VARCHAR], lambda wanted: nullif(CASE wanted
            WHEN '' THEN ''
            WHEN 'year' THEN "year"::VARCHAR
            WHEN 'region' THEN region::VARCHAR
            WHEN 'subregion' THEN subregion::VARCHAR
            WHEN 'country' THEN country::VARCHAR
            WHEN 'origin_region' THEN origin_region
            WHEN 'origin' THEN category_country::VARCHAR
            WHEN 'exploitation' THEN category
            WHEN 'gender' THEN sex::VARCHAR
            WHEN 'age' THEN age::VARCHAR
        END, 'unknown')) AS codes, "year", low, high
    FROM selected
),
cells AS (
    SELECT codes[1] AS first, codes[2] AS second, codes[3] AS third, sum(low) AS low, sum(high) AS high,
        count(DISTINCT "year") AS years
    FROM put GROUP BY ALL
)
SELECT first, second, third, low::BIGINT AS low, high::BIGINT AS high,
    coalesce(sum(low) FILTER (first IS NOT NULL) OVER others, 0)::BIGINT AS known,
    coalesce(sum(high) FILTER (first IS NOT NULL) OVER others, 0)::BIGINT AS known_high,
    (sum(low) OVER others)::BIGINT AS total,
    years::BIGINT AS years
FROM cells WINDOW others AS (PARTITION BY second, third)
ORDER BY first NULLS LAST, second NULLS LAST, third NULLS LAST
