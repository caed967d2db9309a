-- De aanname over werkdagen in een jaar.
SELECT 'ondersteuning-werkdagen' AS id, waarde::INTEGER AS value
FROM aannames
WHERE id = 'werkdagen'
