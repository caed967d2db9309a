-- Aandeel sector Techniek in leerjaar 3: laatste stand in het programma, min de laatste ervoor.
WITH aandelen AS (
    SELECT
        peildatum,
        percentage(sector = 'Techniek', midden, midden) AS midden,
        percentage(sector = 'Techniek', laag, hoog) AS laag,
        percentage(sector = 'Techniek', hoog, laag) AS hoog
    FROM leerlingen("duo-leerlingen")
    WHERE leerjaar = 3 AND peildatum BETWEEN '2019-10-01' AND '2024-12-31'
    GROUP BY peildatum
)
SELECT
    'instroom-leerlingen-tijdens' AS id,
    arg_max(midden, peildatum) - arg_min(midden, peildatum) AS value,
    arg_max(laag, peildatum) - arg_min(hoog, peildatum) AS low,
    arg_max(hoog, peildatum) - arg_min(laag, peildatum) AS high
FROM aandelen
HAVING count(*) > 1
