-- The distinct rows of a text file, how often each occurs and where first. Spaces around values and blank values go here,
-- so that rows which differ by them only are one.
SELECT
    nullif(trim(COLUMNS(lambda name: NOT list_contains($left_out, name)), $blanks), ''),
    count(*) AS _records,
    min(_row) AS _row
FROM (
    SELECT *, row_number() OVER () AS _row
    FROM read_csv(
        $path, columns = $columns, skip = $skip, delim = $delimiter, header = false, auto_detect = false, quote = '"',
        escape = '"', compression = 'none', store_rejects = true, max_line_size = 16777216
    )
)
GROUP BY ALL
ORDER BY _row;
