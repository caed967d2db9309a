-- Schooljaar 2019-2020, sector Techniek: alle kandidaten volgens het bestand met examenresultaten, min de zichtbare in
-- het bestand per opleiding, gedeeld door het aantal afgeschermde aantallen daarin.
WITH opleiding AS (
    SELECT
        sum(laag) FILTER (NOT afgeschermd) AS zichtbaar,
        count(*) FILTER (afgeschermd) AS afgeschermd
    FROM kandidaten("examens-2019-2024")
    WHERE technisch AND schooljaar = '2019-2020'
),
profiel AS (
    SELECT sum(laag) AS alle FROM kandidaten_naar_profiel("examenresultaten-2019-2020") WHERE technisch
)
SELECT 'aanbod-afgeschermd' AS id, (alle - zichtbaar) / afgeschermd AS value
FROM profiel, opleiding
