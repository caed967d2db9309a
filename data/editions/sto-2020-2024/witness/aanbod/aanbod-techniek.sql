-- Vestigingen met techniek: de vijf profielen, en die met de vakmanschapsroute, en met D&P.
WITH soorten(groep, afdeling) AS (
    SELECT unnest(['vijf-profielen', 'met-vakmanschapsroute', 'met-dp']), afdeling FROM technische_profielen()
    UNION ALL VALUES
        ('met-vakmanschapsroute', 'Vakmanschapsroute Techniek'),
        ('met-dp', 'Vakmanschapsroute Techniek'),
        ('met-dp', 'Dienstverlening en producten')
)
SELECT
    'aanbod-techniek-' || groep AS id,
    count(*) FILTER (laag >= getvariable('minimum')) AS low,
    count(*) FILTER (hoog >= getvariable('minimum')) AS high,
    (low + high) / 2 AS value
FROM vestigingen("duo-leerlingen", soorten)
GROUP BY groep
