-- Published aggregates; rows with one natural key are added up before they come here.
INSERT INTO figures BY NAME
SELECT $dataset AS dataset, $edition AS edition, *
FROM tidy
ORDER BY indicator, dimension, country, "year";
