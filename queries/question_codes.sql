-- The answers that a file offers to one question, as they are shown, and whether the "no" of each is published.
SELECT code, zeros FROM published_flags() WHERE question = $question::VARCHAR ORDER BY code
