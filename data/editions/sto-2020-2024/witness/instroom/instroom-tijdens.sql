-- Aandeel techniek onder kandidaten: het laatste schooljaar, min het laatste waarvan zij voor het programma kozen.
WITH aandelen AS (
    SELECT
        left(schooljaar, 4)::INTEGER - 1 AS leerjaar_3,
        percentage(technisch, midden, midden) AS midden,
        percentage(technisch, laag, hoog) AS laag,
        percentage(technisch, hoog, laag) AS hoog
    FROM kandidaten("duo-examens")
    GROUP BY schooljaar
),
eerste AS (
    SELECT * FROM aandelen WHERE leerjaar_3 < 2020 ORDER BY leerjaar_3 DESC LIMIT 1
),
laatste AS (
    SELECT * FROM aandelen ORDER BY leerjaar_3 DESC LIMIT 1
)
SELECT
    'instroom-tijdens' AS id,
    laatste.midden - eerste.midden AS value,
    laatste.laag - eerste.hoog AS low,
    laatste.hoog - eerste.laag AS high
FROM eerste, laatste
