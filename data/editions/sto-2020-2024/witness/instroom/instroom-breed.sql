-- Leerlingen met VMBO SECTOR 'Intersect. programma' gedeeld door alle leerlingen van bb, kb en gl, in leerjaar 3.
SELECT
    'instroom-breed-' || year(peildatum) AS id,
    percentage(sector = 'Intersect. programma', midden, midden) AS value,
    percentage(sector = 'Intersect. programma', laag, hoog) AS low,
    percentage(sector = 'Intersect. programma', hoog, laag) AS high
FROM leerlingen("duo-leerlingen")
WHERE gekozen(leerjaar)
GROUP BY peildatum
