-- Deelnemende vestigingen gedeeld door alle vestigingen met leerlingen van de soort, met of zonder een andere ernaast.
SELECT
    'deelname-' || soort AS id,
    100 * count(*) FILTER (vestiging IN (SELECT vestiging FROM deelnemers("deelname"))) / count(*) AS value
FROM soorten("duo-leerlingen")
WHERE soort NOT IN ('praktijk', 'overige-techniek')
GROUP BY soort
