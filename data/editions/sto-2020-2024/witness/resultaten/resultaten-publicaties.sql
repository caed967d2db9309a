-- Programmaleiders die de enquête van de monitor invulden, als deel van wie haar kregen; en de regio's in het
-- programma, waarvan een bericht zegt dat bijna alle een techlab of hotspot hebben.
SELECT 'resultaten-gedrukt-antwoord' AS id, 100 * invulden.waarde::DOUBLE / kregen.waarde::DOUBLE AS value
FROM "publicaties" AS invulden, "publicaties" AS kregen
WHERE invulden.id = 'enquete-antwoorden' AND kregen.id = 'enquete-gevraagd'
UNION ALL
SELECT 'resultaten-labs', waarde::DOUBLE FROM "publicaties" WHERE id = 'labs-regios'
