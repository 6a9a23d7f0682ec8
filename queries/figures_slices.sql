-- Which slices were published: dimension, and whether split by sex and by age.
SELECT dataset, edition, indicator::VARCHAR AS indicator, dimension::VARCHAR AS dimension,
    sex::VARCHAR <> 'total' AS by_sex, age::VARCHAR <> 'total' AS by_age
FROM figures GROUP BY ALL ORDER BY ALL
