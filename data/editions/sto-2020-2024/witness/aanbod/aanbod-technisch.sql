-- Vestigingen met ten minste één leerling (parameter minimum) in een van de vijf technische profielen.
WITH profielen AS (SELECT * FROM technische_profielen())
SELECT
    'aanbod-technisch' AS id,
    count(DISTINCT vestiging) FILTER (laag >= getvariable('minimum')) AS low,
    count(DISTINCT vestiging) FILTER (hoog >= getvariable('minimum')) AS high,
    (low + high) / 2 AS value
FROM vestigingen("duo-leerlingen", profielen)
