-- Scholen met leerlingen in het basisjaar en zonder in het laatste jaar.
-- Het basisjaar is een jaartal, of 'uitgave': het jaar van de peildatum van de prognose.
WITH per_school AS (
    SELECT
        INSTELLINGSCODE,
        sum(PROGNOSEAANTALLEN::INTEGER) FILTER (
            JAAR::INTEGER = coalesce(TRY_CAST(getvariable('base_year') AS INTEGER), year(peildatum))
        ) AS basis,
        sum(PROGNOSEAANTALLEN::INTEGER) FILTER (JAAR::INTEGER = getvariable('horizon_year')) AS laatste
    FROM "duo-prognoses" JOIN bronnen ON bronnen.id = bron
    WHERE peildatum = getvariable('reference_date')::DATE AND ONDERWIJSNIVEAU = getvariable('level')
    GROUP BY INSTELLINGSCODE
)
SELECT 'leerlingen-2036-gestopt' AS id, count(*) AS value
FROM per_school
WHERE basis > 0 AND coalesce(laatste, 0) = 0
