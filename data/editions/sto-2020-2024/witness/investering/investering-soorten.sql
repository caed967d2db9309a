-- Som van wat is bevoorschot, besteed, enzovoort: alle regio's en jaren.
SELECT 'investering-' || soort AS id, sum(bedrag(bedrag)) AS value
FROM "beschikkingen"
GROUP BY soort
