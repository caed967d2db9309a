-- Vestigingen met ten minste één leerling (parameter minimum) in MaT, in leerjaar 3 en 4 samen.
WITH profielen AS (SELECT * FROM technische_profielen())
SELECT
    'aanbod-mat' AS id,
    count(*) FILTER (laag >= getvariable('minimum')) AS low,
    count(*) FILTER (hoog >= getvariable('minimum')) AS high,
    (low + high) / 2 AS value
FROM vestigingen("duo-leerlingen", profielen)
WHERE groep = 'mat'
