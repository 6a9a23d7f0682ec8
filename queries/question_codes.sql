-- The answers that a file offers to one question, as they are shown, and whether the "no" of each is published.
SELECT shown AS code, bool_or(zeros) AS zeros
FROM questions JOIN crosswalk USING (question, code)
WHERE dataset = $dataset::VARCHAR AND edition = $edition::VARCHAR AND question = $question::VARCHAR
    AND code NOT IN ('unknown', 'not_specified')
GROUP BY shown ORDER BY shown
