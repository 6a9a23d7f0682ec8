-- Every edition that is loaded, in the order of the data sets, the newest first.
SELECT * FROM datasets ORDER BY position, edition_date DESC, edition;
