-- Vestigingen met techniek: de vijf profielen, en die met de vakmanschapsroute, en met D&P.
WITH soorten AS (SELECT * FROM ruimere_techniek())
SELECT
    'deelname-ruim-' || groep AS id,
    count(*) FILTER (laag > 0) AS low,
    count(*) FILTER (hoog > 0) AS high,
    (low + high) / 2 AS value
FROM vestigingen("duo-leerlingen", soorten)
GROUP BY groep
