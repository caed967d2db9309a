-- Leerlingen van bb, kb en gl in de sector Techniek, in leerjaar 3 op 1 oktober.
SELECT
    'instroom-leerlingen-' || year(peildatum) AS id,
    sum(midden) AS value, sum(laag) AS low, sum(hoog) AS high
FROM leerlingen("duo-leerlingen")
WHERE gekozen(leerjaar) AND sector = 'Techniek'
GROUP BY peildatum
