-- Deelnemers met 'ja' in de kolom terug, gedeeld door alle deelnemers.
SELECT 'teruggekomen' AS id, 100 * count(*) FILTER (terug = 'ja') / count(*) AS value
FROM "leden"
