-- Het bereik van techniek: de vijf profielen, en die met de vakmanschapsroute, en met D&P.
WITH soorten(groep, afdeling) AS (
    SELECT unnest(['vijf-profielen', 'met-vakmanschapsroute', 'met-dp']), afdeling FROM technische_profielen()
    UNION ALL VALUES
        ('met-vakmanschapsroute', 'Vakmanschapsroute Techniek'),
        ('met-dp', 'Vakmanschapsroute Techniek'),
        ('met-dp', 'Dienstverlening en producten')
),
aanbod AS (SELECT * FROM vestigingen("duo-leerlingen", soorten)),
plaatsen AS (
    SELECT *
    FROM vestigingspunten("schoollocaties-2022", "schoollocaties-2024", "adressen-2020-10", "postcodepunten-2024")
),
bewoners AS (SELECT * FROM inwoners("inwoners-pc4-2020", "postcodepunten-2024"))
SELECT 'gevoelig-techniek-' || groep AS id, value, low, high
FROM bereik_met_grenzen(aanbod, plaatsen, bewoners, 1000 * getvariable('radius_km'))
