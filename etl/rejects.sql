-- The lines of a text file that `read.sql` could not take: where each starts (blank lines count), and why. Cut by DuckDB.
SELECT line, first(error_type ORDER BY column_idx) AS error, first(csv_line ORDER BY column_idx) AS text
FROM reject_errors
GROUP BY line
ORDER BY line;
