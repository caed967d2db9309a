-- Verandering van het aantal leerlingen van het basisjaar tot het laatste jaar, en die twee aantallen.
-- Het basisjaar is een jaartal, of 'uitgave': het jaar van de peildatum van de prognose.
WITH reeks AS (
    SELECT
        sum(PROGNOSEAANTALLEN::INTEGER) FILTER (
            JAAR::INTEGER = coalesce(TRY_CAST(getvariable('base_year') AS INTEGER), year(peildatum))
        ) AS basis,
        sum(PROGNOSEAANTALLEN::INTEGER) FILTER (JAAR::INTEGER = getvariable('horizon_year')) AS laatste
    FROM "duo-prognoses" JOIN bronnen ON bronnen.id = bron
    WHERE peildatum = getvariable('reference_date')::DATE AND ONDERWIJSNIVEAU = getvariable('level')
)
SELECT 'leerlingen-2036' AS id, 100 * (laatste - basis) / basis AS value FROM reeks
UNION ALL
SELECT 'leerlingen-2036-begin', basis FROM reeks
UNION ALL
SELECT 'leerlingen-2036-einde', laatste FROM reeks
