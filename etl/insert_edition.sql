-- What belongs to an edition besides its rows: `new_questions` and `new_quarantine` come from the file.
INSERT INTO questions BY NAME SELECT $dataset AS dataset, $edition AS edition, * FROM new_questions;
INSERT INTO quarantine BY NAME SELECT $dataset AS dataset, $edition AS edition, $file AS file, * FROM new_quarantine;
