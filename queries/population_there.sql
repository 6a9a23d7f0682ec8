-- Whether the database has a table of whence the population is: one of an earlier version has not.
SELECT count(*) > 0 AS there FROM duckdb_tables() WHERE table_name = 'population_sources' AND NOT internal
