-- The years of the published figures of a selection; all of them are of a year. One row.
SELECT min("year")::INTEGER AS first_year, max("year")::INTEGER AS last_year, 0::BIGINT AS without_year FROM selected
