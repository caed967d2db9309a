-- Het bereik van techniek: vestigingen met ten minste één technische examenkandidaat in een schooljaar,
-- het laatste voor het programma en het laatste erin.
WITH aanbod AS (
    SELECT DISTINCT schooljaar AS groep, vestiging FROM kandidaten("duo-examens") WHERE technisch AND laag > 0
),
jaren AS (
    SELECT max(groep) FILTER (right(groep, 4) < '2020') AS ervoor, max(groep) FILTER (right(groep, 4) <= '2024') AS erin
    FROM aanbod
),
plaatsen AS (
    SELECT *
    FROM vestigingspunten("schoollocaties-2022", "schoollocaties-2024", "adressen-2020-10", "postcodepunten-2024")
),
bewoners AS (SELECT * FROM inwoners("inwoners-pc4-2020", "postcodepunten-2024"))
SELECT 'gevoelig-examens-' || groep AS id, deel AS value
FROM bereik(aanbod, plaatsen, bewoners, 1000 * getvariable('radius_km')), jaren
WHERE groep IN (ervoor, erin)
