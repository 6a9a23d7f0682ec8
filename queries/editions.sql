-- The loaded editions: data sets in the project's order, the newest edition first.
SELECT * FROM datasets ORDER BY position, edition_date DESC, edition DESC
