-- Records by whether the person was a child when registered, when exploited and when the exploitation began; null: not known.
SELECT majority::VARCHAR AS majority, majority_at_exploitation::VARCHAR AS majority_at_exploitation,
    majority_at_entry::VARCHAR AS majority_at_entry, sum(records)::BIGINT AS records
FROM selected
GROUP BY ALL ORDER BY ALL
