-- Residents by country and year, of the sexes asked for together; only where there is a figure for each of them.
SELECT country, "year"::INTEGER AS "year", sum(people)::BIGINT AS people
FROM population WHERE list_contains($sexes::VARCHAR[], sex)
GROUP BY country, "year" HAVING count(*) = len($sexes::VARCHAR[]) ORDER BY country, "year"
