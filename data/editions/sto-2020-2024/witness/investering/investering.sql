-- Som van het gekozen bedrag over alle regio's en jaren.
SELECT 'investering' AS id, sum(gekozen_bedrag(soort, bedrag)) AS value
FROM "beschikkingen"
