-- The rows that answer what a selection asks, whatever they answer: line for line the filters of selected_victims.sql, each on
-- whether there is an answer at all. A flag whose "no" is published has a denominator of its own: a yes or a no to a flag asked
-- for answers it. The flags of other files are answered together, by any yes.
wanted AS (
    SELECT coalesce(list(code), []) AS means FROM crosswalk
    WHERE question = 'means' AND list_contains($means::VARCHAR[], shown)
),
denied AS (
    SELECT coalesce(list(code) FILTER (question = 'exploitation'), []) AS exploitation,
        coalesce(list(code) FILTER (question = 'sector'), []) AS sector,
        coalesce(list(code) FILTER (question = 'recruiter'), []) AS recruiter,
        coalesce(list(code) FILTER (question = 'method'), []) AS method,
        coalesce(list(code) FILTER (question = 'means'), []) AS means
    FROM questions WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR AND zeros
),
selected AS (
    SELECT victims.* FROM victims, wanted, denied
    WHERE dataset = $dataset::VARCHAR
      AND edition = $edition::VARCHAR
      AND $indicator::VARCHAR = 'detected_victims'
      AND ($from::INTEGER IS NULL OR period_first >= $from::INTEGER)
      AND ($to::INTEGER IS NULL OR period_last <= $to::INTEGER)
      AND (len($region::VARCHAR[]) = 0 OR region IS NOT NULL)
      AND (len($subregion::VARCHAR[]) = 0 OR subregion IS NOT NULL)
      AND (len($country::VARCHAR[]) = 0 OR country IS NOT NULL)
      AND (len($origin_region::VARCHAR[]) = 0 OR origin_region IS NOT NULL)
      AND (len($origin::VARCHAR[]) = 0 OR origin IS NOT NULL)
      AND (len($exploitation::VARCHAR[]) = 0
           OR answers_any(exploitation_yes, exploitation_no, $exploitation::VARCHAR[], denied.exploitation))
      AND (len($sector::VARCHAR[]) = 0
           OR answers_any(sector_yes, sector_no, $sector::VARCHAR[], denied.sector))
      AND (len($recruiter::VARCHAR[]) = 0
           OR answers_any(recruiter_yes, recruiter_no, $recruiter::VARCHAR[], denied.recruiter))
      AND (len($method::VARCHAR[]) = 0
           OR answers_any(method_yes, method_no, $method::VARCHAR[], denied.method))
      AND (len($means::VARCHAR[]) = 0
           OR answers_any(means_yes, means_no, wanted.means, denied.means))
      AND (len($gender::VARCHAR[]) = 0 OR gender IS NOT NULL)
      AND (len($age::VARCHAR[]) = 0 OR age IS NOT NULL
           OR majority IS NOT NULL AND list_has_any($age::VARCHAR[], ['minor', 'adult']))
)
