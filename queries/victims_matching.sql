-- How many records a selection is of; where `$dated`, only those with a year. One row, its bounds the same.
matching AS (
    SELECT coalesce(sum(records), 0)::BIGINT AS records FROM selected
    WHERE NOT $dated::BOOLEAN OR period_first IS NOT NULL
)
SELECT records AS low, records AS high FROM matching
