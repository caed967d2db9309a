-- Activiteiten in de plannen, elk één keer geteld, en hoeveel daarvan onder verschillende soorten vallen.
WITH per_activiteit AS (
    SELECT activiteit_id, count(DISTINCT soort) AS soorten FROM "activiteiten" GROUP BY activiteit_id
)
SELECT 'activiteiten-aantal' AS id, count(*) AS value FROM per_activiteit
UNION ALL
SELECT 'activiteiten-dubbel', count(*) FROM per_activiteit WHERE soorten > 1
