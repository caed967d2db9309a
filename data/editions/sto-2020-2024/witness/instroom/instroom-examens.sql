-- Technische kandidaten gedeeld door alle kandidaten van bb, kb en gl, per schooljaar.
-- Van 2019-2020 is alleen het bestand naar profiel niet afgeschermd; dat telt dan.
WITH geteld AS (
    SELECT schooljaar, technisch, laag, midden, hoog
    FROM kandidaten("duo-examens")
    WHERE schooljaar <> '2019-2020'
    UNION ALL
    SELECT '2019-2020', technisch, laag, midden, hoog
    FROM kandidaten_naar_profiel("examenresultaten-2019-2020")
)
SELECT
    'instroom-examens-' || schooljaar AS id,
    percentage(technisch, midden, midden) AS value,
    percentage(technisch, laag, hoog) AS low,
    percentage(technisch, hoog, laag) AS high
FROM geteld
GROUP BY schooljaar
