-- The tables and columns of the database.
SELECT table_name, column_name
FROM duckdb_columns()
WHERE NOT internal
ORDER BY table_name, column_index;
