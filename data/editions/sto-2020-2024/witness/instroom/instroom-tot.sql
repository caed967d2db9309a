-- Aandeel techniek onder de kandidaten die voor het programma in leerjaar 3 kwamen, min dat van het eerste schooljaar.
-- Van 2019-2020 is alleen het bestand naar profiel niet afgeschermd; dat telt dan.
WITH geteld AS (
    SELECT schooljaar, technisch, laag, midden, hoog
    FROM kandidaten("duo-examens")
    WHERE schooljaar <> '2019-2020'
    UNION ALL
    SELECT '2019-2020', technisch, laag, midden, hoog
    FROM kandidaten_naar_profiel("examenresultaten-2019-2020")
),
aandelen AS (
    SELECT
        left(schooljaar, 4)::INTEGER - 1 AS leerjaar_3,
        percentage(technisch, midden, midden) AS midden,
        percentage(technisch, laag, hoog) AS laag,
        percentage(technisch, hoog, laag) AS hoog
    FROM geteld
    GROUP BY schooljaar
),
eerste AS (
    SELECT * FROM aandelen ORDER BY leerjaar_3 LIMIT 1
)
SELECT
    'instroom-tot-' || later.leerjaar_3 AS id,
    later.midden - eerste.midden AS value,
    later.laag - eerste.hoog AS low,
    later.hoog - eerste.laag AS high
FROM aandelen AS later, eerste
WHERE later.leerjaar_3 > eerste.leerjaar_3 AND later.leerjaar_3 < 2020
