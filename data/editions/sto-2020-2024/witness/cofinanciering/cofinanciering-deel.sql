-- Bijdrage als deel van alle kosten (subsidie en bijdrage samen), en als deel van de subsidie.
WITH bijdrage AS (
    SELECT sum(bedrag(bedrag)) AS euro FROM "cofinanciering" WHERE gekozen_bijdrage(vorm, aanvaard)
), subsidie AS (
    SELECT sum(bedrag(bedrag)) AS euro FROM "beschikkingen" WHERE soort = getvariable('grant_kind')
)
SELECT 'cofinanciering-aandeel' AS id, deel_van_kosten(bijdrage.euro, subsidie.euro) AS value
FROM bijdrage, subsidie
UNION ALL
SELECT 'cofinanciering-van-subsidie', 100 * bijdrage.euro / subsidie.euro
FROM bijdrage, subsidie
