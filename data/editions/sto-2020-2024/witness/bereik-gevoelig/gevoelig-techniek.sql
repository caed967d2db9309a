-- Het bereik van techniek: de vijf profielen, en die met de vakmanschapsroute, en met D&P.
WITH soorten AS (SELECT * FROM ruimere_techniek()),
aanbod AS (SELECT * FROM vestigingen("duo-leerlingen", soorten)),
plaatsen AS (
    SELECT *
    FROM vestigingspunten("schoollocaties-2022", "schoollocaties-2024", "adressen-2020-10", "postcodepunten-2024")
),
bewoners AS (SELECT * FROM inwoners("inwoners-pc4-2020", "postcodepunten-2024"))
SELECT 'gevoelig-techniek-' || groep AS id, value, low, high
FROM bereik_met_grenzen(aanbod, plaatsen, bewoners, 1000 * getvariable('radius_km'))
