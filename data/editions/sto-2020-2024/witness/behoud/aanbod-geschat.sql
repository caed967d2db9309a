-- De zichtbare technische kandidaten van 2023-2024, en voor elk afgeschermd aantal het gemiddelde van 2019-2020;
-- afgerond op een geheel getal.
WITH opleiding AS (
    SELECT
        schooljaar,
        sum(laag) FILTER (NOT afgeschermd) AS zichtbaar,
        count(*) FILTER (afgeschermd) AS afgeschermd
    FROM kandidaten("examens-2019-2024")
    WHERE technisch
    GROUP BY schooljaar
),
profiel AS (
    SELECT sum(laag) AS alle FROM kandidaten_naar_profiel("examenresultaten-2019-2020") WHERE technisch
),
gemiddelde AS (
    SELECT (alle - zichtbaar) / afgeschermd AS per_aantal FROM profiel, opleiding WHERE schooljaar = '2019-2020'
)
SELECT 'aanbod-geschat' AS id, round(zichtbaar + afgeschermd * per_aantal) AS value
FROM opleiding, gemiddelde
WHERE schooljaar = '2023-2024'
