-- Kandidaten met VMBO SECTOR techniek van BL, KL en GL, in het bestand naar profiel van dat schooljaar.
SELECT
    'controle-examens-profiel' AS id,
    sum(midden) AS value, sum(laag) AS low, sum(hoog) AS high
FROM kandidaten_naar_profiel("duo-examenresultaten")
WHERE technisch AND bron = 'examenresultaten-' || getvariable('school_year')
