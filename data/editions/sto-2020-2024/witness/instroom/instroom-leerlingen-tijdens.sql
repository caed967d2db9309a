-- Aandeel sector Techniek in leerjaar 3: laatste stand in het programma, min de laatste ervoor.
WITH aandelen AS (
    SELECT
        peildatum,
        percentage(sector = 'Techniek', midden, midden) AS midden,
        percentage(sector = 'Techniek', laag, hoog) AS laag,
        percentage(sector = 'Techniek', hoog, laag) AS hoog
    FROM leerlingen("duo-leerlingen")
    WHERE gekozen(leerjaar) AND peildatum <= '2024-12-31'
    GROUP BY peildatum
),
ervoor AS (
    SELECT * FROM aandelen WHERE peildatum < '2020-01-01' ORDER BY peildatum DESC LIMIT 1
),
laatste AS (
    SELECT * FROM aandelen WHERE peildatum >= '2020-01-01' ORDER BY peildatum DESC LIMIT 1
)
SELECT
    'instroom-leerlingen-tijdens' AS id,
    laatste.midden - ervoor.midden AS value,
    laatste.laag - ervoor.hoog AS low,
    laatste.hoog - ervoor.laag AS high
FROM ervoor LEFT JOIN laatste ON true
