-- Records by citizenship and year, those of longer periods and without a year left out; null: not known.
SELECT origin::VARCHAR AS origin, period_first::INTEGER AS "year", sum(records)::BIGINT AS records
FROM selected WHERE period_first = period_last
GROUP BY ALL ORDER BY origin NULLS LAST, "year"
