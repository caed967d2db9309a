-- Aantal in het register van elke soort, alle jaren samen.
SELECT 'locaties-' || soort AS id, count(*) AS value
FROM "locaties"
GROUP BY soort
