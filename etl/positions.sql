-- Every place at which some distinct rows of a text file occur: a row is named by its first place (`read.sql`, _row).
SELECT _row, places
FROM (
    SELECT
        nullif(trim(COLUMNS(lambda name: NOT list_contains($left_out, name)), $blanks), ''),
        min(_row) AS _row,
        list(_row ORDER BY _row) AS places
    FROM (
        SELECT *, row_number() OVER () AS _row
        FROM read_csv(
            $path, columns = $columns, skip = $skip, delim = $delimiter, header = false, auto_detect = false, quote = '"',
            escape = '"', compression = 'none', store_rejects = true, max_line_size = 16777216
        )
    )
    GROUP BY ALL
    HAVING list_contains($wanted, min(_row))
)
ORDER BY _row;
