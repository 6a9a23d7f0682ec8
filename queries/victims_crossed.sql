-- Records by the codes of up to three dimensions at once (`$first`, `$second`, `$third`; empty: none). A row is one
-- combination; a record with several answers is in several rows, one without an answer in the row whose code is null. `total`
-- are all records of the second and third code together, `known` those of them that answer the first dimension. With `$margins`
-- there are rows, too, over all of the second, of the third, and of both: their code is empty.
put AS (
    SELECT ticked_of($first::VARCHAR) AS first, ticked_of($second::VARCHAR) AS second, ticked_of($third::VARCHAR) AS third,
        crossed_out_of($first::VARCHAR) AS crossed_out,
        sum(records) AS records
    FROM selected, ages_asked()
    GROUP BY ALL
),
answered AS (
    SELECT yes_of($first::VARCHAR, first) AS yes,
        no_of($first::VARCHAR, first, crossed_out) AS no,
        yes_of($second::VARCHAR, second) AS seconds,
        yes_of($third::VARCHAR, third) AS thirds,
        records
    FROM put, finer_codes()
),
grouped AS MATERIALIZED (
    SELECT yes, no, second, third, sum(records) AS records
    FROM answered,
        unnest(list_concat(CASE WHEN len(seconds) > 0 THEN seconds ELSE [NULL] END,
            CASE WHEN $margins::BOOLEAN AND $second::VARCHAR <> '' THEN [''] END)) AS b(second),
        unnest(list_concat(CASE WHEN len(thirds) > 0 THEN thirds ELSE [NULL] END,
            CASE WHEN $margins::BOOLEAN AND $third::VARCHAR <> '' THEN [''] END)) AS c(third)
    GROUP BY ALL
),
whole AS (
    SELECT second, third, sum(records) AS total, sum(records) FILTER (len(yes) > 0) AS answered FROM grouped GROUP BY ALL
),
flags AS (SELECT code, zeros FROM published_flags() WHERE question = $first::VARCHAR AND zeros),
yes AS (
    SELECT first, second, third, sum(records) AS records
    FROM grouped, unnest(CASE WHEN len(yes) > 0 THEN yes ELSE [NULL] END) AS a(first) GROUP BY ALL
),
no AS (SELECT first, second, third, sum(records) AS records FROM grouped, unnest(no) AS a(first) GROUP BY ALL),
-- Where a "no" is published, nobody is an answer too.
cells AS (
    SELECT first, second, third FROM yes
    UNION SELECT first, second, third FROM no SEMI JOIN flags ON flags.code = no.first
)
SELECT cells.first, cells.second, cells.third,
    coalesce(yes.records, 0)::BIGINT AS low,
    coalesce(yes.records, 0)::BIGINT AS high,
    known_of(flags.zeros, yes.records, no.records, whole.answered)::BIGINT AS known,
    known_of(flags.zeros, yes.records, no.records, whole.answered)::BIGINT AS known_high,
    whole.total::BIGINT AS total
FROM cells
JOIN whole ON whole.second IS NOT DISTINCT FROM cells.second AND whole.third IS NOT DISTINCT FROM cells.third
LEFT JOIN yes ON yes.first IS NOT DISTINCT FROM cells.first AND yes.second IS NOT DISTINCT FROM cells.second
    AND yes.third IS NOT DISTINCT FROM cells.third
LEFT JOIN no ON no.first = cells.first AND no.second IS NOT DISTINCT FROM cells.second
    AND no.third IS NOT DISTINCT FROM cells.third
LEFT JOIN flags ON flags.code = cells.first
ORDER BY cells.first NULLS LAST, cells.second NULLS LAST, cells.third NULLS LAST
