-- Het bereik van techniek: vestigingen met een technische examenkandidaat, in het laatste schooljaar van elk bestand.
WITH aanbod AS (
    SELECT DISTINCT schooljaar AS groep, vestiging FROM kandidaten("duo-examens") WHERE technisch AND laag > 0
),
laatste AS (
    SELECT max(groep) AS groep FROM aanbod WHERE right(groep, 4) <= '2019'
    UNION ALL SELECT max(groep) FROM aanbod WHERE right(groep, 4) <= '2024'
),
plaatsen AS (
    SELECT *
    FROM vestigingspunten("schoollocaties-2022", "schoollocaties-2024", "adressen-2020-10", "postcodepunten-2024")
),
bewoners AS (SELECT * FROM inwoners("inwoners-pc4-2020", "postcodepunten-2024"))
SELECT 'gevoelig-examens-' || groep AS id, deel AS value
FROM bereik(aanbod, plaatsen, bewoners, 1000 * getvariable('radius_km')) JOIN laatste USING (groep)
