-- Het bereik van een profiel, zonder rechte lijnen die een lijn in waterscheidingen.csv raken of kruisen.
WITH profielen AS (SELECT * FROM technische_profielen()),
aanbod AS (SELECT * FROM vestigingen("duo-leerlingen", profielen) WHERE laag >= getvariable('minimum')),
plaatsen AS (
    SELECT *
    FROM vestigingspunten("schoollocaties-2022", "schoollocaties-2024", "adressen-2020-10", "postcodepunten-2024")
),
bewoners AS (SELECT * FROM inwoners("inwoners-pc4-2020", "postcodepunten-2024") WHERE x IS NOT NULL),
hoeken AS (
    SELECT water, nummer, split_part(hoek, ' ', 1) AS lengte, split_part(hoek, ' ', 2) AS breedte
    FROM "waterscheidingen", unnest(split(lijn, ', ')) WITH ORDINALITY AS hoeken(hoek, nummer)
),
stukken AS (
    SELECT x AS x1, y AS y1, lead(x) OVER lijn AS x2, lead(y) OVER lijn AS y2
    FROM in_rd(hoeken) WINDOW lijn AS (PARTITION BY water ORDER BY nummer)
),
lijnen AS (
    SELECT groep, pc4, inwoners, b.x AS x3, b.y AS y3, p.x AS x4, p.y AS y4
    FROM aanbod JOIN plaatsen AS p USING (vestiging), bewoners AS b
    WHERE (b.x - p.x) ** 2 + (b.y - p.y) ** 2 <= (1000 * getvariable('radius_km')) ** 2
),
binnen AS (
    SELECT DISTINCT groep, pc4, inwoners FROM lijnen
    WHERE NOT EXISTS (
        SELECT * FROM stukken
        WHERE kant(x1, y1, x2, y2, x3, y3) * kant(x1, y1, x2, y2, x4, y4) <= 0
            AND kant(x3, y3, x4, y4, x1, y1) * kant(x3, y3, x4, y4, x2, y2) <= 0
    )
)
SELECT 'gevoelig-water-' || groep AS id, 100 * sum(inwoners) / (SELECT sum(inwoners) FROM bewoners) AS value
FROM binnen
GROUP BY groep
