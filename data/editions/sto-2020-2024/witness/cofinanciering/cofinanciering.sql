-- Som van de gekozen bijdragen over alle regio's en jaren.
SELECT 'cofinanciering' AS id, sum(bedrag(bedrag)) AS value
FROM "cofinanciering"
WHERE gekozen_bijdrage(vorm, aanvaard)
