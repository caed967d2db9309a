-- Leerlingen in de sector Techniek gedeeld door alle leerlingen, in leerjaar 3 en 4 van bb, kb en gl op 1 oktober.
-- De telling van 2017 doet hier niet mee.
SELECT
    'aanbod-sector-' || year(peildatum) AS id,
    percentage(sector = 'Techniek', midden, midden) AS value,
    percentage(sector = 'Techniek', laag, hoog) AS low,
    percentage(sector = 'Techniek', hoog, laag) AS high
FROM leerlingen("duo-leerlingen")
WHERE leerjaar IN (3, 4) AND bron <> 'leerlingen-2017'
GROUP BY peildatum
