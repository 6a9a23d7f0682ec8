-- One breakdown of the selected aggregates.
asked AS (
    SELECT "year", country::VARCHAR AS country, category_country::VARCHAR AS origin, low, high, status, source_rows,
        category_of($by::VARCHAR) AS code
    FROM selected
)
