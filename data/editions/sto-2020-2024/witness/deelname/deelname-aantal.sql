-- Vestigingen met ten minste één leerling van elke soort.
SELECT 'deelname-aantal-' || soort AS id, count(*) AS value
FROM soorten("duo-leerlingen")
GROUP BY soort
