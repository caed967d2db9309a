-- Gedrukte dagen per regio maal het gepubliceerde aantal regio's, en hoeveel dat per ondersteuner is:
-- als zij elke regio die dagen samen geven, en als elk van hen elke regio die dagen geeft.
WITH infographic (dagen, ondersteuners) AS (VALUES (5, 10)), gedrukt AS (
    SELECT dagen * waarde::DOUBLE AS alle_dagen, ondersteuners
    FROM infographic, "publicaties"
    WHERE id = getvariable('regions_figure')
)
SELECT 'ondersteuning-dagen' AS id, alle_dagen AS value FROM gedrukt
UNION ALL
SELECT 'ondersteuning-werk-samen', alle_dagen / ondersteuners FROM gedrukt
UNION ALL
SELECT 'ondersteuning-werk-elk', alle_dagen FROM gedrukt
