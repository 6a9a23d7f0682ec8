-- Records by everything they answer to one question at once (`$by`): a row is one exact set of answers, its codes joined by "+"
-- in alphabetical order. Records without a "yes" are one row, with no codes.
SELECT array_to_string(list_sort(yes), '+') AS combination, len(coalesce(yes, []))::BIGINT AS answers,
    sum(records)::BIGINT AS records
FROM asked
GROUP BY ALL
ORDER BY records DESC, answers, combination
