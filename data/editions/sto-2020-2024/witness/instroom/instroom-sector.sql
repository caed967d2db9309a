-- Leerlingen in de sector Techniek gedeeld door alle leerlingen van bb, kb en gl, in leerjaar 3 op 1 oktober.
SELECT
    'instroom-sector-' || year(peildatum) AS id,
    percentage(sector = 'Techniek', midden, midden) AS value,
    percentage(sector = 'Techniek', laag, hoog) AS low,
    percentage(sector = 'Techniek', hoog, laag) AS high
FROM leerlingen("duo-leerlingen")
WHERE gekozen(leerjaar)
GROUP BY peildatum
