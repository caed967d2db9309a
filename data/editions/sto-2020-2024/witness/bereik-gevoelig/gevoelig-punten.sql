-- Het bereik van een profiel, met het gebouw van november 2024 voor dat van mei 2022.
WITH profielen AS (SELECT * FROM technische_profielen()),
aanbod AS (SELECT * FROM vestigingen("duo-leerlingen", profielen)),
plaatsen AS (
    SELECT *
    FROM vestigingspunten("schoollocaties-2024", "schoollocaties-2022", "adressen-2020-10", "postcodepunten-2024")
),
bewoners AS (SELECT * FROM inwoners("inwoners-pc4-2020", "postcodepunten-2024"))
SELECT 'gevoelig-punten-' || groep AS id, value, low, high
FROM bereik_met_grenzen(aanbod, plaatsen, bewoners, 1000 * getvariable('radius_km'))
