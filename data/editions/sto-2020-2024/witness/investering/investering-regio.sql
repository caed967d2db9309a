-- Het gekozen bedrag van een regio, alle jaren samen: het gemiddelde, het grootste en het kleinste.
-- Een regio zonder bedrag telt niet mee.
WITH per_regio AS (
    SELECT regio_id, sum(gekozen_bedrag(soort, bedrag)) AS euro
    FROM "beschikkingen"
    GROUP BY regio_id
)
SELECT 'investering-regio-gemiddeld' AS id, avg(euro) AS value FROM per_regio
UNION ALL
SELECT 'investering-regio-grootste', max(euro) FROM per_regio
UNION ALL
SELECT 'investering-regio-kleinste', min(euro) FROM per_regio
