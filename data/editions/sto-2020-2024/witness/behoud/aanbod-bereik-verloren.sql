-- Jongeren die in het laatste schooljaar voor het programma binnen de straal woonden, en in het laatste erin niet meer.
WITH aanbod AS (
    SELECT DISTINCT schooljaar AS groep, vestiging FROM kandidaten("duo-examens") WHERE technisch AND laag > 0
),
jaren AS (
    SELECT max(groep) FILTER (right(groep, 4) < '2020') AS ervoor, max(groep) FILTER (right(groep, 4) <= '2024') AS erin
    FROM aanbod
),
plaatsen AS (
    SELECT * FROM vestigingspunten("schoollocaties-2022", "schoollocaties-2024", "adressen-2020-10", "postcodepunten-2024")
),
bewoners AS (SELECT * FROM inwoners("inwoners-pc4-2020", "postcodepunten-2024")),
dichtbij AS (SELECT * FROM nabij(aanbod, plaatsen, bewoners, 1000 * getvariable('radius_km'))),
toen AS (SELECT pc4, inwoners, binnen FROM dichtbij, jaren WHERE groep = ervoor),
nu AS (SELECT pc4, binnen FROM dichtbij, jaren WHERE groep = erin)
SELECT
    'aanbod-bereik-verloren' AS id,
    100 * sum(CASE WHEN toen.binnen AND NOT nu.binnen THEN inwoners ELSE 0 END) / sum(inwoners) AS value
FROM toen JOIN nu USING (pc4)
