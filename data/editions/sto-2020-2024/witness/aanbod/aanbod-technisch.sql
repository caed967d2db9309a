-- Vestigingen met in de vijf technische profielen samen ten minste één leerling (parameter minimum).
WITH samen AS (SELECT 'technisch' AS groep, afdeling FROM technische_profielen())
SELECT
    'aanbod-technisch' AS id,
    count(*) FILTER (laag >= getvariable('minimum')) AS low,
    count(*) FILTER (hoog >= getvariable('minimum')) AS high,
    (low + high) / 2 AS value
FROM vestigingen("duo-leerlingen", samen)
