-- Per soort: het deel van de regio's met ten minste één activiteit van die soort,
-- en het deel van het begrote bedrag voor die soort.
WITH soorten (soort) AS (
    VALUES ('materiaal'), ('personeel'), ('keuzevakken'), ('instroom'), ('leraren'), ('overig')
), per_soort AS (
    SELECT soort, count(DISTINCT regio_id) AS regios, coalesce(sum(bedrag(begroot)), 0) AS euro
    FROM soorten LEFT JOIN "activiteiten" USING (soort)
    GROUP BY soort
)
SELECT 'activiteiten-regios-' || soort AS id, 100 * regios / (SELECT count(*) FROM "regios") AS value
FROM per_soort
UNION ALL
SELECT 'activiteiten-budget-' || soort, 100 * euro / (SELECT sum(euro) FROM per_soort) FROM per_soort
