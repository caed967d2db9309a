-- Vestigingen met ten minste een examenkandidaat in de sector Techniek: verandering in procenten,
-- van het laatste schooljaar dat voor het programma eindigde (2018-2019) tot het laatste dat erin eindigde (2023-2024).
WITH aantallen AS (
    SELECT
        right(schooljaar, 4)::INTEGER AS eindigt_in,
        count(DISTINCT vestiging) FILTER (technisch AND laag > 0) AS vestigingen
    FROM kandidaten("duo-examens")
    GROUP BY schooljaar
),
ervoor AS (
    SELECT vestigingen FROM aantallen WHERE eindigt_in < 2020 ORDER BY eindigt_in DESC LIMIT 1
),
laatste AS (
    SELECT vestigingen FROM aantallen WHERE eindigt_in BETWEEN 2020 AND 2024 ORDER BY eindigt_in DESC LIMIT 1
)
SELECT
    'aanbod-behouden' AS id,
    100 * (laatste.vestigingen - ervoor.vestigingen) / ervoor.vestigingen AS value
FROM ervoor, laatste
