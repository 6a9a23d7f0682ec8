-- The codes that occur in one edition's aggregates, with the number of published figures behind each.
WITH edition_rows AS (
    SELECT * FROM figures WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR
),
found AS (
    SELECT 'region' AS dimension, region::VARCHAR AS code, source_rows FROM edition_rows
    UNION ALL SELECT 'subregion', subregion::VARCHAR, source_rows FROM edition_rows
    UNION ALL SELECT 'country', country::VARCHAR, source_rows FROM edition_rows
    UNION ALL SELECT 'origin', category_country::VARCHAR, source_rows FROM edition_rows WHERE dimension = 'citizenship'
    UNION ALL SELECT 'origin_region', countries.region, source_rows FROM edition_rows
        JOIN countries ON countries.country = category_country::VARCHAR WHERE dimension = 'citizenship'
    UNION ALL SELECT 'exploitation', category, source_rows FROM edition_rows WHERE dimension = 'exploitation'
    UNION ALL SELECT 'gender', sex::VARCHAR, source_rows FROM edition_rows WHERE sex <> 'total'
    UNION ALL SELECT 'age', age::VARCHAR, source_rows FROM edition_rows WHERE age <> 'total'
)
SELECT dimension, code, sum(source_rows)::BIGINT AS records
FROM found WHERE known_category(code) <> ''
GROUP BY dimension, code ORDER BY dimension, records DESC, code
