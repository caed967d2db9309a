-- Bedrag van een regio, alle jaren samen: het gemiddelde, het grootste en het kleinste.
WITH per_regio AS (
    SELECT regio_id, sum(bedrag(bedrag)) AS bedrag
    FROM "beschikkingen"
    WHERE soort = getvariable('reading')
    GROUP BY regio_id
)
SELECT 'investering-regio-gemiddeld' AS id, avg(bedrag) AS value FROM per_regio
UNION ALL
SELECT 'investering-regio-grootste', max(bedrag) FROM per_regio
UNION ALL
SELECT 'investering-regio-kleinste', min(bedrag) FROM per_regio
