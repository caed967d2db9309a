-- Personen met ten minste één bezoek in de gekozen maanden; een aantal onder de parameter minimum is geheim.
SELECT 'ondersteuners' AS id, count(DISTINCT ondersteuner) AS value
FROM "ondersteuning"
WHERE datum::DATE BETWEEN getvariable('supporters_from')::DATE AND getvariable('supporters_until')::DATE
HAVING value >= getvariable('minimum')
