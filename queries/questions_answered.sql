-- What each edition can answer: its questions and plain columns, and the file's column behind each.
SELECT dataset, edition, question, code, source_column, zeros FROM questions ORDER BY ALL
