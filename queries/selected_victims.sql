-- The rows every figure of a victims data set starts from: one line a filter. `wanted` turns the means of control that were
-- asked for into the finer codes older files have.
wanted AS (
    SELECT coalesce(list(code), []) AS means FROM crosswalk
    WHERE question = 'means' AND list_contains($means::VARCHAR[], shown)
),
selected AS (
    SELECT victims.* FROM victims, wanted
    WHERE dataset = $dataset::VARCHAR
      AND edition = $edition::VARCHAR
      AND $indicator::VARCHAR = 'detected_victims'
      AND ($from::INTEGER IS NULL OR period_first >= $from::INTEGER)
      AND ($to::INTEGER IS NULL OR period_last <= $to::INTEGER)
      AND ($from::INTEGER IS NULL AND $to::INTEGER IS NULL OR period_first IS NOT NULL)
      AND (len($region::VARCHAR[]) = 0 OR list_contains($region::VARCHAR[], region::VARCHAR))
      AND (len($subregion::VARCHAR[]) = 0 OR list_contains($subregion::VARCHAR[], subregion::VARCHAR))
      AND (len($country::VARCHAR[]) = 0 OR list_contains($country::VARCHAR[], country::VARCHAR))
      AND (len($origin_region::VARCHAR[]) = 0 OR list_contains($origin_region::VARCHAR[], origin_region::VARCHAR))
      AND (len($origin::VARCHAR[]) = 0 OR list_contains($origin::VARCHAR[], origin::VARCHAR))
      AND (len($exploitation::VARCHAR[]) = 0 OR list_has_any(exploitation_yes::VARCHAR[], $exploitation::VARCHAR[]))
      AND (len($sector::VARCHAR[]) = 0 OR list_has_any(sector_yes::VARCHAR[], $sector::VARCHAR[]))
      AND (len($recruiter::VARCHAR[]) = 0 OR list_has_any(recruiter_yes::VARCHAR[], $recruiter::VARCHAR[]))
      AND (len($method::VARCHAR[]) = 0 OR list_has_any(method_yes::VARCHAR[], $method::VARCHAR[]))
      AND (len($means::VARCHAR[]) = 0 OR list_has_any(means_yes::VARCHAR[], wanted.means))
      AND (len($gender::VARCHAR[]) = 0 OR list_contains($gender::VARCHAR[], gender::VARCHAR))
      AND (len($age::VARCHAR[]) = 0 OR list_contains($age::VARCHAR[], age::VARCHAR)
           OR list_contains($age::VARCHAR[], majority::VARCHAR))
)
