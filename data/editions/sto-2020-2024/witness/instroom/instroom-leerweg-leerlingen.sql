-- Aandeel sector Techniek onder leerlingen van een leerweg, in leerjaar 3: laatste min eerste stand voor het programma.
WITH aandelen AS (
    SELECT
        leerweg, peildatum,
        percentage(sector = 'Techniek', midden, midden) AS midden,
        percentage(sector = 'Techniek', laag, hoog) AS laag,
        percentage(sector = 'Techniek', hoog, laag) AS hoog
    FROM leerlingen("duo-leerlingen")
    WHERE leerjaar = 3 AND peildatum < '2020-01-01'
    GROUP BY leerweg, peildatum
)
SELECT
    'instroom-leerweg-leerlingen-' || leerweg AS id,
    arg_max(midden, peildatum) - arg_min(midden, peildatum) AS value,
    arg_max(laag, peildatum) - arg_min(hoog, peildatum) AS low,
    arg_max(hoog, peildatum) - arg_min(laag, peildatum) AS high
FROM aandelen
GROUP BY leerweg
