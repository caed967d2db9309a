-- Alle dagen, gedeeld door regio's en door jaren (2020 tot en met 2024).
SELECT 'ondersteuningsdagen' AS id, sum(bedrag(dagen)) / (SELECT count(*) FROM "regios") / 5 AS value
FROM "ondersteuning"
