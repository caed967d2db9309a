-- Het bereik van een profiel, met de inwoners van 1 januari 2024.
WITH profielen AS (SELECT * FROM technische_profielen()),
aanbod AS (SELECT * FROM vestigingen("duo-leerlingen", profielen) WHERE laag >= getvariable('minimum')),
plaatsen AS (
    SELECT *
    FROM vestigingspunten("schoollocaties-2022", "schoollocaties-2024", "adressen-2020-10", "postcodepunten-2024")
),
bewoners AS (SELECT * FROM inwoners("inwoners-pc4-2024", "postcodepunten-2024"))
SELECT 'gevoelig-inwoners-' || groep AS id, deel AS value
FROM bereik(aanbod, plaatsen, bewoners, 1000 * getvariable('radius_km'))
