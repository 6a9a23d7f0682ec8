-- What the years `$first` to `$last` leave out of a selection of all years: records without a year, and those of periods that
-- are only partly inside them. One row.
SELECT coalesce(sum(records) FILTER (period_first IS NULL), 0)::BIGINT AS undated,
    coalesce(sum(records) FILTER (period_first <= $last::INTEGER AND period_last >= $first::INTEGER
        AND (period_first < $first::INTEGER OR period_last > $last::INTEGER)), 0)::BIGINT AS partly
FROM selected
