-- Vestigingen met techniek: de vijf profielen, en die met de vakmanschapsroute, en met D&P.
WITH soorten AS (SELECT * FROM ruimere_techniek())
SELECT
    'aanbod-techniek-' || groep AS id,
    count(*) FILTER (laag >= getvariable('minimum')) AS low,
    count(*) FILTER (hoog >= getvariable('minimum')) AS high,
    (low + high) / 2 AS value
FROM vestigingen("duo-leerlingen", soorten)
GROUP BY groep
