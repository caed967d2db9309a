-- Personen met ten minste één bezoek in de gekozen maanden.
SELECT 'ondersteuners' AS id, count(DISTINCT ondersteuner) AS value
FROM "ondersteuning"
WHERE datum::DATE BETWEEN getvariable('supporters_from')::DATE
    AND getvariable('supporters_until')::DATE
