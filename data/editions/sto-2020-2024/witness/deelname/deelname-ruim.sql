-- Vestigingen met techniek: de vijf profielen, en die met de vakmanschapsroute, en met D&P.
WITH soorten(groep, afdeling) AS (
    SELECT unnest(['vijf-profielen', 'met-vakmanschapsroute', 'met-dp']), afdeling FROM technische_profielen()
    UNION ALL VALUES
        ('met-vakmanschapsroute', 'Vakmanschapsroute Techniek'),
        ('met-dp', 'Vakmanschapsroute Techniek'),
        ('met-dp', 'Dienstverlening en producten')
)
SELECT
    'deelname-ruim-' || groep AS id,
    count(*) FILTER (laag > 0) AS low,
    count(*) FILTER (hoog > 0) AS high,
    (low + high) / 2 AS value
FROM vestigingen("duo-leerlingen", soorten)
GROUP BY groep
