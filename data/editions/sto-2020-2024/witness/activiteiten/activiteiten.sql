-- Van de soorten die de infographic noemt: die in de plannen staan, volgens de gekozen regel.
WITH infographic (soort) AS (
    VALUES ('materiaal'), ('personeel'), ('keuzevakken'), ('instroom'), ('leraren')
), per_soort AS (
    SELECT soort, count(DISTINCT regio_id) AS met, (SELECT count(*) FROM "regios") AS alle
    FROM "activiteiten" JOIN infographic USING (soort)
    GROUP BY soort
)
SELECT 'activiteiten' AS id, count(*) AS value
FROM per_soort
WHERE CASE getvariable('rule')
    WHEN 'in ten minste één regio' THEN met >= 1
    WHEN 'in meer dan de helft van de regio''s' THEN met > alle / 2
    WHEN 'in alle regio''s' THEN met = alle
END
