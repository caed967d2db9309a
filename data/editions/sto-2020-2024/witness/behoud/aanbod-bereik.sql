-- Jongeren die binnen de straal wonen van een vestiging met technische examenkandidaten, als deel van alle jongeren.
WITH aanbod AS (
    SELECT DISTINCT schooljaar AS groep, vestiging FROM kandidaten("duo-examens") WHERE technisch AND laag > 0
),
plaatsen AS (
    SELECT * FROM vestigingspunten("schoollocaties-2022", "schoollocaties-2024", "adressen-2020-10", "postcodepunten-2024")
),
bewoners AS (SELECT * FROM inwoners("inwoners-pc4-2020", "postcodepunten-2024"))
SELECT 'aanbod-bereik-' || groep AS id, deel AS value
FROM bereik(aanbod, plaatsen, bewoners, 1000 * getvariable('radius_km'))
