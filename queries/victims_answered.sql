-- How much is known: records by period, and those that answer each question, a "no" included. Boxes "unknown" and "not
-- specified" are no answers, nor is a "no" beside one.
periods AS (
    SELECT period_first::INTEGER AS year_first, period_last::INTEGER AS year_last, sum(records)::BIGINT AS total,
        unnest([
            {'question': 'country', 'answered': sum(records) FILTER (country IS NOT NULL)},
            {'question': 'region', 'answered': sum(records) FILTER (region IS NOT NULL)},
            {'question': 'origin', 'answered': sum(records) FILTER (origin IS NOT NULL)},
            {'question': 'origin_region', 'answered': sum(records) FILTER (origin_region IS NOT NULL)},
            {'question': 'gender', 'answered': sum(records) FILTER (gender IS NOT NULL)},
            {'question': 'age', 'answered': sum(records) FILTER (age IS NOT NULL)},
            {'question': 'majority', 'answered': sum(records) FILTER (majority IS NOT NULL)},
            {'question': 'exploitation', 'answered': sum(records) FILTER (
                is_answered(exploitation_yes, exploitation_no))},
            {'question': 'sector', 'answered': sum(records) FILTER (
                is_answered(sector_yes, sector_no))},
            {'question': 'sexual_form', 'answered': sum(records) FILTER (
                is_answered(sexual_form_yes, sexual_form_no))},
            {'question': 'recruiter', 'answered': sum(records) FILTER (
                is_answered(recruiter_yes, recruiter_no))},
            {'question': 'method', 'answered': sum(records) FILTER (is_answered(method_yes, method_no))},
            {'question': 'means', 'answered': sum(records) FILTER (
                is_answered(means_yes, []))}
        ], recursive := true)
    FROM selected GROUP BY period_first, period_last
)
SELECT question, year_first, year_last, coalesce(answered, 0)::BIGINT AS answered, total
FROM periods ORDER BY question, year_first NULLS LAST, year_last
