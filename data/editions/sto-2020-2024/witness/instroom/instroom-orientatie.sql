-- Leerlingen van de oude afdeling technologie-orientatie die op de eerste peildatum bij de sector Techniek telden.
WITH eerste AS (
    SELECT *
    FROM leerlingen("duo-leerlingen")
    WHERE leerjaar IN (3, 4)
    QUALIFY peildatum = min(peildatum) OVER ()
)
SELECT
    'instroom-orientatie' AS id,
    coalesce(sum(midden), 0) AS value, coalesce(sum(laag), 0) AS low, coalesce(sum(hoog), 0) AS high
FROM eerste
WHERE afdeling = getvariable('old_department') AND sector = 'Techniek'
