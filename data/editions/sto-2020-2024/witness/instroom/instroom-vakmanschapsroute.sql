-- Leerlingen van leerjaar 3 en 4 in de vakmanschapsroute Techniek, op de laatste peildatum.
WITH laatste AS (
    SELECT *
    FROM leerlingen("duo-leerlingen")
    WHERE leerjaar IN (3, 4)
    QUALIFY peildatum = max(peildatum) OVER ()
)
SELECT
    'instroom-vakmanschapsroute' AS id,
    coalesce(sum(midden), 0) AS value, coalesce(sum(laag), 0) AS low, coalesce(sum(hoog), 0) AS high
FROM laatste
WHERE afdeling = 'Vakmanschapsroute Techniek' AND sector = 'Techniek'
