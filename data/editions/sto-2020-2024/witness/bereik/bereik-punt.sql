-- Vestigingen met ten minste één leerling in een technisch profiel, naar de herkomst van hun punt.
WITH profielen AS (SELECT * FROM technische_profielen()),
aanbod AS (
    SELECT vestiging FROM vestigingen("duo-leerlingen", profielen)
    GROUP BY vestiging HAVING sum(laag) >= getvariable('minimum')
),
plaatsen AS (
    SELECT vestiging, herkomst
    FROM vestigingspunten("schoollocaties-2022", "schoollocaties-2024", "adressen-2020-10", "postcodepunten-2024")
)
SELECT
    'bereik-punt-' || soort AS id,
    count(*) FILTER (coalesce(herkomst, 'geen') = soort) AS value
FROM aanbod LEFT JOIN plaatsen USING (vestiging), (VALUES ('gebouw'), ('postcode'), ('geen')) AS soorten(soort)
GROUP BY soort
