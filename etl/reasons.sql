-- How many rows of an edition are in quarantine, by reason.
SELECT reason, count(*) AS "rows"
FROM quarantine
WHERE dataset = $dataset AND edition = $edition
GROUP BY reason
ORDER BY "rows" DESC, reason;
