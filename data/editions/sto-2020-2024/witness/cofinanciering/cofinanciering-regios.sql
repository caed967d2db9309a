-- Bijdrage als deel van alle kosten, per regio: het gemiddelde van de regio's, hoeveel regio's onder een
-- norm liggen, en hoeveel regio's geen subsidie hebben en dus geen deel.
WITH bijdrage AS (
    SELECT regio_id, sum(bedrag(bedrag)) AS euro
    FROM "cofinanciering"
    WHERE gekozen_bijdrage(vorm, aanvaard)
    GROUP BY regio_id
), subsidie AS (
    SELECT regio_id, sum(bedrag(bedrag)) AS euro
    FROM "beschikkingen"
    WHERE soort = getvariable('grant_kind')
    GROUP BY regio_id
), delen AS (
    SELECT regio_id, deel_van_kosten(coalesce(bijdrage.euro, 0), subsidie.euro) AS deel
    FROM "regios"
    LEFT JOIN bijdrage USING (regio_id)
    LEFT JOIN subsidie USING (regio_id)
), normen AS (
    SELECT
        CASE id WHEN getvariable('norm') THEN 'lagere-norm' ELSE 'eerste-norm' END AS naam,
        waarde::DOUBLE AS norm
    FROM "publicaties"
    WHERE id IN (getvariable('norm'), getvariable('first_norm'))
)
SELECT 'cofinanciering-ongewogen' AS id, avg(deel) AS value FROM delen
UNION ALL
SELECT 'cofinanciering-zonder-subsidie', count(*) FROM delen WHERE deel IS NULL
UNION ALL
SELECT 'cofinanciering-onder-' || naam, count(*) FILTER (deel < norm) FROM delen, normen GROUP BY naam
