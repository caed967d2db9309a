-- Inwoners van de leeftijdsgroep die binnen de straal van een vestiging met het profiel wonen, als deel van allen.
WITH profielen AS (SELECT * FROM technische_profielen()),
aanbod AS (SELECT * FROM vestigingen("duo-leerlingen", profielen)),
plaatsen AS (
    SELECT *
    FROM vestigingspunten("schoollocaties-2022", "schoollocaties-2024", "adressen-2020-10", "postcodepunten-2024")
),
bewoners AS (SELECT * FROM inwoners("inwoners-pc4-2020", "postcodepunten-2024"))
SELECT 'bereik-' || groep AS id, value, low, high
FROM bereik_met_grenzen(aanbod, plaatsen, bewoners, 1000 * getvariable('radius_km'))
