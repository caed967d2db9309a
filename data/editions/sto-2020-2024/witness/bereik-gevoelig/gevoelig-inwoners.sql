-- Het bereik van een profiel, met de inwoners van 1 januari 2024.
WITH profielen AS (SELECT * FROM technische_profielen()),
aanbod AS (SELECT * FROM vestigingen("duo-leerlingen", profielen)),
plaatsen AS (
    SELECT *
    FROM vestigingspunten("schoollocaties-2022", "schoollocaties-2024", "adressen-2020-10", "postcodepunten-2024")
),
bewoners AS (SELECT * FROM inwoners("inwoners-pc4-2024", "postcodepunten-2024"))
SELECT 'gevoelig-inwoners-' || groep AS id, value, low, high
FROM bereik_met_grenzen(aanbod, plaatsen, bewoners, 1000 * getvariable('radius_km'))
