-- One breakdown of the selected aggregates. `unknown` is a category the publisher has; it is not an answer.
asked AS (
    SELECT "year", country::VARCHAR AS country, category_country::VARCHAR AS origin, low, high, status, source_rows,
        nullif(CASE $by::VARCHAR
            WHEN '' THEN ''
            WHEN 'region' THEN region::VARCHAR
            WHEN 'subregion' THEN subregion::VARCHAR
            WHEN 'country' THEN country::VARCHAR
            WHEN 'origin_region' THEN origin_region
            WHEN 'origin' THEN category_country::VARCHAR
            WHEN 'exploitation' THEN category
            WHEN 'gender' THEN sex::VARCHAR
            WHEN 'age' THEN age::VARCHAR
        END, 'unknown') AS code
    FROM selected
)
