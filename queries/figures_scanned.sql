-- What a scan for signals starts from, for the breakdowns of one slice (`$dimensions`) at once: by dimension, code, reporting
-- country and year the bounds of what was published. `unknown` is a category the publisher has, and no answer: its code is empty.
placed AS (
    SELECT dimensions.dimension, country::VARCHAR AS reporter, "year"::INTEGER AS "year", low, high,
        nullif(CASE dimensions.dimension
            WHEN '' THEN ''
            WHEN 'region' THEN region::VARCHAR
            WHEN 'subregion' THEN subregion::VARCHAR
            WHEN 'country' THEN country::VARCHAR
            WHEN 'exploitation' THEN category
            WHEN 'gender' THEN sex::VARCHAR
            WHEN 'age' THEN age::VARCHAR
        END, 'unknown') AS code
    FROM selected, (SELECT unnest($dimensions::VARCHAR[]) AS dimension) AS dimensions
)
SELECT dimension, code, reporter, "year", sum(low)::BIGINT AS low, sum(high)::BIGINT AS high
FROM placed GROUP BY ALL ORDER BY dimension, code, reporter, "year"
