-- Kandidaten met VMBO SECTOR techniek gedeeld door alle kandidaten van BL, KL en GL, in het bestand naar profiel.
SELECT
    'instroom-controle' AS id,
    percentage(technisch, midden, midden) AS value,
    percentage(technisch, laag, hoog) AS low,
    percentage(technisch, hoog, laag) AS high
FROM kandidaten_naar_profiel("examenresultaten-2018-2019")
