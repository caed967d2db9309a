-- Leerlingen van de oude afdeling technologie-orientatie gedeeld door alle leerlingen in de sector Techniek,
-- in leerjaar 4 van gl op de eerste peildatum.
WITH eerste AS (
    SELECT *
    FROM leerlingen("duo-leerlingen")
    WHERE leerjaar = 4 AND leerweg = 'gl'
    QUALIFY peildatum = min(peildatum) OVER ()
)
SELECT
    'instroom-orientatie-aandeel' AS id,
    percentage(afdeling = getvariable('old_department'), midden, midden) AS value,
    percentage(afdeling = getvariable('old_department'), laag, hoog) AS low,
    percentage(afdeling = getvariable('old_department'), hoog, laag) AS high
FROM eerste
WHERE sector = 'Techniek'
