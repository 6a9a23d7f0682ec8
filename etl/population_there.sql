-- Whether a database has the tables of the population: those of earlier versions have not.
SELECT count(*) = 2 AS there FROM duckdb_tables()
WHERE database_name = $database AND table_name IN ('population', 'population_sources');
