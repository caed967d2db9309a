-- Per soort: het deel van de regio's met ten minste één activiteit van die soort,
-- en het deel van het begrote bedrag voor die soort.
WITH per_soort AS (
    SELECT soort, count(DISTINCT regio_id) AS regios, sum(bedrag(begroot)) AS euro
    FROM "activiteiten"
    GROUP BY soort
)
SELECT 'activiteiten-regios-' || soort AS id, 100 * regios / (SELECT count(*) FROM "regios") AS value
FROM per_soort
UNION ALL
SELECT 'activiteiten-budget-' || soort, 100 * euro / (SELECT sum(euro) FROM per_soort) FROM per_soort
