-- Who reported when: a row a reporter and year of an edition, with the questions that any of its records answers.
SELECT
    coalesce(contributor, collection::VARCHAR || '.' || coalesce(country::VARCHAR, 'unknown')) AS reporter,
    period_first::INTEGER AS "year",
    bool_or(region IS NOT NULL) AS region,
    bool_or(subregion IS NOT NULL) AS subregion,
    bool_or(country IS NOT NULL) AS country,
    bool_or(origin_region IS NOT NULL) AS origin_region,
    bool_or(origin IS NOT NULL) AS origin,
    bool_or(gender IS NOT NULL) AS gender,
    bool_or(age IS NOT NULL OR majority IS NOT NULL) AS age,
    bool_or(len(exploitation_yes) > 0 OR len(exploitation_no) > 0) AS exploitation,
    bool_or(len(list_filter(sector_yes, lambda code: code <> 'not_specified')) > 0
        OR len(sector_no) > 0 AND NOT coalesce(list_contains(sector_yes, 'not_specified'), false)) AS sector,
    bool_or(len(list_filter(recruiter_yes, lambda code: code <> 'unknown')) > 0
        OR len(recruiter_no) > 0 AND NOT coalesce(list_contains(recruiter_yes, 'unknown'), false)) AS recruiter,
    bool_or(len(method_yes) > 0 OR len(method_no) > 0) AS method,
    bool_or(len(list_filter(means_yes, lambda code: code <> 'not_specified')) > 0) AS means
FROM selected
WHERE period_first = period_last AND (contributor IS NOT NULL OR collection IS NOT NULL)
GROUP BY ALL ORDER BY ALL
