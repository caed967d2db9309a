-- Technische kandidaten van bb, kb en gl in het schooljaar van de parameter, volgens het bestand naar opleiding.
SELECT
    'controle-examens-opleiding' AS id,
    sum(midden) AS value, sum(laag) AS low, sum(hoog) AS high
FROM kandidaten("duo-examens")
WHERE technisch AND schooljaar = getvariable('school_year')
