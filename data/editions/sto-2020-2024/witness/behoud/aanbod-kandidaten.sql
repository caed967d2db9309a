-- Kandidaten in de sector Techniek van bb, kb en gl, per schooljaar.
SELECT
    'aanbod-kandidaten-' || schooljaar AS id,
    sum(midden) AS value, sum(laag) AS low, sum(hoog) AS high
FROM kandidaten("duo-examens")
WHERE technisch
GROUP BY schooljaar
