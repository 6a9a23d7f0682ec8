-- One question put to the selected rows: `yes` are the codes a row answers, `no` those it denies, as they are shown
-- (rules.sql). `place` is the country of exploitation or of origin where `$place` asks for it. Rows alike in what is asked are
-- added first: the rest is cheap.
put AS (
    SELECT period_first, period_last, reported_by() AS reporter,
        CASE $place::VARCHAR WHEN 'country' THEN country WHEN 'origin' THEN origin END AS place,
        ticked_of($by::VARCHAR) AS ticked,
        crossed_out_of($by::VARCHAR) AS crossed_out,
        sum(records) AS records
    FROM selected, ages_asked()
    GROUP BY ALL
),
asked AS MATERIALIZED (
    SELECT period_first, period_last, reporter, place::VARCHAR AS place, records,
        yes_of($by::VARCHAR, ticked) AS yes,
        no_of($by::VARCHAR, ticked, crossed_out) AS no
    FROM put, finer_codes()
),
flags AS (SELECT code, zeros FROM published_flags() WHERE question = $by::VARCHAR)
