-- De aantallen vestigingen van een soort waarvan het aandeel afgerond het gedrukte percentage is:
-- het kleinste en het grootste, met het midden als waarde.
WITH infographic (soort, gedrukt) AS (
    VALUES ('techniek', 98), ('niet-techniek', 75), ('theoretisch', 50)
), vestigingen AS (
    SELECT soort, count(*) AS alle FROM soorten("duo-leerlingen") GROUP BY soort
), aantallen AS (
    SELECT soort, unnest(range(alle + 1)) AS aantal, 100 * aantal / alle AS aandeel, gedrukt
    FROM vestigingen JOIN infographic USING (soort)
)
SELECT
    'deelname-gedrukt-' || soort AS id,
    (min(aantal) + max(aantal)) / 2 AS value,
    min(aantal) AS low,
    max(aantal) AS high
FROM aantallen
WHERE round(aandeel) = gedrukt
GROUP BY soort
