-- Het gekozen bedrag van een regio, alle jaren samen en tot op de cent: het gemiddelde, het grootste en het kleinste.
-- Een regio zonder bedrag telt niet mee. Wat is teruggevorderd, gaat er niet af. Een halve cent gaat naar boven.
WITH per_regio AS (
    SELECT regio_id, sum(bedrag(bedrag)) AS euro
    FROM "beschikkingen"
    WHERE soort = split_part(getvariable('reading'), ' min ', 1)
    GROUP BY regio_id
    HAVING euro <> 0
),
samen AS (
    SELECT count(*) AS regios, (100 * sum(euro))::HUGEINT AS cent FROM per_regio
)
SELECT 'investering-regio-gemiddeld' AS id, (2 * cent + regios) // nullif(2 * regios, 0) / 100 AS value FROM samen
UNION ALL
SELECT 'investering-regio-grootste', max(euro) FROM per_regio
UNION ALL
SELECT 'investering-regio-kleinste', min(euro) FROM per_regio
