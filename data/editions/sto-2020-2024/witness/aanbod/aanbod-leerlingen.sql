-- Leerlingen in leerjaar 3 en 4 van bb, kb en gl in een technisch profiel, en in de vijf profielen samen.
SELECT
    'aanbod-leerlingen' || coalesce('-' || groep, '') AS id,
    sum(midden) AS value,
    sum(laag) AS low,
    sum(hoog) AS high
FROM leerlingen("duo-leerlingen") JOIN technische_profielen() USING (afdeling)
WHERE leerjaar IN (3, 4) AND peildatum = getvariable('reference_date')::DATE
GROUP BY ROLLUP (groep)
