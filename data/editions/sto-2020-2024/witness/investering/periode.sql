-- Kalenderjaren met een subsidieplafond of budget.
-- Een regel over één jaar noemt dat jaar als periode; een totaal over meer jaren telt niet nog eens.
SELECT 'periode' AS id, count(DISTINCT periode) AS value
FROM "publicaties"
WHERE (id GLOB getvariable('caps') OR id = getvariable('extension'))
    AND regexp_full_match(periode, '[0-9]{4}')
