-- The row of an edition, once its numbers are known.
INSERT INTO datasets BY NAME SELECT * FROM new_dataset;
