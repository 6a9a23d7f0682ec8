-- Records by reporter, year and answer, with those that answered (`known`). Records of longer periods, without a year or of
-- nobody known are not in it. A reporter without a record in a year is absent: queries/reporters.py says whether it reported.
dated AS (
    SELECT reporter, period_first AS "year", yes, no, records FROM asked
    WHERE period_first = period_last AND reporter IS NOT NULL
),
answered AS (
    SELECT reporter, "year", sum(records) AS records FROM dated WHERE len(yes) > 0 GROUP BY ALL
),
yes AS (
    SELECT reporter, "year", code, sum(records) AS records
    FROM (SELECT reporter, "year", unnest(yes) AS code, records FROM dated) GROUP BY ALL
),
no AS (
    SELECT reporter, "year", code, sum(records) AS records
    FROM (SELECT reporter, "year", unnest(no) AS code, records FROM dated) GROUP BY ALL
),
codes AS (SELECT code FROM flags UNION SELECT code FROM yes),
cells AS (SELECT DISTINCT reporter, "year" FROM dated)
SELECT codes.code, cells.reporter, cells."year"::INTEGER AS "year",
    coalesce(yes.records, 0)::BIGINT AS low,
    coalesce(yes.records, 0)::BIGINT AS high,
    known_of(flags.zeros, yes.records, no.records, answered.records)::BIGINT AS known
FROM cells CROSS JOIN codes
LEFT JOIN flags USING (code)
LEFT JOIN answered ON answered.reporter = cells.reporter AND answered."year" = cells."year"
LEFT JOIN yes ON yes.code = codes.code AND yes.reporter = cells.reporter AND yes."year" = cells."year"
LEFT JOIN no ON no.code = codes.code AND no.reporter = cells.reporter AND no."year" = cells."year"
ORDER BY codes.code, cells.reporter, cells."year"
