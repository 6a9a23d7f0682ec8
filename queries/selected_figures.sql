-- The published aggregates every figure of such a data set starts from: one line a filter. A filter picks a slice: totals
-- and breakdowns share the table and must never be added. `$dimension`, `$by_sex` and `$by_age` say which slice
-- (queries/slices.py); sector, recruiter, method and means are not published, so asking for them selects nothing.
selected AS (
    SELECT figures.*, origin.region AS origin_region FROM figures
    LEFT JOIN countries AS origin ON origin.country = category_country::VARCHAR
    WHERE dataset = $dataset::VARCHAR
      AND edition = $edition::VARCHAR
      AND indicator::VARCHAR = $indicator::VARCHAR
      AND ($from::INTEGER IS NULL OR "year" >= $from::INTEGER)
      AND ($to::INTEGER IS NULL OR "year" <= $to::INTEGER)
      AND (len($region::VARCHAR[]) = 0 OR list_contains($region::VARCHAR[], figures.region::VARCHAR))
      AND (len($subregion::VARCHAR[]) = 0 OR list_contains($subregion::VARCHAR[], figures.subregion::VARCHAR))
      AND (len($country::VARCHAR[]) = 0 OR list_contains($country::VARCHAR[], figures.country::VARCHAR))
      AND (len($origin_region::VARCHAR[]) = 0 OR list_contains($origin_region::VARCHAR[], origin.region))
      AND (len($origin::VARCHAR[]) = 0 OR list_contains($origin::VARCHAR[], category_country::VARCHAR))
      AND (len($exploitation::VARCHAR[]) = 0 OR list_contains($exploitation::VARCHAR[], category))
      AND len($sector::VARCHAR[]) = 0
      AND len($recruiter::VARCHAR[]) = 0
      AND len($method::VARCHAR[]) = 0
      AND len($means::VARCHAR[]) = 0
      AND (len($gender::VARCHAR[]) = 0 OR list_contains($gender::VARCHAR[], sex::VARCHAR))
      AND (len($age::VARCHAR[]) = 0 OR list_contains($age::VARCHAR[], age::VARCHAR))
      AND dimension::VARCHAR = $dimension::VARCHAR
      -- A few reporters sent a total among the citizenships: it is none, and would count everybody twice.
      AND (dimension NOT IN ('citizenship', 'repatriation') OR NOT starts_with(upper(category), 'TOTAL'))
      AND (sex::VARCHAR <> 'total') = $by_sex::BOOLEAN
      AND (figures.age::VARCHAR <> 'total') = $by_age::BOOLEAN
)
