-- How long on-the-spot matters take at the counter, decided from the one instant until the other; spot.py reads it.
WITH decided AS MATERIALIZED (
    SELECT option_version_id, option_code, extract(epoch FROM decided_at - received_at) / 60 AS minutes
    FROM cases_case WHERE decided_at >= %s AND decided_at <= %s
), spot AS MATERIALIZED (
    SELECT id, name FROM catalog_optionversion
    WHERE id IN (SELECT option_version_id FROM decided) AND content::jsonb ->> 'case_type' = 'on_the_spot'
)
SELECT decided.option_code, max(spot.name), count(*)::int,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY decided.minutes)::float8
FROM decided JOIN spot ON spot.id = decided.option_version_id
GROUP BY decided.option_code ORDER BY 4 DESC, 1
