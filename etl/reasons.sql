-- How many rows of an edition are in quarantine, by reason, and the first of them.
SELECT reason, count(*) AS "rows", min("row") AS first, arg_min("column", "row") AS "column", arg_min("value", "row") AS "value"
FROM quarantine
WHERE dataset = $dataset AND edition = $edition
GROUP BY reason
ORDER BY "rows" DESC, reason;
