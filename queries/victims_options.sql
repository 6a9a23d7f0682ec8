-- The codes that occur in one edition, with their records: what a filter can offer.
WITH edition_rows AS (SELECT * FROM victims WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR),
plain AS (
    SELECT unnest([
        {'dimension': 'region', 'code': region::VARCHAR},
        {'dimension': 'subregion', 'code': subregion::VARCHAR},
        {'dimension': 'country', 'code': country::VARCHAR},
        {'dimension': 'origin_region', 'code': origin_region::VARCHAR},
        {'dimension': 'origin', 'code': origin::VARCHAR},
        {'dimension': 'gender', 'code': gender::VARCHAR},
        {'dimension': 'age', 'code': age::VARCHAR},
        {'dimension': 'age', 'code': majority::VARCHAR}], recursive := true), records
    FROM (SELECT region, subregion, country, origin_region, origin, gender, age, majority, sum(records) AS records
          FROM edition_rows GROUP BY ALL)
),
answers AS (
    SELECT 'exploitation' AS dimension, unnest(exploitation_yes)::VARCHAR AS code, records FROM edition_rows
    UNION ALL SELECT 'sector', unnest(sector_yes)::VARCHAR, records FROM edition_rows
    UNION ALL SELECT 'recruiter', unnest(recruiter_yes)::VARCHAR, records FROM edition_rows
    UNION ALL SELECT 'method', unnest(method_yes)::VARCHAR, records FROM edition_rows
    UNION ALL SELECT 'means', unnest(list_distinct(list_transform(means_yes::VARCHAR[], lambda code: shown[code]))), records
    FROM edition_rows, (SELECT map_from_entries(list((code, shown))) AS shown FROM crosswalk WHERE question = 'means')
)
SELECT dimension, code, sum(records)::BIGINT AS records
FROM (SELECT dimension, code, records FROM plain UNION ALL SELECT dimension, code, records FROM answers)
WHERE code IS NOT NULL AND is_answer(code)
GROUP BY dimension, code ORDER BY dimension, records DESC, code
