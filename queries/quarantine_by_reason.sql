-- The rows of one edition that were set aside, counted by reason and by the column that gave it.
SELECT reason, "column", count(*)::BIGINT AS rows
FROM quarantine
WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR
GROUP BY reason, "column" ORDER BY rows DESC, reason, "column"
