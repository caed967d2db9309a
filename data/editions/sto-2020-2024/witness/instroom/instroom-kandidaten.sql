-- Technische kandidaten van bb, kb en gl, per schooljaar.
-- Van 2019-2020 is alleen het bestand naar profiel niet afgeschermd; dat telt dan.
WITH geteld AS (
    SELECT schooljaar, technisch, laag, midden, hoog
    FROM kandidaten("duo-examens")
    WHERE schooljaar <> '2019-2020'
    UNION ALL
    SELECT '2019-2020', technisch, laag, midden, hoog
    FROM kandidaten_naar_profiel("examenresultaten-2019-2020")
)
SELECT 'instroom-kandidaten-' || schooljaar AS id, sum(midden) AS value, sum(laag) AS low, sum(hoog) AS high
FROM geteld
WHERE technisch
GROUP BY schooljaar
