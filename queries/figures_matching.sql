-- What the published figures of a selection add up to, its bounds. One row.
matching AS (SELECT sum(low) AS low, sum(high) AS high FROM selected)
SELECT coalesce(low, 0)::BIGINT AS low, coalesce(high, 0)::BIGINT AS high FROM matching
