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
                len(exploitation_yes) > 0 OR len(exploitation_no) > 0)},
            {'question': 'sector', 'answered': sum(records) FILTER (
                len(list_filter(sector_yes, lambda code: code <> 'not_specified')) > 0
                OR len(list_filter(sector_no, lambda code: code <> 'not_specified')) > 0
                AND NOT coalesce(list_contains(sector_yes, 'not_specified'), false))},
            {'question': 'sexual_form', 'answered': sum(records) FILTER (
                len(sexual_form_yes) > 0 OR len(sexual_form_no) > 0)},
            {'question': 'recruiter', 'answered': sum(records) FILTER (
                len(list_filter(recruiter_yes, lambda code: code <> 'unknown')) > 0
                OR len(list_filter(recruiter_no, lambda code: code <> 'unknown')) > 0
                AND NOT coalesce(list_contains(recruiter_yes, 'unknown'), false))},
            {'question': 'method', 'answered': sum(records) FILTER (len(method_yes) > 0 OR len(method_no) > 0)},
            {'question': 'means', 'answered': sum(records) FILTER (
                len(list_filter(means_yes, lambda code: code <> 'not_specified')) > 0)}
        ], recursive := true)
    FROM selected GROUP BY period_first, period_last
)
SELECT question, year_first, year_last, coalesce(answered, 0)::BIGINT AS answered, total
FROM periods ORDER BY question, year_first NULLS LAST, year_last
