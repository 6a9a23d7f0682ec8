-- Rows that became alike, once their values were codes, are one profile. Answers are in the order of their codes.
INSERT INTO victims BY NAME
SELECT * EXCLUDE (records), sum(records) AS records
FROM (
    SELECT
        $dataset AS dataset,
        $edition AS edition,
        * REPLACE (
            list_sort(exploitation_yes::exploitation[]) AS exploitation_yes,
            list_sort(exploitation_no::exploitation[]) AS exploitation_no,
            list_sort(sector_yes::sector[]) AS sector_yes,
            list_sort(sector_no::sector[]) AS sector_no,
            list_sort(sexual_form_yes::sexual_form[]) AS sexual_form_yes,
            list_sort(sexual_form_no::sexual_form[]) AS sexual_form_no,
            list_sort(recruiter_yes::recruiter[]) AS recruiter_yes,
            list_sort(recruiter_no::recruiter[]) AS recruiter_no,
            list_sort(method_yes::"method"[]) AS method_yes,
            list_sort(method_no::"method"[]) AS method_no,
            list_sort(means_yes::means[]) AS means_yes,
            list_sort(means_no::means[]) AS means_no,
            list_sort(perpetrator_yes::perpetrator[]) AS perpetrator_yes,
            list_sort(perpetrator_no::perpetrator[]) AS perpetrator_no
        )
    FROM tidy
)
GROUP BY ALL
ORDER BY period_first, country, origin, records DESC;
