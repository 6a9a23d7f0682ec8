-- What a scan for signals starts from, for the breakdowns of one slice (`$dimensions`) at once: by dimension, code, reporting
-- country and year the bounds of what was published; the code of a category "unknown" is empty (rules.sql).
placed AS (
    SELECT dimensions.dimension, country::VARCHAR AS reporter, "year"::INTEGER AS "year", low, high,
        category_of(dimensions.dimension) AS code
    FROM selected, (SELECT unnest($dimensions::VARCHAR[]) AS dimension) AS dimensions
)
SELECT dimension, code, reporter, "year", sum(low)::BIGINT AS low, sum(high)::BIGINT AS high
FROM placed GROUP BY ALL ORDER BY dimension, code, reporter, "year"
